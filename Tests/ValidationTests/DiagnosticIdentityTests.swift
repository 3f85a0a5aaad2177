import Documents
import IstioSchema
import Testing

@testable import Validation

@Suite("Whether two mistakes are the same") struct DiagnosticIdentityTests {
    private func identity(of value: String, at path: FieldPath) -> DiagnosticIdentity {
        DiagnosticIdentity(
            PlacedDiagnostic(
                Diagnostic(
                    id: "some-mistake", severity: .error, effect: .rejected, path: path, mark: nil,
                    message: "must be b",
                    value: value),
                in: MeshDocument(.mesh, .text(""), field: .root.field("data").field("mesh"), label: "mesh")))
    }

    @Test func `is told byte for byte`() {
        let path = FieldPath.root.field("proxyMetadata").key("K")
        #expect(identity(of: "K", at: path) == identity(of: "K", at: path))
        #expect(identity(of: "K", at: path) != identity(of: "\u{212A}", at: path))
        let other = FieldPath.root.field("proxyMetadata").key("\u{212A}")
        #expect(identity(of: "K", at: path) != identity(of: "K", at: other))
        #expect(Set([identity(of: "\u{E9}", at: path), identity(of: "e\u{301}", at: path)]).count == 2)
    }

    @Test func `is told whatever an element's number`() {
        let path = FieldPath.root.field("extensionProviders")
        #expect(identity(of: "a", at: path.element(1)) == identity(of: "a", at: path.element(2)))
    }
}
