import Documents
import IstioSchema
import Manifests

/// A field, value or variable that somebody wrote and that not every release has, or has alike.
struct WrittenFact: Hashable, Sendable {
    let path: String
    /// `from 1.29 on`, `until 1.25`, `default changes in 1.26 from false to true`.
    let change: String

    /// The facts of all documents, each once, in the order of the files.
    static func all(in files: [InputFile], _ options: CheckOptions) -> [WrittenFact] {
        let reader = InputReader(
            finder: MeshDocumentFinder(names: options.policy.configMaps), bareKind: options.bareKind)
        var facts: [WrittenFact] = []
        var seen: Set<WrittenFact> = []
        for (index, file) in files.enumerated() {
            for object in reader.content(of: file, index: index).objects {
                for document in object.documents {
                    var walk = Walk()
                    walk.visit(document)
                    facts += walk.facts.filter { seen.insert($0).inserted }
                }
            }
        }
        return facts
    }

    /// Goes over a tree by the schema of all releases at once.
    private struct Walk {
        var facts: [WrittenFact] = []

        mutating func visit(_ document: MeshDocument) {
            let node: Node?
            switch document.body {
            case .node(let body): node = body
            case .text(let text): node = try? YAMLReader().read(text).root
            }
            guard let node else { return }
            if let root = document.rootMessage {
                let isResource = document.kind == .proxyConfigResource
                visit(isResource ? node["spec"] ?? node : node, root, isResource ? .root.field("spec") : .root)
            } else if document.kind == .istiodDeployment {
                let containers = node["spec"]?["template"]?["spec"]?["containers"]?.elements ?? []
                for entry in containers.flatMap({ $0["env"]?.elements ?? [] }) {
                    if let name = entry["name"]?.string { visitVariable(name, "env \(name)") }
                }
            } else if document.kind == .istiodEnvironment {
                for name in node.entries.map(\.name) + node.elements.compactMap({ $0["name"]?.string }) {
                    visitVariable(name, "env \(name)")
                }
            }
        }

        private mutating func visit(_ node: Node, _ message: MessageName, _ path: FieldPath) {
            for entry in node.entries {
                guard let field = message.shape.field(entry.name) else { continue }
                let path = path.field(field.name)
                add(path.description, field.since, field.removed)
                if let deprecated = field.deprecated, deprecated > .v1_20 {
                    facts.append(WrittenFact(path: path.description, change: "deprecated from \(deprecated) on"))
                }
                if let earlier = field.earlier, earlier.type != field.type {
                    facts.append(
                        WrittenFact(path: path.description, change: "of another type from \(earlier.until) on"))
                }
                visit(entry.value, field.type, path)
            }
        }

        private mutating func visit(_ node: Node, _ type: FieldType, _ path: FieldPath) {
            switch type {
            case .single(let type), .optional(let type):
                visit(node, type, path)
            case .list(let element):
                for (index, node) in node.elements.enumerated() { visit(node, element, path.element(index)) }
            case .map(let element):
                for entry in node.entries {
                    let path = path.key(entry.name)
                    if path.parent?.last == .field("proxyMetadata")
                        || path.parent?.last == .field("environmentVariables")
                    {
                        visitVariable(entry.name, path.description)
                    }
                    visit(entry.value, element, path)
                }
            }
        }

        private mutating func visit(_ node: Node, _ type: ValueType, _ path: FieldPath) {
            switch type {
            case .message(let name):
                visit(node, name, path)
            case .enumeration(let name):
                guard let text = node.string, let value = name.shape.value(named: text) else { return }
                add("\(path): \(text)", value.since, value.removed)
            default:
                break
            }
        }

        private mutating func visitVariable(_ name: String, _ path: String) {
            guard let variable = EnvironmentVariables.named(name) else { return }
            add(path, variable.since, variable.removed)
            var before: String?
            for version in IstioVersion.allCases where variable.exists(in: version) {
                let text = variable.defaultText(in: version)
                if let before, let text, before != text {
                    facts.append(
                        WrittenFact(
                            path: path,
                            change: "default changes in \(version) from \(Self.shown(before)) to \(Self.shown(text))"))
                }
                before = text
            }
        }

        private static func shown(_ text: String) -> String { text.isEmpty ? "\"\"" : text.onOneLine.elided(to: 40) }

        private mutating func add(_ path: String, _ since: IstioVersion?, _ removed: IstioVersion?) {
            switch (since, removed) {
            case (nil, nil): break
            case (let since?, nil): facts.append(WrittenFact(path: path, change: "exists from \(since) on"))
            case (nil, let removed?): facts.append(WrittenFact(path: path, change: "is gone from \(removed) on"))
            case (let since?, let removed?):
                facts.append(WrittenFact(path: path, change: "exists from \(since) on, and is gone from \(removed) on"))
            }
        }
    }
}
