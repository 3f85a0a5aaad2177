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
        case .null: return Message(root, scope: FieldPath.Scope(path), origin: origin(node), fields: [])
        case .mapping(let entries): return message(entries, as: root, at: path, origin: origin(node))
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
        let scope = FieldPath.Scope(path)
        let slots = slots(entries, of: name, at: scope)
        var fields: [Message.Field] = []
        fields.reserveCapacity(slots.count)
        for ordinal in shape.fields.indices {
            guard let position = slots[ordinal] else { continue }
            if case .null = entries[position].value.value { continue }
            let field = shape.fields[ordinal]
            let value = value(of: field.type(in: version), named: field.name, from: entries, position, at: scope)
            if field.isDeprecated(in: version) { reportDeprecated(field, of: name, entries[position], path) }
            fields.append(Message.Field(name, ordinal, value, origin: self.origin(position, in: entries)))
        }
        if shape.hasOneofs, fields.count > 1 { resolveOneofs(&fields, of: shape, at: path) }
        return Message(name, scope: scope, origin: origin, fields: fields)
    }

    /// Which entry sets which field; says why the others do not.
    private mutating func slots(
        _ entries: [Node.Entry], of name: MessageName, at scope: FieldPath.Scope
    ) -> FieldSlots {
        let shape = name.shape
        var slots = FieldSlots()
        var unknownNames: Set<String> = []
        for position in entries.indices {
            if let key = shape.key(entries[position].name), slots[key.field] == nil,
                shape.fields[key.field].exists(in: version)
            {
                slots.set(position, field: key.field, isProtoName: key.isProtoName)
            } else if let key = place(
                entries[position], among: entries, in: shape, of: name, at: scope, slots, &unknownNames)
            {
                slots.set(position, field: key.field, isProtoName: key.isProtoName)
            }
        }
        return slots
    }

    /// The field that an entry sets, or nil for one that Istio drops; says why.
    private mutating func place(
        _ entry: Node.Entry, among entries: [Node.Entry], in shape: MessageShape, of name: MessageName,
        at scope: FieldPath.Scope, _ slots: FieldSlots, _ unknownNames: inout Set<String>
    ) -> MessageShape.Key? {
        guard let key = shape.key(entry.name) else {
            if !entry.isMerged, unknownNames.insert(entry.name).inserted {
                reportUnknown(entry, in: name, at: scope.path, siblings: shape)
            }
            return nil
        }
        let field = shape.fields[key.field]
        guard field.exists(in: version) else {
            if !entry.isMerged, unknownNames.insert(entry.name).inserted {
                reportOtherRelease(field, entry, scope.path)
            }
            return nil
        }
        if !entry.isMerged, let earlier = slots[key.field], !entries[earlier].isMerged {
            reportRepeated(entry, after: entries[earlier], field, scope.path)
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
    /// Scalars as nearly everybody writes them are read in place, without a copy of the entry.
    private mutating func value(
        of type: FieldType, named name: String, from entries: [Node.Entry], _ position: Int, at scope: FieldPath.Scope
    ) -> FieldValue {
        switch (type, entries[position].value.value) {
        case (.string, .string(let text)):
            return .string(text)
        case (.bool, .bool(let bool)), (.optional(.bool), .bool(let bool)):
            return .bool(bool)
        case (.duration, .string(let text)):
            if let duration = GoDuration.parse(text) { return .duration(duration) }
        case (.message(let kind), .mapping(let children)):
            return .message(
                message(children, as: kind, at: scope.field(name), origin: origin(position, in: entries)))
        default:
            break
        }
        return value(
            entries[position].value, of: type, at: scope.field(name), origin: origin(position, in: entries))
    }

    private mutating func value(_ node: Node, of type: FieldType, at path: FieldPath, origin: Origin?) -> FieldValue {
        switch type {
        case .list(let element):
            guard case .sequence(let nodes) = node.value else {
                reportType(node, path: path, wanted: "a list", fix: listFix(node, of: element, path))
                return .undecodable
            }
            let scope = FieldPath.Scope(path)
            var elements: [FieldValue.Element] = []
            elements.reserveCapacity(nodes.count)
            for index in nodes.indices {
                let origin = self.origin(nodes[index])
                let value = singular(nodes[index], of: element, at: scope.element(index), origin: origin)
                elements.append(FieldValue.Element(value: value, origin: origin))
            }
            return .list(elements)
        case .map(let element):
            return map(node, of: element, at: path)
        default:
            return singular(node, of: type, at: path, origin: origin)
        }
    }

    private mutating func map(_ node: Node, of type: FieldType, at path: FieldPath) -> FieldValue {
        guard case .mapping(let entries) = node.value else {
            reportType(node, path: path, wanted: "a mapping", fix: nil)
            return .undecodable
        }
        let scope = FieldPath.Scope(path)
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
            let origin = origin(position, in: entries)
            let value = singular(entries[position].value, of: type, at: scope.key(name), origin: origin)
            pairs.append(FieldValue.Pair(key: name, value: value, origin: origin))
        }
        return .map(pairs)
    }

    /// A value that is no list and no map; null stands for the type's zero.
    private mutating func singular(
        _ node: Node, of type: FieldType, at path: FieldPath, origin: Origin?
    ) -> FieldValue {
        switch type {
        case .message(let name):
            if node.isNull {
                return .message(Message(name, scope: FieldPath.Scope(path), origin: origin, fields: []))
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

    // MARK: Places

    private func origin(_ node: Node) -> Origin? { isDefault ? nil : Origin(node) }

    /// The origin of the value of an entry.
    private func origin(_ position: Int, in entries: [Node.Entry]) -> Origin? {
        isDefault ? nil : Origin(entries, position)
    }

    /// Whether a near name may still be looked for.
    mutating func mayStillSuggest() -> Bool {
        guard suggestionsLeft > 0 else { return false }
        suggestionsLeft = suggestionsLeft &- 1
        return true
    }

    mutating func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
