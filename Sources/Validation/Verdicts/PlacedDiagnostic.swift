import Documents
import IstioSchema

/// A diagnostic, and the document that it is about.
package struct PlacedDiagnostic: Sendable {
    package let diagnostic: Diagnostic
    private let source: Source

    private enum Source {
        /// Where it stands in a report.
        case report(Report, Int)
        /// In no report.
        case document(MeshDocument)
    }

    package init(_ diagnostic: Diagnostic, in document: MeshDocument) {
        self.diagnostic = diagnostic
        source = .document(document)
    }

    /// - Parameter index: a valid one of the report's diagnostics.
    fileprivate init(in report: Report, at index: Int) {
        diagnostic = report.diagnostics[index]
        source = .report(report, index)
    }

    package var document: MeshDocument {
        switch source {
        case .report(let report, _): report.document
        case .document(let document): document
        }
    }

    /// Whether this one and another are about the very same document, asked without a copy of it.
    func isOfSameDocument(as other: PlacedDiagnostic) -> Bool {
        if case .report(let report, _) = source, case .report(let another, _) = other.source, report === another {
            return true
        }
        return document.isIdentical(to: other.document)
    }

    /// The names of the list elements on the path, from the root on; empty for one that has no name.
    ///
    /// Looked for when they are asked for: only the mistakes of a change are told apart by them.
    var elementNames: [String] {
        guard case .report(let report, _) = source, let message = report.read.written, diagnostic.path.hasElement else {
            return []
        }
        return message.elementNames(along: diagnostic.path)
    }

    /// The line that `make` gives, which is made once for all reviews that get the same report.
    ///
    /// - Parameter make: always the same function, of the diagnostic and its document alone.
    package func keptLine(_ make: () -> String) -> String {
        switch source {
        case .report(let report, let index): report.line(at: index, make)
        case .document: make()
        }
    }

    /// The path from the object's root: `data.mesh.connectTimeout`.
    package var fullPath: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        document.field.write(to: &bytes)
        diagnostic.path.write(to: &bytes, isBehindAnother: !bytes.isEmpty)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [Report] {
    /// What was found, each with its document.
    package var placed: [PlacedDiagnostic] {
        var all: [PlacedDiagnostic] = []
        all.reserveCapacity(reduce(0) { $0 &+ $1.diagnostics.count })
        for report in self {
            for index in report.diagnostics.indices { all.append(PlacedDiagnostic(in: report, at: index)) }
        }
        return all
    }
}

extension Message {
    /// More pairs than this are not searched for the one on the path, so that a large map costs no more than a small one.
    private static let maximumPairs = 1000

    /// The `name` of every list element on the way to a value, empty where it has none.
    fileprivate func elementNames(along path: FieldPath) -> [String] {
        let steps = path.steps.dropFirst(self.path.steps.count)
        var names: [String] = []
        var value: FieldValue? = .message(self)
        for step in steps {
            switch (step, value) {
            case (.field(let name), .message(let message)):
                value = message.fields.first { $0.shape.name.isExactly(name) }?.value
            case (.key(let key), .map(let pairs)) where pairs.count <= Self.maximumPairs:
                value = pairs.first { $0.key.isExactly(key) }?.value
            case (.element(let index), .list(let elements)):
                value = elements.indices.contains(index) ? elements[index].value : nil
                names.append(value?.messageName ?? "")
            default:
                value = nil
            }
        }
        return names
    }
}

extension FieldPath {
    /// Whether the way to the value goes through a list.
    fileprivate var hasElement: Bool {
        var rest: FieldPath? = self
        while let path = rest, let step = path.last {
            if case .element = step { return true }
            rest = path.parent
        }
        return false
    }
}

extension FieldValue {
    /// What a message of a list calls itself.
    fileprivate var messageName: String? {
        guard case .message(let message) = self,
            case .string(let name) = message.fields.first(where: { $0.shape.name == "name" })?.value
        else { return nil }
        return name
    }
}

/// What makes a mistake the same one after a change: its id, its document, its place with the names of list elements
/// instead of their numbers (an element before it may have been taken out), and the author's text.
///
/// Of a text that cannot be read nothing is known but the text: another one is another mistake.
struct DiagnosticIdentity: Hashable {
    private let id: DiagnosticID
    private let field: FieldPath
    private let steps: [FieldPath.Step]
    private let elementNames: [ExactText]
    private let value: ExactText?

    init(_ placed: PlacedDiagnostic) {
        id = placed.diagnostic.id
        field = placed.document.field
        elementNames = placed.elementNames.map(ExactText.init)
        if case .text(let text) = placed.document.body, Self.unreadable.contains(id) {
            value = ExactText(text)
        } else {
            value = placed.diagnostic.value.map(ExactText.init)
        }
        steps = placed.diagnostic.path.steps.map { step in
            if case .element = step { return .element(0) }
            return step
        }
    }

    private static let unreadable: Set<DiagnosticID> = [
        .meshYAMLSyntax, "injector-config-yaml", "injector-values-parse",
    ]
}
