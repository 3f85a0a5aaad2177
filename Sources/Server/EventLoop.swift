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

    static let graceOfFirstRequest: Duration = .seconds(1)
    private static let bufferBytes = 64 << 10
    /// A turn of a second and more, in nanoseconds, kept clients waiting rather than they the loop.
    static let longTurn: UInt64 = 1_000_000_000
    /// What an open connection costs.
    static let connectionBytes = 15 << 10
    /// So much is freed before the kernel gets it back, which takes up to a millisecond.
    private static let trimmedBytes = 4 << 20
    private static let bellToken = UInt64.max
    private static let watcherTokens: ClosedRange<UInt64> = (UInt64.max - 64)...(UInt64.max - 1)

    let port: LoopPort
    /// The loop that wants to know when the last connection is gone.
    let control: LoopPort
    let state: ServerState
    let routers: Routers
    let httpLimits: HTTPLimits
    let epoll: FileDescriptor
    let buffers: Connection.Buffers
    var connections: [Connection?] = []
    var freeSlots: [Int] = []
    var deadlines = Deadlines()
    var nextNumber: UInt64 = 0
    private var watchers: [() -> Void] = []
    var timers: [Timer] = []
    private var held = HeldAnswers()
    var turnBegan = Instant(nanoseconds: 0)
    /// Bytes that connections have given back since memory was last given back to the kernel.
    var freedBytes = 0
    /// Whether something may be in the loop's inbox.
    private var hasRung = false
    var isStopped = false
    var isClosing = false
    /// What the controlling loop does at the end of each turn.
    var atEndOfTurn: () -> Void = {}
    let httpsConnections: Metrics.Cell
    let plainConnections: Metrics.Cell

    struct Timer {
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
            held.beginTurn(ready: Int(count))
            for event in events.prefix(Int(count)) {
                take(event)
                let now = state.clock.now()
                // A turn of many large reviews is long, and yet no loop that is stuck.
                port.isBusy(at: now)
                if held.isDue(at: now) { sendHeldAnswers() }
            }
            sendHeldAnswers()
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
            // It may close connections, of which none is to have an answer that was not sent.
            sendHeldAnswers()
            let index = Int(event.token - Self.watcherTokens.lowerBound)
            if watchers.indices.contains(index) { watchers[index]() }
            return
        }
        let slot = Int(event.token & 0xFFFF_FFFF)
        guard connections.indices.contains(slot), let connection = connections[slot],
            connection.number & 0xFFFF_FFFF == event.token >> 32
        else { return }
        if event.events & clinux_writable != 0 { connection.becameWritable() }
        if event.events & clinux_readable != 0 {
            if connection.receivedBytes >= HeldAnswers.longRequestBytes { sendHeldAnswers() }
            connection.holdsAnswer = held.isOn
            connection.becameReadable(buffers)
            if connection.isHeld { return held.hold(connection, at: state.clock.now()) }
            connection.holdsAnswer = false
        }
        // Reset, or closed from both sides, and nothing left to read.
        if event.events & clinux_broken != 0, event.events & clinux_readable == 0 { connection.close(.reset) }
        follow(connection)
    }

    /// Sends what was held, in the order of the reviews.
    private func sendHeldAnswers() {
        guard !held.isEmpty else { return }
        // By index: a reference to all of them would make the array a new one in each turn. Sending holds no answer.
        for index in held.connections.indices {
            let connection = held.connections[index]
            connection.letAnswerGo()
            follow(connection)
        }
        held.wereSent()
    }

    /// Brings epoll, the deadlines and the table in line with a connection that has done something.
    func follow(_ connection: Connection) {
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

    func schedule(_ connection: Connection) {
        let deadline = connection.deadline(state.phaseTimes)
        guard deadline < connection.scheduled else { return }
        connection.scheduled = deadline
        deadlines.insert(.init(time: deadline, slot: connection.slot, connection: connection.number))
    }

    func token(of connection: Connection) -> UInt64 {
        (connection.number & 0xFFFF_FFFF) << 32 | UInt64(connection.slot)
    }
}
