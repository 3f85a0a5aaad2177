/// Reads a request line and field lines (RFC 9112 §3, §5), from bytes that may come in any number of pieces.
///
/// What is refused depends on the bytes up to the first mistake only, never on how they were cut.
struct HeadParser {
    private(set) var method = HTTPMethod.get
    private(set) var minorVersion = 1
    private(set) var framing = MessageFraming()
    private(set) var slots: [HTTPFields.Slot] = []
    private var target = 0..<0
    private var hasRequestLine = false
    private var hasEmptyLine = false
    /// Bytes before this offset were looked at and are in order.
    private var scanned = 0
    private var lineStart = 0

    /// No method of RFC 9110 has more than 7 bytes, none of the IANA registry more than 17.
    private static let maximumMethodBytes = 32

    /// What of `length` bytes belongs to a request: all but the empty line that may stand before it.
    func hasBegun(_ length: Int) -> Bool {
        hasRequestLine || length > lineStart
    }

    /// Goes on reading a head that begins at the first byte.
    ///
    /// - Parameters:
    ///   - bytes: what the last call was given, and more.
    ///   - limits: the same at every call.
    /// - Returns: the length of the head, or nil while it is incomplete.
    /// - Throws: `HTTPError`, at the first mistake.
    mutating func parse(_ bytes: Span<UInt8>, limits: HTTPLimits) throws(HTTPError) -> Int? {
        while true {
            let lineLimit = lineLimit(limits)
            let end = min(bytes.count, lineLimit)
            scanned = bytes.firstControl(from: min(scanned, end), to: end)
            guard scanned < end else {
                if bytes.count < lineLimit { return nil }
                throw lineLimit < limits.maximumHeadBytes
                    ? .targetTooLong(limit: limits.maximumTargetBytes) : .headTooLarge(limit: limits.maximumHeadBytes)
            }
            switch bytes[scanned] {
            case Byte.tab where hasRequestLine:
                scanned &+= 1
                continue
            case Byte.carriageReturn:
                guard scanned &+ 1 < bytes.count else { return nil }
                guard bytes[scanned &+ 1] == Byte.lineFeed else { throw .lineEndMalformed }
            case Byte.lineFeed:
                throw .lineEndMalformed
            default:
                throw .controlCharacter
            }
            guard scanned &+ 2 <= limits.maximumHeadBytes else { throw .headTooLarge(limit: limits.maximumHeadBytes) }
            let line = lineStart..<scanned
            scanned &+= 2
            lineStart = scanned
            if try take(line, of: bytes, limits: limits) { return lineStart }
        }
    }

    /// The request of a complete head, without its content.
    func request(_ bytes: Span<UInt8>) throws(HTTPError) -> HTTPRequest {
        var head: [UInt8] = []
        head.append(bytes)
        let target = try HTTPTarget(bytes.extracting(target), of: method)
        return HTTPRequest(method: method, target: target, fields: HTTPFields(bytes: head, slots: slots))
    }

    /// The path of a head whose request line was read; nil before, and for a target that is none.
    func path(_ bytes: Span<UInt8>) -> String? {
        guard hasRequestLine else { return nil }
        return try? HTTPTarget(bytes.extracting(target), of: method).path
    }

    /// Where the line that is being read must have ended.
    private func lineLimit(_ limits: HTTPLimits) -> Int {
        guard !hasRequestLine else { return limits.maximumHeadBytes }
        // Method, two spaces and the version beside the target.
        let (line, overflows) = limits.maximumTargetBytes.addingReportingOverflow(
            lineStart &+ Self.maximumMethodBytes &+ 12)
        return overflows ? limits.maximumHeadBytes : min(line, limits.maximumHeadBytes)
    }

    /// Reads a line without its end, and says whether it was the last one.
    private mutating func take(
        _ line: Range<Int>, of bytes: Span<UInt8>, limits: HTTPLimits
    ) throws(HTTPError) -> Bool {
        if hasRequestLine {
            guard !line.isEmpty else {
                try framing.check(method, minorVersion: minorVersion, limits: limits)
                return true
            }
            try takeField(line, of: bytes, limits: limits)
        } else if line.isEmpty {
            // One empty line before a request is forgiven (RFC 9112 §2.2).
            guard !hasEmptyLine else { throw .requestLineMalformed }
            hasEmptyLine = true
        } else {
            try takeRequestLine(line, of: bytes, limits: limits)
        }
        return false
    }

    private mutating func takeRequestLine(
        _ line: Range<Int>, of bytes: Span<UInt8>, limits: HTTPLimits
    ) throws(HTTPError) {
        guard let space = bytes.first(Byte.space, in: line),
            let secondSpace = bytes.first(Byte.space, in: (space &+ 1)..<line.upperBound)
        else { throw .requestLineMalformed }
        let name = line.lowerBound..<space
        target = (space &+ 1)..<secondSpace
        guard !name.isEmpty, !target.isEmpty, bytes.all(name, in: .token) else { throw .requestLineMalformed }
        minorVersion = try Self.minorVersion(bytes, (secondSpace &+ 1)..<line.upperBound, after: name)
        // CONNECT has a form of target of its own, and nothing to connect to.
        guard name.count <= Self.maximumMethodBytes, !bytes.equals(name, "connect") else { throw .methodNotImplemented }
        guard target.count <= limits.maximumTargetBytes else { throw .targetTooLong(limit: limits.maximumTargetBytes) }
        method = HTTPMethod(bytes.text(name))
        hasRequestLine = true
        // As many as kube-apiserver sends, and two of a proxy.
        slots.reserveCapacity(8)
    }

    private static func minorVersion(
        _ bytes: Span<UInt8>, _ version: Range<Int>, after method: Range<Int>
    ) throws(HTTPError) -> Int {
        let digits = Byte.zero...Byte.nine
        guard version.count == 8 else { throw .versionMalformed }
        let start = version.lowerBound
        let (major, minor) = (bytes[start &+ 5], bytes[start &+ 7])
        guard bytes.equals(start..<(start &+ 5), exactly: "HTTP/"), digits.contains(major),
            bytes[start &+ 6] == Byte.dot, digits.contains(minor)
        else {
            throw .versionMalformed
        }
        guard major == Byte.zero &+ 1 else {
            throw bytes.equals(method, exactly: "PRI") ? .http2Preface : .versionUnsupported
        }
        // A later minor version is answered as the highest known (RFC 9110 §2.5).
        return minor == Byte.zero ? 0 : 1
    }

    private mutating func takeField(
        _ line: Range<Int>, of bytes: Span<UInt8>, limits: HTTPLimits
    ) throws(HTTPError) {
        guard !Byte.isBlank(bytes[line.lowerBound]) else { throw .fieldFolded }
        guard slots.count < limits.maximumFields else { throw .tooManyFields(limit: limits.maximumFields) }
        var colon = line.lowerBound
        while colon < line.upperBound, ASCIISet.token.contains(bytes[colon]) { colon &+= 1 }
        guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == Byte.colon else {
            throw .fieldNameMalformed
        }
        let name = line.lowerBound..<colon
        let value = bytes.trimmed((colon &+ 1)..<line.upperBound)
        slots.append(HTTPFields.Slot(name: name, value: value))
        try framing.note(bytes, name, value)
    }
}
