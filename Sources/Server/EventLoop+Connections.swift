import CLinux
import TLS

/// How the connections of a loop come and go.
extension EventLoop {
    func takeInbox() {
        for arrival in port.takeArrivals() { add(arrival) }
        for _ in 0..<port.evictions {
            evictOne(for: "connections")
            port.evicted(1)
        }
    }

    func add(_ arrival: LoopPort.Arrival) {
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
            // The connection that was not made has closed its descriptor.
            freeSlots.append(slot)
            port.connectionIsGone()
            state.log.write(.error, "connection refused", [("reason", .text(error.description))])
        }
    }

    func remove(_ connection: Connection) {
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
        oldest.evict(buffers)
        remove(oldest)
        return true
    }

    // MARK: - Time

    func runTimers(at now: Instant) {
        guard !timers.isEmpty else { return }
        // A timer may add another.
        let due = timers.filter { $0.due <= now }
        timers.removeAll { $0.due <= now }
        for timer in due {
            if let again = timer.body() { timers.append(Timer(due: now + again, body: timer.body)) }
        }
    }

    func expire(at now: Instant) {
        while let entry = deadlines.takeDue(at: now) {
            guard connections.indices.contains(entry.slot), let connection = connections[entry.slot],
                connection.number == entry.connection, connection.scheduled == entry.time
            else { continue }
            connection.scheduled = .farFuture
            if connection.deadline(state.phaseTimes) <= now {
                expire(connection, at: now)
                // It may have answered a review that came meanwhile: many of them are no loop that is stuck.
                port.isBusy(at: state.clock.now())
            }
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
    func followStage() {
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
            // A request that has come by now has its answer first: API servers do not send one again.
            if connection.becameReadable(buffers) {
                port.isBusy(at: state.clock.now())
                follow(connection)
                continue
            }
            if connection.phase != .closed { connection.closeIdle(.shutdown) }
            remove(connection)
        }
        if state.stage == .stopped { isStopped = true }
        if port.connectionCount == 0, port !== control { control.wake() }
    }
}
