import CLinux
import Glibc
import HTTP
import Synchronization
import TLS

/// The server: HTTPS for reviews and probes, and plain HTTP for metrics and probes.
///
/// One loop a core answers HTTPS; a further one accepts, serves the plain port and ends it all. A connection lives and dies
/// on one loop, on whose thread its requests are answered.
package final class AdmissionServer: Sendable {
    package struct Settings: Sendable {
        /// A numeric address; `::` takes IPv4 too.
        package var address = "0.0.0.0"
        /// The HTTPS port; 0 for a free one.
        package var port = 8443
        /// The plain port; nil for none, 0 for a free one.
        package var metricsPort: Int? = 8080
        package var workers = 1
        package var limits = ServerLimits()
        package var httpLimits = HTTPLimits()
        /// How long to go on accepting after being asked to stop: until every client knows.
        package var shutdownDelay: Duration = .seconds(5)
        /// How long to wait for answers after that.
        package var shutdownTimeout: Duration = .seconds(25)

        package init() {}
    }

    package let state: ServerState
    /// The HTTPS port in use.
    package let port: Int
    /// The plain port in use; nil for none.
    package let metricsPort: Int?
    private let settings: Settings
    private let controlPort: LoopPort
    private let workerPorts: [LoopPort]
    private let doors: Mutex<[ControlLoop.Door]>
    private let files: [WatchedFile]
    private let routers: EventLoop.Routers
    private let signals: ShutdownSignals?
    private let runningLoops = Atomic<Int>(0)
    private let cutOff = Atomic<Int>(0)
    private let endBell: FileDescriptor

    /// Reads the files and listens; nothing is accepted before ``start()``.
    ///
    /// - Parameters:
    ///   - settings: addresses, limits and times.
    ///   - certificates: the server's pair.
    ///   - files: further files to read at once and then watch.
    ///   - routes: what the HTTPS port answers beside the probes.
    ///   - metrics: where the server counts.
    ///   - log: where it says what happens.
    ///   - clock: where it has the time from.
    ///   - signals: what ends it; nil to end it with ``beginShutdown()`` alone.
    /// - Throws: ``ServerError``; nothing is left open.
    package init(
        settings: Settings, certificates: CertificateFiles, files: [WatchedFile] = [],
        routes: [String: Router.Route], metrics: ServerMetrics, log: Log, clock: ServerClock = .system,
        signals: ShutdownSignals? = nil
    ) throws(ServerError) {
        self.settings = settings
        self.signals = signals
        state = ServerState(clock: clock, limits: settings.limits, metrics: metrics, log: log)
        self.files = [certificates.watched(by: state)] + files
        do throws(WatchedFile.Failure) {
            for file in self.files {
                try file.load()
                metrics.reloadTime.set(Double(clock.unixSeconds), file.name)
            }
        } catch {
            throw .file(error)
        }
        let tlsDoor = ControlLoop.Door(try Listener(address: settings.address, port: settings.port, isTLS: true))
        port = tlsDoor.listener.port
        var doors = [tlsDoor]
        if let metricsPort = settings.metricsPort {
            let door = ControlLoop.Door(try Listener(address: settings.address, port: metricsPort, isTLS: false))
            self.metricsPort = door.listener.port
            doors.append(door)
        } else {
            self.metricsPort = nil
        }
        self.doors = Mutex(doors)
        do throws(SystemError) {
            controlPort = try LoopPort()
            var ports: [LoopPort] = []
            for _ in 0..<max(1, settings.workers) { ports.append(try LoopPort()) }
            workerPorts = ports
            endBell = FileDescriptor(owning: try system("eventfd") { clinux_eventfd() } ?? -1)
        } catch {
            throw .system(error)
        }
        let probes = Probes(state: state, ports: workerPorts)
        routers = EventLoop.Routers(
            tls: Router(probes.routes.merging(routes) { $1 }, metrics: metrics),
            plain: Router(probes.metricsRoutes, metrics: metrics))
        metrics.bytesInFlightLimit.set(Double(settings.limits.maximumBytesInFlight))
        metrics.registry.collect { [state, log] in
            metrics.bytesInFlight.set(Double(state.bytesInFlight))
            metrics.ready.set(state.reasonsNotReady.isEmpty ? 1 : 0)
            let dropped = metrics.logLinesDropped
            dropped.set(Double(log.droppedLines))
        }
    }

    /// Starts the threads and, with them, to accept.
    ///
    /// - Throws: ``ServerError/system(_:)``
    package func start() throws(ServerError) {
        do throws(SystemError) {
            // All that needs a descriptor is made before the first thread: without, the server does not start at all.
            var loops: [HandedOver<EventLoop>] = []
            for port in workerPorts { loops.append(HandedOver(try makeLoop(port))) }
            let control = HandedOver(try makeControl())
            for (index, loop) in loops.enumerated() {
                runningLoops.add(1, ordering: .relaxed)
                try Thread.start("loop \(index)") { [self] in
                    loop.value.run()
                    runningLoops.subtract(1, ordering: .relaxed)
                }
            }
            runningLoops.add(1, ordering: .relaxed)
            try Thread.start("control") { [self] in run(control.value) }
        } catch {
            throw .system(error)
        }
        state.move(to: .serving)
    }

    /// Keeps the server from being ready until a check has passed, which runs on a thread of its own, so that listening
    /// does not wait for it.
    ///
    /// - Parameters:
    ///   - name: what the check is, for `/readyz`.
    ///   - check: gives what is wrong, or nil.
    /// - Throws: ``ServerError/system(_:)``
    package func holdReadiness(for name: String, until check: @escaping @Sendable () -> String?) throws(ServerError) {
        state.setFault(name, "not done")
        do throws(SystemError) {
            try Thread.start(name) { [state] in
                let failure = check()
                state.setFault(name, failure)
                if let failure {
                    state.log.write(.error, "not ready", [("check", .text(name)), ("reason", .text(failure))])
                } else {
                    state.log.write(.info, "check passed", [("check", .text(name))])
                }
            }
        } catch {
            throw .system(error)
        }
    }

    /// Asks the server to end as on SIGTERM.
    package func beginShutdown() {
        state.askToStop()
        controlPort.wake()
    }

    /// Waits until the server has ended.
    ///
    /// - Returns: how many connections were cut off at the end of the time for answers.
    package func waitUntilStopped() -> Int {
        var poll = pollfd(fd: endBell.number, events: Int16(POLLIN), revents: 0)
        while Glibc.poll(&poll, 1, -1) <= 0 {}
        return cutOff.load(ordering: .acquiring)
    }

    /// Wakes every loop, for a test that has turned the clock.
    package func clockHasMoved() {
        controlPort.wake()
        for port in workerPorts { port.wake() }
    }

    /// Connections of the HTTPS port.
    package var connectionCount: Int { workerPorts.reduce(0) { $0 + $1.connectionCount } }

    /// What one thread makes and another one uses from its start on.
    private struct HandedOver<Value>: @unchecked Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }

    private func makeLoop(_ port: LoopPort) throws(SystemError) -> EventLoop {
        try EventLoop(
            port: port, control: controlPort, state: state, routers: routers, httpLimits: settings.httpLimits)
    }

    private func makeControl() throws(SystemError) -> ControlLoop {
        let doors = doors.withLock { doors in
            defer { doors = [] }
            return doors
        }
        return try ControlLoop(
            state: state, settings: settings, loop: try makeLoop(controlPort), port: controlPort,
            workers: workerPorts, doors: doors, files: files, signals: signals)
    }

    private func run(_ control: ControlLoop) {
        control.run()
        cutOff.store(control.cutOff, ordering: .releasing)
        runningLoops.subtract(1, ordering: .relaxed)
        // A loop in the middle of a review has a second to notice.
        let end = ServerClock.system.now() + .seconds(1)
        while runningLoops.load(ordering: .relaxed) > 0, ServerClock.system.now() < end { usleep(500) }
        var one: UInt64 = 1
        _ = write(endBell.number, &one, 8)
    }
}
