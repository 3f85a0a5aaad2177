import Documents
import IstioSchema
import Validation

extension Rule {
    package static let providerTypeMissing = Rule(
        "provider-type-missing", .warning, .ignored, document: [.mesh],
        summary: "an extension provider has no type, or one without a value",
        rationale: """
            A type whose value is left empty reads as null, and null as left out. A provider without a type sends nothing; \
            an AuthorizationPolicy that names it denies every request it matches. Under the name envoy or prometheus it \
            takes the built-in provider away from the whole mesh.
            """,
        fix: "Write {} for a type without settings: envoyFileAccessLog: {}.",
        sources: [.istio("validateExtensionProvider"), .istio("ApplyMeshConfig")],
        examples: [
            .valid(
                "without settings",
                """
                extensionProviders:
                  - name: envoy
                    envoyFileAccessLog: {}
                """),
            .invalid(
                "no value",
                """
                extensionProviders:
                  - name: envoy
                    envoyFileAccessLog:  # ✗ must have a value, {} at least, or the provider has no type
                  - name: opa
                    envoyExtAuthzGrpc:  # ✗ must have a value, or the provider has no type
                """),
            .invalid(
                "a level left out",
                """
                extensionProviders:
                  - name: otel  # ✗ must have a type such as opentelemetry or envoyExtAuthzHttp
                    service: otel.obs.svc.cluster.local
                    port: 4317
                """),
        ]
    ) { document, report in
        for entry in report.providerEntries(in: document) {
            guard entry.type == nil, entry.unknownType == nil, entry.node.isMappingOrNull else { continue }
            if let type = entry.typeWithoutValue {
                let mayBeEmpty = typesThatMayBeEmpty.contains(type.name)
                report.add(
                    "must have a value\(mayBeEmpty ? ", {} at least" : ""), or the provider has no type", atKeyOf: type,
                    path: entry.path.field(type.name), fix: mayBeEmpty ? "\(type.name): {}" : nil)
            } else {
                let message = "must have a type such as opentelemetry or envoyExtAuthzHttp"
                if let first = entry.node.entries.first {
                    report.add(message, atKeyOf: first, path: entry.path)
                } else {
                    report.add(message + ", not nothing", at: entry.node, path: entry.path)
                }
            }
        }
    }
}

/// The types that need no settings: what all others lack in an empty value is the next mistake.
private let typesThatMayBeEmpty: Set<String> = ["envoyFileAccessLog", "envoy_file_access_log", "prometheus"]

extension Node {
    fileprivate var isMappingOrNull: Bool {
        switch value {
        case .mapping, .null: true
        default: false
        }
    }
}
