/// An IP address, as Go's `net/netip` reads one.
package struct IPAddress: Hashable, Sendable {
    package let family: Family
    /// The 32 or 128 bits of the address, the last in the lowest place.
    package let bits: UInt128
    /// What stands behind the `%` of an IPv6 address; empty without one.
    package let zone: String

    package enum Family: Hashable, Sendable {
        case v4, v6

        package var bitCount: Int { self == .v4 ? 32 : 128 }
    }

    init(_ family: Family, bits: UInt128, zone: String = "") {
        self.family = family
        self.bits = bits
        self.zone = zone
    }

    /// Nil where Go refuses the text: leading zeros in IPv4, more than four digits in a group, an empty zone.
    ///
    /// Source: Go net/netip/netip.go `ParseAddr`.
    package init?(_ text: String) {
        // Most texts that are asked about are names.
        guard let first = text.utf8.first, first == UInt8(ascii: ":") || Groups.digit(first) != nil else { return nil }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "."):
                guard let bits = Self.v4(text.utf8[...]) else { return nil }
                self.init(.v4, bits: UInt128(bits))
                return
            case UInt8(ascii: ":"):
                self.init(v6: text)
                return
            default:
                guard Groups.digit(byte) != nil else { return nil }
            }
        }
        return nil
    }

    /// The IPv4 address that an IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) stands for; the address itself otherwise.
    package var unmapped: IPAddress {
        guard family == .v6, bits >> 32 == 0xFFFF else { return self }
        return IPAddress(.v4, bits: bits & 0xFFFF_FFFF)
    }

    // MARK: Reading

    private static func v4(_ text: Substring.UTF8View) -> UInt32? {
        // The longest address has fifteen bytes.
        guard text.count <= 15 else { return nil }
        let fields = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 4 else { return nil }
        var bits: UInt32 = 0
        for field in fields {
            guard let octet = octet(field) else { return nil }
            bits = bits << 8 | UInt32(octet)
        }
        return bits
    }

    private static func octet(_ text: Substring.UTF8View) -> UInt8? {
        guard (1...3).contains(text.count), text.count == 1 || text.first != UInt8(ascii: "0"),
            text.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        return UInt8(Substring(text))
    }

    private init?(v6 text: String) {
        var rest = text.utf8[...]
        var zone = ""
        if let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            zone = String(Substring(rest[rest.index(after: percent)...]))
            guard !zone.isEmpty else { return nil }
            rest = rest[..<percent]
        }
        var groups = Groups()
        if rest.starts(with: "::".utf8) {
            rest = rest.dropFirst(2)
            groups.gap = 0
        }
        while !rest.isEmpty, groups.count < 8 {
            guard groups.take(&rest) else { return nil }
        }
        // An empty text without `::` has no groups, and so no bits.
        guard rest.isEmpty, let bits = groups.bits else { return nil }
        self.init(.v6, bits: bits, zone: zone)
    }

    /// The groups of 16 bits of an IPv6 address as they are read.
    private struct Groups {
        private var groups: [UInt16] = []
        /// How many groups stand before `::`; nil without one.
        var gap: Int?

        var count: Int { groups.count }

        /// Takes a group, or the IPv4 address at the end, and the colons behind it.
        mutating func take(_ rest: inout Substring.UTF8View) -> Bool {
            let digits = rest.prefix { Self.digit($0) != nil }
            guard (1...4).contains(digits.count) else { return false }
            let behind = rest.dropFirst(digits.count)
            if behind.first == UInt8(ascii: ".") {
                guard gap == nil ? count == 6 : count <= 6, let bits = IPAddress.v4(rest) else { return false }
                groups += [UInt16(truncatingIfNeeded: bits >> 16), UInt16(truncatingIfNeeded: bits)]
                rest = rest.prefix(0)
                return true
            }
            groups.append(digits.reduce(0) { $0 << 4 | (Self.digit($1) ?? 0) })
            rest = behind
            guard let next = rest.first else { return true }
            rest = rest.dropFirst()
            guard next == UInt8(ascii: ":"), !rest.isEmpty else { return false }
            if rest.first == UInt8(ascii: ":") {
                guard gap == nil else { return false }
                gap = count
                rest = rest.dropFirst()
            }
            return true
        }

        /// Nil where there are too few groups without `::`, or too many with it.
        var bits: UInt128? {
            let missing = 8 - count
            guard gap == nil ? missing == 0 : missing > 0 else { return nil }
            var bits: UInt128 = 0
            for (index, group) in groups.enumerated() {
                if index == gap { bits <<= UInt128(16 * missing) }
                bits = bits << 16 | UInt128(group)
            }
            if gap == count { bits <<= UInt128(16 * missing) }
            return bits
        }

        static func digit(_ byte: UInt8) -> UInt16? {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte &- UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte &- UInt8(ascii: "a") &+ 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte &- UInt8(ascii: "A") &+ 10)
            default: nil
            }
        }
    }
}
