import Documents

/// The place of a value in the author's text, and how the author wrote it.
///
/// Made for the few values that are asked for it: the node's place in the tree.
@usableFromInline package struct Origin: Sendable {
    private let place: Place

    private enum Place {
        /// The value of an entry of a mapping, by a valid index.
        case entry([Node.Entry], Int32)
        /// An element of a list, or the root of a tree, by a valid index.
        case element([Node], Int32)
    }

    /// The origin of a tree's root.
    init(_ root: Node) { place = .element([root], 0) }

    /// The origin of the value of an entry.
    ///
    /// - Parameter position: a valid index; no document has 2^31 entries.
    init(_ entries: [Node.Entry], _ position: Int) { place = .entry(entries, Int32(truncatingIfNeeded: position)) }

    /// The origin of an element of a list.
    ///
    /// - Parameter position: a valid index; no document has 2^31 elements.
    init(_ elements: [Node], _ position: Int) { place = .element(elements, Int32(truncatingIfNeeded: position)) }

    /// The origin of an element or of an entry's value in this value; nil for a scalar, which holds nothing.
    ///
    /// - Parameter position: a valid index into the elements or the entries.
    func inner(_ position: Int) -> Origin? {
        // Of the node its value alone, which is all that is copied.
        let value =
            switch place {
            case .entry(let entries, let position): entries[Int(position)].value.value
            case .element(let elements, let position): elements[Int(position)].value
            }
        return switch value {
        case .mapping(let entries): Origin(entries, position)
        case .sequence(let elements): Origin(elements, position)
        default: nil
        }
    }

    /// The value in the tree.
    var node: Node {
        switch place {
        case .entry(let entries, let position): entries[Int(position)].value
        case .element(let elements, let position): elements[Int(position)]
        }
    }

    /// The first character of the value.
    package var mark: SourceMark {
        switch place {
        case .entry(let entries, let position): entries[Int(position)].value.mark
        case .element(let elements, let position): elements[Int(position)].mark
        }
    }

    /// Just behind the last character of a scalar; behind the last entry of a collection.
    package var end: SourceMark {
        switch place {
        case .entry(let entries, let position): entries[Int(position)].value.end
        case .element(let elements, let position): elements[Int(position)].end
        }
    }

    /// The first character of the key that names the value; the value's own mark where it has none.
    package var keyMark: SourceMark {
        switch place {
        case .entry(let entries, let position): entries[Int(position)].keyMark
        case .element(let elements, let position): elements[Int(position)].mark
        }
    }

    package var keyEnd: SourceMark {
        switch place {
        case .entry(let entries, let position): entries[Int(position)].keyEnd
        case .element(let elements, let position): elements[Int(position)].end
        }
    }

    package var style: Node.Style {
        switch place {
        case .entry(let entries, let position): entries[Int(position)].value.style
        case .element(let elements, let position): elements[Int(position)].style
        }
    }

    /// What the author wrote for a scalar, unquoted; nil for a collection.
    package var text: String? {
        switch place {
        case .entry(let entries, let position): entries[Int(position)].value.scalarText
        case .element(let elements, let position): elements[Int(position)].scalarText
        }
    }
}
