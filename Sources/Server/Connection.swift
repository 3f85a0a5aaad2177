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
    private static let maximumOutputBytes = 64 << 10
    /// Reads in one turn, so that a fast sender leaves room for the others.
    private static let readsPerTurn = 4

    let number: UInt64
    let descriptor: FileDescriptor
    let peer: String
    let isTLS: Bool
    let opened: Instant
    /// From when on the next response is the last.
    private let endOfLife: Instant
    let slot: Int
    private let state: ServerState
    private let router: Router
    private var tls: TLSSession?
    private var http: HTTPConnection
    /// What waits to be written on a connection without TLS.
    private var output: [UInt8] = []
    /// Bytes of the process's budget that this connection holds.
    private var reserved = 0
    private var requestStarted: Instant?
    private var answered: (path: String, started: Instant)?
    private var clientHasFinished = false
    private var isRejected = false
    /// Bytes of the budget that were given back since the loop last asked.
    var freedBytes = 0

    var phase: Phase
    var phaseSince: Instant
    /// The earliest entry of this connection in the loop's deadlines.
    var scheduled = Instant.farFuture
    /// The events that epoll watches for.
    var interest: UInt32 = clinux_readable
    private(set) var end = End.client

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

    /// Whether the client waits for nothing: closing costs no answer.
    var isIdle: Bool { phase == .idle && outputBytes == 0 }

    private var outputBytes: Int { isTLS ? tls?.outputBytes ?? 0 : output.count }

    /// Which events to watch for in the present phase.
    var wanted: UInt32 {
        if outputBytes > 0 { return clinux_writable }
        return clinux_readable
    }

    // MARK: - Events

    /// Takes what the socket has, answers, and writes what the socket takes; whether anything had come.
    @discardableResult
    func becameReadable(_ buffers: Buffers) -> Bool {
        var hasTaken = false
        for _ in 0..<Self.readsPerTurn {
            guard phase != .closed, outputBytes == 0 || phase == .lingering else { break }
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
    func evict() {
        if phase == .body {
            http.sendError(.overloaded(retryAfter: 1))
            reject(.overloaded(retryAfter: 1))
            moveOutput()
        }
        closeIdle(.evicted)
    }

    /// Closes at once, whatever is under way.
    func close(_ end: End) {
        guard phase != .closed else { return }
        self.end = end
        move(to: .closed, at: state.clock.now())
        release()
    }

    // MARK: - From bytes to requests

    private func take(_ bytes: UnsafeRawBufferPointer, _ buffers: Buffers) {
        guard phase != .lingering else { return }
        if isTLS {
            do throws(TLSError) {
                // The session is busy during the call: what comes out is answered after it.
                try tls?.receive(bytes, buffer: buffers.plaintext) { takePlaintext($0) }
            } catch {
                return fail(error)
            }
            if phase == .handshaking, tls?.isEstablished == true { handshakeIsDone() }
            if tls?.peerHasClosed == true { clientHasFinished = true }
        } else {
            takePlaintext(bytes)
        }
        answerRequests()
        settle()
    }

    private func handshakeIsDone() {
        let now = state.clock.now()
        state.metrics.handshakeSeconds.observe(now.since(phaseSince).inSeconds)
        state.metrics.handshakes.add(1, tls?.version ?? "")
        move(to: .idle, at: now)
    }

    private func fail(_ error: TLSError) {
        state.metrics.handshakeFailures.add(1, error.label)
        state.log.write(
            .debug, "tls session failed", [("peer", .text(peer)), ("reason", .text(error.description))])
        // The alert, so that the client knows why.
        flush()
        if error == .plainHTTP {
            let text = "this port speaks HTTPS: use https://\n"
            let response =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: \(text.utf8.count)\r\n"
                + "Connection: close\r\n\r\n" + text
            let bytes = [UInt8](response.utf8)
            _ = bytes.withUnsafeBytes { clinux_send(descriptor.number, $0.baseAddress, $0.count) }
        }
        _ = clinux_finish_sending(descriptor.number)
        end = .tls
        if phase != .closed { move(to: .lingering, at: state.clock.now()) }
    }

    private func takePlaintext(_ bytes: UnsafeRawBufferPointer) {
        guard !http.isFinished else { return }
        if requestStarted == nil { requestStarted = state.clock.now() }
        do throws(HTTPError) {
            try http.receive(bytes)
        } catch {
            return reject(error)
        }
        // A small request is mostly complete with its first piece, and counts only if it has to wait for more.
        let held = http.bufferedBytes
        guard held <= state.limits.smallRequestBytes || reserve(held) else { return refuseForSize() }
    }

    /// Answers that there is no room in the process's budget for the request.
    private func refuseForSize() {
        let error = HTTPError.overloaded(retryAfter: 1)
        http.sendError(error)
        state.metrics.shed.add(1, "bytes_in_flight")
        reject(error)
    }

    private func reject(_ error: HTTPError) {
        isRejected = true
        state.metrics.rejections.add(1, error.name)
        if let path = http.refusedPath, router.noteRefusal(of: path, error, from: peer) { return }
        state.log.write(
            .debug, "request refused", [("peer", .text(peer)), ("reason", .text(error.message))])
    }

    /// Changes what the connection has of the process's budget to what it holds; false if there is not enough.
    ///
    /// What a client has only announced shuts out nobody.
    private func reserve(_ held: Int) -> Bool {
        guard held != reserved else { return true }
        guard state.reserve(held - reserved, isSmall: held <= state.limits.smallRequestBytes) else { return false }
        freedBytes += max(0, reserved - held)
        reserved = held
        return true
    }

    /// Gives back what the connection has of the process's budget.
    private func release() { _ = reserve(0) }

    /// Answers complete requests, as long as responses find room.
    private func answerRequests() {
        while outputBytes <= Self.maximumOutputBytes, let request = http.nextRequest() {
            let started = requestStarted ?? state.clock.now()
            if shouldEnd { http.closeAfterResponse() }
            http.send(router.response(to: request, from: peer))
            let now = state.clock.now()
            answered = (request.path, started)
            requestStarted = http.phase == .idle ? nil : now
            // What comes next, idleness or a further request, has its full time from here on.
            phaseSince = now
            release()
            moveOutput()
            // The bytes went to the kernel as far as it takes them, so that a long pipeline is answered as it is read.
            flush()
            if phase == .closed { return }
        }
        moveOutput()
    }

    /// Whether the connection is to end with the next response.
    private var shouldEnd: Bool {
        if state.stage >= .draining || http.requestCount >= state.limits.maximumRequests { return true }
        return state.clock.now() >= endOfLife
    }

    // MARK: - From responses to bytes

    /// Moves what HTTP has written into TLS, or to the waiting bytes of a connection without.
    private func moveOutput() {
        let bytes = http.takeOutput()
        guard !bytes.isEmpty else { return }
        guard isTLS else {
            output += bytes
            return
        }
        do throws(TLSError) {
            var failure: TLSError?
            bytes.withUnsafeBytes { bytes in
                do throws(TLSError) { try tls?.send(bytes) } catch { failure = error }
            }
            if let failure { throw failure }
        } catch {
            fail(error)
        }
    }

    /// Gives the kernel what waits, as much as it takes.
    private func flush() {
        while outputBytes > 0 {
            let socket = descriptor.number
            // Bytes taken, 0 where the kernel takes none, -1 where the connection is broken.
            func write(_ bytes: UnsafeRawBufferPointer) -> Int {
                do throws(SystemError) {
                    return try system("send") { clinux_send(socket, bytes.baseAddress, bytes.count) } ?? 0
                } catch {
                    return -1
                }
            }
            let count: Int
            if isTLS {
                count = tls?.writeOutput(write) ?? 0
            } else {
                count = output.withUnsafeBytes(write)
                output.removeSubrange(..<max(0, count))
            }
            if count < 0 { return close(.reset) }
            if count == 0 { return }
        }
        if let (path, started) = answered {
            answered = nil
            router.observe(nanoseconds: state.clock.now().nanosecondsSince(started), path: path)
        }
    }

    /// Writes what waits and enters the phase that follows from the state of TLS and HTTP.
    private func settle() {
        guard phase != .closed, phase != .lingering else {
            if clientHasFinished { close(end == .tls ? .tls : .lastResponse) }
            return
        }
        moveOutput()
        flush()
        guard phase != .closed, phase != .lingering else { return }
        // The handshake's own deadline holds for its writes too.
        if phase == .handshaking {
            if clientHasFinished {
                state.metrics.handshakeFailures.add(1, "closed_by_client")
                close(.tls)
            }
            return
        }
        // What is left is held until the next event.
        guard reserve(http.bufferedBytes &+ outputBytes) else {
            guard outputBytes == 0 else {
                // Who does not take its answers gets no further one.
                state.metrics.shed.add(1, "bytes_in_flight")
                return close(.evicted)
            }
            refuseForSize()
            return settle()
        }
        if outputBytes > 0 { return move(to: .writing, at: state.clock.now()) }
        if http.isFinished { return finish(at: state.clock.now()) }
        if clientHasFinished { return close(.client) }
        switch http.phase {
        case .idle: move(to: .idle, at: state.clock.now())
        case .head: move(to: .head, at: state.clock.now())
        case .body, .responding: move(to: .body, at: state.clock.now())
        }
    }

    /// The last response is written: says so, and waits for the client to close.
    private func finish(at now: Instant) {
        if !isRejected, let failure = http.failure { reject(failure) }
        tls?.close()
        flush()
        guard phase != .closed else { return }
        _ = clinux_finish_sending(descriptor.number)
        release()
        end = .lastResponse
        if clientHasFinished { return close(.lastResponse) }
        move(to: .lingering, at: now)
    }
}
