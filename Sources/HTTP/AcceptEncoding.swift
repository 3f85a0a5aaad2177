/// What a client says about the codings it takes (RFC 9110 §12.5.3).
package struct AcceptEncoding {
    /// Weights in thousandths; nil for a coding that is not named.
    private var gzip: Int?
    private var identity: Int?
    private var anything: Int?

    package init(_ fields: HTTPFields) {
        for value in fields.values(of: "accept-encoding") {
            let bytes = Array(value.utf8)
            bytes.span.forEachElement(of: 0..<bytes.count) { note(bytes.span, $0) }
        }
    }

    /// Whether gzip is taken, and not less gladly than plain bytes.
    package var prefersGzip: Bool {
        let weight = gzip ?? anything ?? 0
        return weight > 0 && weight >= (identity ?? 0)
    }

    private mutating func note(_ bytes: Span<UInt8>, _ element: Range<Int>) {
        let semicolon = bytes.first(Byte.semicolon, in: element) ?? element.upperBound
        let coding = bytes.trimmed(element.lowerBound..<semicolon)
        let weight = Self.weight(bytes, semicolon..<element.upperBound)
        if bytes.equals(coding, "gzip") || bytes.equals(coding, "x-gzip") {
            gzip = weight
        } else if bytes.equals(coding, "identity") {
            identity = weight
        } else if bytes.text(coding) == "*" {
            anything = weight
        }
    }

    /// The weight in `;q=0.8`: 1,000 when absent, 0 when it cannot be read (RFC 9110 §12.4.2).
    private static func weight(_ bytes: Span<UInt8>, _ parameter: Range<Int>) -> Int {
        guard !parameter.isEmpty else { return 1000 }
        let text = bytes.trimmed((parameter.lowerBound &+ 1)..<parameter.upperBound)
        guard text.count >= 3, text.count <= 7, bytes.equals(text.lowerBound..<(text.lowerBound &+ 2), "q=") else {
            return 0
        }
        let whole = bytes[text.lowerBound &+ 2]
        guard whole == Byte.zero || whole == Byte.zero &+ 1 else { return 0 }
        var (weight, unit) = (whole == Byte.zero ? 0 : 1000, 100)
        guard text.count > 3 else { return weight }
        guard bytes[text.lowerBound &+ 3] == Byte.dot else { return 0 }
        for offset in (text.lowerBound &+ 4)..<text.upperBound {
            guard bytes[offset] >= Byte.zero, bytes[offset] <= Byte.nine else { return 0 }
            weight &+= Int(bytes[offset] &- Byte.zero) &* unit
            unit /= 10
        }
        return weight <= 1000 ? weight : 0
    }
}
