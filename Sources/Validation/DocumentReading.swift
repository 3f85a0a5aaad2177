import Documents
import IstioSchema

/// Reads a document: text to tree, tree to message, message over Istio's defaults.
struct DocumentReading {
    let version: IstioVersion
    let limits: DocumentLimits

    func read(_ document: MeshDocument) -> ReadDocument {
        var found = DiagnosticList()
        guard let (node, mayChange) = node(of: document, &found) else {
            return ReadDocument(document: document, node: nil, written: nil, effective: nil, found: found)
        }
        guard let root = document.rootMessage else {
            return ReadDocument(document: document, node: node, written: nil, effective: nil, found: found)
        }
        let written: Message?
        switch document.kind {
        case .mesh:
            let second = SecondReading(of: node, mayChange: mayChange, &found)
            written = message(second.node, root, .root, second, &found).map(second.withoutDroppedFields)
        case .proxyConfigResource:
            written = message(spec(of: node), root, .root.field("spec"), nil, &found)
        default:
            written = message(node, root, .root, nil, &found)
        }
        return ReadDocument(
            document: document, node: node, written: written, effective: written.map(effective), found: found)
    }

    private func message(
        _ node: Node, _ root: MessageName, _ path: FieldPath, _ second: SecondReading?,
        _ diagnostics: inout DiagnosticList
    ) -> Message? {
        var decoder = MessageDecoder(version: version, root: root)
        let message = decoder.decodeRoot(node, at: path)
        diagnostics.append(contentsOf: decoder.diagnostics)
        if let first = second?.firstReading {
            // What the first decoding refuses is refused, whatever the second makes of it.
            var decoder = MessageDecoder(version: version, root: root)
            _ = decoder.decodeRoot(first, at: path)
            let said = diagnostics.all.filter { $0.effect == .rejected }.map(\.mark)
            for diagnostic in decoder.diagnostics.all where diagnostic.effect == .rejected {
                if !said.contains(diagnostic.mark) { diagnostics.append(diagnostic) }
            }
        }
        return message
    }

    /// The tree, and whether Istio may find something else in it when it reads a part of it again.
    private func node(
        of document: MeshDocument, _ diagnostics: inout DiagnosticList
    ) -> (node: Node, mayChange: Bool)? {
        switch document.body {
        case .node(let node):
            return (node, true)
        case .text(let text):
            do throws(YAMLError) {
                let read = try YAMLReader(limits: limits).read(text)
                if let next = read.ignoredDocument { diagnostics.append(Self.secondDocument(at: next)) }
                return (read.root, read.changesWhenReadAgain)
            } catch {
                diagnostics.append(Self.syntax(error, in: text, of: document))
                return nil
            }
        }
    }

    private func spec(of resource: Node) -> Node {
        resource["spec"] ?? Node(.null, mark: resource.mark, style: .plain)
    }

    private func effective(_ written: Message) -> Message {
        switch written.name {
        case .meshConfig: written.meshConfigOver(IstioDefaults.meshConfig(version))
        case .proxyConfig: written.proxyConfigOver(IstioDefaults.proxyConfig(version))
        default: written
        }
    }

    /// What the injector's own rules call a text that cannot be read: their consequence is another.
    private static func syntaxID(_ kind: MeshDocument.Kind) -> (DiagnosticID, Effect) {
        switch kind {
        case .injectorConfig: ("injector-config-yaml", .breaks)
        case .injectorValues: ("injector-values-parse", .breaks)
        default: (.meshYAMLSyntax, .rejected)
        }
    }

    private static func syntax(_ error: YAMLError, in text: String, of document: MeshDocument) -> Diagnostic {
        let (id, effect) = syntaxID(document.kind)
        let guess = error.kind == .syntax ? YAMLSyntaxGuess(error, in: text, of: document) : nil
        let message =
            switch error.kind {
            case .syntax: "must be YAML: \(error.problem)"
            case .limit: "\(error.problem): a limit of Sekisho, not of Istio"
            }
        return Diagnostic(
            id: id, severity: .error, effect: effect, path: .root,
            mark: guess?.mark ?? error.mark?.within(text) ?? .start,
            message: message.onOneLine, fix: guess?.fix, value: error.problem)
    }

    private static func secondDocument(at mark: SourceMark) -> Diagnostic {
        Diagnostic(
            id: .meshMultipleDocuments, severity: .warning, effect: .ignored, path: .root, mark: mark,
            message: "is never read: Istio stops after the first document")
    }
}
