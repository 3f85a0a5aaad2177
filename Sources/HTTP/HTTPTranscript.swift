/// What a connection makes of the bytes of a whole conversation: for tests, fuzzers and reproducing reports.
package struct HTTPTranscript: Hashable, Sendable {
    package private(set) var requests: [HTTPRequest] = []
    /// What the server wrote.
    ///
    /// `100 Continue` stands there only if the conversation ends before the content it invites: elsewhere it depends on when a
    /// server takes the output.
    package private(set) var output: [UInt8] = []
    package private(set) var failure: HTTPError?
    package private(set) var isFinished = false

    /// Plays a conversation through a connection of its own.
    ///
    /// - Parameters:
    ///   - bytes: everything that the client sends.
    ///   - limits: those of the connection.
    ///   - piece: how many bytes, at least one, come next; asked with the offset at which they begin.
    ///   - answer: the server's program.
    package init(
        of bytes: [UInt8], limits: HTTPLimits = HTTPLimits(), cutBy piece: (Int) -> Int = { _ in .max },
        answer: (HTTPRequest) -> HTTPResponse = HTTPTranscript.echo
    ) {
        var connection = HTTPConnection(limits: limits)
        var offset = 0
        repeat {
            let end = offset &+ min(max(1, piece(offset)), bytes.count &- offset)
            do throws(HTTPError) {
                try connection.receive(bytes.span.extracting(offset..<end))
            } catch {
                connection.sendError(error)
            }
            while let request = connection.nextRequest() {
                requests.append(request)
                connection.send(answer(request))
            }
            offset = end
        } while offset < bytes.count
        output = connection.takeOutput()
        failure = connection.failure
        isFinished = connection.isFinished
    }

    /// Answers with what was understood: method, path and the content.
    package static func echo(_ request: HTTPRequest) -> HTTPResponse {
        HTTPResponse(text: "\(request.method) \(request.path) \(request.body.count)")
    }

    /// Whether a conversation is understood the same whole, byte by byte, and in pieces of that size: what a fuzzer holds.
    package static func isSteady(_ bytes: [UInt8], limits: HTTPLimits = HTTPLimits(), piece: Int) -> Bool {
        let whole = HTTPTranscript(of: bytes, limits: limits)
        return whole == HTTPTranscript(of: bytes, limits: limits, cutBy: { _ in 1 })
            && whole == HTTPTranscript(of: bytes, limits: limits, cutBy: { _ in piece })
    }
}
