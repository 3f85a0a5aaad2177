import CLinux
import Glibc
import HTTP
import TLS

/// From bytes to requests, and what is answered to them.
extension Connection {
    func take(_ bytes: UnsafeRawBufferPointer, _ buffers: Buffers) {
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

    func fail(_ error: TLSError) {
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
    func refuseForSize() {
        let error = HTTPError.overloaded(retryAfter: 1)
        http.sendError(error)
        state.metrics.shed.add(1, "bytes_in_flight")
        reject(error)
    }

    func reject(_ error: HTTPError) {
        isRejected = true
        state.metrics.rejections.add(1, error.name)
        if let path = http.refusedPath, router.noteRefusal(of: path, error, from: peer) { return }
        state.log.write(
            .debug, "request refused", [("peer", .text(peer)), ("reason", .text(error.message))])
    }

    /// Changes what the connection has of the process's budget to what it holds; false if there is not enough.
    ///
    /// What a client has only announced shuts out nobody.
    func reserve(_ held: Int) -> Bool {
        guard held != reserved else { return true }
        guard state.reserve(held - reserved, isSmall: held <= state.limits.smallRequestBytes) else { return false }
        freedBytes += max(0, reserved - held)
        reserved = held
        return true
    }

    /// Gives back what the connection has of the process's budget.
    func release() { _ = reserve(0) }

    /// Answers complete requests, as long as responses find room and it is not the others' turn; whether there was one.
    @discardableResult
    func answerRequests() -> Bool {
        var hasAnswered = false
        var rest = Self.answersPerTurn
        waitsForTurn = false
        while outputBytes <= Self.maximumOutputBytes {
            guard rest > 0 else {
                waitsForTurn = http.bufferedBytes > 0
                break
            }
            guard let request = http.nextRequest() else { break }
            rest -= 1
            hasAnswered = true
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
            // A long pipeline is answered as it is read; only behind the last request may an answer be held.
            guard !holdsAnswer || http.bufferedBytes > 0 else { continue }
            // The bytes go to the kernel as far as it takes them.
            flush()
            if phase == .closed { return true }
        }
        moveOutput()
        return hasAnswered
    }

    /// Whether the connection is to end with the next response.
    private var shouldEnd: Bool {
        if state.stage >= .draining || http.requestCount >= state.limits.maximumRequests { return true }
        return state.clock.now() >= endOfLife
    }
}
