import Documents

/// Turns nodes into messages with Istio's own tolerance, and says of each value what Istio makes of it.
///
/// Istio decodes with golang/protobuf's legacy `jsonpb`: both spellings of a name, quoted integers, enum numbers, null as
/// unset, Go durations, wrappers as bare scalars. Unknown fields are dropped without a word; a value of a wrong type
/// loses the whole document. Decoding goes on after a mistake, so that all are seen at once.
///
/// Source: github.com/golang/protobuf v1.5.4 jsonpb/decode.go; pkg/util/protomarshal `ApplyJSON`.
package struct MessageDecoder {
    package let version: IstioVersion
    package private(set) var diagnostics = DiagnosticList()
    let root: MessageName
    /// Whether values are Istio's own defaults, which have no place in anybody's text.
    private let isDefault: Bool
    /// Near names cost a comparison with every field, so that only the first mistakes get one.
    private var suggestionsLeft = 20

    package init(version: IstioVersion, root: MessageName, isDefault: Bool = false) {
        self.version = version
        self.root = root
        self.isDefault = isDefault
    }

    /// The message of a document's root: an empty one for null, nil where the node is no mapping.
    ///
    /// - Parameters:
    ///   - node: the root.
    ///   - path: where the message stands in what was read: `spec` of a resource.
    /// - Returns: the message, with what could be decoded.
    package mutating func decodeRoot(_ node: Node, at path: FieldPath = .root) -> Message? {
        switch node.value {
        case .null: return Message(root, path: path, origin: origin(node), fields: [])
        case .mapping: return message(node, as: root, at: path, key: nil)
        default:
            report(.meshNotAMapping, at: node, path: path, "must be a mapping, not \(node.kindPhrase)")
            return nil
        }
    }

    // MARK: Messages

    mutating func message(_ node: Node, as name: MessageName, at path: FieldPath, key: SourceRange?) -> Message? {
        guard case .mapping(let entries) = node.value else {
            reportType(node, path: path, key: key, wanted: "a mapping", fix: messageFix(node, name, path))
            return nil
        }
        let shape = name.shape
        var slots = FieldSlots(entries, count: shape.fields.count)
        var unknownNames: Set<String> = []
        for (position, entry) in entries.enumerated() {
            guard let index = place(entry, in: shape, of: name, at: path, &slots, &unknownNames) else { continue }
            slots.set(position, field: index.field, isProtoName: index.isProtoName)
        }
        var fields: [Message.Field] = []
        fields.reserveCapacity(slots.used)
        for (index, field) in shape.fields.enumerated() {
            guard let entry = slots[index], !entry.value.isNull else { continue }
            let value = self.value(
                entry.value, of: field.type(in: version), at: path.field(field.name), key: entry.keyRange)
            if field.isDeprecated(in: version) { reportDeprecated(field, of: name, entry, path) }
            fields.append(Message.Field(shape: field, value: value, origin: origin(entry.value, key: entry.keyRange)))
        }
        if shape.hasOneofs { resolveOneofs(&fields, at: path) }
        return Message(name, path: path, origin: origin(node, key: key), fields: fields)
    }

    /// The field that an entry sets, or nil for one that Istio drops; says why.
    private mutating func place(
        _ entry: Node.Entry, in shape: MessageShape, of name: MessageName, at path: FieldPath,
        _ slots: inout FieldSlots,
        _ unknownNames: inout Set<String>
    ) -> MessageShape.Key? {
        guard let key = shape.key(entry.name) else {
            if !entry.isMerged, unknownNames.insert(entry.name).inserted {
                reportUnknown(entry, in: name, at: path, siblings: shape)
            }
            return nil
        }
        let field = shape.fields[key.field]
        guard field.exists(in: version) else {
            if !entry.isMerged, unknownNames.insert(entry.name).inserted { reportOtherRelease(field, entry, path) }
            return nil
        }
        if !entry.isMerged, let earlier = slots.writtenEntry(field: key.field) {
            reportRepeated(entry, after: earlier, field, path)
        }
        return key
    }

    /// Of several members of a oneof Istio takes the one that the proto declares last.
    private mutating func resolveOneofs(_ fields: inout [Message.Field], at path: FieldPath) {
        guard fields.contains(where: { $0.shape.oneof(in: version) != nil }) else { return }
        var winners: [String: FieldShape] = [:]
        for field in fields {
            if let oneof = field.shape.oneof(in: version) { winners[oneof] = field.shape }
        }
        fields.removeAll { field in
            guard let oneof = field.shape.oneof(in: version), let winner = winners[oneof], winner !== field.shape
            else { return false }
            reportOneof(field, loser: field.shape, winner: winner, at: path)
            return true
        }
    }

    // MARK: Values

    mutating func value(_ node: Node, of type: FieldType, at path: FieldPath, key: SourceRange?) -> FieldValue {
        switch type {
        case .list(let element):
            guard case .sequence(let nodes) = node.value else {
                reportType(node, path: path, key: key, wanted: "a list", fix: listFix(node, path))
                return .undecodable
            }
            var elements: [FieldValue.Element] = []
            elements.reserveCapacity(nodes.count)
            for (index, node) in nodes.enumerated() {
                let value = singular(node, of: element, at: path.element(index), key: nil)
                elements.append(FieldValue.Element(value: value, origin: origin(node)))
            }
            return .list(elements)
        case .map(let element):
            return map(node, of: element, at: path, key: key)
        default:
            return singular(node, of: type, at: path, key: key)
        }
    }

    private mutating func map(_ node: Node, of type: FieldType, at path: FieldPath, key: SourceRange?) -> FieldValue {
        guard case .mapping(let entries) = node.value else {
            reportType(node, path: path, key: key, wanted: "a mapping", fix: nil)
            return .undecodable
        }
        var pairs: [FieldValue.Pair] = []
        var indices: [String: Int] = [:]
        pairs.reserveCapacity(entries.count)
        for (position, entry) in entries.enumerated() {
            if let earlier = indices[entry.name] {
                if !entry.isMerged, !entries[earlier].isMerged {
                    reportRepeatedKey(entry, after: entries[earlier], path)
                }
            }
            indices[entry.name] = position
        }
        for (position, entry) in entries.enumerated() where indices[entry.name] == position {
            let value = singular(entry.value, of: type, at: path.key(entry.name), key: entry.keyRange)
            let origin = origin(entry.value, key: entry.keyRange)
            pairs.append(FieldValue.Pair(key: entry.name, value: value, origin: origin))
        }
        return .map(pairs)
    }

    /// A value that is no list and no map; null stands for the type's zero.
    private mutating func singular(_ node: Node, of type: FieldType, at path: FieldPath, key: SourceRange?)
        -> FieldValue
    {
        switch type {
        case .message(let name):
            if node.isNull { return .message(Message(name, path: path, origin: origin(node, key: key), fields: [])) }
            return message(node, as: name, at: path, key: key).map(FieldValue.message) ?? .undecodable
        case .enumeration(let name):
            return enumeration(node, of: name, at: path, key: key)
        case .optional(let wrapped):
            return scalar(node, of: wrapped, at: path, key: key)
        case .freeForm:
            guard case .mapping = node.value else {
                reportType(node, path: path, key: key, wanted: "a mapping", fix: nil)
                return .undecodable
            }
            return .freeForm(node)
        default:
            return scalar(node, of: type, at: path, key: key)
        }
    }

    // MARK: Places

    func origin(_ node: Node, key: SourceRange? = nil) -> Origin? { isDefault ? nil : Origin(node, key: key) }

    /// Whether a near name may still be looked for.
    mutating func mayStillSuggest() -> Bool {
        guard suggestionsLeft > 0 else { return false }
        suggestionsLeft = suggestionsLeft &- 1
        return true
    }

    mutating func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

/// Which entry of a mapping sets which field: the last of repeated keys, and the JSON name before the proto's.
struct FieldSlots {
    private let entries: [Node.Entry]
    /// By field: twice the entry's position, and one more for the proto's name; -1 for none.
    private var slots: [Int]
    private(set) var used = 0

    init(_ entries: [Node.Entry], count: Int) {
        self.entries = entries
        slots = Array(repeating: -1, count: count)
    }

    subscript(field: Int) -> Node.Entry? {
        let slot = slots[field]
        return slot < 0 ? nil : entries[slot >> 1]
    }

    /// The entry that an author wrote for the field, or nil.
    func writtenEntry(field: Int) -> Node.Entry? {
        guard let entry = self[field], !entry.isMerged else { return nil }
        return entry
    }

    mutating func set(_ position: Int, field: Int, isProtoName: Bool) {
        let slot = slots[field]
        if slot < 0 { used = used &+ 1 }
        if slot >= 0, slot & 1 == 0, isProtoName { return }
        slots[field] = position << 1 | (isProtoName ? 1 : 0)
    }
}
