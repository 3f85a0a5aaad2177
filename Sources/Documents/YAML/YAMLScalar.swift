import CYAML

/// A scalar event, and what go-yaml v2 makes of it.
struct YAMLScalar {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let tag: String?
    private let isPlain: Bool
    let style: Node.Style

    /// - Parameter event: must outlive the scalar.
    init(_ event: borrowing yaml_event_t) {
        let scalar = event.data.scalar
        bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
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
    static func isMergeKey(_ event: borrowing yaml_event_t) -> Bool {
        let scalar = event.data.scalar
        guard scalar.length == 2, let value = scalar.value, value[0] == 0x3C, value[1] == 0x3C else { return false }
        if scalar.plain_implicit != 0 { return true }
        return scalar.tag.map { String(cString: $0) == YAMLTag.merge } ?? false
    }

    var holdsQuestionMark: Bool { bytes.contains(UInt8(ascii: "?")) }

    /// Whether a string may read differently once it was written as JSON and read as YAML.
    ///
    /// A text cannot hold what YAML refuses but by an escape or `!!binary`; a plain key is short.
    func changesWhenReadAgain(_ string: String) -> Bool {
        if style == .plain, tag == nil, bytes.count <= 512 { return false }
        return string.changesWhenReadAgain
    }

    func node(at mark: SourceMark, end: SourceMark, _ dialect: YAMLDialect) throws(YAMLError) -> Node {
        if tag == nil, !dialect.isActive {
            if isPlain { return YAMLScalars.node(ofPlain: bytes, mark: mark, end: end, style: style) }
            return Node(.string(String(decoding: bytes, as: UTF8.self)), mark: mark, end: end, style: style)
        }
        var text = String(decoding: bytes, as: UTF8.self)
        if dialect.isActive { text = dialect.restored(text) }
        let value = try resolved(text, at: mark)
        if case .string = value { return Node(value, mark: mark, end: end, style: style) }
        return Node(value, mark: mark, end: end, style: style, text: text)
    }

    /// Source: go-yaml v2.4 decode.go, `scalar`, and resolve.go, `resolve`.
    private func resolved(_ text: String, at mark: SourceMark) throws(YAMLError) -> Node.Value {
        guard let tag else { return isPlain ? YAMLScalars.resolve(text) : .string(text) }
        switch tag {
        case YAMLTag.string:
            return .string(text)
        case YAMLTag.binary:
            guard let bytes = Base64.decode(text) else {
                throw YAMLError("!!binary value contains invalid base64 data", at: mark)
            }
            return .string(GoText.string(of: bytes))
        case YAMLTag.bool, YAMLTag.int, YAMLTag.float, YAMLTag.null, YAMLTag.timestamp:
            return try forced(text, to: tag, at: mark)
        default:
            return .string(text)
        }
    }

    /// A scalar whose tag says what it must be.
    private func forced(_ text: String, to tag: String, at mark: SourceMark) throws(YAMLError) -> Node.Value {
        if tag == YAMLTag.timestamp, GoTimestamp.isTimestamp(text) { return .string(text) }
        let resolved = YAMLScalars.resolve(text)
        switch (tag, resolved) {
        case (YAMLTag.null, .null), (YAMLTag.bool, .bool), (YAMLTag.int, .integer), (YAMLTag.int, .unsigned),
            (YAMLTag.float, .number):
            return resolved
        case (YAMLTag.float, .integer(let integer)):
            return .number(Double(integer))
        default:
            throw YAMLError(
                "cannot decode `\(text.escapedForDisplay.elided(to: 32))` as a \(YAMLTag.short(tag))", at: mark)
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

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
