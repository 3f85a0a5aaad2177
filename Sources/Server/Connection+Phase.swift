extension Connection {
    /// What a connection waits for.
    ///
    /// Each phase has its own deadline, and ends as its comment says.
    enum Phase: String, Sendable {
        /// The TLS handshake: ends when it is done; at the deadline or on an error the connection is closed.
        case handshaking
        /// The first byte of a request: ends with it; at the deadline the connection is closed.
        case idle
        /// The rest of a head: ends with it; at the deadline 408 is answered and the connection lingers.
        case head
        /// The rest of a request's content: as ``head``; the deadline moves with the bytes that come.
        case body
        /// The kernel to take a response: ends when it has; at the deadline the connection is closed.
        case writing
        /// The client to close, after the last response: whatever comes is dropped until it does or the deadline is over.
        case lingering
        /// Nothing: the descriptor is about to be closed.
        case closed
    }

    /// Enters a phase, unless the connection is in it.
    ///
    /// - Parameter now: asked for where the phase is another only.
    func move(to next: Phase, at now: @autoclosure () -> Instant) {
        guard next != phase else { return }
        assert(phase != .closed, "a closed connection moved to \(next)")
        assert(next != .handshaking, "a connection shakes hands once")
        assert(phase != .lingering || next == .closed, "a lingering connection moved to \(next)")
        phase = next
        phaseSince = now()
    }

    /// When the present phase has lasted too long.
    func deadline(_ times: PhaseTimes) -> Instant {
        switch phase {
        case .handshaking: phaseSince.later(byNanoseconds: times.handshake)
        // Who asks for metrics or health does so at once.
        case .idle where !isTLS && requestCount == 0: phaseSince.later(byNanoseconds: times.head)
        case .idle: phaseSince.later(byNanoseconds: times.idle)
        case .head: phaseSince.later(byNanoseconds: times.head)
        case .body: phaseSince.later(byNanoseconds: times.body(received: receivedBytes))
        case .writing: phaseSince.later(byNanoseconds: times.write)
        case .lingering: phaseSince.later(byNanoseconds: times.linger)
        case .closed: .farFuture
        }
    }

    /// Whether the connection waits for its client, and not for the end of the linger time.
    var isWaiting: Bool {
        switch phase {
        case .handshaking, .idle, .head, .body, .writing: true
        case .lingering, .closed: false
        }
    }

    /// Orders connections that wait for their clients: the lower, the less is lost by closing.
    ///
    /// First those that owe something, then idle ones that have been served; of each the one that has waited longest, where
    /// content that has come counts as less waiting.
    func waitingRank(_ times: PhaseTimes) -> (Int, Instant, UInt64) {
        let credit = phase == .body ? times.credit(received: receivedBytes) : 0
        return (phase == .idle && requestCount > 0 ? 1 : 0, phaseSince.later(byNanoseconds: credit), number)
    }
}
