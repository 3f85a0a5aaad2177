import Documents
import IstioSchema
import Validation

/// That Istio refuses a document as a whole, so that nothing of it takes effect.
///
/// Whatever the policy makes of the mistake: Istio asks no policy.
struct Refusal: Sendable {
    let id: DiagnosticID
    private let kind: MeshDocument.Kind
    private let release: IstioRelease

    /// By the first mistake for which the document is refused; nil where there is none.
    init?(in report: Report, by release: IstioRelease) {
        let cause = report.diagnostics.first { diagnostic in
            // A release that the tables do not know may have the name.
            diagnostic.effect == .rejected && !(release.isNewerThanTables && diagnostic.id == .meshEnumUnknown)
        }
        guard let cause else { return nil }
        id = cause.id
        kind = report.document.kind
        self.release = release
    }

    /// Who refuses it, and why: `refused by Istio 1.31 (connect-timeout-range)`.
    var words: String { "refused by Istio \(release) (\(id))" }

    /// What Istio runs with instead.
    var consequence: String {
        switch kind {
        case .mesh: "istiod goes on with what it has, and starts with its defaults"
        case .meshNetworks: "istiod goes on with the networks that it has, and starts without any"
        case .proxyConfigAnnotation: "no pod is injected with it"
        case .proxyConfigResource: "it configures no proxy"
        default: "it has no effect"
        }
    }
}
