import Documents

/// A message as Istio would hold it: its fields have names and types that the schema knows.
///
/// Rules read fields by their JSON name. A field that the author left out reads as nil, or as Istio's default where the
/// message was laid over the defaults; null reads as left out.
///
/// A message never changes, and is handed from rule to rule by reference.
///
/// Not checked to be sendable, as its memory is written to before it is a message, and never again.
package struct Message: @unchecked Sendable {
    private let memory: MessageMemory.Reference

    init(_ memory: MessageMemory.Reference) { self.memory = memory }

    package var name: MessageName { memory.head.name }
    var shape: MessageShape { memory.head.shape.shape }
    private var places: MessagePlaces { memory.head.places }
    private var number: Int32 { memory.head.number }
    /// In the order of the proto, each once.
    package var fields: Fields {
        @inline(__always) get { Fields(memory) }
    }
    var present: FieldSet { memory.head.present }
    /// The fields that are members of a oneof, in any release.
    var oneofMembers: FieldSet { memory.head.shape.ask { $0.oneofMembers } }
    /// The fields that the author wrote, be they of the right type or not.
    package var written: FieldSet { memory.head.written }

    /// A field that is set.
    package struct Field: Sendable {
        // In an order that leaves few holes: 32 bytes.

        package let value: FieldValue
        private let message: MessageName
        private let shortOrdinal: UInt8
        /// Which entry of the author's mapping sets the field; negative where it is Istio's default.
        let position: Int32

        /// - Parameters:
        ///   - ordinal: index into the fields of the message's shape; below ``FieldSet/capacity``.
        ///   - position: a valid index into the author's mapping; no document has 2^31 entries.
        init(_ message: MessageName, _ ordinal: Int, _ value: FieldValue, at position: Int32) {
            self.message = message
            shortOrdinal = UInt8(truncatingIfNeeded: ordinal)
            self.value = value
            self.position = position
        }

        /// Index into the fields of the message's shape.
        package var ordinal: Int { Int(shortOrdinal) }
        package var isWritten: Bool { position >= 0 }
        package var shape: FieldShape { message.shape.fields[ordinal] }
    }

    /// A default without fields, at the root.
    static func empty(_ name: MessageName) -> Message {
        MessageDraft(name, name.shape, in: MessagePlaces(isDefault: true), 0, room: 0).message()
    }

    /// A message that takes this one's place, with fields to be given; what is written of them is the author's of this one.
    ///
    /// - Parameter room: how many fields there may be.
    func draft(room: Int) -> MessageDraft { MessageDraft(name, shape, in: places, number, room: room) }

    /// Whether this is the very same message, not only one like it.
    func isIdentical(to other: Message) -> Bool { memory.isIdentical(to: other.memory) }

    package var path: FieldPath { places.path(of: number) }

    /// Where the author wrote the message; nil where it is Istio's default.
    package var origin: Origin? { places.origin(of: number) }

    /// Whether the author wrote the message.
    package var isWritten: Bool { !places.isDefault }

    /// Where the author wrote a field; nil where it is Istio's default.
    ///
    /// - Parameter index: a valid index into ``fields``.
    package func origin(ofFieldAt index: Int) -> Origin? {
        fields[index].isWritten ? places.origin(ofEntry: fields[index].position, of: number) : nil
    }

    /// The place of the message itself.
    package var here: Located<Void> { Located((), at: PlaceOfValue(of: self)) }

    package func field(_ name: FieldName) -> Field? { index(of: name).map { fields[$0] } }

    /// Index into ``fields``.
    private func index(of name: FieldName) -> Int? {
        guard let ordinal = memory.head.shape.ask({ $0.ordinal(of: name) }) else {
            assertionFailure("\(shape.protoName) has no field \(name)")
            return nil
        }
        assert(shape.fields[ordinal].name == name.description)
        return index(ofOrdinal: ordinal)
    }

    /// - Parameter index: a valid index into ``fields``.
    func name(ofFieldAt index: Int) -> String {
        let ordinal = fields[index].ordinal
        return memory.head.shape.ask { $0.fields[ordinal].name }
    }

    func index(ofOrdinal ordinal: Int) -> Int? { present.contains(ordinal) ? present.count(below: ordinal) : nil }

    /// Whether the author wrote the field, be it of the right type or not.
    ///
    /// Null is not written.
    package func isWritten(_ name: FieldName) -> Bool { index(of: name).map { fields[$0].isWritten } ?? false }

    /// Whether the field has a value, written or by default.
    package func isSet(_ name: FieldName) -> Bool { index(of: name) != nil }

    /// The place of a field: its value's where it is written, else the message's own.
    package func place(of name: FieldName) -> Located<Void> {
        place(ofFieldAt: index(of: name)) ?? Located((), path: path.field(name.description), origin: origin)
    }

    /// The place of a field whose name is no literal.
    package func place(ofFieldNamed name: String) -> Located<Void> {
        place(ofFieldAt: shape.ordinal(ofField: name).flatMap { index(ofOrdinal: $0) })
            ?? Located((), path: path.field(name), origin: origin)
    }

    /// Nil for a field that nobody wrote.
    private func place(ofFieldAt index: Int?) -> Located<Void>? {
        guard let index, fields[index].isWritten else { return nil }
        return Located((), at: PlaceOfValue(in: self, at: index))
    }

    /// The message without a field, as if it had never been written.
    package func without(_ name: FieldName) -> Message {
        guard let index = index(of: name) else { return self }
        var rest = draft(room: fields.count &- 1)
        for other in fields.indices where other != index { rest.append(fields[other]) }
        return rest.message()
    }

    private func located<Value>(_ name: FieldName, _ value: (FieldValue) -> Value?) -> Located<Value>? {
        guard let index = index(of: name), let value = value(fields[index].value) else { return nil }
        return Located(value, at: PlaceOfValue(in: self, at: index))
    }
}

extension Message {
    package func bool(_ name: FieldName) -> Located<Bool>? {
        located(name) { if case .bool(let value) = $0 { value } else { nil } }
    }

    package func integer(_ name: FieldName) -> Located<Int64>? {
        located(name) { if case .integer(let value) = $0 { value } else { nil } }
    }

    package func number(_ name: FieldName) -> Located<Double>? {
        located(name) { if case .number(let value) = $0 { value } else { nil } }
    }

    package func string(_ name: FieldName) -> Located<String>? {
        located(name) { if case .string(let value) = $0 { value } else { nil } }
    }

    package func duration(_ name: FieldName) -> Located<Duration>? {
        located(name) { if case .duration(let value) = $0 { value } else { nil } }
    }

    package func enumeration(_ name: FieldName) -> Located<EnumValue>? {
        located(name) { if case .enumeration(let value) = $0 { value } else { nil } }
    }

    package func message(_ name: FieldName) -> Message? {
        guard let index = index(of: name), case .message(let value) = fields[index].value else { return nil }
        return value
    }

    package func freeForm(_ name: FieldName) -> Located<Node>? {
        located(name) { if case .freeForm(let value) = $0 { value } else { nil } }
    }

    /// The elements of a list of messages; none where the field is not set.
    package func messages(_ name: FieldName) -> Messages {
        guard let index = index(of: name), case .list(let elements) = fields[index].value else { return Messages([]) }
        return Messages(elements)
    }

    /// The elements of a list of strings; none where the field is not set.
    package func strings(_ name: FieldName) -> Strings {
        guard let index = index(of: name), case .list(let elements) = fields[index].value else {
            return Strings(in: self)
        }
        return Strings(in: self, at: index, elements)
    }

    package func integers(_ name: FieldName) -> [Located<Int64>] {
        elements(name) { if case .integer(let value) = $0 { value } else { nil } }
    }

    /// The pairs of a map of strings, in the author's order.
    package func stringEntries(_ name: FieldName) -> [(key: String, value: Located<String>)] {
        pairs(name) { if case .string(let value) = $0 { value } else { nil } }
    }

    package func integerEntries(_ name: FieldName) -> [(key: String, value: Located<Int64>)] {
        pairs(name) { if case .integer(let value) = $0 { value } else { nil } }
    }

    package func messageEntries(_ name: FieldName) -> [(key: String, value: Message)] {
        guard let index = index(of: name), case .map(let pairs) = fields[index].value else { return [] }
        return pairs.compactMap { if case .message(let message) = $0.value { ($0.key, message) } else { nil } }
    }

    private func elements<Value: Sendable>(_ name: FieldName, _ value: (FieldValue) -> Value?) -> [Located<Value>] {
        guard let field = index(of: name), case .list(let elements) = fields[field].value, !elements.isEmpty else {
            return []
        }
        var located: [Located<Value>] = []
        located.reserveCapacity(elements.count)
        for index in elements.indices {
            guard let value = value(elements[index].value) else { continue }
            located.append(Located(value, at: PlaceOfValue(in: self, at: field, index)))
        }
        return located
    }

    private func pairs<Value: Sendable>(
        _ name: FieldName, _ value: (FieldValue) -> Value?
    ) -> [(key: String, value: Located<Value>)] {
        guard let field = index(of: name), case .map(let pairs) = fields[field].value, !pairs.isEmpty else { return [] }
        var located: [(key: String, value: Located<Value>)] = []
        located.reserveCapacity(pairs.count)
        for index in pairs.indices {
            guard let value = value(pairs[index].value) else { continue }
            located.append((pairs[index].key, Located(value, at: PlaceOfValue(in: self, at: field, index))))
        }
        return located
    }
}
