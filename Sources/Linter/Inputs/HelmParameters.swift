import Documents

/// Parameters of Argo CD's, `{name: meshConfig.accessLogFile, value: /dev/stdout}`, as far as they are about a mesh
/// configuration.
///
/// Source: helm.sh/helm/v3 pkg/strvals `parser`, as `helm --set` reads them, with the commas of a value escaped by
/// github.com/argoproj/argo-cd util/helm `cleanSetParameters`.
struct HelmParameters {
    private let all: [Parameter]

    private struct Parameter {
        let steps: [HelmParameterStep]
        let name: Node
        let value: Node
    }

    private static let maximumSteps = 16

    init(_ parameters: [Node]) {
        all = parameters.compactMap { parameter in
            guard let name = parameter["name"], let path = name.string, path.contains("meshConfig."),
                let steps = HelmParameterStep.all(in: path), steps.count <= Self.maximumSteps,
                let value = Self.value(of: parameter)
            else { return nil }
            return Parameter(steps: steps, name: name, value: value)
        }
    }

    var isEmpty: Bool { all.isEmpty }

    func applied(to values: Node?) -> Node {
        all.reduce(values ?? Node(.mapping([]), mark: all.first?.name.mark ?? .start, style: .flow)) {
            tree, parameter in
            tree.setting(parameter.steps[...], to: parameter.value, named: parameter.name)
        }
    }

    /// A single value, or the list that `{a,b}` stands for; nil where a bracket is open.
    private static func value(of parameter: Node) -> Node? {
        guard let value = parameter["value"], let text = value.scalarText else { return nil }
        let isForced = parameter["forceString"]?.bool == true
        func node(_ text: String) -> Node {
            Node(
                isForced ? .string(text) : typed(text), mark: value.mark, end: value.end, style: .plain, text: text)
        }
        guard text.hasPrefix("{") else { return node(text.split(at: nil).joined()) }
        guard text.hasSuffix("}") else { return nil }
        let elements = text.dropFirst().dropLast()
        return Node(
            .sequence(elements.isEmpty ? [] : elements.split(at: ",").map(node)), mark: value.mark,
            end: value.end, style: .flow)
    }

    private static func typed(_ text: String) -> Node.Value {
        switch text.lowercased() {
        case "true": .bool(true)
        case "false": .bool(false)
        case "null": .null
        case "0": .integer(0)
        case _ where text.hasPrefix("0"): .string(text)
        default: Int64(text).map { .integer($0) } ?? .string(text)
        }
    }
}

/// A step of a parameter's name: `name`, also with `\.` for a dot in it, or `[0]`.
enum HelmParameterStep: Equatable {
    case key(String)
    case index(Int)

    /// Helm allows 65,536, and fills what is missing with nulls; no list of Istio's is that long.
    private static let maximumIndex = 1000

    /// Nil for what Helm refuses, and for several parameters in one.
    static func all(in name: String) -> [HelmParameterStep]? {
        var steps: [HelmParameterStep] = []
        for part in name.split(at: ".", keepingEscapes: true) {
            var rest = part[...]
            let key = rest.prefix(upToUnescaped: "[")
            guard !key.isEmpty, !key.contains(where: { "{,=]".contains($0) }) else { return nil }
            steps.append(.key(key.split(at: nil).joined()))
            rest = rest.dropFirst(key.count)
            while !rest.isEmpty {
                guard rest.first == "[", let end = rest.firstIndex(of: "]"),
                    let index = Int(rest[rest.index(after: rest.startIndex)..<end]),
                    (0...maximumIndex).contains(index)
                else { return nil }
                steps.append(.index(index))
                rest = rest[rest.index(after: end)...]
            }
        }
        return steps
    }
}

extension StringProtocol {
    /// The parts between separators that have no `\` before them, without the `\` unless it is kept.
    fileprivate func split(at separator: Character?, keepingEscapes: Bool = false) -> [String] {
        var parts: [String] = []
        var part = ""
        var isEscaped = false
        for character in self {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
                if !keepingEscapes { continue }
            } else if character == separator {
                parts.append(part)
                part = ""
                continue
            }
            part.append(character)
        }
        return parts + [part]
    }

    /// What stands before a character that has no `\` before it.
    fileprivate func prefix(upToUnescaped end: Character) -> SubSequence {
        var isEscaped = false
        return prefix { character in
            if isEscaped {
                isEscaped = false
                return true
            }
            isEscaped = character == "\\"
            return character != end
        }
    }
}

extension Node {
    /// The tree with a value at the end of steps; what stands there goes.
    fileprivate func setting(_ steps: ArraySlice<HelmParameterStep>, to leaf: Node, named name: Node) -> Node {
        let rest = steps.dropFirst()
        switch steps.first {
        case nil:
            return leaf
        case .index(let index):
            var elements = elements
            let empty = Node(.null, mark: name.mark, end: name.end, style: .plain)
            elements += repeatElement(empty, count: max(0, index + 1 - elements.count))
            guard elements.indices.contains(index) else { return self }
            elements[index] = elements[index].setting(rest, to: leaf, named: name)
            return Node(.sequence(elements), mark: mark, end: end, style: style)
        case .key(let step):
            var entries = entries
            let key = Node(.string(step), mark: name.mark, end: name.end, style: name.style)
            let empty = Node(.mapping([]), mark: name.mark, end: name.end, style: .flow)
            if let index = entries.lastIndex(where: { $0.name == step }) {
                let entry = entries[index]
                entries[index] = Entry(
                    name: step, key: rest.isEmpty ? key : entry.key,
                    value: entry.value.setting(rest, to: leaf, named: name))
            } else {
                entries.append(Entry(name: step, key: key, value: empty.setting(rest, to: leaf, named: name)))
            }
            return Node(.mapping(entries), mark: mark, end: end, style: style)
        }
    }
}
