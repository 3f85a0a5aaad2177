import IstioSchema
import Validation

extension Rule {
    package static let providerOverridesBuiltin = Rule(
        "provider-overrides-builtin", .warning, .risky, in: .extensionProvider, needs: ["name"],
        summary: "an extension provider has the name of a built-in one",
        rationale: """
            prometheus, stackdriver and envoy are there in every mesh. An entry of the same name takes their place for \
            all who name them: with another type metrics or access logs stop, and envoy with a format of its own does not \
            look at accessLogFormat and accessLogEncoding any more.
            """,
        fix: "Choose another name, unless the built-in provider is meant.",
        sources: [.istio("ApplyMeshConfig"), .istio("DefaultMeshConfig"), .istio("telemetryAccessLog")],
        examples: [
            .valid(
                "a name of its own",
                "extensionProviders: [{name: zipkin, zipkin: {service: zipkin.obs.svc.cluster.local, port: 9411}}]"),
            .invalid(
                "another type",
                """
                extensionProviders:
                  - name: prometheus  # ✗ must not be of type zipkin: the built-in prometheus would be gone
                    zipkin: {service: zipkin.obs.svc.cluster.local, port: 9411}
                """),
            .invalid(
                "the same type",
                """
                extensionProviders:
                  - name: envoy  # ✗ replaces the built-in envoy for the whole mesh
                    envoyFileAccessLog: {logFormat: {text: "%START_TIME%"}}
                """),
        ]
    ) { provider, report in
        guard let name = provider.string("name"), let builtIn = builtInTypes[name.value],
            let type = provider.providerType
        else { return }
        if type == builtIn {
            report.add("replaces the built-in \(name.value) for the whole mesh", at: name, severity: .note)
        } else {
            report.add(
                "must not be of type \(type.rawValue): the built-in \(name.value) would be gone", at: name)
        }
    }
}

private let builtInTypes: NamedValues<ProviderType> = [
    "prometheus": .prometheus, "stackdriver": .stackdriver, "envoy": .envoyFileAccessLog,
]
