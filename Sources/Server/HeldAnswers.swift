/// Answers of one turn, which are sent one straight after the other.
///
/// A client on the same machine sleeps until its answer comes, and to wake it costs the kernel more than to send. Of several
/// answers at once only the first wakes it, and between two reviews the kernel does nothing: where many reviews wait, each
/// of them is answered sooner for it. Where there are few, the first would only wait for the second: none is held.
struct HeldAnswers {
    /// Nanoseconds that an answer waits for others, at most.
    static let patience: UInt64 = 1_000_000
    /// Where so many bytes of a request have come, it may take long to answer: nothing waits for that.
    static let longRequestBytes = 16 << 10

    /// So many events at least has a turn whose answers are held; nearly all of them are connections with a request.
    static let fewestReady = 4

    /// Whether answers of the present turn are held.
    private(set) var isOn = false
    private(set) var connections: [Connection] = []
    private var since = Instant.farFuture

    var isEmpty: Bool { connections.isEmpty }

    /// - Parameter ready: the events of the turn.
    mutating func beginTurn(ready: Int) { isOn = ready >= Self.fewestReady }

    /// - Parameter now: when the answer was made.
    mutating func hold(_ connection: Connection, at now: Instant) {
        if connections.isEmpty { since = now }
        connections.append(connection)
    }

    func isDue(at now: Instant) -> Bool { !connections.isEmpty && now.nanosecondsSince(since) >= Self.patience }

    /// Takes note that the answers were sent; what comes from here on is held anew.
    mutating func wereSent() { connections.removeAll(keepingCapacity: true) }
}
