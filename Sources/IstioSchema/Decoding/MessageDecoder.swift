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
        case .null: return Message(root, at: path, origin: isDefault ? nil : Origin(node))
        case .mapping(let entries):
            return message(entries, as: root, at: path, origin: isDefault ? nil : Origin(node))
        default:
            report(.meshNotAMapping, at: node, path: path, "must be a mapping, not \(node.kindPhrase)")
            return nil
        }
    }

    // MARK: Messages

    private mutating func message(
        _ entries: [Node.Entry], as name: MessageName, at path: FieldPath, origin: Origin?
    ) -> Message {
        let shape = name.shape
        var holder = Holder(path)
        var slots = FieldSlots()
        fill(&slots, from: entries, of: name, shape, at: path)
        var fields: [Message.Field] = []
        fields.reserveCapacity(slots.filled.count)
        var rest = slots.filled
        while let ordinal = rest.popFirst() {
            let position = slots[ordinal]
            if case .null = entries[position].value.value { continue }
            let origin = isDefault ? nil : Origin(entries, position)
            fields.append(
                Message.Field(
                    name, ordinal, value(of: ordinal, in: shape, from: entries, position, origin, &holder),
                    origin: origin))
            if shape.isDeprecated(ordinal, in: version) {
                reportDeprecated(shape.fields[ordinal], of: name, entries[position], path)
            }
        }
        if slots.filled.holdsSeveral(of: shape.oneofMembers) { resolveOneofs(&fields, of: shape, at: path) }
        return Message(name, shape, at: path, origin: origin, fields: fields)
    }

    /// Finds which entry sets which field; says why the others do not.
    private mutating func fill(
        _ slots: inout FieldSlots, from entries: [Node.Entry], of name: MessageName, _ shape: MessageShape,
        at path: FieldPath
    ) {
        var unknownNames: Set<String> = []
        for position in entries.indices {
            if let key = shape.key(entries[position].name), !slots.filled.contains(key.field),
                shape.has(key.field, in: version)
            {
                slots.set(position, field: key.field, isProtoName: key.isProtoName)
            } else if let key = place(
                entries[position], among: entries, in: shape, of: name, at: path, slots, &unknownNames)
            {
                slots.set(position, field: key.field, isProtoName: key.isProtoName)
            }
        }
    }

    /// The field that an entry sets, or nil for one that Istio drops; says why.
    private mutating func place(
        _ entry: Node.Entry, among entries: [Node.Entry], in shape: MessageShape, of name: MessageName,
        at path: FieldPath, _ slots: FieldSlots, _ unknownNames: inout Set<String>
    ) -> MessageShape.Key? {
        guard let key = shape.key(entry.name) else {
            if !entry.isMerged, unknownNames.insert(entry.name).inserted {
                reportUnknown(entry, in: name, at: path, siblings: shape)
            }
            return nil
        }
        let field = shape.fields[key.field]
        guard field.exists(in: version) else {
            if !entry.isMerged, unknownNames.insert(entry.name).inserted {
                reportOtherRelease(field, entry, path)
            }
            return nil
        }
        if !entry.isMerged, slots.filled.contains(key.field), !entries[slots[key.field]].isMerged {
            reportRepeated(entry, after: entries[slots[key.field]], field, path)
        }
        return key
    }

    /// Of several members of a oneof Istio takes the one that the proto declares last.
    private mutating func resolveOneofs(_ fields: inout [Message.Field], of shape: MessageShape, at path: FieldPath) {
        let members = fields.indices.filter { shape.fields[fields[$0].ordinal].oneof(in: version) != nil }
        guard members.count > 1 else { return }
        var winners: [String: FieldShape] = [:]
        for index in members {
            let field = shape.fields[fields[index].ordinal]
            if let oneof = field.oneof(in: version) { winners[oneof] = field }
        }
        fields.removeAll { field in
            let loser = shape.fields[field.ordinal]
            guard let winner = loser.oneof(in: version).flatMap({ winners[$0] }), winner !== loser else { return false }
            reportOneof(field, loser: loser, winner: winner, at: path)
            return true
        }
    }

    // MARK: Values

    /// The value of an entry.
    ///
    /// What is of the field's type is read in place, and only what is not is copied out, with a path to report it at.
    private mutating func value(
        of ordinal: Int, in shape: MessageShape, from entries: [Node.Entry], _ position: Int, _ origin: Origin?,
        _ holder: inout Holder
    ) -> FieldValue {
        let type = shape.type(ordinal, in: version)
        switch type {
        case .message(let name):
            if case .mapping(let children) = entries[position].value.value {
                let path = holder.scope.field(shape.fields[ordinal].name)
                return .message(message(children, as: name, at: path, origin: origin))
            }
        case .list(let element):
            if case .sequence(let nodes) = entries[position].value.value {
                return list(nodes, of: element, named: shape.fields[ordinal].name, &holder)
            }
        case .map(let element):
            if case .mapping(let children) = entries[position].value.value {
                return map(children, of: element, at: holder.scope.field(shape.fields[ordinal].name))
            }
        default:
            if let value = usual(entries[position].value.value, of: type) { return value }
        }
        let path = holder.scope.field(shape.fields[ordinal].name)
        let node = entries[position].value
        switch type {
        case .list(let element):
            reportType(node, path: path, wanted: "a list", fix: listFix(node, of: element, path))
            return .undecodable
        case .map:
            reportType(node, path: path, wanted: "a mapping", fix: nil)
            return .undecodable
        default:
            return singular(node, of: type, at: path, origin: origin)
        }
    }

    private mutating func list(
        _ nodes: [Node], of type: FieldType, named name: String, _ holder: inout Holder
    ) -> FieldValue {
        var scope: FieldPath.Scope?
        var elements: [FieldValue.Element] = []
        elements.reserveCapacity(nodes.count)
        for index in nodes.indices {
            let origin = isDefault ? nil : Origin(nodes, index)
            if let value = usual(nodes[index].value, of: type) {
                elements.append(FieldValue.Element(value: value, origin: origin))
                continue
            }
            let list = scope ?? FieldPath.Scope(holder.scope.field(name))
            scope = list
            let path = list.element(index)
            let value: FieldValue
            if case .message(let name) = type, case .mapping(let children) = nodes[index].value {
                value = .message(message(children, as: name, at: path, origin: origin))
            } else {
                value = singular(nodes[index], of: type, at: path, origin: origin)
            }
            elements.append(FieldValue.Element(value: value, origin: origin))
        }
        return .list(elements)
    }

    private mutating func map(_ entries: [Node.Entry], of type: FieldType, at path: FieldPath) -> FieldValue {
        var holder = Holder(path)
        var pairs: [FieldValue.Pair] = []
        pairs.reserveCapacity(entries.count)
        var keys = MapKeys(entries)
        for position in entries.indices {
            guard let earlier = keys.earlier(than: position) else { continue }
            if !entries[position].isMerged, !entries[earlier].isMerged {
                reportRepeatedKey(entries[position], after: entries[earlier], path)
            }
        }
        for position in entries.indices where keys.isLast(position) {
            let name = entries[position].name
            let origin = isDefault ? nil : Origin(entries, position)
            let value =
                usual(entries[position].value.value, of: type)
                ?? singular(entries[position].value, of: type, at: holder.scope.key(name), origin: origin)
            pairs.append(FieldValue.Pair(key: name, value: value, origin: origin))
        }
        return .map(pairs)
    }

    /// A value that is no list and no map; null stands for the type's zero.
    mutating func singular(
        _ node: Node, of type: FieldType, at path: FieldPath, origin: Origin?
    ) -> FieldValue {
        switch type {
        case .message(let name):
            if node.isNull {
                return .message(Message(name, at: path, origin: origin))
            }
            guard case .mapping(let entries) = node.value else {
                reportType(node, path: path, wanted: "a mapping", fix: messageFix(node, name, path))
                return .undecodable
            }
            return .message(message(entries, as: name, at: path, origin: origin))
        case .enumeration(let name):
            return enumeration(node, of: name, at: path)
        case .optional(let wrapped):
            return scalar(node, of: wrapped, at: path)
        case .freeForm:
            guard case .mapping = node.value else {
                reportType(node, path: path, wanted: "a mapping", fix: nil)
                return .undecodable
            }
            return .freeForm(node)
        default:
            return scalar(node, of: type, at: path)
        }
    }

    /// Whether a near name may still be looked for.
    mutating func mayStillSuggest() -> Bool {
        guard suggestionsLeft > 0 else { return false }
        suggestionsLeft = suggestionsLeft &- 1
        return true
    }

    mutating func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

/// A message or a map that is being decoded: its path, and the scope of what it holds once something asks for that.
private struct Holder {
    private let path: FieldPath
    private var made: FieldPath.Scope?

    init(_ path: FieldPath) { self.path = path }

    var scope: FieldPath.Scope {
        mutating get {
            if let made { return made }
            let scope = FieldPath.Scope(path)
            made = scope
            return scope
        }
    }
}
