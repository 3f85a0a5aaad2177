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
    /// Of the tree that is being decoded: where its messages stand, and what they share of it.
    private var places = MessagePlaces.none
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
        places = MessagePlaces(node, at: path, isDefault: isDefault)
        switch node.value {
        case .null:
            return emptyMessage(root, 0)
        case .mapping(let entries):
            return message(entries, as: root, 0)
        default:
            report(
                .meshNotAMapping, at: node, path: path, "must be a mapping, not \(node.kindPhrase)",
                fix: mappingFix(node))
            return nil
        }
    }

    // MARK: Messages

    /// - Parameter number: the message's among the places.
    private mutating func message(_ entries: [Node.Entry], as name: MessageName, _ number: Int32) -> Message {
        ConstantShape(name.shape).ask { message(entries, as: name, $0, number) }
    }

    private mutating func message(
        _ entries: [Node.Entry], as name: MessageName, _ shape: MessageShape, _ number: Int32
    ) -> Message {
        var scope: FieldPath.Scope?
        var slots = FieldSlots()
        fill(&slots, from: entries, of: name, shape, number)
        var draft = MessageDraft(name, shape, in: places, number, room: slots.filled.count)
        var rest = slots.filled
        while let ordinal = rest.popFirst() {
            let position = slots[ordinal]
            if case .null = entries[position].value.value { continue }
            let field = MessagePlaces.Field(holder: number, holderName: name, ordinal: ordinal, position: position)
            draft.append(
                Message.Field(
                    name, ordinal, value(of: field, in: shape, from: entries, &scope), at: mark(of: position)))
            if shape.isDeprecated(ordinal, in: version) {
                reportDeprecated(shape.fields[ordinal], of: name, entries[position], places.path(of: number))
            }
        }
        let message = draft.message()
        guard slots.filled.holdsSeveral(of: shape.oneofMembers) else { return message }
        return resolvingOneofs(message, from: entries, of: shape, at: places.path(of: number))
    }

    private func emptyMessage(_ name: MessageName, _ number: Int32) -> Message {
        MessageDraft(name, name.shape, in: places, number, room: 0).message()
    }

    /// What a value knows of its position in the author's tree; negative for Istio's default.
    @inline(__always)
    private func mark(of position: Int) -> Int32 { isDefault ? -1 : Int32(truncatingIfNeeded: position) }

    /// Finds which entry sets which field; says why the others do not.
    private mutating func fill(
        _ slots: inout FieldSlots, from entries: [Node.Entry], of name: MessageName, _ shape: MessageShape,
        _ number: Int32
    ) {
        var unplaced: Unplaced?
        for position in entries.indices {
            if let key = shape.key(of: entries, at: position), !slots.filled.contains(key.field),
                shape.has(key.field, in: version)
            {
                slots.set(position, field: key.field, isProtoName: key.isProtoName)
            } else if let key = place(
                position, of: entries, in: shape, of: name, number, slots, &unplaced)
            {
                slots.set(position, field: key.field, isProtoName: key.isProtoName)
            }
        }
    }

    /// What is known of a message once one of its entries sets no field, or not by itself.
    private struct Unplaced {
        let path: FieldPath
        /// The names that were spoken of.
        var names: Set<String> = []
    }

    /// The field that an entry sets, or nil for one that Istio drops; says why.
    ///
    /// Not inlined, as nearly every entry is the first of its field.
    ///
    /// - Parameters:
    ///   - number: the message's among the places.
    ///   - unplaced: made once for all entries of the message that something is said of.
    @inline(never)
    private mutating func place(
        _ position: Int, of entries: [Node.Entry], in shape: MessageShape, of name: MessageName, _ number: Int32,
        _ slots: FieldSlots, _ unplaced: inout Unplaced?
    ) -> MessageShape.Key? {
        let entry = entries[position]
        let path = unplaced?.path ?? places.path(of: number)
        if unplaced == nil { unplaced = Unplaced(path: path) }
        guard let key = shape.key(entry.name) else {
            if !entry.isMerged, unplaced?.names.insert(entry.name).inserted == true {
                reportUnknown(entry, in: name, at: path, siblings: shape)
            }
            return nil
        }
        let field = shape.fields[key.field]
        guard field.exists(in: version) else {
            if !entry.isMerged, unplaced?.names.insert(entry.name).inserted == true {
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
    private mutating func resolvingOneofs(
        _ message: Message, from entries: [Node.Entry], of shape: MessageShape, at path: FieldPath
    ) -> Message {
        let fields = message.fields
        let members = fields.indices.filter { fields[$0].shape.oneof(in: version) != nil }
        guard members.count > 1 else { return message }
        var winners: [String: FieldShape] = [:]
        for index in members {
            let field = fields[index].shape
            if let oneof = field.oneof(in: version) { winners[oneof] = field }
        }
        var rest = message.draft(room: fields.count)
        for index in fields.indices {
            let field = fields[index]
            let winner = field.shape.oneof(in: version).flatMap { winners[$0] }
            if let winner, winner !== field.shape {
                if field.isWritten {
                    reportOneof(entries[Int(field.position)], loser: field.shape, winner: winner, at: path)
                }
            } else {
                rest.append(field)
            }
        }
        return rest.message()
    }

    // MARK: Values

    /// The value of a field.
    ///
    /// What is of the field's type is read in place, and only what is not is copied out, with a path to report it at.
    ///
    /// - Parameter scope: of the message's path, made once something asks for it.
    private mutating func value(
        of field: MessagePlaces.Field, in shape: MessageShape, from entries: [Node.Entry],
        _ scope: inout FieldPath.Scope?
    ) -> FieldValue {
        let position = field.position
        let type = shape.type(field.ordinal, in: version)
        switch type {
        case .single(let type), .optional(let type):
            if let value = usual(entries[position].value.value, of: type) { return value }
            if case .message(let name) = type, case .mapping(let children) = entries[position].value.value {
                return .message(message(children, as: name, places.add(field)))
            }
            if case .freeForm = type, case .mapping = entries[position].value.value {
                return .freeForm(entries[position].value)
            }
            return singular(entries[position].value, of: type, at: path(of: field, &scope))
        case .list(let element):
            if case .sequence(let nodes) = entries[position].value.value {
                return list(nodes, of: element, field, &scope)
            }
            let path = path(of: field, &scope)
            let node = entries[position].value
            reportType(
                node, path: path, wanted: "a list", fix: listFix(node, of: element, path),
                edit: listEdit(node, of: element, path))
            return .undecodable
        case .map(let element):
            if case .mapping(let children) = entries[position].value.value {
                return map(children, of: element, field, &scope)
            }
            reportType(entries[position].value, path: path(of: field, &scope), wanted: "a mapping", fix: nil)
            return .undecodable
        }
    }

    /// The path of a field's value.
    ///
    /// - Parameter scope: of the message's path, made here for all of its fields.
    private func path(of field: MessagePlaces.Field, _ scope: inout FieldPath.Scope?) -> FieldPath {
        let known = scope ?? FieldPath.Scope(places.path(of: field.holder))
        scope = known
        return known.field(field.holderName.shape.fields[field.ordinal].name)
    }

    private mutating func list(
        _ nodes: [Node], of type: ValueType, _ field: MessagePlaces.Field, _ scope: inout FieldPath.Scope?
    ) -> FieldValue {
        var listScope: FieldPath.Scope?
        var elements: [FieldValue.Element] = []
        elements.reserveCapacity(nodes.count)
        for index in nodes.indices {
            let mark = mark(of: index)
            if let value = usual(nodes[index].value, of: type) {
                elements.append(FieldValue.Element(value, at: mark))
            } else if let message = innerMessage(nodes[index].value, of: type, in: field, at: index) {
                elements.append(FieldValue.Element(.message(message), at: mark))
            } else {
                let list = listScope ?? FieldPath.Scope(path(of: field, &scope))
                listScope = list
                elements.append(FieldValue.Element(singular(nodes[index], of: type, at: list.element(index)), at: mark))
            }
        }
        return .list(elements)
    }

    private mutating func map(
        _ entries: [Node.Entry], of type: ValueType, _ field: MessagePlaces.Field, _ scope: inout FieldPath.Scope?
    ) -> FieldValue {
        var mapScope: FieldPath.Scope?
        var pairs: [FieldValue.Pair] = []
        pairs.reserveCapacity(entries.count)
        var keys = MapKeys(entries)
        for position in entries.indices {
            guard let earlier = keys.earlier(than: position) else { continue }
            if !entries[position].isMerged, !entries[earlier].isMerged {
                reportRepeatedKey(entries[position], after: entries[earlier], path(of: field, &scope))
            }
        }
        for position in entries.indices where keys.isLast(position) {
            let value: FieldValue
            if let usual = usual(entries[position].value.value, of: type) {
                value = usual
            } else if let message = innerMessage(entries[position].value.value, of: type, in: field, at: position) {
                value = .message(message)
            } else {
                let map = mapScope ?? FieldPath.Scope(path(of: field, &scope))
                mapScope = map
                value = singular(entries[position].value, of: type, at: map.key(entries[position].name))
            }
            pairs.append(FieldValue.Pair(entries[position].name, value, at: mark(of: position)))
        }
        return .map(pairs)
    }

    /// The message that an element of a list or a value of a map is, an empty one for null; nil for a value that is none.
    private mutating func innerMessage(
        _ value: Node.Value, of type: ValueType, in field: MessagePlaces.Field, at inner: Int
    ) -> Message? {
        guard case .message(let name) = type else { return nil }
        switch value {
        case .mapping(let entries): return message(entries, as: name, places.add(field, inner))
        case .null: return emptyMessage(name, places.add(field, inner))
        default: return nil
        }
    }

    /// A value that is no message, no list and no map; null stands for the type's zero.
    mutating func singular(_ node: Node, of type: ValueType, at path: FieldPath) -> FieldValue {
        switch type {
        case .message(let name):
            reportType(
                node, path: path, wanted: "a mapping", fix: messageFix(node, name, path), edit: messageEdit(node, name))
            return .undecodable
        case .enumeration(let name):
            return enumeration(node, of: name, at: path)
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
