import Documents

/// Parameters of Argo CD's, `{name: meshConfig.accessLogFile, value: /dev/stdout}`, as far as they are about a mesh
/// configuration and name no list element.
///
/// Source: helm.sh/helm/v3 pkg/strvals `parser`, as `helm --set` reads them.
struct HelmParameters {
    private let all: [Parameter]

    private struct Parameter {
        let steps: [String]
        let name: Node
        let value: Node
    }

    init(_ parameters: [Node]) {
        all = parameters.compactMap { parameter in
            guard let name = parameter["name"], let path = name.string, path.contains("meshConfig."),
                !path.contains(where: { "[\\{,=".contains($0) }),
                let value = Self.value(of: parameter)
            else { return nil }
            let steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard steps.allSatisfy({ !$0.isEmpty }), steps.count <= 16 else { return nil }
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

    /// Nil for what is no single value.
    private static func value(of parameter: Node) -> Node? {
        guard let value = parameter["value"], let text = value.scalarText,
            !text.contains(where: { "{,\\".contains($0) })
        else { return nil }
        let read: Node.Value =
            switch text.lowercased() {
            case _ where parameter["forceString"]?.bool == true: .string(text)
            case "true": .bool(true)
            case "false": .bool(false)
            case "null": .null
            case "0": .integer(0)
            case _ where text.hasPrefix("0"): .string(text)
            default: Int64(text).map { .integer($0) } ?? .string(text)
            }
        return Node(read, mark: value.mark, end: value.end, style: .plain, text: text)
    }
}

extension Node {
    /// The tree with a value at the end of steps; what stands there goes.
    fileprivate func setting(_ steps: ArraySlice<String>, to leaf: Node, named name: Node) -> Node {
        guard let step = steps.first else { return leaf }
        let rest = steps.dropFirst()
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
