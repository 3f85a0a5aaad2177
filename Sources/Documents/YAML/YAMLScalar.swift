import CYAML

/// A scalar event, and what go-yaml v2 makes of it.
struct YAMLScalar {
    private let value: String
    private let tag: String?
    private let isPlain: Bool
    private let style: Node.Style

    init(_ event: yaml_event_t) {
        let scalar = event.data.scalar
        value = String(
            decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        tag = scalar.tag.map { String(cString: $0) }
        isPlain = scalar.plain_implicit != 0
        style =
            switch scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
    }

    /// Source: go-yaml v2.4 decode.go, `isMerge`.
    static func isMergeKey(_ event: yaml_event_t) -> Bool {
        let scalar = event.data.scalar
        guard scalar.length == 2, let value = scalar.value, value[0] == 0x3C, value[1] == 0x3C else { return false }
        if scalar.plain_implicit != 0 { return true }
        return scalar.tag.map { String(cString: $0) == YAMLTag.merge } ?? false
    }

    func node(at mark: SourceMark, end: SourceMark) throws(YAMLError) -> Node {
        let resolved = try resolved(at: mark)
        if case .string = resolved { return Node(resolved, mark: mark, end: end, style: style) }
        return Node(resolved, mark: mark, end: end, style: style, text: value)
    }

    /// Source: go-yaml v2.4 decode.go, `scalar`, and resolve.go, `resolve`.
    private func resolved(at mark: SourceMark) throws(YAMLError) -> Node.Value {
        guard let tag else { return isPlain ? YAMLScalars.resolve(value) : .string(value) }
        switch tag {
        case YAMLTag.string:
            return .string(value)
        case YAMLTag.binary:
            guard let bytes = Base64.decode(value) else {
                throw YAMLError("!!binary value contains invalid base64 data", at: mark)
            }
            return .string(String(decoding: bytes, as: UTF8.self))
        case YAMLTag.bool, YAMLTag.int, YAMLTag.float, YAMLTag.null, YAMLTag.timestamp:
            return try forced(to: tag, at: mark)
        default:
            return .string(value)
        }
    }

    /// A scalar whose tag says what it must be.
    private func forced(to tag: String, at mark: SourceMark) throws(YAMLError) -> Node.Value {
        let resolved = YAMLScalars.resolve(value, triesTimestamp: tag == YAMLTag.timestamp)
        switch (tag, resolved) {
        case (YAMLTag.null, .null), (YAMLTag.bool, .bool), (YAMLTag.int, .integer), (YAMLTag.int, .unsigned),
            (YAMLTag.float, .number):
            return resolved
        case (YAMLTag.float, .integer(let integer)):
            return .number(Double(integer))
        case (YAMLTag.timestamp, .string) where YAMLScalars.isTimestamp(value):
            return resolved
        default:
            throw YAMLError("cannot decode `\(value.elided(to: 32))` as a \(YAMLTag.short(tag))", at: mark)
        }
    }
}

/// Tags that go-yaml v2 knows, in full.
enum YAMLTag {
    static let string = prefix + "str"
    static let bool = prefix + "bool"
    static let int = prefix + "int"
    static let float = prefix + "float"
    static let null = prefix + "null"
    static let timestamp = prefix + "timestamp"
    static let binary = prefix + "binary"
    static let merge = prefix + "merge"

    private static let prefix = "tag:yaml.org,2002:"

    static func short(_ tag: String) -> String { "!!" + tag.dropFirst(prefix.count) }
}
