/// How much the server takes on, and how long it waits.
///
/// Each default has its derivation; what one request may be is in `HTTPLimits`.
package struct ServerLimits: Sendable {
    /// Connections of the HTTPS port, all loops together.
    ///
    /// One API server has 400 + 200 requests in flight at most, and a cluster three of them: 1,800 calls at once. An idle
    /// connection costs 10 to 15 KB. Over the limit the connection that has waited longest for its client is closed: idle ones
    /// that have been served, such as the API server's, last.
    package var maximumConnections = 2048

    /// Bytes that are held at once for clients, all connections together: of requests that wait for the rest of them, of
    /// large ones until they are answered, and of responses that wait to be taken.
    ///
    /// Thirteen of the largest reviews, 18.7 MB.
    package var maximumBytesInFlight = 256 << 20

    /// What a small request has at most.
    ///
    /// It counts only if it does not come in one piece, and may pass ``maximumBytesInFlight`` by a quarter, so that large
    /// requests never push out a common one, which has 1 to 4 KB.
    package var smallRequestBytes = 64 << 10

    /// From accept to the end of the handshake.
    ///
    /// Two round trips and 0.5 ms of computing; the API server's own patience is 10 s.
    package var handshake: Duration = .seconds(5)

    /// From the first byte of a head to its last.
    ///
    /// The API server writes it with one call.
    package var head: Duration = .seconds(5)

    /// From the end of the head to the end of the content, plus what ``minimumBytesPerSecond`` allows.
    ///
    /// 10 s is the default timeout of a webhook's call.
    package var body: Duration = .seconds(10)

    /// The slowest sender that is waited for beyond ``body``: 20 MiB may take 20 s more.
    package var minimumBytesPerSecond = 1 << 20

    /// Between requests.
    ///
    /// The API server closes an idle connection after 90 s; whoever closes first costs a call that is just being sent, so
    /// that is left to the API server.
    package var idle: Duration = .seconds(120)

    /// From a response that the kernel does not take to its last byte.
    package var write: Duration = .seconds(10)

    /// After the last response, until the client closes: closing with its bytes unread would reset the connection and
    /// could destroy the response on its way.
    package var linger: Duration = .seconds(1)

    /// Requests on one connection before it is ended by `Connection: close`, so that calls spread over the replicas again.
    ///
    /// A handshake costs as much as thirty small requests.
    package var maximumRequests = 10_000

    /// Age of a connection before it is ended by `Connection: close`, less up to a tenth, so that connections that were
    /// opened together do not end together.
    package var maximumAge: Duration = .seconds(600)

    /// How long a loop may be busy with one connection before `/livez` says that it is stuck.
    ///
    /// The worst review that is known, an update of 0.9 MB of certificates, takes 0.11 s, and one turn reads at most four
    /// times from a connection.
    package var stuck: Duration = .seconds(15)

    /// Between two looks at the files.
    package var reloadInterval: Duration = .seconds(10)

    package init() {}
}

/// How long a connection may be in each phase, in nanoseconds: made once of ``ServerLimits``, as every request asks.
struct PhaseTimes: Sendable {
    let handshake: UInt64
    let head: UInt64
    let body: UInt64
    let idle: UInt64
    let write: UInt64
    let linger: UInt64
    let minimumBytesPerSecond: Int

    init(_ limits: ServerLimits) {
        handshake = limits.handshake.wholeNanoseconds
        head = limits.head.wholeNanoseconds
        body = limits.body.wholeNanoseconds
        idle = limits.idle.wholeNanoseconds
        write = limits.write.wholeNanoseconds
        linger = limits.linger.wholeNanoseconds
        minimumBytesPerSecond = max(1, limits.minimumBytesPerSecond)
    }

    /// How long content of which so much has come may take.
    func body(received bytes: Int) -> UInt64 {
        let (sum, overflow) = body.addingReportingOverflow(credit(received: bytes))
        return overflow ? .max : sum
    }

    /// How long the slowest sender that is waited for takes for so much.
    func credit(received bytes: Int) -> UInt64 {
        let nanoseconds = Double(bytes) / Double(minimumBytesPerSecond) * 1e9
        return UInt64(exactly: nanoseconds.rounded()) ?? .max
    }
}
