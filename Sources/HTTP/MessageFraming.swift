/// What the fields of a head say about where the message ends and what becomes of the connection (RFC 9112 §6, §9).
///
/// Everything that two readers could understand differently is refused, so that no proxy in front can be made to see other
/// requests than we do.
struct MessageFraming {
    enum ContentCoding {
        case identity
        case gzip
    }

    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var hasHost = false
    private(set) var closes = false
    private(set) var keepsAlive = false
    private(set) var expectsContinue = false
    private(set) var coding = ContentCoding.identity
    private var hasContentCoding = false
    private var hasTransferEncoding = false

    /// Takes note of a field, whose name is a token and whose value holds no control character but tabs.
    mutating func note(_ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) throws(HTTPError) {
        switch name.count {
        case 4 where bytes.equals(name, "host"): try noteHost(bytes, value)
        case 6 where bytes.equals(name, "expect"):
            guard bytes.equals(value, "100-continue") else { throw .expectationUnknown }
            expectsContinue = true
        case 10 where bytes.equals(name, "connection"): noteConnection(bytes, value)
        case 14 where bytes.equals(name, "content-length"): try noteContentLength(bytes, value)
        case 16 where bytes.equals(name, "content-encoding"): try noteContentEncoding(bytes, value)
        case 17 where bytes.equals(name, "transfer-encoding"): try noteTransferEncoding(bytes, value)
        default: break
        }
    }

    /// Weighs the whole, when the head is complete.
    func check(_ method: HTTPMethod, minorVersion: Int, limits: HTTPLimits) throws(HTTPError) {
        if minorVersion > 0, !hasHost { throw .hostMissing }
        if isChunked {
            // A coding that HTTP/1.0 does not know: the framing is forged or broken (RFC 9112 §6.1).
            guard minorVersion > 0 else { throw .transferEncodingBeforeHTTP11 }
            guard contentLength == nil else { throw .contentLengthWithTransferEncoding }
        } else if let contentLength {
            guard contentLength <= limits.maximumBodyBytes else {
                throw .contentTooLarge(limit: limits.maximumBodyBytes)
            }
        } else if method.bringsContent {
            throw .lengthRequired
        }
    }

    private mutating func noteHost(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPError) {
        guard !hasHost else { throw .hostRepeated }
        // May be empty, for a target without authority (RFC 9112 §3.2).
        guard bytes.all(value, in: .host) else { throw .hostMalformed }
        hasHost = true
    }

    private mutating func noteConnection(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        var (closes, keepsAlive) = (closes, keepsAlive)
        bytes.forEachElement(of: value) { option in
            if bytes.equals(option, "close") { closes = true }
            if bytes.equals(option, "keep-alive") { keepsAlive = true }
        }
        (self.closes, self.keepsAlive) = (closes, keepsAlive)
    }

    private mutating func noteContentLength(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPError) {
        guard contentLength == nil else { throw .contentLengthRepeated }
        guard !value.isEmpty else { throw .contentLengthMalformed }
        var length = 0
        for offset in value {
            let byte = bytes[offset]
            guard byte >= Byte.zero, byte <= Byte.nine else { throw .contentLengthMalformed }
            let (tens, overflows) = length.multipliedReportingOverflow(by: 10)
            let (sum, carries) = tens.addingReportingOverflow(Int(byte &- Byte.zero))
            // A number past any limit stays past any limit.
            length = overflows || carries || length == .max ? .max : sum
        }
        contentLength = length
    }

    private mutating func noteContentEncoding(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPError) {
        guard !hasContentCoding else { throw .contentCodingUnsupported }
        hasContentCoding = true
        if bytes.equals(value, "gzip") || bytes.equals(value, "x-gzip") {
            coding = .gzip
        } else if !bytes.equals(value, "identity") {
            throw .contentCodingUnsupported
        }
    }

    private mutating func noteTransferEncoding(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPError) {
        guard !hasTransferEncoding else { throw .transferEncodingMalformed }
        hasTransferEncoding = true
        var (codings, chunks, endsInChunked) = (0, 0, false)
        bytes.forEachElement(of: value) { coding in
            endsInChunked = bytes.equals(coding, "chunked")
            codings &+= 1
            chunks &+= endsInChunked ? 1 : 0
        }
        // Without chunked at the end nobody knows where the content ends (RFC 9112 §6.3); twice, nobody knows what it is.
        guard endsInChunked, chunks == 1 else { throw .transferEncodingMalformed }
        guard codings == 1 else { throw .transferCodingNotImplemented }
        isChunked = true
    }
}
