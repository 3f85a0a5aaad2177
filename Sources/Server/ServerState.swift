import Synchronization
import TLS

/// What the threads of a server share: the stage of its life, the TLS context, and the budget of bytes.
package final class ServerState: Sendable {
    /// The stages of a server's life, each after the one before.
    package enum Stage: Int, Comparable, Sendable {
        /// Not ready yet.
        case starting
        case serving
        /// Asked to stop: not ready, still accepting, as the word has yet to reach every client; each response is the
        /// last of its connection.
        case draining
        /// Accepting no more, answering what is under way.
        case closing
        case stopped

        package static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    let clock: ServerClock
    let limits: ServerLimits
    let phaseTimes: PhaseTimes
    let metrics: ServerMetrics
    let log: Log
    private let stageNumber = Atomic<Int>(Stage.starting.rawValue)
    private let reserved = Atomic<Int>(0)
    private let tls = Mutex<TLSContext?>(nil)
    private let stop = Atomic<Bool>(false)
    private let faults = Mutex<[String: String]>([:])

    init(clock: ServerClock, limits: ServerLimits, metrics: ServerMetrics, log: Log) {
        self.clock = clock
        self.limits = limits
        phaseTimes = PhaseTimes(limits)
        self.metrics = metrics
        self.log = log
    }

    package var stage: Stage { Stage(rawValue: stageNumber.load(ordering: .acquiring)) ?? .stopped }

    /// Whether somebody has asked the server to end.
    var isAskedToStop: Bool { stop.load(ordering: .acquiring) }
    func askToStop() { stop.store(true, ordering: .releasing) }

    /// Goes on to a later stage; false if it was reached before.
    @discardableResult
    func move(to stage: Stage) -> Bool {
        var current = stageNumber.load(ordering: .acquiring)
        while current < stage.rawValue {
            let (exchanged, original) = stageNumber.compareExchange(
                expected: current, desired: stage.rawValue, ordering: .acquiringAndReleasing)
            if exchanged { return true }
            current = original
        }
        return false
    }

    /// What handshakes use; those that have begun keep theirs.
    var context: TLSContext? {
        get { tls.withLock { $0 } }
        set { tls.withLock { $0 = newValue } }
    }

    // MARK: - Bytes in flight

    /// Bytes that are held for clients, all connections together.
    package var bytesInFlight: Int { reserved.load(ordering: .relaxed) }

    /// Changes what a connection holds; false, with nothing changed, if that is more than there is room for.
    ///
    /// - Parameter isSmall: whether it is the little of which there may be a quarter more, so that large requests never push
    ///   out a common one.
    func reserve(_ change: Int, isSmall: Bool) -> Bool {
        let (_, total) = reserved.add(change, ordering: .relaxed)
        let limit = limits.maximumBytesInFlight
        guard change > 0, total > (isSmall ? limit &+ limit / 4 : limit) else { return true }
        reserved.subtract(change, ordering: .relaxed)
        return false
    }

    // MARK: - Readiness

    /// Sets or, with nil, clears a reason not to be ready, such as a failed self-test.
    package func setFault(_ name: String, _ reason: String?) { faults.withLock { $0[name] = reason } }

    /// Why no requests should be sent here; empty if they should.
    package var reasonsNotReady: [String] {
        var reasons: [String] = []
        switch stage {
        case .starting: reasons.append("starting")
        case .serving: break
        case .draining, .closing, .stopped: reasons.append("draining: the server was asked to stop")
        }
        if let leaf = context?.identity?.leaf {
            let now = clock.unixSeconds
            if now > leaf.notAfter {
                reasons.append("certificate expired: it was valid until \(leaf.notAfter) (Unix time)")
            }
            if now < leaf.notBefore {
                reasons.append("certificate not valid yet: it is from \(leaf.notBefore) (Unix time) on")
            }
        }
        let faults = faults.withLock { $0 }
        return reasons + faults.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    }
}
