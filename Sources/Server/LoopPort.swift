import CLinux
import Glibc
import Synchronization

/// The side of a loop that other threads reach: they hand it connections, wake it, and see whether it turns.
final class LoopPort: Sendable {
    /// A connection that was accepted and belongs to no loop yet.
    struct Arrival: Sendable {
        /// The socket, which the taker owns.
        let descriptor: Int32
        let peer: String
        let isTLS: Bool
    }

    private struct Inbox {
        var arrivals: [Arrival] = []
        var evictions = 0
    }

    let bell: FileDescriptor
    private let inbox = Mutex(Inbox())
    private let connections = Atomic<Int>(0)
    /// When the loop last began or went on with its turn; 0 while it waits.
    private let busySince = Atomic<UInt64>(0)

    init() throws(SystemError) {
        bell = FileDescriptor(owning: try system("eventfd") { clinux_eventfd() } ?? -1)
    }

    /// Connections of the loop and those on their way to it.
    var connectionCount: Int { connections.load(ordering: .relaxed) }

    /// The count once the loop has closed what it is asked to close.
    var expectedConnectionCount: Int {
        max(0, connectionCount - inbox.withLock { $0.evictions })
    }

    func connectionHasCome() { connections.add(1, ordering: .relaxed) }
    func connectionIsGone() { connections.subtract(1, ordering: .relaxed) }

    /// Hands a connection to the loop.
    func send(_ arrival: Arrival) {
        connectionHasCome()
        inbox.withLock { $0.arrivals.append(arrival) }
        wake()
    }

    /// Asks the loop to close the connection that has waited longest.
    func evictOne() {
        inbox.withLock { $0.evictions += 1 }
        wake()
    }

    func takeArrivals() -> [Arrival] {
        inbox.withLock { inbox in
            defer { inbox.arrivals = [] }
            return inbox.arrivals
        }
    }

    /// How many connections the loop is asked to close; it says so when it has.
    var evictions: Int { inbox.withLock { $0.evictions } }
    func evicted(_ count: Int) { inbox.withLock { $0.evictions -= count } }

    func wake() {
        var one: UInt64 = 1
        // EAGAIN means that it has been rung often enough.
        _ = write(bell.number, &one, 8)
    }

    func silence() {
        var count: UInt64 = 0
        _ = read(bell.number, &count, 8)
    }

    /// The loop does something: one thing after the other, of which each is told.
    func isBusy(at now: Instant) { busySince.store(max(1, now.nanoseconds), ordering: .relaxed) }
    func isWaiting() { busySince.store(0, ordering: .relaxed) }

    /// How long the loop has been at what it does; zero while it waits.
    func busyTime(at now: Instant) -> Duration {
        let since = busySince.load(ordering: .relaxed)
        return since == 0 ? .zero : now.since(Instant(nanoseconds: since))
    }
}
