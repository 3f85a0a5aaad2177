/// What was read of collections whose ends are not reached yet, the innermost last.
///
/// A collection takes its own when it ends, into an array with room for just these: an array that grows with them would be
/// allocated, and its elements moved, several times over.
struct PendingItems<Item>: ~Copyable {
    /// The first ``count`` places hold an item each.
    private var places: UnsafeMutableBufferPointer<Item>
    private(set) var count = 0

    init(capacity: Int) { places = .allocate(capacity: max(1, capacity)) }

    deinit {
        places.extracting(..<count).deinitialize()
        places.deallocate()
    }

    @inline(__always)
    mutating func append(_ item: consuming Item) {
        if count == places.count { grow() }
        places.initializeElement(at: count, to: item)
        count = count &+ 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutableBufferPointer<Item>.allocate(capacity: places.count &* 2)
        _ = larger.moveInitialize(fromContentsOf: places.extracting(..<count))
        places.deallocate()
        places = larger
    }

    /// Takes the last items.
    ///
    /// - Parameter start: how many there were before them.
    mutating func take(from start: Int) -> [Item] {
        guard start >= 0, start < count else { return [] }
        defer { count = start }
        // A literal is allocated at once, with room for its items; most collections have no more.
        switch count &- start {
        case 1:
            return [places.moveElement(from: start)]
        case 2:
            return [places.moveElement(from: start), places.moveElement(from: start &+ 1)]
        case 3:
            return [
                places.moveElement(from: start), places.moveElement(from: start &+ 1),
                places.moveElement(from: start &+ 2),
            ]
        default:
            var taken: [Item] = []
            // Not `init(unsafeUninitializedCapacity:)`, which looks up the type of its buffer each time.
            taken.reserveCapacity(count &- start)
            for place in start..<count { taken.append(places.moveElement(from: place)) }
            return taken
        }
    }
}
