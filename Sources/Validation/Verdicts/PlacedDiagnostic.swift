import Documents
import IstioSchema

/// A diagnostic, and the document that it is about.
package struct PlacedDiagnostic: Sendable {
    package let diagnostic: Diagnostic
    package let document: MeshDocument

    package init(_ diagnostic: Diagnostic, in document: MeshDocument) {
        self.diagnostic = diagnostic
        self.document = document
    }

    /// The path from the object's root: `data.mesh.connectTimeout`.
    package var fullPath: String {
        let prefix = document.field.description
        let path = diagnostic.path.description
        if prefix.isEmpty || path.isEmpty || path.hasPrefix("[") { return prefix + path }
        return prefix + "." + path
    }
}

extension Report {
    package var placed: [PlacedDiagnostic] { diagnostics.map { PlacedDiagnostic($0, in: document) } }
}

/// What makes a mistake the same one after a change: its id, its document, its place but for the numbers of list
/// elements (an element before it may have been taken out), and the author's text.
struct DiagnosticIdentity: Hashable {
    private let id: DiagnosticID
    private let field: FieldPath
    private let steps: [FieldPath.Step]
    private let value: String?

    init(_ placed: PlacedDiagnostic) {
        id = placed.diagnostic.id
        field = placed.document.field
        value = placed.diagnostic.value
        steps = placed.diagnostic.path.steps.map { step in
            if case .element = step { return .element(0) }
            return step
        }
    }
}
