import Documents
import IstioSchema

/// Reads a document: text to tree, tree to message, message over Istio's defaults.
struct DocumentReading {
    let version: IstioVersion
    let limits: DocumentLimits

    func read(_ document: MeshDocument, _ diagnostics: inout DiagnosticList) -> ReadDocument {
        guard let node = node(of: document, &diagnostics) else {
            return ReadDocument(document: document, node: nil, written: nil, effective: nil)
        }
        guard let root = document.rootMessage else {
            return ReadDocument(document: document, node: node, written: nil, effective: nil)
        }
        var decoder = MessageDecoder(version: version, root: root)
        let isResource = document.kind == .proxyConfigResource
        let written = decoder.decodeRoot(
            isResource ? spec(of: node) : node, at: isResource ? .root.field("spec") : .root)
        diagnostics.append(contentsOf: decoder.diagnostics.all)
        return ReadDocument(document: document, node: node, written: written, effective: written.map(effective))
    }

    private func node(of document: MeshDocument, _ diagnostics: inout DiagnosticList) -> Node? {
        switch document.body {
        case .node(let node):
            return node
        case .text(let text):
            do throws(YAMLError) {
                let read = try YAMLReader(limits: limits).read(text)
                if let next = read.ignoredDocument { diagnostics.append(Self.secondDocument(at: next)) }
                return read.root
            } catch {
                diagnostics.append(Self.syntax(error, in: text))
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

    private static func syntax(_ error: YAMLError, in text: String) -> Diagnostic {
        let guess = error.kind == .syntax ? YAMLSyntaxGuess(error, in: text) : nil
        let message =
            switch error.kind {
            case .syntax: "must be YAML: \(error.problem)"
            case .limit: error.problem
            }
        return Diagnostic(
            id: .meshYAMLSyntax, severity: .error, effect: .rejected, path: .root,
            mark: guess?.mark ?? error.mark ?? .start, message: message.escapedForDisplay, fix: guess?.fix)
    }

    private static func secondDocument(at mark: SourceMark) -> Diagnostic {
        Diagnostic(
            id: .meshMultipleDocuments, severity: .warning, effect: .ignored, path: .root, mark: mark,
            message: "is never read: Istio stops after the first document")
    }
}
