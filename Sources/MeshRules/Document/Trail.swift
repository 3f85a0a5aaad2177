import Documents

/// The way from the root of a document to where a walk over it is.
///
/// A walk that finds something in few documents says which collections it enters and leaves, and asks for a path only
/// where it has something to say: then the paths of the collections on the way are made, each once.
struct Trail {
    private var steps: [FieldPath.Step] = []
    /// The paths of the first so many steps, as far as they were asked for.
    private var paths: [FieldPath] = []

    init() { steps.reserveCapacity(16) }

    mutating func enter(_ step: FieldPath.Step) { steps.append(step) }

    mutating func leave() {
        _ = steps.popLast()
        if paths.count > steps.count { paths.removeLast() }
    }

    /// The path of a value in the collection that was entered last.
    mutating func path(to step: FieldPath.Step) -> FieldPath {
        for step in steps[paths.count...] { paths.append((paths.last ?? .root).child(step)) }
        return (paths.last ?? .root).child(step)
    }
}
