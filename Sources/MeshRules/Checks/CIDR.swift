/// A range of IP addresses: an address and how many of its first bits count.
package struct CIDR: Hashable, Sendable {
    /// As written, with the bits behind the prefix.
    package let address: IPAddress
    package let length: Int

    private init(_ address: IPAddress, length: Int) {
        self.address = address
        self.length = length
    }

    /// Nil where Go refuses the text: a zone, a sign or a leading zero in the length, no length at all.
    ///
    /// Source: Go net/netip/netip.go `ParsePrefix`.
    package init?(_ text: String) {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let digits = text.utf8[text.utf8.index(after: slash)...]
        guard let address = IPAddress(String(Substring(text.utf8[..<slash]))), address.zone.isEmpty,
            digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            digits.count == 1 || digits.first != UInt8(ascii: "0"),
            let length = Int(Substring(digits)), length <= address.family.bitCount
        else { return nil }
        self.init(address, length: length)
    }

    /// The range of one address.
    package init(of address: IPAddress) { self.init(address, length: address.family.bitCount) }

    /// Whether Istio takes the text for a range or for a single address.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateIPSubnet`.
    package static func isSubnetOrAddress(_ text: String) -> Bool {
        text.utf8.count { $0 == UInt8(ascii: "/") } == 1 ? CIDR(text) != nil : IPAddress(text) != nil
    }

    /// The first address of the range, which Go uses for all of it.
    package var first: IPAddress {
        let rest = address.family.bitCount - length
        return IPAddress(address.family, bits: rest >= 128 ? 0 : (address.bits >> UInt128(rest)) << UInt128(rest))
    }

    /// Whether the address has bits behind the prefix: `10.1.2.3/8`.
    package var hasHostBits: Bool { first.bits != address.bits }

    /// The IPv4 range that a range of IPv4-mapped addresses stands for; the range itself otherwise.
    package var unmapped: CIDR {
        let address = first.unmapped
        guard first.family == .v6, address.family == .v4, length >= 96 else { return CIDR(first, length: length) }
        return CIDR(address, length: length - 96)
    }

    /// Whether an address is in both ranges.
    ///
    /// IPv4-mapped ranges count as IPv4.
    package func overlaps(_ other: CIDR) -> Bool {
        let left = unmapped
        let right = other.unmapped
        guard left.address.family == right.address.family else { return false }
        let length = min(left.length, right.length)
        return CIDR(left.address, length: length).first == CIDR(right.address, length: length).first
    }
}

extension CIDR: CustomStringConvertible {
    /// As Go writes the range of IPv4: the first address and the length.
    ///
    /// IPv6 groups are written in full.
    package var description: String { "\(first)/\(length)" }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        let size = family == .v4 ? 8 : 16
        let parts = stride(from: family.bitCount - size, through: 0, by: -size).map { shift in
            String(bits >> UInt128(shift) & (family == .v4 ? 0xFF : 0xFFFF), radix: family == .v4 ? 10 : 16)
        }
        return parts.joined(separator: family == .v4 ? "." : ":") + (zone.isEmpty ? "" : "%\(zone)")
    }
}
