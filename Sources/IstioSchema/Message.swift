import Documents

/// A message as Istio would hold it: its fields have names and types that the schema knows.
///
/// Rules read fields by their JSON name. A field that the author left out reads as nil, or as Istio's default where the
/// message was laid over the defaults; null reads as left out.
package struct Message: Sendable {
    package let name: MessageName
    package let path: FieldPath
    /// Where the author wrote the message; nil where it is Istio's default.
    package let origin: Origin?
    package internal(set) var fields: [Field]

    /// A field that is set.
    package struct Field: Sendable {
        package let shape: FieldShape
        package let value: FieldValue
        package let origin: Origin?
    }

    init(_ name: MessageName, path: FieldPath, origin: Origin?, fields: [Field]) {
        self.name = name
        self.path = path
        self.origin = origin
        self.fields = fields
    }

    /// The place of the message itself.
    package var here: Located<Void> { Located((), path: path, origin: origin) }

    package func field(_ name: String) -> Field? {
        assert(self.name.shape.field(name) != nil, "\(self.name.shape.protoName) has no field \(name)")
        return index(of: name).map { fields[$0] }
    }

    /// Index into ``fields``.
    ///
    /// Fields are looked at in place, as a copy of each would cost more than the comparison.
    private func index(of name: String) -> Int? {
        let length = name.utf8.count
        for index in fields.indices where fields[index].shape.nameLength == length && fields[index].shape.name == name {
            return index
        }
        return nil
    }

    /// Whether the author wrote the field, be it of the right type or not.
    ///
    /// Null is not written.
    package func isWritten(_ name: String) -> Bool { index(of: name).map { fields[$0].origin != nil } ?? false }

    /// Whether the field has a value, written or by default.
    package func isSet(_ name: String) -> Bool { index(of: name) != nil }

    /// The place of a field: its value's where it is written, else the message's own.
    package func place(of name: String) -> Located<Void> {
        guard let field = field(name) else { return Located((), path: path.field(name), origin: origin) }
        return Located((), path: path.field(name), origin: field.origin ?? origin)
    }

    /// The message without a field, as if it had never been written.
    package func without(_ name: String) -> Message {
        guard let index = fields.firstIndex(where: { $0.shape.name == name }) else { return self }
        var message = self
        message.fields.remove(at: index)
        return message
    }

    private func located<Value>(_ name: String, _ value: (FieldValue) -> Value?) -> Located<Value>? {
        assert(self.name.shape.field(name) != nil, "\(self.name.shape.protoName) has no field \(name)")
        guard let index = index(of: name), let value = value(fields[index].value) else { return nil }
        return Located(value, path: path.field(name), origin: fields[index].origin)
    }
}

extension Message {
    package func bool(_ name: String) -> Located<Bool>? {
        located(name) { if case .bool(let value) = $0 { value } else { nil } }
    }

    package func integer(_ name: String) -> Located<Int64>? {
        located(name) { if case .integer(let value) = $0 { value } else { nil } }
    }

    package func number(_ name: String) -> Located<Double>? {
        located(name) { if case .number(let value) = $0 { value } else { nil } }
    }

    package func string(_ name: String) -> Located<String>? {
        located(name) { if case .string(let value) = $0 { value } else { nil } }
    }

    package func duration(_ name: String) -> Located<Duration>? {
        located(name) { if case .duration(let value) = $0 { value } else { nil } }
    }

    package func enumeration(_ name: String) -> Located<EnumValue>? {
        located(name) { if case .enumeration(let value) = $0 { value } else { nil } }
    }

    package func message(_ name: String) -> Message? {
        assert(self.name.shape.field(name) != nil, "\(self.name.shape.protoName) has no field \(name)")
        guard let index = index(of: name), case .message(let value) = fields[index].value else { return nil }
        return value
    }

    package func freeForm(_ name: String) -> Located<Node>? {
        located(name) { if case .freeForm(let value) = $0 { value } else { nil } }
    }

    /// The elements of a list of messages; none where the field is not set.
    package func messages(_ name: String) -> [Message] {
        elements(name) { if case .message(let value) = $0 { value } else { nil } }.map(\.value)
    }

    /// The elements of a list of strings; none where the field is not set.
    package func strings(_ name: String) -> [Located<String>] {
        elements(name) { if case .string(let value) = $0 { value } else { nil } }
    }

    package func integers(_ name: String) -> [Located<Int64>] {
        elements(name) { if case .integer(let value) = $0 { value } else { nil } }
    }

    package func enumerations(_ name: String) -> [Located<EnumValue>] {
        elements(name) { if case .enumeration(let value) = $0 { value } else { nil } }
    }

    /// The pairs of a map of strings, in the author's order.
    package func stringEntries(_ name: String) -> [(key: String, value: Located<String>)] {
        pairs(name) { if case .string(let value) = $0 { value } else { nil } }
    }

    package func integerEntries(_ name: String) -> [(key: String, value: Located<Int64>)] {
        pairs(name) { if case .integer(let value) = $0 { value } else { nil } }
    }

    package func messageEntries(_ name: String) -> [(key: String, value: Message)] {
        pairs(name) { if case .message(let value) = $0 { value } else { nil } }.map { ($0.key, $0.value.value) }
    }

    private func elements<Value: Sendable>(_ name: String, _ value: (FieldValue) -> Value?) -> [Located<Value>] {
        guard let field = field(name), case .list(let elements) = field.value else { return [] }
        let list = path.field(name)
        return elements.enumerated().compactMap { index, element in
            value(element.value).map { Located($0, path: list.element(index), origin: element.origin) }
        }
    }

    private func pairs<Value: Sendable>(
        _ name: String, _ value: (FieldValue) -> Value?
    ) -> [(key: String, value: Located<Value>)] {
        guard let field = field(name), case .map(let pairs) = field.value else { return [] }
        let map = path.field(name)
        return pairs.compactMap { pair in
            value(pair.value).map { (pair.key, Located($0, path: map.key(pair.key), origin: pair.origin)) }
        }
    }
}
