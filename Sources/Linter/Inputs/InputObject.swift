import Documents
import IstioSchema
import Manifests
import Validation

/// An object of a file that holds something of ours, with its documents.
package struct InputObject: Sendable {
    /// Which of the files that were given.
    package let file: Int
    /// The object's tree; nil for a document that is no Kubernetes object.
    package let node: Node?
    package var documents: [MeshDocument]
    package let reference: ObjectReference
    /// Where the object begins in the file.
    package let mark: SourceMark
    /// Wishes in comments of the file, for documents whose text the webhook would not see.
    package let allowances: [Allowance]
    /// Whether the marks of the documents' trees are those of their text in the file, so that it can be mended there.
    package var isEditable = true
    /// What there is to say of keys that stand twice in the object, with paths from its root.
    package var repeatedKeys: [Diagnostic] = []

    /// What makes the object the same in another state: kind, namespace and name; the kinds of its documents where it has
    /// none.
    package var identity: String {
        guard !reference.kind.isEmpty else {
            return documents.map { "\($0.kind) \($0.field)" }.joined(separator: " ")
        }
        let group = reference.apiVersion.split(separator: "/").first.map(String.init) ?? ""
        return "\(group) \(reference.kind) \(reference.namespace)/\(reference.name)"
    }
}

/// Finds the objects of files.
package struct InputReader: Sendable {
    private let finder: MeshDocumentFinder
    private let reader = ManifestReader(limits: .ofFiles)
    /// What a document without a kind is; nil to tell by its keys.
    private let bareKind: BareKind?

    /// What `--kind` may say of documents that have no `kind` of their own.
    package enum BareKind: String, CaseIterable, Sendable {
        case mesh, meshNetworks, proxyconfig, annotation, injectorConfig, injectorValues
    }

    package init(finder: MeshDocumentFinder, bareKind: BareKind? = nil) {
        self.finder = finder
        self.bareKind = bareKind
    }

    /// What was found in a file.
    package struct Content: Sendable {
        package var objects: [InputObject] = []
        package var problems: [InputProblem] = []
        /// Documents that a template engine must fill in first.
        package var skipped: [InputProblem] = []
        /// Whether a document stood there that has no kind and is not known for one of ours.
        package var hasUnknownBareDocument = false
    }

    package func content(of file: InputFile, index: Int) -> Content {
        var content = Content()
        if let bareKind, let object = whole(file, bareKind, index: index) {
            content.add(object, of: file)
            return content
        }
        let wishes = Allowance.comments(in: file.source.text, field: .root)
        for item in reader.items(in: file.source, where: isWanted) {
            switch item.content {
            case .object(let node, let source):
                if let installation = ChartInstallation(of: node, in: source) {
                    add(installation, node, file, wishes, index: index, to: &content)
                    continue
                }
                content.problems += MisplacedMesh.problems(in: node, of: file)
                guard var object = object(node, source, wishes, item.chunk, index: index) else {
                    if node["kind"] == nil { content.hasUnknownBareDocument = true }
                    continue
                }
                object.repeatedKeys = RepeatedKeys(in: node, of: object).diagnostics
                content.add(object, of: file)
            case .unreadable(let error):
                if BareDocument.looksLikeMesh(item.chunk.text) {
                    content.objects.append(bare(.mesh, item.chunk, index: index))
                } else if file.name.hasSuffix(".json"), !item.chunk.text.holds("\"kind\"") {
                    content.skipped.append(
                        InputProblem(
                            file: file.name, line: error.mark?.line ?? item.line,
                            text: "skipped, as it is no JSON, and names no kind"))
                } else {
                    content.problems.append(
                        InputProblem(file: file.name, line: error.mark?.line ?? item.line, text: error.reason))
                }
            case .template:
                content.skipped.append(.template(file, line: item.line))
            }
        }
        return content
    }

    private func isWanted(_ node: Node) -> Bool {
        if ChartInstallation.isOne(node) || MisplacedMesh.isOperators(node) { return true }
        if case .values? = BareDocument.shape(of: node) { return true }
        return !finder.documents(in: node).isEmpty
    }

    private func object(
        _ node: Node, _ source: SourceText, _ wishes: [Allowance], _ chunk: ManifestChunk, index: Int
    ) -> InputObject? {
        let documents = finder.documents(in: node, source: source)
        if !documents.isEmpty {
            return InputObject(
                file: index, node: node, documents: documents, reference: ObjectReference(of: node), mark: node.mark,
                allowances: allowances(documents, node, source, wishes))
        }
        switch BareDocument.shape(of: node) {
        case nil: return nil
        case .document(let kind): return bare(kind, chunk, index: index)
        case .values:
            let documents = HelmValues(node).documents(in: ObjectReference(), at: .root)
            return InputObject(
                file: index, node: nil, documents: documents, reference: ObjectReference(), mark: node.mark,
                allowances: allowances(documents, node, source, wishes))
        }
    }

    private func add(
        _ installation: ChartInstallation, _ node: Node, _ file: InputFile, _ wishes: [Allowance], index: Int,
        to content: inout Content
    ) {
        let remarks = installation.remarks
        content.problems += remarks.problems.map { InputProblem(file: file.name, line: $0.line, text: $0.text) }
        content.skipped += remarks.skipped.map { InputProblem(file: file.name, line: $0.line, text: $0.text) }
        guard !installation.documents.isEmpty else { return }
        var object = InputObject(
            file: index, node: nil, documents: installation.documents, reference: installation.reference,
            mark: node.mark, allowances: allowances(installation.documents, node, file.source, wishes))
        object.isEditable = installation.isEditable
        object.repeatedKeys = RepeatedKeys(in: node, of: object).diagnostics
        content.objects.append(object)
    }

    private func bare(_ kind: MeshDocument.Kind, _ chunk: ManifestChunk, index: Int) -> InputObject {
        let origin: TextOrigin = chunk.line > 1 ? .literalBlock(firstLine: chunk.line, indentation: 0) : .same
        return InputObject(
            file: index, node: nil, documents: [MeshDocument(kind, .text(chunk.text), origin: origin)],
            reference: ObjectReference(), mark: SourceMark(line: chunk.line, column: 1), allowances: [])
    }

    /// A file as one document of the kind that the caller says; nil where it holds an object with a kind of its own.
    private func whole(_ file: InputFile, _ bareKind: BareKind, index: Int) -> InputObject? {
        let chunk = ManifestChunk(text: file.source.text, line: 1)
        let root = try? YAMLReader(limits: .ofFiles).read(chunk.text).root
        if root?["apiVersion"]?.string != nil, root?["kind"]?.string != nil { return nil }
        switch bareKind {
        case .mesh: return bare(.mesh, chunk, index: index)
        case .meshNetworks: return bare(.meshNetworks, chunk, index: index)
        case .annotation: return bare(.proxyConfigAnnotation, chunk, index: index)
        case .injectorConfig: return bare(.injectorConfig, chunk, index: index)
        case .injectorValues: return bare(.injectorValues, chunk, index: index)
        case .proxyconfig:
            guard let root, root["spec"] != nil else { return bare(.proxyConfigAnnotation, chunk, index: index) }
            return InputObject(
                file: index, node: nil, documents: [MeshDocument(.proxyConfigResource, .node(root))],
                reference: ObjectReference(), mark: root.mark, allowances: [])
        }
    }

    /// The comments of the file about documents that are parts of its own tree.
    ///
    /// - Parameter wishes: those of the whole file.
    private func allowances(
        _ documents: [MeshDocument], _ node: Node, _ source: SourceText, _ wishes: [Allowance]
    ) -> [Allowance] {
        let parts = documents.filter { if case .node = $0.body { true } else { false } }
        guard !parts.isEmpty, !wishes.isEmpty else { return [] }
        var seen: Set<FieldPath> = []
        let lines = node.mark.line...max(node.mark.line, node.end.line)
        let own = wishes.filter { wish in
            guard let line = wish.line, lines.contains(line) else { return false }
            // A comment inside a text of the object is that text's own.
            return !documents.contains { $0.holds(line: line, of: source) }
        }
        return parts.filter { seen.insert($0.field).inserted }.flatMap { part in
            own.map { Allowance($0.id, reason: $0.reason, line: $0.line, field: part.field) }
        }
    }
}

extension MeshDocument {
    /// Whether a line of the file belongs to the document's own text.
    fileprivate func holds(line: Int, of source: SourceText) -> Bool {
        guard case .text(let text) = body, case .literalBlock(let first, _) = origin else { return false }
        return line >= first && line < first + text.utf8.count(where: { $0 == 0x0A }) + 1
    }
}
