/// Why a request is refused.
///
/// Whoever meets one answers with `HTTPConnection.sendError(_:)`, writes the output and closes: after most of them it is not
/// known where the next request begins.
package enum HTTPError: Error, Hashable, Sendable {
    // What the client wrote is not HTTP/1.1 (RFC 9112), or could be read in two ways.
    case requestLineMalformed
    case targetMalformed
    case versionMalformed
    /// A line without a colon, or whose name is empty, not a token, or followed by whitespace.
    case fieldNameMalformed
    /// A line that begins with whitespace (obs-fold, RFC 9112 §5.2).
    case fieldFolded
    /// CR without LF, or LF without CR.
    case lineEndMalformed
    /// NUL or another control character in the head.
    case controlCharacter
    case hostMissing
    case hostRepeated
    case hostMalformed
    case contentLengthMalformed
    case contentLengthRepeated
    case contentLengthWithTransferEncoding
    /// Repeated, empty, or without `chunked` as its last and only `chunked`.
    case transferEncodingMalformed
    case transferEncodingBeforeHTTP11
    case chunkMalformed
    case trailerMalformed
    case gzipMalformed
    case gzipTruncated
    /// Bytes follow the first gzip member.
    case gzipTrailingBytes

    // What the router says.
    /// `allowed` is the value of the `Allow` field, such as `GET, HEAD`.
    case methodNotAllowed(allowed: String)
    /// `expected` is the media type that would be read, such as `application/json`.
    case mediaTypeUnsupported(expected: String)

    // What the server's clock and budgets say.
    /// A deadline passed before the request was complete.
    case requestTimedOut
    /// No room for this request; another replica may have. In seconds.
    case overloaded(retryAfter: Int)
    case pipelineTooLong(limit: Int)

    // Over a limit of `HTTPLimits`, in bytes but where the name says otherwise.
    case contentTooLarge(limit: Int)
    case inflatedContentTooLarge(limit: Int)
    case inflationRatioTooLarge(limit: Int)
    case chunkExtensionsTooLarge(limit: Int)
    case targetTooLong(limit: Int)
    case headTooLarge(limit: Int)
    case tooManyFields(limit: Int)
    case trailersTooLarge(limit: Int)

    // Well formed, and not offered here.
    case lengthRequired
    case contentCodingUnsupported
    case expectationUnknown
    case methodNotImplemented
    case transferCodingNotImplemented
    case versionUnsupported
    /// The client preface of HTTP/2 (RFC 9113 §3.4).
    case http2Preface
}

extension HTTPError {
    /// The status code of the answer.
    package var status: Int {
        switch self {
        case .requestLineMalformed, .targetMalformed, .versionMalformed, .fieldNameMalformed, .fieldFolded,
            .lineEndMalformed, .controlCharacter, .hostMissing, .hostRepeated, .hostMalformed, .contentLengthMalformed,
            .contentLengthRepeated, .contentLengthWithTransferEncoding, .transferEncodingMalformed,
            .transferEncodingBeforeHTTP11, .chunkMalformed, .trailerMalformed, .gzipMalformed, .gzipTruncated,
            .gzipTrailingBytes:
            400
        case .methodNotAllowed: 405
        case .requestTimedOut: 408
        case .lengthRequired: 411
        case .contentTooLarge, .inflatedContentTooLarge, .inflationRatioTooLarge, .chunkExtensionsTooLarge: 413
        case .targetTooLong: 414
        case .mediaTypeUnsupported, .contentCodingUnsupported: 415
        case .expectationUnknown: 417
        case .overloaded, .pipelineTooLong: 429
        case .headTooLarge, .tooManyFields, .trailersTooLarge: 431
        case .methodNotImplemented, .transferCodingNotImplemented: 501
        case .versionUnsupported, .http2Preface: 505
        }
    }

    /// The case's name without its values: a label for metrics and logs.
    package var name: String {
        let text = String(describing: self)
        return String(text.prefix { $0 != "(" })
    }

    /// What to do about it, in one line for the person who reads the answer.
    package var message: String {
        switch self {
        case .requestLineMalformed: "the request line must be METHOD SP TARGET SP HTTP/1.1, with single spaces"
        case .targetMalformed: "the request target must be a path such as /validate, without spaces or a fragment"
        case .versionMalformed: "the request line must end in HTTP/1.1"
        case .fieldNameMalformed: "each field line must be NAME: VALUE, without whitespace before the colon"
        case .fieldFolded: "a field line must not begin with whitespace: write the value on one line"
        case .lineEndMalformed: "lines must end in CR LF, and neither may stand alone"
        case .controlCharacter: "the head must not contain control characters"
        case .hostMissing: "a request in HTTP/1.1 must have a Host field"
        case .hostRepeated: "a request must have one Host field"
        case .hostMalformed: "Host must be a name or an address, with or without a port"
        case .contentLengthMalformed: "Content-Length must be a decimal number"
        case .contentLengthRepeated: "a request must have one Content-Length field"
        case .contentLengthWithTransferEncoding: "a request must not have both Content-Length and Transfer-Encoding"
        case .transferEncodingMalformed: "Transfer-Encoding must be chunked, once"
        case .transferEncodingBeforeHTTP11: "a request in HTTP/1.0 must not have Transfer-Encoding: send Content-Length"
        case .chunkMalformed: "each chunk must be a size in hexadecimal, CR LF, that many bytes, CR LF"
        case .trailerMalformed: "each trailer field must be NAME: VALUE on one line"
        case .gzipMalformed: "the content must be gzip, as Content-Encoding says"
        case .gzipTruncated: "the gzip content ends too early"
        case .gzipTrailingBytes: "the content must be one gzip member with nothing after it"
        case .methodNotAllowed(let allowed): "the method must be one of \(allowed)"
        case .mediaTypeUnsupported(let expected): "Content-Type must be \(expected)"
        case .requestTimedOut: "the request did not arrive in time: send it again"
        case .overloaded: "too many requests are in flight: send it again later"
        case .pipelineTooLong(let limit): "at most \(limit) bytes may be sent ahead of an answer"
        case .contentTooLarge(let limit): "the content must have at most \(limit) bytes"
        case .inflatedContentTooLarge(let limit): "the content must inflate to at most \(limit) bytes"
        case .inflationRatioTooLarge(let limit): "gzip content must inflate to at most \(limit) times its size"
        case .chunkExtensionsTooLarge(let limit): "chunk extensions must have at most \(limit) bytes in all"
        case .targetTooLong(let limit): "the request target must have at most \(limit) bytes"
        case .headTooLarge(let limit): "the request line and fields must have at most \(limit) bytes"
        case .tooManyFields(let limit): "a request must have at most \(limit) fields"
        case .trailersTooLarge(let limit): "trailer fields must have at most \(limit) bytes"
        case .lengthRequired: "send Content-Length with the content"
        case .contentCodingUnsupported: "Content-Encoding must be gzip, or absent"
        case .expectationUnknown: "Expect must be 100-continue, or absent"
        case .methodNotImplemented: "this method is not offered here"
        case .transferCodingNotImplemented: "Transfer-Encoding must be chunked alone"
        case .versionUnsupported: "the version must be HTTP/1.1"
        case .http2Preface: "HTTP/2 is not offered here: use HTTP/1.1"
        }
    }
}
