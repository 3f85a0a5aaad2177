/// A request target (RFC 9112 §3.2) and the path and query in it.
struct HTTPTarget {
    let text: String
    let path: String
    let query: String?

    /// Reads a target in origin form, absolute form, or `*`.
    ///
    /// - Throws: `HTTPError.targetMalformed`.
    init(_ bytes: Span<UInt8>, of method: HTTPMethod) throws(HTTPError) {
        let whole = 0..<bytes.count
        guard !bytes.isEmpty, bytes.all(whole, in: .target) else { throw .targetMalformed }
        text = bytes.text(whole)
        if text == "*" {
            guard method == .options else { throw .targetMalformed }
            (path, query) = ("*", nil)
            return
        }
        let start = try Self.pathStart(bytes)
        let question = bytes.first(Byte.question, in: start..<bytes.count)
        query = question.map { bytes.text(($0 &+ 1)..<bytes.count) }
        let range = start..<(question ?? bytes.count)
        path = range == whole && Self.isClean(bytes, whole) ? text : try Self.path(bytes, range)
    }

    /// Where the path begins: at once, or behind the authority of an absolute form.
    private static func pathStart(_ bytes: Span<UInt8>) throws(HTTPError) -> Int {
        if bytes[0] == Byte.slash { return 0 }
        var start = 0
        if bytes.count > 7, bytes.equals(0..<7, "http://") {
            start = 7
        } else if bytes.count > 8, bytes.equals(0..<8, "https://") {
            start = 8
        }
        let authority = start
        while start < bytes.count, bytes[start] != Byte.slash, bytes[start] != Byte.question { start &+= 1 }
        guard authority > 0, start > authority, bytes.all(authority..<start, in: .host) else { throw .targetMalformed }
        return start
    }

    private static func path(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPError) -> String {
        if isClean(bytes, range) { return bytes.text(range) }
        var segments: [[UInt8]] = []
        var segment: [UInt8] = []
        var offset = range.lowerBound
        while offset <= range.upperBound {
            let byte = offset < range.upperBound ? bytes[offset] : Byte.slash
            offset &+= 1
            switch byte {
            case Byte.slash:
                if segment == [Byte.dot, Byte.dot] {
                    _ = segments.popLast()
                } else if !segment.isEmpty, segment != [Byte.dot] {
                    segments.append(segment)
                }
                segment.removeAll()
            case Byte.percent:
                guard range.upperBound &- offset >= 2, let high = Byte.hexadecimal(bytes[offset]),
                    let low = Byte.hexadecimal(bytes[offset &+ 1])
                else { throw .targetMalformed }
                offset &+= 2
                let decoded = high << 4 | low
                guard !Byte.isControl(decoded) else { throw .targetMalformed }
                if decoded == Byte.slash {
                    segment.append(contentsOf: "%2F".utf8)
                } else {
                    segment.append(decoded)
                }
            default:
                segment.append(byte)
            }
        }
        guard let path = String(validating: segments.joined(separator: [Byte.slash]), as: UTF8.self) else {
            throw .targetMalformed
        }
        return "/" + path
    }

    /// Whether nothing is to be decoded, resolved or dropped.
    private static func isClean(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count > 1, bytes[range.upperBound &- 1] != Byte.slash else { return false }
        var previous: UInt8 = 0
        for offset in range {
            let byte = bytes[offset]
            if byte == Byte.percent { return false }
            if previous == Byte.slash, byte == Byte.slash || byte == Byte.dot { return false }
            previous = byte
        }
        return true
    }
}
