import Glibc

extension Reference {
    // MARK: Addresses

    /// The octets of an address, as the C library reads it, with a zone behind `%` as Go lets one be.
    static func address(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        guard !bytes.prefix(while: { $0 != UInt8(ascii: "%") }).contains(0),
            let sign = bytes.first(where: {
                $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "%")
            })
        else { return nil }
        guard sign == UInt8(ascii: ":") else { return sign == UInt8(ascii: ".") ? octets(text, AF_INET, 4) : nil }
        guard let percent = text.utf8.firstIndex(of: UInt8(ascii: "%")) else { return octets(text, AF_INET6, 16) }
        guard text.utf8.index(after: percent) < text.utf8.endIndex else { return nil }
        return octets(String(text[..<percent]), AF_INET6, 16)
    }

    private static func octets(_ text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: count)
        guard !text.utf8.contains(0) else { return nil }
        return inet_pton(family, text, &octets) == 1 ? octets : nil
    }

    /// The octets and the length of a range.
    static func range(_ text: String) -> (octets: [UInt8], length: Int)? {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let (start, digits) = (String(text[..<slash]), Array(text.utf8[text.utf8.index(after: slash)...]))
        guard !start.utf8.contains(UInt8(ascii: "%")), let octets = address(start), (1...3).contains(digits.count),
            digits.allSatisfy(isDigit), digits.count == 1 || digits.first != UInt8(ascii: "0"),
            let length = Int(String(decoding: digits, as: UTF8.self)), length <= 8 * octets.count
        else { return nil }
        return (octets, length)
    }

    /// Whether an address and another one agree in their first bits.
    static func agree(_ left: [UInt8], _ right: [UInt8], bits: Int) -> Bool {
        left.count == right.count
            && (0..<bits).allSatisfy { bit in
                (left[bit / 8] ^ right[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
            }
    }

    // MARK: Names

    /// A label of a name (RFC 1123 §2.1).
    static func isLabel(_ label: some Collection<UInt8>, capitals: Bool = true, limit: Int = 63) -> Bool {
        let bytes = Array(label)
        let isOuter = { (byte: UInt8) in
            isDigit(byte) || (0x61...0x7A).contains(byte) || (capitals && (0x41...0x5A).contains(byte))
        }
        guard let first = bytes.first, let last = bytes.last, bytes.count <= limit else { return false }
        return isOuter(first) && isOuter(last) && bytes.allSatisfy { isOuter($0) || $0 == UInt8(ascii: "-") }
    }

    private static func labels(_ name: String) -> [ArraySlice<UInt8>] {
        Array(name.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    }

    /// Labels, of which the last may be empty.
    static func isTrustDomain(_ name: String) -> Bool {
        let labels = labels(name)
        guard !name.isEmpty, labels.count > 1 || labels.first?.isEmpty == false else { return false }
        return (labels.last?.isEmpty == true ? labels.dropLast() : labels[...]).allSatisfy { isLabel($0) }
    }

    static func isFullyQualified(_ name: String) -> Bool {
        name.utf8.count <= 255 && isTrustDomain(name) && !endsInNumber(name)
    }

    private static func endsInNumber(_ name: String) -> Bool {
        labels(name).last.map { isInteger(String(decoding: $0, as: UTF8.self)) } ?? false
    }

    static func isWildcard(_ name: String) -> Bool {
        let parts = Array(name.utf8).split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard name.utf8.count <= 255, let first = parts.first, !name.isEmpty, first.count <= 63 else { return false }
        let star = UInt8(ascii: "*")
        var label = first
        if label.first == star {
            label = label.dropFirst()
            if label.first == UInt8(ascii: "-") { label = label.dropFirst() }
        }
        guard first.elementsEqual([star]) || isLabel(label) else { return false }
        guard parts.count > 1, let rest = parts.last, !rest.isEmpty else { return true }
        let name = String(decoding: rest, as: UTF8.self)
        return isTrustDomain(name) && !endsInNumber(name)
    }

    static func isKubernetesSubdomain(_ name: String) -> Bool {
        name.utf8.count <= 253 && labels(name).allSatisfy { isLabel($0, capitals: false, limit: .max) }
    }

    /// The host and the port of an address (Go net/ipsock.go `SplitHostPort`).
    static func hostAndPort(_ text: String) -> (host: String, port: String)? {
        let bytes = Array(text.utf8)
        guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        var host = bytes[..<colon]
        var (before, behind) = (bytes[...], bytes[...])
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")), end + 1 == colon else { return nil }
            host = bytes[1..<end]
            (before, behind) = (bytes[1...], bytes[(end + 1)...])
        } else if host.contains(UInt8(ascii: ":")) {
            return nil
        }
        guard !before.contains(UInt8(ascii: "[")), !behind.contains(UInt8(ascii: "]")) else { return nil }
        return (String(decoding: host, as: UTF8.self), String(decoding: bytes[(colon + 1)...], as: UTF8.self))
    }
}
