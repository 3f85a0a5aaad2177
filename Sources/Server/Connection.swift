import CLinux
import Glibc
import HTTP
import TLS

/// One connection: its socket, its TLS and HTTP state, and what it waits for.
///
/// It lives and dies on one loop.
final class Connection {
    /// Memory of the loop that connections use in turn.
    struct Buffers {
        let ciphertext: UnsafeMutableRawBufferPointer
        let plaintext: UnsafeMutableRawBufferPointer
    }

    /// Why a connection was closed: a label.
    enum End: String {
        case client, lastResponse = "last_response", idle, tls, reset, timeout, evicted, shutdown, cutOff = "cut_off"
    }

    /// Responses that wait to be written stop further pipelined requests from being answered.
    static let maximumOutputBytes = 64 << 10
    /// Reads in one turn, so that a fast sender leaves room for the others.
    private static let readsPerTurn = 4
    /// Answers of one turn, so that a long pipeline leaves room for the others.
    ///
    /// API servers do not pipeline.
    static let answersPerTurn = 4

    let number: UInt64
    let descriptor: FileDescriptor
    let peer: String
    let isTLS: Bool
    let opened: Instant
    /// From when on the next response is the last.
    let endOfLife: Instant
    let slot: Int
    let state: ServerState
    let router: Router
    var tls: TLSSession?
    var http: HTTPConnection
    /// What waits to be written on a connection without TLS.
    var output: [UInt8] = []
    /// Bytes of the process's budget that this connection holds.
    var reserved = 0
    var requestStarted: Instant?
    var answered: (path: String, started: Instant)?
    var clientHasFinished = false
    var isRejected = false
    /// Whether requests that have come wait for the next turn.
    var waitsForTurn = false
    /// Whether an answer is to wait until ``letAnswerGo()``.
    var holdsAnswer = false
    /// Bytes of the budget that were given back since the loop last asked.
    var freedBytes = 0

    var phase: Phase
    var phaseSince: Instant
    /// The earliest entry of this connection in the loop's deadlines.
    var scheduled = Instant.farFuture
    /// The events that epoll watches for.
    var interest: UInt32 = clinux_readable
    var end = End.client

    /// - Throws: `TLSError.unavailable` without memory.
    init(
        number: UInt64, arrival: LoopPort.Arrival, slot: Int, state: ServerState, router: Router, limits: HTTPLimits
    ) throws(TLSError) {
        self.number = number
        descriptor = FileDescriptor(owning: arrival.descriptor)
        peer = arrival.peer
        isTLS = arrival.isTLS
        opened = state.clock.now()
        // Up to a tenth less, by the connection's number, so that connections of one moment end one by one.
        let maximumAge = state.limits.maximumAge
        endOfLife = opened + (maximumAge - maximumAge * Double(number % 16) / 160)
        self.slot = slot
        self.state = state
        self.router = router
        http = HTTPConnection(limits: limits)
        phase = arrival.isTLS ? .handshaking : .idle
        phaseSince = opened
        if arrival.isTLS {
            guard let context = state.context else { throw .unavailable(reason: "no certificate") }
            tls = try TLSSession(.server, context: context)
        }
    }

    var requestCount: Int { http.requestCount }

    /// Bytes of the present request that have come.
    var receivedBytes: Int { http.bufferedBytes }

    /// Whether an answer waits to be let go.
    var isHeld: Bool { holdsAnswer && answered != nil && phase != .closed }

    /// Whether the client waits for nothing: closing costs no answer.
    var isIdle: Bool { phase == .idle && outputBytes == 0 }

    var outputBytes: Int { isTLS ? tls?.outputBytes ?? 0 : output.count }

    /// Which events to watch for in the present phase.
    var wanted: UInt32 {
        // Who lingers has nothing to write, and its socket would always take something.
        if outputBytes > 0 || waitsForTurn && phase != .lingering { return clinux_writable }
        return clinux_readable
    }

    // MARK: - Events

    /// Takes what the socket has, answers, and writes what the socket takes; whether anything had come.
    @discardableResult
    func becameReadable(_ buffers: Buffers) -> Bool {
        var hasTaken = false
        for _ in 0..<Self.readsPerTurn {
            guard phase != .closed, outputBytes == 0 && !waitsForTurn || phase == .lingering else { break }
            let room = buffers.ciphertext
            do throws(SystemError) {
                guard let count = try system("recv", { recv(descriptor.number, room.baseAddress, room.count, 0) })
                else {
                    break
                }
                guard count > 0 else {
                    clientHasFinished = true
                    settle()
                    break
                }
                hasTaken = true
                take(UnsafeRawBufferPointer(rebasing: room[..<count]), buffers)
                // Fewer bytes than there was room for: the next read would say EAGAIN.
                if count < room.count { break }
            } catch {
                close(.reset)
                break
            }
        }
        return hasTaken
    }

    /// Writes on, and then answers requests that waited for it; whether the kernel took anything.
    @discardableResult
    func becameWritable() -> Bool {
        let waiting = outputBytes
        flush()
        guard phase != .closed, phase != .lingering, outputBytes == 0 else { return outputBytes < waiting }
        if phase == .writing { phaseSince = state.clock.now() }
        answerRequests()
        settle()
        return true
    }

    /// Writes the answer that was held, and goes on from there.
    func letAnswerGo() {
        holdsAnswer = false
        settle()
    }

    /// Ends the phase whose deadline has passed.
    func timedOut() {
        state.metrics.connectionTimeouts.add(1, phase.rawValue)
        switch phase {
        case .handshaking:
            state.metrics.handshakeFailures.add(1, "timeout")
            close(.timeout)
        case .idle:
            closeIdle(.idle)
        case .head, .body:
            http.sendError(.requestTimedOut)
            reject(.requestTimedOut)
            settle()
        case .writing: close(.timeout)
        case .lingering: close(end == .tls ? .tls : .lastResponse)
        case .closed: break
        }
    }

    /// Closes a connection that waits for its client, with a word to it.
    func closeIdle(_ end: End) {
        tls?.close()
        flush()
        close(end)
    }

    /// Makes room for another connection; a client whose request has begun is told to try again.
    func evict(_ buffers: Buffers) {
        if phase == .head || phase == .body {
            http.sendError(.overloaded(retryAfter: 1))
            reject(.overloaded(retryAfter: 1))
            moveOutput()
        }
        tls?.close()
        flush()
        dropInput(buffers)
        close(.evicted)
    }

    /// Reads what the kernel has, and forgets it: closed with bytes unread, the socket would be reset, and the last answer
    /// lost on its way.
    ///
    /// To linger would be surer, but an evicted connection is to make room now: what is still to come is reset.
    private func dropInput(_ buffers: Buffers) {
        for _ in 0..<Self.readsPerTurn {
            let room = buffers.ciphertext
            guard recv(descriptor.number, room.baseAddress, room.count, 0) == room.count else { return }
        }
    }

    /// Closes at once, whatever is under way.
    func close(_ end: End) {
        guard phase != .closed else { return }
        self.end = end
        move(to: .closed, at: state.clock.now())
        release()
    }
}
