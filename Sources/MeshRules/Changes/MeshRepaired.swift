import IstioSchema
import Validation

extension Rule {
    package static let meshRepaired = Rule(
        "mesh-repaired", .note, .advice, change: .mesh,
        summary: "a document that istiod could not read becomes one that it can",
        rationale: """
            istiod went on with what it had while the document could not be read, perhaps for weeks. It applies \
            everything in it at once, live: this change and each one before it.
            """,
        fix: "Read the whole document, not only this change, before it is applied.",
        sources: [.istio("ApplyMeshConfig"), .issue("istio/istio#61563")],
        examples: [
            .valid("it could be read before", "enableTracing: true", old: "enableTracing: false"),
            .valid("it still cannot be read", "enableTracing: 1", old: "enableTracing: 2"),
            .invalid(
                "a type mended",
                """
                defaultConfig:  # ✗ lets istiod apply all that it could not read before
                  proxyMetadata:
                    ISTIO_META_DNS_CAPTURE: "true"
                """, old: "defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: true}}"),
            .invalid(
                "the syntax mended", "enableTracing: true  # ✗ lets istiod apply all that it could not read before",
                old: "enableTracing: true\n  - x"),
        ]
    ) { change, report in
        guard let old = change.old, !(old.isSilent && old.effective != nil), let new = change.new?.effective,
            !new.hasUndecodable
        else { return }
        if let before = old.effective, !before.hasUndecodable { return }
        report.add("lets istiod apply all that it could not read before", at: new)
    }
}

extension Message {
    /// Whether anything in the message could not be decoded, for which Istio refuses the document.
    fileprivate var hasUndecodable: Bool { fields.indices.contains { fields[$0].value.hasUndecodable } }
}

extension FieldValue {
    fileprivate var hasUndecodable: Bool {
        switch self {
        case .undecodable: true
        case .message(let message): message.hasUndecodable
        case .list(let elements): elements.indices.contains { elements[$0].value.hasUndecodable }
        case .map(let pairs): pairs.indices.contains { pairs[$0].value.hasUndecodable }
        default: false
        }
    }
}
