import Documents
import IstioSchema
import Validation

extension Rule {
    package static let providerTypeUnknown = Rule(
        "provider-type-unknown", .warning, .ignored, document: [.mesh],
        summary: "an extension provider is of a type that Istio does not have",
        rationale: """
            Istio drops the key, and the provider stays: a name without a type. A Telemetry or a default provider that \
            names it gets no spans and no logs; an AuthorizationPolicy that names it denies every request it matches. \
            Jaeger is reached as zipkin on port 9411 or as opentelemetry on port 4317.
            """,
        fix: "Write one of Istio's types, such as zipkin, opentelemetry, envoyOtelAls or envoyExtAuthzHttp.",
        sources: [
            .istio("validateExtensionProvider"), .api("mesh/v1alpha1/config.proto, MeshConfig.ExtensionProvider"),
        ],
        examples: [
            .valid(
                "Jaeger by its Zipkin port",
                """
                extensionProviders:
                  - name: jaeger
                    zipkin: {service: jaeger-collector.obs.svc.cluster.local, port: 9411}
                """),
            .invalid(
                "the product's name",
                """
                extensionProviders:
                  - name: jaeger
                    jaeger:  # ✗ is no type of provider; did you mean zipkin?
                      service: jaeger-collector.obs.svc.cluster.local
                      port: 9411
                """),
            .invalid(
                "almost",
                """
                extensionProviders:
                  - name: authz
                    extAuthzHttp: {port: 8000}  # ✗ is no type of provider; did you mean envoyExtAuthzHttp?
                  - name: log
                    EnvoyFileAccessLog:  # ✗ is no type of provider; did you mean envoyFileAccessLog?
                """),
            .invalid(
                "nothing like it",
                """
                extensionProviders:
                  - name: cloud
                    cloudwatch: {region: eu}  # ✗ is no type of provider
                """),
        ]
    ) { document, report in
        var suggestionsLeft = 10
        for entry in report.providerEntries(in: document) {
            guard let key = entry.unknownType else { continue }
            suggestionsLeft = suggestionsLeft &- 1
            let meant = suggestionsLeft >= 0 ? ProviderEntry.meant(by: key.name)?.rawValue : nil
            report.add(
                "is no type of provider" + (meant.map { "; did you mean \($0)?" } ?? ""), atKeyOf: key,
                path: entry.path.field(key.name), fix: meant.map { "\($0):" })
        }
    }
}
