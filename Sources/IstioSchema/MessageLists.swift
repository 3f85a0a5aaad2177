/// The messages of a list, in the author's order, without elements that could not be decoded.
///
/// A sequence and no array: most rules look at each element once, and an array would be made for every one of them.
package struct Messages: Sequence, IteratorProtocol {
    private let elements: [FieldValue.Element]
    private var index = 0

    init(_ elements: [FieldValue.Element]) { self.elements = elements }

    package mutating func next() -> Message? {
        while index < elements.count {
            let place = index
            index = index &+ 1
            if case .message(let message) = elements[place].value { return message }
        }
        return nil
    }

    package var first: Message? {
        var rest = self
        return rest.next()
    }

    package var isEmpty: Bool { first == nil }

    /// How many there are, which are counted for it.
    package var count: Int {
        var rest = self
        var count = 0
        while rest.next() != nil { count = count &+ 1 }
        return count
    }
}

/// The strings of a list with their places, in the author's order, without elements that could not be decoded.
///
/// A sequence and no array, as ``Messages`` is.
package struct Strings: Sequence, IteratorProtocol {
    private let message: Message
    /// Of the list, among the fields of the message.
    private let field: Int
    private let elements: [FieldValue.Element]
    private var index = 0

    /// The strings of no list.
    init(in message: Message) { self.init(in: message, at: 0, []) }

    /// - Parameter field: the index of the list among the fields of the message.
    init(in message: Message, at field: Int, _ elements: [FieldValue.Element]) {
        self.message = message
        self.field = field
        self.elements = elements
    }

    package mutating func next() -> Located<String>? {
        while index < elements.count {
            let place = index
            index = index &+ 1
            if case .string(let string) = elements[place].value {
                return Located(string, at: PlaceOfValue(in: message, at: field, place))
            }
        }
        return nil
    }

    package var first: Located<String>? {
        var rest = self
        return rest.next()
    }

    package var isEmpty: Bool { first == nil }

    /// How many there are, which are counted for it.
    package var count: Int {
        var rest = self
        var count = 0
        while rest.next() != nil { count = count &+ 1 }
        return count
    }
}

extension Message {
    /// Calls a function with each message that the author wrote in one of these fields, in the order of the proto.
    package func forEachWrittenMessage(in holders: FieldSet, _ visit: (Message) -> Void) {
        var rest = holders.intersection(written)
        while let ordinal = rest.popFirst(), let field = index(ofOrdinal: ordinal) {
            switch fields[field].value {
            case .message(let message):
                visit(message)
            case .list(let elements):
                for index in elements.indices where elements[index].isWritten {
                    if case .message(let message) = elements[index].value { visit(message) }
                }
            case .map(let pairs):
                for index in pairs.indices where pairs[index].isWritten {
                    if case .message(let message) = pairs[index].value { visit(message) }
                }
            default:
                continue
            }
        }
    }

    /// Which field of the shape is the member of a oneof that is set, the last of the proto where there are several; nil
    /// where none is.
    ///
    /// For messages of one oneof.
    package var ordinalOfMember: Int? { present.intersection(oneofMembers).last }

    /// The message in ``ordinalOfMember``.
    package var messageOfMember: Message? {
        guard let ordinal = ordinalOfMember, let index = index(ofOrdinal: ordinal),
            case .message(let message) = fields[index].value
        else { return nil }
        return message
    }
}
