import CYAML

/// Makes a tree of the events of one document.
struct YAMLComposer: ~Copyable {
    private var events: YAMLEventStream
    private let limits: DocumentLimits
    private var anchors: [String: Anchor] = [:]
    private var budget: YAMLBudget

    /// What an anchor names: nil while its own value is being read.
    private struct Anchor {
        var node: Node?
        var nodes = 0
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: DocumentLimits) throws(YAMLError) {
        events = try YAMLEventStream(bytes)
        self.limits = limits
        budget = YAMLBudget(maximumNodes: limits.maximumNodes)
    }

    /// The first document; null where there is none.
    mutating func document() throws(YAMLError) -> YAMLDocument {
        try skip()  // stream start
        var event = try events.next()
        defer { yaml_event_delete(&event) }
        guard event.type == YAML_DOCUMENT_START_EVENT else {
            return YAMLDocument(root: Node(.null, mark: .start, style: .plain), ignoredDocument: nil)
        }
        if let version = event.data.document_start.version_directive?.pointee, (version.major, version.minor) != (1, 1) {
            throw YAMLError(
                "Istio reads YAML 1.1 only, not \(version.major).\(version.minor)", at: SourceMark(event.start_mark))
        }
        let root = try nextNode(depth: 0)
        try skip()  // document end
        return YAMLDocument(root: root, ignoredDocument: startOfNextDocument())
    }

    /// Where anything follows the first document, well-formed or not.
    private mutating func startOfNextDocument() -> SourceMark? {
        do throws(YAMLError) {
            var event = try events.next()
            defer { yaml_event_delete(&event) }
            return event.type == YAML_STREAM_END_EVENT ? nil : SourceMark(event.start_mark)
        } catch {
            return error.mark ?? .start
        }
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

    private mutating func node(of event: yaml_event_t, depth: Int) throws(YAMLError) -> Node {
        let mark = SourceMark(event.start_mark)
        guard depth < limits.maximumDepth else {
            throw YAMLError("nested deeper than \(limits.maximumDepth) levels", at: mark, kind: .limit)
        }
        if event.type == YAML_ALIAS_EVENT {
            return try aliased(text(event.data.alias.anchor), at: mark)
        }
        let before = budget.nodes
        try budget.spend(1, at: mark)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let node = try YAMLScalar(event).node(at: mark, end: SourceMark(event.end_mark))
            if let name = event.data.scalar.anchor { anchors[text(name)] = Anchor(node: node, nodes: 1) }
            return node
        case YAML_SEQUENCE_START_EVENT:
            let name = event.data.sequence_start.anchor.map(text)
            if let name { anchors[name] = Anchor() }
            let flow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
            let node = try sequence(at: mark, style: flow ? .flow : .block, depth: depth)
            if let name { anchors[name] = Anchor(node: node, nodes: budget.nodes &- before) }
            return node
        case YAML_MAPPING_START_EVENT:
            let name = event.data.mapping_start.anchor.map(text)
            if let name { anchors[name] = Anchor() }
            let flow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            let node = try mapping(at: mark, style: flow ? .flow : .block, depth: depth)
            if let name { anchors[name] = Anchor(node: node, nodes: budget.nodes &- before) }
            return node
        default:
            throw YAMLError("a value is missing", at: mark)
        }
    }

    private mutating func aliased(_ name: String, at mark: SourceMark) throws(YAMLError) -> Node {
        guard let anchor = anchors[name] else { throw YAMLError("unknown anchor '\(name)' referenced", at: mark) }
        guard let node = anchor.node else { throw YAMLError("anchor '\(name)' value contains itself", at: mark) }
        try budget.spendThroughAlias(anchor.nodes, at: mark)
        return node
    }

    private mutating func sequence(at mark: SourceMark, style: Node.Style, depth: Int) throws(YAMLError) -> Node {
        var elements: [Node] = []
        while true {
            var event = try events.next()
            defer { yaml_event_delete(&event) }
            if event.type == YAML_SEQUENCE_END_EVENT {
                return Node(.sequence(elements), mark: mark, end: SourceMark(event.end_mark), style: style)
            }
            elements.append(try node(of: event, depth: depth &+ 1))
        }
    }

    private mutating func mapping(at mark: SourceMark, style: Node.Style, depth: Int) throws(YAMLError) -> Node {
        var entries: [Node.Entry] = []
        while true {
            var event = try events.next()
            defer { yaml_event_delete(&event) }
            if event.type == YAML_MAPPING_END_EVENT {
                return Node(.mapping(entries), mark: mark, end: SourceMark(event.end_mark), style: style)
            }
            let key = try node(of: event, depth: depth &+ 1)
            let isMergeKey = event.type == YAML_SCALAR_EVENT && YAMLScalar.isMergeKey(event)
            let value = try nextNode(depth: depth &+ 1)
            if isMergeKey {
                try merge(value, into: &entries, at: key.mark)
            } else {
                entries.append(Node.Entry(name: try YAMLKey.jsonName(of: key), key: key, value: value))
            }
        }
    }

    /// go-yaml applies entries in the order of the text, so that a merge key overrides what stands before it.
    private func merge(_ value: Node, into entries: inout [Node.Entry], at mark: SourceMark) throws(YAMLError) {
        switch value.value {
        case .mapping(let merged):
            entries += merged.map { Node.Entry(name: $0.name, key: $0.key, value: $0.value, isMerged: true) }
        case .sequence(let elements) where elements.allSatisfy(\.isMapping):
            for element in elements.reversed() { try merge(element, into: &entries, at: mark) }
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
    fileprivate var isMapping: Bool {
        guard case .mapping = value else { return false }
        return true
    }
}

/// How much a document may still grow.
///
/// Values reached through an alias are counted each time, because whoever walks the tree meets them each time.
struct YAMLBudget {
    let maximumNodes: Int
    private(set) var nodes = 0
    private var aliasedNodes = 0

    init(maximumNodes: Int) { self.maximumNodes = maximumNodes }

    mutating func spend(_ count: Int, at mark: SourceMark) throws(YAMLError) {
        nodes = nodes &+ count
        guard nodes <= maximumNodes else {
            throw YAMLError("more than \(maximumNodes) values", at: mark, kind: .limit)
        }
    }

    /// Source: go-yaml v2.4 decode.go, `allowedAliasRatio`: up to 400,000 values, 99 of 100 may come through aliases.
    mutating func spendThroughAlias(_ count: Int, at mark: SourceMark) throws(YAMLError) {
        try spend(count, at: mark)
        aliasedNodes = aliasedNodes &+ count
        if aliasedNodes > 100, nodes > 1000, Double(aliasedNodes) / Double(nodes) > 0.99 {
            throw YAMLError("document contains excessive aliasing", at: mark)
        }
    }
}
