/// When which connection is to be looked at again: a heap with few entries a connection.
///
/// A deadline moves with each request, mostly to later. Moving it later costs nothing here: the early entry stays, and
/// whoever takes it out finds that the connection has more time and enters it anew. So a busy connection costs one entry
/// for each time-out that passes, not one a request.
struct Deadlines {
    struct Entry {
        let time: Instant
        /// The slot in the loop's table.
        let slot: Int
        /// The connection's number, as the slot may hold another by then.
        let connection: UInt64
    }

    private var heap: [Entry] = []

    var next: Instant? { heap.first?.time }
    var count: Int { heap.count }

    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].time < heap[parent].time else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes out the earliest entry, if its time has come.
    mutating func takeDue(at now: Instant) -> Entry? {
        guard let first = heap.first, first.time <= now, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return first }
            if child + 1 < heap.count, heap[child + 1].time < heap[child].time { child += 1 }
            guard heap[child].time < heap[parent].time else { return first }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
