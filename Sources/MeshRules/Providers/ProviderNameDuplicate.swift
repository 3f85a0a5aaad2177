import IstioSchema
import Validation

extension Rule {
    package static let providerNameDuplicate = Rule(
        "provider-name-duplicate", .warning, .ignored, in: .meshConfig, needs: ["extensionProviders"],
        summary: "two extension providers have the same name",
        rationale: """
            Istio merges providers by name before it checks them: the later one replaces the earlier without a word. Names \
            that differ in case only stay two, but Telemetry and defaultProviders find the first for both, and the \
            built-in prometheus, stackdriver and envoy before any other, while AuthorizationPolicy wants the exact name.
            """,
        fix: "Give each its own name.",
        sources: [.istio("ApplyMeshConfig"), .istio("fetchProvider")],
        examples: [
            .valid(
                "two names",
                """
                extensionProviders:
                  - {name: otel-traces, opentelemetry: {service: a.obs.svc.cluster.local, port: 4317}}
                  - {name: otel-logs, envoyOtelAls: {service: b.obs.svc.cluster.local, port: 4317}}
                """),
            .valid("the built-in one replaced", "extensionProviders: [{name: envoy, envoyFileAccessLog: {}}]"),
            .invalid(
                "one name",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: a.obs.svc.cluster.local, port: 4317}
                  - name: otel  # ✗ repeats the name of extensionProviders[0], which Istio drops
                    envoyOtelAls: {service: b.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "but for case",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: a.obs.svc.cluster.local, port: 4317}
                  - name: OTel  # ✗ Telemetry ignores case, and finds extensionProviders[0]
                    envoyOtelAls: {service: b.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "a built-in one but for case",
                """
                extensionProviders:
                  - name: Envoy  # ✗ Telemetry ignores case, and finds the built-in envoy
                    envoyFileAccessLog: {path: /dev/stdout, logFormat: {text: "%START_TIME%"}}
                  - name: envoy
                    envoyFileAccessLog: {path: /dev/stderr}
                """),
        ]
    ) { mesh, report in
        let directory = report.providers(of: mesh)
        guard directory.hasRepeatedNames else { return }
        let providers = directory.written.map(\.provider)
        var firsts: [String: Int] = [:]
        firsts.reserveCapacity(providers.count)
        for (index, provider) in providers.enumerated() {
            guard let name = provider.string("name"), !name.value.isEmpty else { continue }
            let folded = name.value.caseFolded
            if folded != name.value, ProviderDirectory.builtInNames.contains(folded) {
                report.add("Telemetry ignores case, and finds the built-in \(folded)", at: name)
                continue
            }
            guard let first = firsts[folded].map({ providers[$0] }) else {
                firsts[folded] = index
                continue
            }
            if first.providerName == name.value {
                report.add("repeats the name of \(first.path), which Istio drops", at: name)
            } else {
                report.add("Telemetry ignores case, and finds \(first.path)", at: name)
            }
        }
    }
}
