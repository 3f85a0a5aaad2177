import Documents

/// A value with its place: rules compare the value and report at the place.
///
/// Few values are reported, so that a path and an origin are made only where somebody asks. What rules ask of it is inlined
/// into theirs: code for any type, called from another module, would look at values through their types' tables.
@usableFromInline package struct Located<Value: Sendable>: Sendable {
    @usableFromInline package let value: Value
    @usableFromInline package let place: PlaceOfValue

    @inlinable
    package init(_ value: Value, path: FieldPath, origin: Origin?) {
        self.init(value, at: PlaceOfValue(path, origin))
    }

    @inlinable
    package init(_ value: Value, at place: PlaceOfValue) {
        self.value = value
        self.place = place
    }

    @inlinable package var path: FieldPath { place.path }

    /// What the author wrote; nil for a value that Istio fills in.
    @inlinable package var origin: Origin? { place.origin }

    /// Whether the author wrote the value, so that a report can point at it.
    @inlinable package var isWritten: Bool { place.isWritten }

    @inlinable
    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), at: place)
    }
}

/// Where a located value stands.
@usableFromInline package struct PlaceOfValue: Sendable {
    private let form: Form

    private enum Form {
        case message(Message)
        /// A field of a message, by its index.
        case field(Message, Int32)
        /// An element or a pair of a field's value, by the indices of both.
        case element(Message, Int32, Int32)
        case given(Given)
    }

    /// A place that a rule makes, which is rare.
    private final class Given: Sendable {
        let path: FieldPath
        let origin: Origin?

        init(_ path: FieldPath, _ origin: Origin?) {
            self.path = path
            self.origin = origin
        }
    }

    @usableFromInline package init(_ path: FieldPath, _ origin: Origin?) { form = .given(Given(path, origin)) }

    init(of message: Message) { form = .message(message) }

    /// - Parameter index: a valid index into the fields of the message.
    init(in message: Message, at index: Int) { form = .field(message, Int32(truncatingIfNeeded: index)) }

    /// - Parameters:
    ///   - index: a valid index into the fields of the message.
    ///   - element: a valid index into the list or the map that the field holds; no document has 2^31 of them.
    init(in message: Message, at index: Int, _ element: Int) {
        form = .element(message, Int32(truncatingIfNeeded: index), Int32(truncatingIfNeeded: element))
    }

    @usableFromInline package var path: FieldPath {
        switch form {
        case .message(let message):
            return message.path
        case .field(let message, let index):
            return message.path.field(message.name(ofFieldAt: Int(index)))
        case .element(let message, let index, let element):
            let path = message.path.field(message.name(ofFieldAt: Int(index)))
            if case .map(let pairs) = message.fields[Int(index)].value { return path.key(pairs[Int(element)].key) }
            return path.element(Int(element))
        case .given(let given):
            return given.path
        }
    }

    @usableFromInline package var origin: Origin? {
        switch form {
        case .message(let message):
            return message.origin
        case .field(let message, let index):
            return message.origin(ofFieldAt: Int(index))
        case .element(let message, let index, let element):
            let origin = message.origin(ofFieldAt: Int(index))
            switch message.fields[Int(index)].value {
            case .list(let elements): return elements[Int(element)].origin(in: origin)
            case .map(let pairs): return pairs[Int(element)].origin(in: origin)
            default: return nil
            }
        case .given(let given):
            return given.origin
        }
    }

    @usableFromInline package var isWritten: Bool {
        switch form {
        case .message(let message): return message.isWritten
        case .field(let message, let index): return message.fields[Int(index)].isWritten
        case .element(let message, let index, let element):
            switch message.fields[Int(index)].value {
            case .list(let elements): return elements[Int(element)].isWritten
            case .map(let pairs): return pairs[Int(element)].isWritten
            default: return false
            }
        case .given(let given): return given.origin != nil
        }
    }
}
