import CYAML

/// Makes a tree of the events of one document.
struct YAMLComposer: ~Copyable {
    private var events: YAMLEventStream
    private var dialect: YAMLDialect
    private var anchors: [String: Anchor] = [:]
    private var budget: YAMLBudget
    /// How many flow collections are open.
    private var flowLevel = 0
    /// Whether the tree holds something that JSON does not, so that the text is refused unless a later key replaces it.
    private var holdsWhatJSONDoesNot = false
    private var changesWhenReadAgain = false

    /// What an anchor names: nil while its own value is being read.
    private struct Anchor {
        var node: Node?
        var decoded = 0
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: YAMLDialect, limits: DocumentLimits) throws(YAMLError) {
        events = try YAMLEventStream(bytes)
        self.dialect = dialect
        budget = YAMLBudget(limits: limits)
    }

    /// The first document; null where there is none.
    mutating func document() throws(YAMLError) -> YAMLDocument {
        try skip()  // stream start
        var event = try events.next()
        defer { yaml_event_delete(&event) }
        guard event.type == YAML_DOCUMENT_START_EVENT else {
            return YAMLDocument(
                root: Node(.null, mark: .start, style: .plain), ignoredDocument: nil, changesWhenReadAgain: false)
        }
        if let version = event.data.document_start.version_directive?.pointee, (version.major, version.minor) != (1, 1)
        {
            throw YAMLError(
                "Istio reads YAML 1.1 only, not \(version.major).\(version.minor)", at: SourceMark(event.start_mark))
        }
        let root = try nextNode(depth: 0)
        try skip()  // document end
        if holdsWhatJSONDoesNot { try root.checkThatJSONHoldsIt() }
        return YAMLDocument(
            root: root, ignoredDocument: startOfNextDocument(), changesWhenReadAgain: changesWhenReadAgain)
    }

    /// Where anything follows the first document, well-formed or not; documents without a value are passed over.
    private mutating func startOfNextDocument() -> SourceMark? {
        var start: SourceMark?
        do throws(YAMLError) {
            while true {
                var event = try events.next()
                defer { yaml_event_delete(&event) }
                switch event.type {
                case YAML_STREAM_END_EVENT: return nil
                case YAML_DOCUMENT_START_EVENT: start = SourceMark(event.start_mark)
                case YAML_DOCUMENT_END_EVENT: continue
                case YAML_SCALAR_EVENT where Self.isNothing(event): continue
                default: return start ?? SourceMark(event.start_mark)
                }
            }
        } catch {
            return start ?? error.mark ?? .start
        }
    }

    /// Whether a value is left out: nothing stands between two marks of documents but comments.
    private static func isNothing(_ event: borrowing yaml_event_t) -> Bool {
        let scalar = event.data.scalar
        return scalar.length == 0 && scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.anchor == nil
            && scalar.tag == nil
    }

    private mutating func skip() throws(YAMLError) {
        var event = try events.next()
        yaml_event_delete(&event)
    }

    private mutating func nextNode(depth: Int) throws(YAMLError) -> Node {
        var event = try events.next()
        defer { yaml_event_delete(&event) }
        return try node(of: event, depth: depth)
    }

    private mutating func node(of event: borrowing yaml_event_t, depth: Int) throws(YAMLError) -> Node {
        let mark = SourceMark(event.start_mark)
        if event.type == YAML_ALIAS_EVENT { return try aliased(text(event.data.alias.anchor), at: mark) }
        let before = budget.decoded
        try budget.spend(depth: depth, at: mark)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let node = try scalar(event, at: mark)
            guard let name = event.data.scalar.anchor else { return node }
            anchors[text(name)] = Anchor(node: node, decoded: 1)
            return node.anchored
        case YAML_SEQUENCE_START_EVENT:
            let name = event.data.sequence_start.anchor.map(text)
            if let name { anchors[name] = Anchor() }
            let isFlow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
            let node = try sequence(at: mark, isFlow: isFlow, depth: depth)
            guard let name else { return node }
            anchors[name] = Anchor(node: node, decoded: budget.decoded &- before)
            return node.anchored
        case YAML_MAPPING_START_EVENT:
            let name = event.data.mapping_start.anchor.map(text)
            if let name { anchors[name] = Anchor() }
            let isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            let node = try mapping(at: mark, isFlow: isFlow, depth: depth)
            guard let name else { return node }
            anchors[name] = Anchor(node: node, decoded: budget.decoded &- before)
            return node.anchored
        default:
            throw YAMLError("a value is missing", at: mark)
        }
    }

    private mutating func aliased(_ name: String, at mark: SourceMark) throws(YAMLError) -> Node {
        guard let anchor = anchors[name] else { throw YAMLError("unknown anchor '\(name)' referenced", at: mark) }
        guard let node = anchor.node else { throw YAMLError("anchor '\(name)' value contains itself", at: mark) }
        try budget.spend(throughAlias: anchor.decoded, at: mark)
        return node
    }

    // MARK: Scalars

    private mutating func scalar(_ event: borrowing yaml_event_t, at mark: SourceMark) throws(YAMLError) -> Node {
        let scalar = YAMLScalar(event)
        switch scalar.style {
        case .doubleQuoted where dialect.hasEscapes:
            if dialect.hasEscapedSlash(
                from: Int(clamping: event.start_mark.index), to: Int(clamping: event.end_mark.index))
            {
                throw YAMLError("found unknown escape character", at: mark)
            }
        case .plain where flowLevel > 0 && scalar.holdsQuestionMark:
            throw YAMLError("found '?' in a plain value between brackets: it must be quoted", at: mark)
        default:
            break
        }
        let node = try scalar.node(at: mark, end: SourceMark(event.end_mark), dialect)
        switch node.value {
        case .number(let number) where !number.isFinite: holdsWhatJSONDoesNot = true
        case .string(let string): changesWhenReadAgain = changesWhenReadAgain || scalar.changesWhenReadAgain(string)
        case .integer(let integer): changesWhenReadAgain = changesWhenReadAgain || integer.magnitude > 1 << 53
        case .unsigned: changesWhenReadAgain = true
        default: break
        }
        return node
    }

    // MARK: Collections

    private mutating func sequence(at mark: SourceMark, isFlow: Bool, depth: Int) throws(YAMLError) -> Node {
        if isFlow { flowLevel = flowLevel &+ 1 }
        var elements: [Node] = []
        while true {
            var event = try events.next()
            defer { yaml_event_delete(&event) }
            if event.type == YAML_SEQUENCE_END_EVENT {
                if isFlow { flowLevel = flowLevel &- 1 }
                return Node(
                    .sequence(elements), mark: mark, end: SourceMark(event.end_mark), style: isFlow ? .flow : .block)
            }
            elements.append(try node(of: event, depth: depth &+ 1))
        }
    }

    private mutating func mapping(at mark: SourceMark, isFlow: Bool, depth: Int) throws(YAMLError) -> Node {
        if isFlow { flowLevel = flowLevel &+ 1 }
        var entries: [Node.Entry] = []
        while true {
            var event = try events.next()
            defer { yaml_event_delete(&event) }
            if event.type == YAML_MAPPING_END_EVENT {
                if isFlow { flowLevel = flowLevel &- 1 }
                return Node(
                    .mapping(entries), mark: mark, end: SourceMark(event.end_mark), style: isFlow ? .flow : .block)
            }
            if event.type == YAML_SCALAR_EVENT, YAMLScalar.isMergeKey(event) {
                try merge(at: SourceMark(event.start_mark), into: &entries, depth: depth &+ 1)
                continue
            }
            let key = try node(of: event, depth: depth &+ 1)
            let name = try YAMLKey.jsonName(of: key)
            if name == nil { holdsWhatJSONDoesNot = true }
            entries.append(Node.Entry(key, named: name ?? "", value: try nextNode(depth: depth &+ 1)))
        }
    }

    // MARK: Merge keys

    /// Reads the value of a merge key.
    ///
    /// go-yaml applies entries in the order of the text, so that a merge key overrides what stands before it. An alias
    /// must stand for a mapping; only a list that is written out may hold several.
    ///
    /// Source: go-yaml v2.4 decode.go, `merge`.
    private mutating func merge(
        at mark: SourceMark, into entries: inout [Node.Entry], depth: Int
    ) throws(YAMLError) {
        var event = try events.next()
        defer { yaml_event_delete(&event) }
        let isAlias = event.type == YAML_ALIAS_EVENT
        let value = try node(of: event, depth: depth)
        switch value.value {
        case .mapping(let merged):
            entries += merged.map(\.merged)
        case .sequence(let elements) where !isAlias && elements.allSatisfy(\.isMapping):
            for element in elements.reversed() { entries += element.entries.map(\.merged) }
        default:
            throw YAMLError("map merge requires map or sequence of maps as the value", at: mark)
        }
    }
}

/// A C string of libyaml's; empty where there is none.
private func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String {
    characters.map { String(cString: $0) } ?? ""
}

extension Node {
    /// The same value, of which it is known that it has an anchor.
    fileprivate var anchored: Node { Node(self, mayHold: mayHold.union(.anchor)) }

    fileprivate var isMapping: Bool {
        guard case .mapping = value else { return false }
        return true
    }
}
