import CLinux
import Glibc
import HTTP
import TLS

/// One thread's epoll, with its connections.
///
/// Nothing here is shared but the loop's ``LoopPort``.
final class EventLoop {
    /// Who answers on the two kinds of connection that a loop may have.
    struct Routers: Sendable {
        let tls: Router
        let plain: Router
    }

    private static let graceOfFirstRequest: Duration = .seconds(1)
    private static let bufferBytes = 64 << 10
    /// A turn of a second and more, in nanoseconds, kept clients waiting rather than they the loop.
    private static let longTurn: UInt64 = 1_000_000_000
    /// What an open connection costs.
    private static let connectionBytes = 15 << 10
    /// So much is freed before the kernel gets it back, which takes up to a millisecond.
    private static let trimmedBytes = 4 << 20
    private static let bellToken = UInt64.max
    private static let watcherTokens: ClosedRange<UInt64> = (UInt64.max - 64)...(UInt64.max - 1)

    private let port: LoopPort
    /// The loop that wants to know when the last connection is gone.
    private let control: LoopPort
    private let state: ServerState
    private let routers: Routers
    private let httpLimits: HTTPLimits
    private let epoll: FileDescriptor
    private let buffers: Connection.Buffers
    private var connections: [Connection?] = []
    private var freeSlots: [Int] = []
    private var deadlines = Deadlines()
    private var nextNumber: UInt64 = 0
    private var watchers: [() -> Void] = []
    private var timers: [Timer] = []
    private var turnBegan = Instant(nanoseconds: 0)
    /// Bytes that connections have given back since memory was last given back to the kernel.
    private var freedBytes = 0
    /// Whether something may be in the loop's inbox.
    private var hasRung = false
    private var isStopped = false
    private var isClosing = false
    /// What the controlling loop does at the end of each turn.
    var atEndOfTurn: () -> Void = {}
    private let httpsConnections: Metrics.Cell
    private let plainConnections: Metrics.Cell

    private struct Timer {
        var due: Instant
        let body: () -> Duration?
    }

    /// - Throws: ``SystemError`` without descriptors.
    init(
        port: LoopPort, control: LoopPort, state: ServerState, routers: Routers, httpLimits: HTTPLimits
    ) throws(SystemError) {
        self.port = port
        self.control = control
        self.state = state
        self.routers = routers
        self.httpLimits = httpLimits
        epoll = FileDescriptor(owning: try system("epoll_create1") { clinux_epoll_create() } ?? -1)
        buffers = Connection.Buffers(
            ciphertext: .allocate(byteCount: Self.bufferBytes, alignment: 16),
            plaintext: .allocate(byteCount: Self.bufferBytes, alignment: 16))
        httpsConnections = state.metrics.connections.cell("https")
        plainConnections = state.metrics.connections.cell("metrics")
        let bell = port.bell.number
        _ = try system("epoll_ctl") { clinux_epoll_add(epoll.number, bell, clinux_readable, Self.bellToken) }
    }

    deinit {
        buffers.ciphertext.deallocate()
        buffers.plaintext.deallocate()
    }

    // MARK: - For the loop that controls the others

    /// Calls `body` when a descriptor is readable; the descriptor stays the caller's.
    ///
    /// - Throws: ``SystemError``
    func watch(_ descriptor: Int32, _ body: @escaping () -> Void) throws(SystemError) {
        let token = Self.watcherTokens.lowerBound + UInt64(watchers.count)
        _ = try system("epoll_ctl") { clinux_epoll_add(epoll.number, descriptor, clinux_readable, token) }
        watchers.append(body)
    }

    /// Stops or goes on watching a descriptor that ``watch(_:_:)`` was called with as the `index`th.
    func setWatching(_ descriptor: Int32, index: Int, _ isOn: Bool) {
        _ = clinux_epoll_change(
            epoll.number, descriptor, isOn ? clinux_readable : 0, Self.watcherTokens.lowerBound + UInt64(index))
    }

    /// Calls `body` once the time has come, and again as long as it gives a duration.
    func after(_ duration: Duration, _ body: @escaping () -> Duration?) {
        timers.append(Timer(due: state.clock.now() + duration, body: body))
    }

    /// Takes a connection at once, on the loop's own thread.
    func receive(_ arrival: LoopPort.Arrival) {
        port.connectionHasCome()
        add(arrival)
    }

    func stop() { isStopped = true }

    // MARK: - Turning

    /// Turns until the server is stopped.
    func run() {
        var events = [clinux_event](repeating: clinux_event(), count: 256)
        var now = state.clock.now()
        while !isStopped {
            let timeout = timeout(at: now)
            port.isWaiting()
            let count = (try? system("epoll_wait") { clinux_epoll_wait(epoll.number, &events, 256, timeout) }) ?? 0
            turnBegan = state.clock.now()
            port.isBusy(at: turnBegan)
            for event in events.prefix(Int(count)) {
                take(event)
                // A turn of many large reviews is long, and yet no loop that is stuck.
                port.isBusy(at: state.clock.now())
            }
            if hasRung {
                hasRung = false
                takeInbox()
            }
            now = state.clock.now()
            runTimers(at: now)
            expire(at: now)
            followStage()
            atEndOfTurn()
            if freedBytes >= Self.trimmedBytes {
                freedBytes = 0
                clinux_trim_memory()
            }
        }
        port.isWaiting()
        for connection in connections {
            guard let connection else { continue }
            connection.close(.cutOff)
            remove(connection)
        }
        for arrival in port.takeArrivals() {
            _ = FileDescriptor(owning: arrival.descriptor)
            port.connectionIsGone()
        }
    }

    /// Milliseconds until something is due, rounded up so that the loop does not turn in vain just before; -1 for never.
    private func timeout(at now: Instant) -> Int32 {
        var next = deadlines.next ?? .farFuture
        for timer in timers { next = min(next, timer.due) }
        guard next != .farFuture else { return -1 }
        let wait = next.nanosecondsSince(now)
        return Int32(clamping: wait / 1_000_000 + (wait % 1_000_000 == 0 ? 0 : 1))
    }

    private func take(_ event: clinux_event) {
        if event.token == Self.bellToken {
            // Silenced first: what is put in the box from here on rings again.
            port.silence()
            hasRung = true
            return
        }
        if Self.watcherTokens.contains(event.token) {
            let index = Int(event.token - Self.watcherTokens.lowerBound)
            if watchers.indices.contains(index) { watchers[index]() }
            return
        }
        let slot = Int(event.token & 0xFFFF_FFFF)
        guard connections.indices.contains(slot), let connection = connections[slot],
            connection.number & 0xFFFF_FFFF == event.token >> 32
        else { return }
        if event.events & clinux_writable != 0 { connection.becameWritable() }
        if event.events & clinux_readable != 0 { connection.becameReadable(buffers) }
        // Reset, or closed from both sides, and nothing left to read.
        if event.events & clinux_broken != 0, event.events & clinux_readable == 0 { connection.close(.reset) }
        follow(connection)
    }

    /// Brings epoll, the deadlines and the table in line with a connection that has done something.
    private func follow(_ connection: Connection) {
        freedBytes &+= connection.freedBytes
        connection.freedBytes = 0
        guard connection.phase != .closed else { return remove(connection) }
        if connection.wanted != connection.interest {
            connection.interest = connection.wanted
            let changed = clinux_epoll_change(
                epoll.number, connection.descriptor.number, connection.interest, token(of: connection))
            if changed < 0 {
                connection.close(.reset)
                return remove(connection)
            }
        }
        schedule(connection)
    }

    private func schedule(_ connection: Connection) {
        let deadline = connection.deadline(state.phaseTimes)
        guard deadline < connection.scheduled else { return }
        connection.scheduled = deadline
        deadlines.insert(.init(time: deadline, slot: connection.slot, connection: connection.number))
    }

    private func token(of connection: Connection) -> UInt64 {
        (connection.number & 0xFFFF_FFFF) << 32 | UInt64(connection.slot)
    }

    // MARK: - Connections

    private func takeInbox() {
        for arrival in port.takeArrivals() { add(arrival) }
        for _ in 0..<port.evictions {
            evictOne(for: "connections")
            port.evicted(1)
        }
    }

    private func add(_ arrival: LoopPort.Arrival) {
        // The number's lower half is part of the token; all ones there are the tokens of the bell and the watchers.
        nextNumber = nextNumber % 0xFFFF_FFF0 + 1
        let slot = freeSlots.popLast() ?? connections.count
        if slot == connections.count { connections.append(nil) }
        do throws(TLSError) {
            let connection = try Connection(
                number: nextNumber, arrival: arrival, slot: slot, state: state,
                router: arrival.isTLS ? routers.tls : routers.plain, limits: httpLimits)
            (arrival.isTLS ? httpsConnections : plainConnections).add(1)
            connections[slot] = connection
            let added = clinux_epoll_add(
                epoll.number, connection.descriptor.number, connection.interest, token(of: connection))
            guard added >= 0 else {
                connection.close(.reset)
                return remove(connection)
            }
            schedule(connection)
        } catch {
            _ = FileDescriptor(owning: arrival.descriptor)
            freeSlots.append(slot)
            port.connectionIsGone()
            state.log.write(.error, "connection refused", [("reason", .text(error.description))])
        }
    }

    private func remove(_ connection: Connection) {
        (connection.isTLS ? httpsConnections : plainConnections).add(-1)
        state.metrics.connectionsClosed.add(1, connection.end.rawValue)
        // Closing the descriptor, with the last reference, takes it out of epoll.
        connections[connection.slot] = nil
        freedBytes &+= connection.freedBytes &+ Self.connectionBytes
        freeSlots.append(connection.slot)
        port.connectionIsGone()
        if connections.count == freeSlots.count {
            connections = []
            freeSlots = []
            deadlines = Deadlines()
        }
    }

    /// Closes the connection that has waited longest for its client, idle ones that have been served last; false if
    /// there is none.
    ///
    /// - Parameter limit: which one is reached, for the metrics.
    @discardableResult
    func evictOne(for limit: String) -> Bool {
        var oldest: Connection?
        for case let connection? in connections where connection.isWaiting {
            guard let best = oldest else {
                oldest = connection
                continue
            }
            if connection.waitingRank(state.phaseTimes) < best.waitingRank(state.phaseTimes) { oldest = connection }
        }
        guard let oldest else { return false }
        state.metrics.shed.add(1, limit)
        oldest.evict()
        remove(oldest)
        return true
    }

    // MARK: - Time

    private func runTimers(at now: Instant) {
        guard !timers.isEmpty else { return }
        // A timer may add another.
        let due = timers.filter { $0.due <= now }
        timers.removeAll { $0.due <= now }
        for timer in due {
            if let again = timer.body() { timers.append(Timer(due: now + again, body: timer.body)) }
        }
    }

    private func expire(at now: Instant) {
        while let entry = deadlines.takeDue(at: now) {
            guard connections.indices.contains(entry.slot), let connection = connections[entry.slot],
                connection.number == entry.connection, connection.scheduled == entry.time
            else { continue }
            connection.scheduled = .farFuture
            if connection.deadline(state.phaseTimes) <= now { expire(connection, at: now) }
            follow(connection)
        }
    }

    /// Ends the phase of a connection whose deadline has passed, unless what it waits for came while the loop was busy.
    ///
    /// After a turn that was long itself, a client who has sent something, or taken something, has its full time again:
    /// the rest of it may have waited for this.
    private func expire(_ connection: Connection, at now: Instant) {
        let hasGoneOn =
            connection.phase == .writing ? connection.becameWritable() : connection.becameReadable(buffers)
        guard connection.phase != .closed, connection.deadline(state.phaseTimes) <= now else { return }
        guard hasGoneOn, now.nanosecondsSince(turnBegan) >= Self.longTurn else { return connection.timedOut() }
        connection.phaseSince = now
    }

    /// Once the server accepts no more, closes what is idle, now and as it becomes so.
    private func followStage() {
        guard state.stage >= .closing else { return }
        if !isClosing {
            isClosing = true
            after(Self.graceOfFirstRequest) { nil }
        }
        let now = state.clock.now()
        for case let connection? in connections where connection.isIdle {
            // A client that has just connected is about to send its request.
            let grace = connection.requestCount == 0 ? Self.graceOfFirstRequest : .zero
            guard now.since(connection.opened) >= grace else { continue }
            connection.closeIdle(.shutdown)
            remove(connection)
        }
        if state.stage == .stopped { isStopped = true }
        if port.connectionCount == 0, port !== control { control.wake() }
    }
}
