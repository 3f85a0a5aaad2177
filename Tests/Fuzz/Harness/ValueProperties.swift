import Documents
import IstioSchema
import MeshRules

/// What holds of any text as a value: of ours, what the simplest readers say.
enum ValueProperties {
    /// The first byte chooses whether the rest goes to the parsers, whole and line by line, or into a document.
    static func failure(on bytes: [UInt8]) -> String? {
        guard let choice = bytes.first else { return nil }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        guard choice & 1 == 0 else { return ValueDocuments.failure(on: text) }
        // The seeds have a value a line.
        let lines = text.utf8.split(separator: 0x0A).prefix(32).map { String(Substring($0)) }
        for value in lines.count == 1 && lines.first == text ? lines : [text] + lines {
            if let failure = failureOfParsers(value) { return "\(failure): \(value.debugDescription)" }
        }
        return failureOfDouble(bytes)
    }

    private static func failureOfParsers(_ text: String) -> String? {
        failureOfNumbers(text) ?? failureOfAddress(text) ?? failureOfRange(text) ?? failureOfProxyAddress(text)
            ?? failureOfNames(text) ?? failureOfPair(text)
    }

    // MARK: Numbers

    private static func failureOfNumbers(_ text: String) -> String? {
        let duration = GoDuration.parse(text)
        guard duration == Reference.duration(text).map(Duration.nanoseconds) else {
            return "a duration: \(duration.map { "\($0)" } ?? "nil")"
        }
        if let duration, GoDuration.parse(GoDuration.text(duration)) != duration { return "a duration's text" }
        guard (GoValue.integer(text) != nil) == Reference.isInteger(text) else { return "an integer" }
        let float = GoValue.float(text)
        guard float == nil || Reference.isFloat(text) else { return "a float that is none" }
        // A number of the right form may be too large.
        if float == nil, Reference.isFloat(text), Double(text)?.isFinite ?? true { return "a float that is refused" }
        for (type, range) in [
            (EnvironmentVariable.ValueType.int64, Int64.min...Int64.max), (.uint16, 0...65535),
            (.uint32, 0...4_294_967_295),
        ] where type.accepts(text) != Reference.isJSONInteger(text, in: range) {
            return "an integer of JSON as \(type)"
        }
        let bool = ["1": true, "t": true, "T": true, "TRUE": true, "true": true, "True": true].merging(
            ["0": false, "f": false, "F": false, "FALSE": false, "false": false, "False": false],
            uniquingKeysWith: { $1 })
        guard GoValue.bool(text) == bool[text] else { return "a boolean" }
        if let version = IstioVersion(text: text), IstioVersion(text: version.description) != version {
            return "a version"
        }
        return failureOfBase64(text)
    }

    private static func failureOfBase64(_ text: String) -> String? {
        guard Base64.decode(Reference.base64(Array(text.utf8))) == Array(text.utf8) else { return "base64 of the text" }
        guard let bytes = Base64.decode(text) else { return nil }
        // The last digit may have bits that stand for nothing.
        let digits = text.utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "=") }
        let written = Reference.base64(bytes).utf8.filter { $0 != UInt8(ascii: "=") }
        return digits.count == written.count && digits.dropLast() == written.dropLast() ? nil : "base64"
    }

    private static func failureOfDouble(_ bytes: [UInt8]) -> String? {
        let number = Double(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        guard number.isFinite else { return nil }
        return Double(GoNumber.json(number)) == number ? nil : "the text of \(number)"
    }

    // MARK: Addresses

    private static func failureOfAddress(_ text: String) -> String? {
        let octets = Reference.address(text)
        guard let address = IPAddress(text) else { return octets == nil ? nil : "an address that is refused" }
        guard octets?.count == address.family.bitCount / 8,
            octets?.reduce(0, { $0 << 8 | UInt128($1) }) == address.bits
        else { return "an address that is none: \(address)" }
        return IPAddress(address.description) == address ? nil : "an address that is not read again: \(address)"
    }

    private static func failureOfRange(_ text: String) -> String? {
        let reference = Reference.range(text)
        let slashes = text.utf8.count { $0 == UInt8(ascii: "/") }
        let isSubnet = slashes == 1 ? reference != nil : Reference.address(text) != nil
        guard CIDR.isSubnetOrAddress(text) == isSubnet else { return "a subnet" }
        guard let range = CIDR(text) else { return reference == nil ? nil : "a range that is refused" }
        guard range.length == reference?.length, IPAddress(String(text.prefix { $0 != "/" })) == range.address else {
            return "another range: \(range)"
        }
        guard let again = CIDR(range.description), again.first == range.first, again.length == range.length else {
            return "a range that is not read again: \(range)"
        }
        let keeps = Reference.agree(octets(of: range.first), octets(of: range.address), bits: range.length)
        guard keeps, range.hasHostBits == (range.first != range.address), !CIDR(of: range.first).hasHostBits else {
            return "the first address of a range: \(range.first)"
        }
        return range.overlaps(CIDR(of: range.first)) && range.overlaps(range) ? nil : "a range without its addresses"
    }

    private static func octets(of address: IPAddress) -> [UInt8] {
        stride(from: address.family.bitCount - 8, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: address.bits >> UInt128($0))
        }
    }

    private static func failureOfProxyAddress(_ text: String) -> String? {
        let problem = ProxyAddress.problem(of: text)
        guard let (host, port) = Reference.hostAndPort(text) else { return problem == .form ? nil : "host and port" }
        guard Reference.isInteger(port), let number = Int64(port), (1...65535).contains(number) else {
            return problem == .port ? nil : "the port of an address"
        }
        guard Reference.isFullyQualified(host) || Reference.address(host) != nil else {
            return problem == .host ? nil : "the host of an address"
        }
        guard let address = try? ProxyAddress(text), address.host == host, address.port == number else {
            return "an address that is refused: \(problem.map { "\($0)" } ?? "")"
        }
        let written = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(number)" : "\(host):\(number)"
        return (try? ProxyAddress(written)) == address ? nil : "an address that is not read again"
    }

    // MARK: Names

    private static func failureOfNames(_ text: String) -> String? {
        let name = Reference.isLabel(text.utf8, limit: .max)
        let key = Array(text.utf8).split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = key.count > 1 ? String(decoding: key[0], as: UTF8.self) : nil
        let lowercase = Reference.isLabel(text.utf8, capitals: false)
        let startsWithLetter = text.utf8.first.map { !Reference.isDigit($0) } ?? false
        let found: [(String, Bool, Bool)] = [
            ("label", DNSLabel.isIstio(text), name && text.utf8.count <= 63),
            ("Kubernetes label", DNSLabel.isKubernetes1123(text), lowercase),
            ("Kubernetes service", DNSLabel.isKubernetes1035(text), lowercase && startsWithLetter),
            ("Kubernetes name", DNSLabel.isKubernetesSubdomain(text), Reference.isKubernetesSubdomain(text)),
            ("host", HostName.isFullyQualified(text), Reference.isFullyQualified(text)),
            ("host with a wildcard", HostName.isWildcard(text), Reference.isWildcard(text)),
            ("trust domain", HostName.isTrustDomain(text), Reference.isTrustDomain(text)),
            ("label's value", KubernetesLabel.isValue(text), text.isEmpty || isLabelName(Array(text.utf8)[...])),
            (
                "label's key", KubernetesLabel.isKey(text),
                isLabelName(key.last ?? []) && prefix.map(Reference.isKubernetesSubdomain) ?? true
            ),
        ]
        if let (what, _, _) = found.first(where: { $0.1 != $0.2 }) { return "a \(what)" }
        let names = ["discoveryAddress", "trustDomain", "trustDomainAliases", "max", "min"]
        if let near = NearName.nearest(to: text, among: names), !names.contains(near) { return "a near name" }
        let shown = text.excerpt(32)
        return shown.isPlain && shown.unicodeScalars.count <= 32 ? nil : "an excerpt"
    }

    /// A label in which underscores and dots may stand where hyphens may.
    private static func isLabelName(_ name: ArraySlice<UInt8>) -> Bool {
        let inner: [UInt8] = name.map { byte in
            byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") ? UInt8(ascii: "-") : byte
        }
        return Reference.isLabel(inner)
    }

    // MARK: Two texts

    /// What stands before and behind the first space.
    private static func failureOfPair(_ text: String) -> String? {
        let parts = text.utf8.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let one = parts.first.map({ String(Substring($0)) }),
            let other = parts.last.map({ String(Substring($0)) })
        else { return nil }
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        guard one.isExactly(other) == (left == right), (ExactText(one) == ExactText(other)) == (left == right) else {
            return "equal texts"
        }
        let place = Reference.place(of: left, in: right)
        guard other.offset(of: one) == place, other.holds(one) == (place != nil),
            other[...].holds(one) == (place != nil), other.endsIn(one) == (right.suffix(left.count) == left[...])
        else { return "a text in another" }
        if one.utf8.allSatisfy({ $0 < 0x80 }), other.utf8.allSatisfy({ $0 < 0x80 }) {
            let fits = Reference.matches(left[...], right)
            guard NamePattern(one).matches(other) == fits else { return "a pattern of names" }
        }
        let localities = other.split(separator: ",", omittingEmptySubsequences: false).prefix(8).map(String.init)
        guard Locality.problems(inOrder: localities).allSatisfy({ localities.indices.contains($0.index) }),
            Locality.problems(inAnyOrder: localities).count
                == Locality.problems(inAnyOrder: localities.reversed()).count
        else { return "localities" }
        return failureOfRanges(one, other)
    }

    private static func failureOfRanges(_ one: String, _ other: String) -> String? {
        guard let left = CIDR(one)?.unmapped, let right = CIDR(other)?.unmapped else { return nil }
        let agree = Reference.agree(
            octets(of: left.address), octets(of: right.address), bits: min(left.length, right.length))
        return left.overlaps(right) == agree && right.overlaps(left) == agree ? nil : "ranges that overlap"
    }
}
