import CLinux
import Glibc

/// The loop that accepts connections and spreads them, looks at files, serves the plain port, and ends the server.
///
/// It does no review, so that metrics and probes are answered whatever the other loops are busy with.
final class ControlLoop {
    /// A listener, shared with nobody once the loop runs.
    final class Door: Sendable {
        let listener: Listener
        init(_ listener: consuming Listener) { self.listener = listener }
    }

    private static let acceptsPerTurn = 64
    /// Scrapers and probes of one node are a handful; over it, the connection that has waited longest is closed.
    private static let maximumPlainConnections = 64
    /// After a failure of accept, and while there are far too many connections.
    private static let pause: Duration = .milliseconds(100)

    private let state: ServerState
    private let settings: AdmissionServer.Settings
    private let loop: EventLoop
    private let port: LoopPort
    private let workers: [LoopPort]
    /// The loop that is asked first to close a connection: of equals each has its turn.
    private var first = 0
    private var doors: [Door?]
    private let files: [WatchedFile]
    private let signals: ShutdownSignals?
    /// Held so that one connection can be accepted and closed when no descriptor is left.
    private var reserve: Int32
    private var lastComplaint: Instant?
    private(set) var cutOff = 0

    init(
        state: ServerState, settings: AdmissionServer.Settings, loop: EventLoop, port: LoopPort, workers: [LoopPort],
        doors: [Door], files: [WatchedFile], signals: ShutdownSignals?
    ) throws(SystemError) {
        self.state = state
        self.settings = settings
        self.loop = loop
        self.port = port
        self.workers = workers
        self.doors = doors
        self.files = files
        self.signals = signals
        // One that needs no file: a root may have no /dev.
        reserve = clinux_eventfd()
        guard reserve >= 0 else { throw SystemError(call: "eventfd", number: errno) }
        for (index, door) in doors.enumerated() {
            try loop.watch(door.listener.descriptor.number) { [unowned self] in accept(at: index) }
        }
        if let signals { try loop.watch(signals.descriptor.number) { [unowned self] in takeSignals() } }
        loop.after(state.limits.reloadInterval) { [unowned self] in
            lookAtFiles()
            return state.limits.reloadInterval
        }
        loop.atEndOfTurn = { [unowned self] in followShutdown() }
    }

    deinit { close(reserve) }

    func run() { loop.run() }

    // MARK: - Accepting

    /// How to go on after a call of accept.
    private enum Next { case goOn, nobodyWaits, pause }

    private func accept(at index: Int) {
        guard let door = doors[index] else { return }
        for _ in 0..<Self.acceptsPerTurn {
            switch acceptOne(at: door) {
            case .goOn: continue
            case .nobodyWaits: return
            case .pause: return pause(index)
            }
        }
    }

    /// Accepts all who wait, before the door is closed.
    ///
    /// Those who come meanwhile are no reason to go on for ever: the kernel's queue has one more than its bound at most.
    private func acceptLast(at door: Door) {
        for _ in 0...Listener.backlog {
            if acceptOne(at: door) == .nobodyWaits { return }
        }
    }

    private func acceptOne(at door: Door) -> Next {
        switch door.listener.accept() {
        case .none: return .nobodyWaits
        case .connection(let arrival): return place(arrival) ? .goOn : .pause
        case .exhausted(let error):
            state.metrics.acceptFailures.add(1, String(error.number))
            complain(of: error)
            shedOne(at: door)
            return .pause
        }
    }

    /// Gives a connection to a loop; false if no more should be accepted for a moment.
    private func place(_ arrival: LoopPort.Arrival) -> Bool {
        state.metrics.connectionsOpened.add(1, arrival.isTLS ? "https" : "metrics")
        guard arrival.isTLS else {
            let limit = "metrics_connections"
            guard port.connectionCount < Self.maximumPlainConnections || loop.evictOne(for: limit) else {
                close(arrival.descriptor)
                state.metrics.shed.add(1, limit)
                return true
            }
            loop.receive(arrival)
            return true
        }
        let maximum = state.limits.maximumConnections
        let total = workers.reduce(0) { $0 + $1.expectedConnectionCount }
        // Counts of other threads move while they are read: one too many is made up for by the next connection.
        for _ in 0..<min(8, max(0, total - maximum + 1)) {
            fullestWorker()?.evictOne()
        }
        workers.min { $0.expectedConnectionCount < $1.expectedConnectionCount }?.send(arrival)
        // Where nothing can be evicted, as all are busy, the kernel's queue holds the next ones.
        return total < maximum + maximum / 8
    }

    private func fullestWorker() -> LoopPort? {
        first = first &+ 1 < workers.count ? first &+ 1 : 0
        let inTurn = workers[first...] + workers[..<first]
        return inTurn.max { $0.expectedConnectionCount < $1.expectedConnectionCount }
    }

    private func pause(_ index: Int) {
        guard let descriptor = doors[index]?.listener.descriptor.number else { return }
        loop.setWatching(descriptor, index: index, false)
        loop.after(Self.pause) { [unowned self] in
            if let descriptor = doors[index]?.listener.descriptor.number {
                loop.setWatching(descriptor, index: index, true)
            }
            return nil
        }
    }

    /// Accepts and closes one connection with the descriptor that is held for it, so that a client learns at once.
    private func shedOne(at door: Door) {
        guard reserve >= 0 else {
            reserve = clinux_eventfd()
            return
        }
        close(reserve)
        reserve = -1
        if case .connection(let arrival) = door.listener.accept() {
            close(arrival.descriptor)
            state.metrics.shed.add(1, "descriptors")
        }
        reserve = clinux_eventfd()
    }

    /// Logs that accept fails, at most every 10 s.
    private func complain(of error: SystemError) {
        let now = state.clock.now()
        if let lastComplaint, now.since(lastComplaint) < .seconds(10) { return }
        lastComplaint = now
        state.log.write(
            .error, "cannot accept connections",
            [
                ("reason", .text(error.description)),
                ("hint", "raise the limit of open files or lower --max-connections"),
            ])
    }

    // MARK: - Files

    private func lookAtFiles() {
        for file in files {
            let fields: [(String, Log.Value)] = [("file", .text(file.name)), ("paths", .list(file.paths))]
            switch file.look() {
            case .none: continue
            case .applied:
                state.metrics.reloads.add(1, file.name, "ok")
                state.metrics.reloadTime.set(Double(state.clock.unixSeconds), file.name)
                state.log.write(.info, "file reloaded", fields)
            case .failed(let reason):
                state.metrics.reloads.add(1, file.name, "failed")
                state.log.write(
                    .error, "file not reloaded; the last good one stays in use", fields + [("reason", .text(reason))])
            }
        }
    }

    // MARK: - Ending

    private func takeSignals() {
        while let signal = signals?.next() {
            switch signal {
            case .reload: lookAtFiles()
            case .stop(let name):
                guard state.stage < .draining else {
                    state.log.write(.warn, "second signal: exiting at once", [("signal", .text(name))])
                    state.log.flush(atMost: .milliseconds(200))
                    _exit(1)
                }
                state.log.write(.info, "signal received", [("signal", .text(name))])
                state.askToStop()
            }
        }
    }

    /// At the end of each turn: goes on with the shutdown where something has changed.
    private func followShutdown() {
        if state.isAskedToStop, state.move(to: .draining) {
            state.log.write(
                .info, "draining: not ready, still accepting",
                [("delay_seconds", .number(Int(settings.shutdownDelay.components.seconds)))])
            guard settings.shutdownDelay > .zero else { return stopAccepting() }
            loop.after(settings.shutdownDelay) { [unowned self] in
                stopAccepting()
                return nil
            }
        }
        if state.stage == .closing, doors.allSatisfy({ $0 == nil }), openConnections == 0 { end() }
    }

    private var openConnections: Int { workers.reduce(port.connectionCount) { $0 + $1.connectionCount } }

    private func stopAccepting() {
        // Who is in the kernel's queue has a connection already and would be reset: they are taken first.
        for index in doors.indices {
            if let door = doors[index] { acceptLast(at: door) }
            doors[index] = nil
        }
        state.log.write(.info, "closing: accepting no more", [("connections", .number(openConnections))])
        state.move(to: .closing)
        for worker in workers { worker.wake() }
        port.wake()
        loop.after(settings.shutdownTimeout) { [unowned self] in
            end()
            return nil
        }
    }

    private func end() {
        guard state.move(to: .stopped) else { return }
        cutOff = openConnections
        for worker in workers { worker.wake() }
        loop.stop()
    }
}
