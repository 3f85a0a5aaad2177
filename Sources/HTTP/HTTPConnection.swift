/// The server's end of a connection in HTTP/1.1 (RFC 9112), without a socket: bytes in, requests out; responses in, bytes out.
///
/// One request at a time is read: the bytes of pipelined ones wait until the one before them is answered. A server therefore
/// calls `receive`, then `nextRequest` and `send` by turns until there is no request, then writes `takeOutput`, and closes
/// when `isFinished`. While it closes it should go on reading for a moment, or a client that is still sending gets a reset
/// in place of the answer.
package struct HTTPConnection: ~Copyable {
    /// What the connection waits for; each has a deadline of the server's.
    package enum Phase: Sendable {
        /// Nothing of a request was read.
        case idle
        /// A request's head is incomplete.
        case head
        /// A request's content is incomplete.
        case body
        /// A request is complete and not yet answered.
        case responding
    }

    private enum Stage {
        case head
        case content(remaining: Int)
        case chunks
        /// The request waits for `nextRequest`.
        case complete
        /// The request waits for `send`.
        case handedOut
        case finished
    }

    private let limits: HTTPLimits
    private var stage = Stage.head
    private var head = HeadParser()
    private var chunks = ChunkedDecoder()
    private var request: HTTPRequest?
    private var body: [UInt8] = []
    /// The size of the content of a request that was handed out, which the program holds until it has answered.
    private var handedOutBytes = 0
    private var continueIsDue = false
    private var isDraining = false
    /// Bytes that were received and not yet read, from `inputStart` on.
    private var input: [UInt8] = []
    private var inputStart = 0
    private var output: [UInt8] = []

    /// Requests that were handed out.
    package private(set) var requestCount = 0

    /// Why a request of the client was refused by the connection itself, for the log.
    package private(set) var failure: HTTPError?

    /// The path of the request that was refused by ``failure`` or `sendError`, where its request line was read.
    package private(set) var refusedPath: String?

    package init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
    }

    package var phase: Phase {
        switch stage {
        case .head: head.hasBegun(pendingBytes) ? .head : .idle
        case .content, .chunks: .body
        case .complete, .handedOut: .responding
        case .finished: .idle
        }
    }

    /// Whether the last response is in the output: write it, then close.
    package var isFinished: Bool {
        if case .finished = stage { true } else { false }
    }

    /// Bytes held for the client: not yet read (or read, and in one buffer with such), read of a request until it is answered, and
    /// not yet written.
    package var bufferedBytes: Int {
        input.count &+ body.count &+ handedOutBytes &+ output.count
    }

    private var pendingBytes: Int { input.count &- inputStart }
}

// MARK: - Requests

extension HTTPConnection {
    /// Takes bytes from the client.
    ///
    /// After `isFinished` they are dropped.
    ///
    /// - Throws: `HTTPError`, when they are not a request that is read here. The answer that says so is already in the output, and
    ///   the connection is finished.
    package mutating func receive(_ bytes: Span<UInt8>) throws(HTTPError) {
        switch stage {
        case .finished:
            return
        case .complete, .handedOut:
            // What came in one piece with the request is kept whole, as the reader chose its size; what comes on top is not.
            guard bytes.isEmpty || pendingBytes <= limits.maximumPipelinedBytes else {
                throw fail(.pipelineTooLong(limit: limits.maximumPipelinedBytes))
            }
            keep(bytes)
        case .head, .content, .chunks:
            do {
                if pendingBytes == 0 {
                    let length = try read(bytes)
                    keep(bytes.extracting(length..<bytes.count))
                } else {
                    keep(bytes)
                    try readInput()
                }
            } catch {
                throw fail(error)
            }
        }
    }

    /// Takes bytes from the client.
    ///
    /// - Throws: as the other `receive`.
    package mutating func receive(_ bytes: [UInt8]) throws(HTTPError) {
        try receive(bytes.span)
    }

    /// Takes bytes from the client.
    ///
    /// - Throws: as the other `receive`.
    package mutating func receive(_ bytes: UnsafeRawBufferPointer) throws(HTTPError) {
        try receive(bytes.bindMemory(to: UInt8.self).span)
    }

    /// The next complete request, or nil until there is one and the one before it is answered.
    ///
    /// A pipelined request that is refused is answered at once; `failure` then says why.
    package mutating func nextRequest() -> HTTPRequest? {
        if case .head = stage, pendingBytes > 0 {
            do {
                try readInput()
            } catch {
                _ = fail(error)
            }
        }
        guard case .complete = stage, var request else { return nil }
        self.request = nil
        request.body = body
        handedOutBytes = body.count
        body = []
        stage = .handedOut
        requestCount &+= 1
        return request
    }

    /// Reads what is pending, as far as one request goes.
    private mutating func readInput() throws(HTTPError) {
        // Out of self, as reading changes self.
        let pending = input
        input = []
        let length = try read(pending.span.extracting(inputStart..<pending.count))
        inputStart &+= length
        // An idle connection holds no buffer.
        if inputStart < pending.count { input = pending } else { inputStart = 0 }
    }

    private mutating func keep(_ bytes: Span<UInt8>) {
        guard !bytes.isEmpty else { return }
        // Half of the buffer at least is dropped at a time, so that each byte moves once on average.
        if inputStart > input.count / 2 {
            input.removeSubrange(..<inputStart)
            inputStart = 0
        }
        input.append(bytes)
    }

    /// Reads on, and gives the number of bytes read.
    ///
    /// A head is read whole or not at all.
    private mutating func read(_ bytes: Span<UInt8>) throws(HTTPError) -> Int {
        var offset = 0
        while offset < bytes.count {
            let rest = bytes.extracting(offset..<bytes.count)
            switch stage {
            case .head:
                guard let length = try parseHead(rest) else { return offset }
                try begin(rest.extracting(..<length))
                offset &+= length
            case .content(let remaining):
                let length = min(remaining, rest.count)
                append(rest.extracting(..<length), remaining: remaining)
                offset &+= length
                stage = .content(remaining: remaining &- length)
                if remaining == length { try complete() }
            case .chunks:
                continueIsDue = false
                offset &+= try chunks.decode(rest, into: &body, limits: limits)
                if chunks.isComplete { try complete() }
            case .complete, .handedOut, .finished:
                return offset
            }
        }
        return offset
    }

    private mutating func parseHead(_ bytes: Span<UInt8>) throws(HTTPError) -> Int? {
        do throws(HTTPError) {
            return try head.parse(bytes, limits: limits)
        } catch {
            refusedPath = head.path(bytes)
            throw error
        }
    }

    private mutating func begin(_ bytes: Span<UInt8>) throws(HTTPError) {
        let framing = head.framing
        request = try head.request(bytes)
        if framing.isChunked {
            chunks = ChunkedDecoder()
            stage = .chunks
        } else if let length = framing.contentLength, length > 0 {
            stage = .content(remaining: length)
        } else {
            stage = .complete
            return
        }
        // A client of HTTP/1.0 does not know interim responses (RFC 9110 §10.1.1).
        continueIsDue = framing.expectsContinue && head.minorVersion > 0
    }

    /// Appends content, with room for all of it once a good part has come: a length alone buys no memory.
    private mutating func append(_ bytes: Span<UInt8>, remaining: Int) {
        continueIsDue = false
        let (needed, whole) = (body.count &+ bytes.count, body.count &+ remaining)
        if body.capacity < needed {
            body.reserveCapacity(min(whole, max(needed, min(body.count, .max / 4) &* 4, 64 * 1024)))
        }
        body.append(bytes)
    }

    private mutating func complete() throws(HTTPError) {
        if head.framing.coding == .gzip, !body.isEmpty {
            body = try Gzip.inflated(body, limits: limits)
        }
        stage = .complete
    }
}

// MARK: - Responses

extension HTTPConnection {
    /// Answers the request that was handed out last; without one, does nothing.
    package mutating func send(_ response: HTTPResponse) {
        guard case .handedOut = stage else { return }
        let framing = head.framing
        let isKeptByDefault = head.minorVersion > 0
        let closes = isDraining || framing.closes || response.closes || !(isKeptByDefault || framing.keepsAlive)
        let option: ConnectionOption = closes ? .close : isKeptByDefault ? .persistent : .keepAlive
        response.write(to: &output, option, withContent: head.method != .head)
        forgetRequest()
        if closes { finish() }
    }

    /// Refuses the request that is being read or waits for its answer, and finishes the connection.
    ///
    /// Does nothing on a finished connection, so a caught error of `receive` may be given here.
    package mutating func sendError(_ error: HTTPError) {
        if case .finished = stage { return }
        if let request { refusedPath = request.path }
        HTTPResponse(error).write(to: &output, .close, withContent: head.method != .head)
        forgetRequest()
        finish()
    }

    /// The bytes to write, which the connection then forgets.
    package mutating func takeOutput() -> [UInt8] {
        if continueIsDue {
            continueIsDue = false
            output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
        }
        let bytes = output
        output = []
        return bytes
    }

    /// Makes the next response the last: it says `Connection: close`.
    ///
    /// An idle connection has no next response; the server may close it as it is.
    package mutating func closeAfterResponse() {
        isDraining = true
    }

    private mutating func fail(_ error: HTTPError) -> HTTPError {
        failure = error
        sendError(error)
        return error
    }

    private mutating func forgetRequest() {
        stage = .head
        head = HeadParser()
        request = nil
        body = []
        handedOutBytes = 0
        continueIsDue = false
    }

    private mutating func finish() {
        stage = .finished
        input = []
        inputStart = 0
    }
}
