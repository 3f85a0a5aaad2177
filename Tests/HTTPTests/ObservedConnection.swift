import HTTP

/// A connection that the macros of Swift Testing can look at, as they copy what they look at.
final class ObservedConnection {
    private var connection: HTTPConnection

    init(limits: HTTPLimits = HTTPLimits()) { connection = HTTPConnection(limits: limits) }

    var phase: HTTPConnection.Phase { connection.phase }
    var isFinished: Bool { connection.isFinished }
    var bufferedBytes: Int { connection.bufferedBytes }
    var requestCount: Int { connection.requestCount }
    var failure: HTTPError? { connection.failure }

    var refusedPath: String? { connection.refusedPath }

    func receive(_ bytes: [UInt8]) throws(HTTPError) { try connection.receive(bytes) }
    func receive(_ bytes: UnsafeRawBufferPointer) throws(HTTPError) { try connection.receive(bytes) }
    func nextRequest() -> HTTPRequest? { connection.nextRequest() }
    func send(_ response: HTTPResponse) { connection.send(response) }
    func sendError(_ error: HTTPError) { connection.sendError(error) }
    func takeOutput() -> [UInt8] { connection.takeOutput() }
    func closeAfterResponse() { connection.closeAfterResponse() }
}
