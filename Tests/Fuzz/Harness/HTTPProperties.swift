import HTTP

/// What holds of any bytes from a client.
enum HTTPProperties {
    /// The first byte chooses what is made of the rest: a conversation, within the usual limits or small ones, or the
    /// content of a request, gzip or not.
    static func failure(on bytes: [UInt8]) -> String? {
        guard let choice = bytes.first else { return nil }
        let rest = Array(bytes.dropFirst())
        let limits = choice & 1 == 0 ? HTTPLimits() : small
        return switch choice >> 1 & 3 {
        case 0, 1: failureOfConversation(rest, limits)
        case 2: failureOfContent(rest, limits)
        default: failureOfGzip(rest, limits)
        }
    }

    private static let small: HTTPLimits = {
        var limits = HTTPLimits()
        limits.maximumHeadBytes = 256
        limits.maximumTargetBytes = 64
        limits.maximumFields = 6
        limits.maximumBodyBytes = 64
        limits.maximumChunkExtensionBytes = 8
        limits.maximumTrailerBytes = 16
        limits.maximumPipelinedBytes = 128
        limits.maximumInflationRatio = 4
        limits.freeInflatedBytes = 32
        return limits
    }()

    // MARK: Conversations

    private static func failureOfConversation(_ bytes: [UInt8], _ limits: HTTPLimits) -> String? {
        let whole = HTTPTranscript(of: bytes, limits: limits)
        let uneven = { (offset: Int) in 1 + (offset &* 7 &+ bytes.count) % 23 }
        guard whole == HTTPTranscript(of: bytes, limits: limits, cutBy: { _ in 1 }),
            whole == HTTPTranscript(of: bytes, limits: limits, cutBy: uneven)
        else { return "understood differently in pieces" }
        for request in whole.requests {
            if let failure = failure(of: request, limits) { return failure }
        }
        return failureOfOutput(whole) ?? failureOfSilence(bytes, limits)
    }

    private static func failure(of request: HTTPRequest, _ limits: HTTPLimits) -> String? {
        guard request.body.count <= limits.maximumBodyBytes, request.fields.count <= limits.maximumFields,
            request.target.utf8.count <= limits.maximumTargetBytes
        else { return "a request over its limits" }
        guard request.path == "*" || request.path.utf8.first == UInt8(ascii: "/"),
            request.path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
            request.path.split(separator: "/").allSatisfy({ $0 != "." && $0 != ".." })
        else { return "a path that leads elsewhere: \(request.path)" }
        var sent = 0
        for (name, value) in request.fields {
            sent += name.utf8.count + value.utf8.count
            guard !name.isEmpty, !value.unicodeScalars.contains(where: { $0 == "\r" || $0 == "\n" || $0 == "\0" })
            else { return "a field that ends a line" }
        }
        // A byte that is no UTF-8 shows as three.
        guard sent <= 3 * limits.maximumHeadBytes else { return "more fields than a head holds" }
        let answer = HTTPResponse(text: String(repeating: "a", count: 2000)).compressed(for: request)
        return answer.body.count <= 2001 ? nil : "an answer that grew"
    }

    /// One response for each request, in order, then one for what is refused, and nothing else.
    private static func failureOfOutput(_ transcript: HTTPTranscript) -> String? {
        var rest = transcript.output[...]
        for request in transcript.requests {
            guard let (status, length, head) = responseHead(rest), status == 200 else { return "an answer is missing" }
            rest = rest.dropFirst(head + (request.method == .head ? 0 : length))
        }
        guard let failure = transcript.failure else {
            return rest.isEmpty || rest.elementsEqual("HTTP/1.1 100 Continue\r\n\r\n".utf8) ? nil : "too many answers"
        }
        guard transcript.isFinished, let (status, length, head) = responseHead(rest), status == failure.status,
            rest.count == head || rest.count == head + length
        else { return "a refusal without its answer" }
        return nil
    }

    /// The status, the length of the content, and the length of the head.
    private static func responseHead(_ bytes: ArraySlice<UInt8>) -> (status: Int, length: Int, head: Int)? {
        let lines = String(decoding: bytes.prefix(1024), as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        guard let end = lines.firstIndex(of: ""), let first = lines.first, first.hasPrefix("HTTP/1.1 "),
            let status = Int(first.dropFirst(9).prefix(3)),
            let length = lines[..<end].first(where: { $0.hasPrefix("Content-Length: ") }).flatMap({
                Int($0.dropFirst(16))
            })
        else { return nil }
        return (status, length, lines[...end].reduce(0) { $0 + $1.utf8.count + 2 })
    }

    /// A server that answers nothing keeps no more than the limits allow.
    private static func failureOfSilence(_ bytes: [UInt8], _ limits: HTTPLimits) -> String? {
        var connection = HTTPConnection(limits: limits)
        let piece = 16
        // Half of the buffer may have been read.
        let most = 2 * (limits.maximumHeadBytes + limits.maximumBodyBytes + limits.maximumPipelinedBytes + piece) + 1024
        var offset = 0
        while offset < bytes.count, !connection.isFinished {
            let end = min(bytes.count, offset + piece)
            do throws(HTTPError) {
                try connection.receive(bytes.span.extracting(offset..<end))
            } catch {
                guard connection.isFinished, connection.failure == error else { return "a refusal that goes on" }
            }
            _ = connection.nextRequest()
            guard connection.bufferedBytes <= most else { return "\(connection.bufferedBytes) bytes are kept" }
            offset = end
        }
        return connection.requestCount <= 1 ? nil : "requests without answers"
    }

    // MARK: Content

    /// The content of a request is the same with its length and in chunks.
    private static func failureOfContent(_ content: [UInt8], _ limits: HTTPLimits) -> String? {
        let plain = post(content, coding: "identity", limits)
        if content.count <= limits.maximumBodyBytes, plain.requests.first?.body != content { return "other content" }
        guard agree(plain, postInChunks(content, coding: "identity", limits)) else { return "other content in chunks" }
        guard let deflated = Gzip.deflated(content) else { return "gzip fails" }
        let result = Result { () throws(HTTPError) in try Gzip.inflated(deflated, limits: limits) }
        switch result {
        case .success(let inflated): return inflated == content ? nil : "other content in gzip"
        case .failure(.inflatedContentTooLarge), .failure(.inflationRatioTooLarge): return nil
        case .failure(let error): return "its gzip is refused: \(error.name)"
        }
    }

    private static func failureOfGzip(_ content: [UInt8], _ limits: HTTPLimits) -> String? {
        let sent = post(content, coding: "gzip", limits)
        guard agree(sent, postInChunks(content, coding: "gzip", limits)) else { return "other gzip in chunks" }
        guard let body = sent.requests.first?.body else { return sent.failure == nil ? "no request" : nil }
        guard body.count <= limits.maximumBodyBytes,
            body.count <= max(limits.freeInflatedBytes, content.count * limits.maximumInflationRatio)
        else { return "inflated over a limit" }
        guard !content.isEmpty else { return nil }
        let again = Result { () throws(HTTPError) in try Gzip.inflated(content, limits: limits) }
        return (try? again.get()) == body ? nil : "inflated differently"
    }

    private static func agree(_ one: HTTPTranscript, _ other: HTTPTranscript) -> Bool {
        one.requests.map(\.body) == other.requests.map(\.body) && one.failure == other.failure
    }

    private static func post(_ content: [UInt8], coding: String, _ limits: HTTPLimits) -> HTTPTranscript {
        let head =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: \(coding)\r\nContent-Length: \(content.count)\r\n\r\n"
        return HTTPTranscript(of: Array(head.utf8) + content, limits: limits)
    }

    private static func postInChunks(_ content: [UInt8], coding: String, _ limits: HTTPLimits) -> HTTPTranscript {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: \(coding)\r\nTransfer-Encoding: chunked\r\n\r\n"
        var bytes = Array(head.utf8)
        var rest = content[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(1 + rest.count % 41)
            bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
            rest = rest.dropFirst(chunk.count)
        }
        return HTTPTranscript(of: bytes + Array("0\r\n\r\n".utf8), limits: limits)
    }
}
