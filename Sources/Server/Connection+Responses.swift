import CLinux
import HTTP
import TLS

/// From responses to bytes, and the phase that follows.
extension Connection {
    /// Moves what HTTP has written into TLS, or to the waiting bytes of a connection without.
    func moveOutput() {
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
    func flush() {
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
    func settle() {
        guard phase != .closed, phase != .lingering else {
            if clientHasFinished { close(end == .tls ? .tls : .lastResponse) }
            return
        }
        // Requests that wait for earlier answers to be taken are answered here, if the kernel takes those only now: the
        // client, which has sent all it has to say, would be no event again.
        repeat {
            moveOutput()
            if isHeld { return }
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
        } while outputBytes == 0 && !waitsForTurn && answerRequests()
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
        if outputBytes > 0 || waitsForTurn { return move(to: .writing, at: state.clock.now()) }
        if http.isFinished { return finish(at: state.clock.now()) }
        if clientHasFinished { return closeIdle(.client) }
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
