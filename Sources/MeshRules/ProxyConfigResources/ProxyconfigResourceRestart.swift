import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceRestart = Rule(
        "proxyconfig-resource-restart", .note, .advice, change: .proxyConfigResource,
        summary: "settings that running pods get at their next start only",
        rationale: """
            A ProxyConfig takes effect at injection. Pods that run keep what they were started with, so that old and new \
            settings stand side by side until all were restarted.
            """,
        fix: "Restart the workloads: kubectl rollout restart.",
        sources: [.api("networking.v1beta1.ProxyConfig"), .istio("ProxyConfigs.EffectiveProxyConfig")],
        examples: [
            .valid(
                "nothing changed",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app, labels: {team: web}}
                spec: {concurrency: 2}
                """,
                old: """
                    apiVersion: networking.istio.io/v1beta1
                    kind: ProxyConfig
                    metadata: {name: foo, namespace: app}
                    spec: {concurrency: 2}
                    """),
            .invalid(
                "another concurrency",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  concurrency: 4  # ✗ takes effect in each pod at its next restart
                """,
                old: """
                    apiVersion: networking.istio.io/v1beta1
                    kind: ProxyConfig
                    metadata: {name: foo, namespace: app}
                    spec: {concurrency: 2}
                    """),
        ]
    ) { change, report in
        guard let spec = change.new?.node?["spec"], !spec.isNull, !isSame(change.old?.node?["spec"], spec) else {
            return
        }
        report.add("takes effect in each pod at its next restart", at: spec, path: .root.field("spec"))
    }
}

/// Whether two values are the same, whatever the order of their keys.
///
/// Nesting is bounded by the reader.
private func isSame(_ old: Node?, _ new: Node) -> Bool {
    guard let old else { return false }
    switch (old.value, new.value) {
    case (.sequence(let old), .sequence(let new)):
        return old.count == new.count && zip(old, new).allSatisfy { isSame($0, $1) }
    case (.mapping(let entries), .mapping(let others)):
        guard entries.count == others.count else { return false }
        let values = Dictionary(entries.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return others.allSatisfy { isSame(values[$0.name], $0.value) }
    default:
        return old.scalarText == new.scalarText && old.isNull == new.isNull
    }
}
