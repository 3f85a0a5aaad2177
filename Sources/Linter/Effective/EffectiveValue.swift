import Documents
import IstioSchema

/// A value that Istio runs with, and where it comes from.
indirect enum EffectiveValue: Sendable {
    case scalar(String, source: String)
    case list([EffectiveValue], source: String)
    case mapping([(key: String, value: EffectiveValue)], source: String)

    var source: String {
        switch self {
        case .scalar(_, let source), .list(_, let source), .mapping(_, let source): source
        }
    }
}

/// Names the places that values come from.
struct ValueSource: Sendable {
    /// For what nobody wrote.
    let fallback: String
    /// For what stands somewhere.
    let written: @Sendable (Origin) -> String

    func name(_ origin: Origin?) -> String { origin.map(written) ?? fallback }
}

extension EffectiveValue {
    init(_ message: Message, _ source: ValueSource) {
        let fields = message.fields.indices.map { index in
            let name = message.fields[index].shape.name
            let origin = message.origin(ofFieldAt: index)
            return (
                key: name,
                value: EffectiveValue(message.fields[index].value, origin, at: message.path.field(name), source)
            )
        }
        self = .mapping(fields, source: source.name(message.origin))
    }

    private init(_ value: FieldValue, _ origin: Origin?, at path: FieldPath, _ source: ValueSource) {
        let name = source.name(origin)
        // A certificate or a token is nobody's business who reads a log.
        func text(_ text: String) -> EffectiveValue {
            .scalar(path.mayHoldSecret ? "\"…\"" : YAMLText.scalar(text), source: name)
        }
        switch value {
        case .undecodable: self = .scalar("null", source: "\(name), cannot be read")
        case .bool(let bool): self = .scalar(bool ? "true" : "false", source: name)
        case .integer(let integer): self = .scalar("\(integer)", source: name)
        case .number(let number): self = .scalar(number.isFinite ? GoNumber.json(number) : "\(number)", source: name)
        case .string(let string): self = text(string)
        case .duration(let duration): self = .scalar(GoDuration.text(duration), source: name)
        // YAML has OFF for a boolean.
        case .enumeration(let value):
            self = .scalar(value.name.map(YAMLText.scalar) ?? "\(value.number)", source: name)
        case .message(let message): self = EffectiveValue(message, source)
        case .list(let elements):
            let values = elements.enumerated().map { index, element in
                EffectiveValue(element.value, element.origin(in: origin), at: path.element(index), source)
            }
            self = .list(values, source: name)
        case .map(let pairs):
            let values = pairs.map { pair in
                let origin = pair.origin(in: origin)
                return (key: pair.key, value: EffectiveValue(pair.value, origin, at: path.key(pair.key), source))
            }
            self = .mapping(values, source: name)
        case .freeForm(let node): self = EffectiveValue(node, at: path, source: name)
        }
    }

    private init(_ node: Node, at path: FieldPath, source: String) {
        switch node.value {
        case .sequence(let elements):
            self = .list(elements.map { EffectiveValue($0, at: path, source: source) }, source: source)
        case .mapping(let entries):
            let values = entries.map {
                (key: $0.name, value: EffectiveValue($0.value, at: path.key($0.name), source: source))
            }
            self = .mapping(values, source: source)
        case .string(let text):
            self = .scalar(path.mayHoldSecret ? "\"…\"" : YAMLText.scalar(text), source: source)
        default:
            self = .scalar(node.scalarText ?? "null", source: source)
        }
    }

    subscript(key: String) -> EffectiveValue? {
        guard case .mapping(let fields, _) = self else { return nil }
        return fields.first { $0.key == key }?.value
    }

    /// Each scalar and each empty collection by its path.
    func leaves(at path: String = "") -> [(path: String, text: String)] {
        switch self {
        case .scalar(let text, _): return [(path, text)]
        case .list(let elements, _):
            if elements.isEmpty { return [(path, "[]")] }
            return elements.enumerated().flatMap { index, element in
                // Providers are known by their names, wherever in the list they stand.
                element.leaves(at: "\(path)[\(element.nameText ?? "\(index)")]")
            }
        case .mapping(let fields, _):
            if fields.isEmpty { return [(path, "{}")] }
            return fields.flatMap { $0.value.leaves(at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
        }
    }

    private var nameText: String? {
        guard case .scalar(let text, _)? = self["name"] else { return nil }
        return text
    }
}
