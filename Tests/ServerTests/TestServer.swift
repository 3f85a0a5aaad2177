import Foundation
import HTTP
import Synchronization
import TestCertificates

@testable import Server

/// A clock that a test turns by hand.
final class ManualClock: Sendable {
    private let nanoseconds = Atomic<UInt64>(1_000_000_000)
    /// A minute ahead, as certificates of the test are made after it.
    private let dayMicroseconds = Atomic<Int64>(Int64((Date().timeIntervalSince1970 + 60) * 1e6))

    var clock: ServerClock {
        ServerClock(
            now: { [self] in Instant(nanoseconds: nanoseconds.load(ordering: .acquiring)) },
            unixMicroseconds: { [self] in dayMicroseconds.load(ordering: .acquiring) })
    }

    func advance(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
        self.nanoseconds.add(nanoseconds, ordering: .acquiringAndReleasing)
        dayMicroseconds.add(Int64(nanoseconds / 1000), ordering: .acquiringAndReleasing)
    }
}

/// A server on free ports of the loopback address, with a pair of its own, that answers `/validate` with the body it got.
final class TestServer: Sendable {
    static let authority = Result { try TestAuthority() }

    let server: AdmissionServer
    let metrics: ServerMetrics
    let folder: TestFolder
    let time = ManualClock()
    private let logReader: FileHandle
    private let log: Log

    init(
        days: Int = 7, isStarted: Bool = true, _ change: (inout AdmissionServer.Settings) -> Void = { _ in },
        files: [WatchedFile] = [], clientNames: Set<String>? = nil, usesKernelClock: Bool = false,
        respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse = { HTTPResponse(json: $0.body) }
    ) throws {
        // As the program does: a log without a reader ends nothing.
        signal(SIGPIPE, SIG_IGN)
        // Both ends of every connection of all tests are in this process.
        _ = ProcessLimits.raiseDescriptors()
        folder = try TestFolder()
        let authority = try Self.authority.get()
        let pair = try authority.issue(days: days)
        try folder.write(pair.certificate, to: "tls.crt")
        try folder.write(pair.key, to: "tls.key")
        try folder.write(authority.pair.certificate, to: "ca.crt")
        var settings = AdmissionServer.Settings()
        settings.address = "127.0.0.1"
        settings.port = 0
        settings.metricsPort = 0
        settings.workers = 2
        settings.shutdownDelay = .zero
        change(&settings)
        metrics = ServerMetrics(registry: Metrics())
        let clock = usesKernelClock ? ServerClock.system : time.clock
        // A log's thread lives as long as the process, and so does where it writes: the number of a pipe that was closed
        // would be another test's socket by the time of the last line.
        var pipeEnds: [Int32] = [-1, -1]
        guard pipe(&pipeEnds) == 0 else { throw TestSocket.Failure(text: "pipe: \(errno)") }
        logReader = FileHandle(fileDescriptor: pipeEnds[0], closeOnDealloc: true)
        log = try Log(level: .debug, clock: clock, descriptor: pipeEnds[1])
        server = try AdmissionServer(
            settings: settings,
            certificates: CertificateFiles(
                certificate: folder.path + "/tls.crt", key: folder.path + "/tls.key",
                clientAuthority: clientNames == nil ? nil : folder.path + "/ca.crt", clientNames: clientNames ?? []),
            files: files,
            routes: ["/validate": .init([.post], mediaType: "application/json", respond: respond)],
            metrics: metrics, log: log, clock: clock)
        guard isStarted else { return }
        try server.start()
        // An answer says that the loop which has the timers turns.
        let socket = try connectPlain()
        socket.send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        _ = socket.receiveAll()
    }

    deinit { server.beginShutdown() }

    /// Turns the clock, and waits until the loops have seen it.
    func advance(_ duration: Duration) {
        time.advance(duration)
        server.clockHasMoved()
    }

    /// Everything logged so far.
    func logText() -> String {
        log.flush()
        return String(decoding: logReader.availableData, as: UTF8.self)
    }

    func connect() throws -> TestClient {
        try TestClient(port: server.port, authority: Self.authority.get().pair.certificate)
    }

    func connectPlain() throws -> TestSocket { try TestSocket(port: server.metricsPort ?? 0) }
}

/// Waits until a condition holds; a test that waits in vain for 20 s fails by what it checks next.
@discardableResult
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let end = Date().addingTimeInterval(20)
    while Date() < end {
        if try condition() { return true }
        usleep(500)
    }
    return false
}
