import IstioSchema
import Validation

extension Rule {
    package static let registryOnlyEnabled = Rule(
        "registry-only-enabled", .warning, .risky, change: .mesh,
        summary: "outbound traffic to unregistered hosts is switched off",
        rationale: """
            istiod pushes the mode live, to every sidecar at once: HTTP to a host that is in no registry gets 502, \
            TCP and TLS are reset. An outboundTrafficPolicy without mode is REGISTRY_ONLY too.
            """,
        fix: "Make a ServiceEntry for each host first, or try it in one namespace with a Sidecar.",
        sources: [.istio("SidecarScope.OutboundTrafficPolicy"), .issue("istio/istio#42698")],
        examples: [
            .valid("the default, written out", "outboundTrafficPolicy: {mode: ALLOW_ANY}", old: "enableTracing: true"),
            .valid(
                "as it was", "outboundTrafficPolicy: {mode: REGISTRY_ONLY}", old: "outboundTrafficPolicy: {}"),
            .invalid(
                "by name",
                """
                outboundTrafficPolicy:
                  mode: REGISTRY_ONLY  # ✗ cuts all proxies off from unregistered hosts at once
                """, old: "enableTracing: true"),
            .invalid(
                "by leaving the mode out",
                "outboundTrafficPolicy: {}  # ✗ cuts all proxies off from unregistered hosts at once",
                old: "outboundTrafficPolicy: {mode: ALLOW_ANY}"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let before = mode(old), before != registryOnly,
            mode(new) == registryOnly
        else { return }
        let policy = new.message("outboundTrafficPolicy")
        let place = policy?.isWritten("mode") == true ? policy?.place(of: "mode") : nil
        report.add(
            "cuts all proxies off from unregistered hosts at once",
            atKeyOf: place ?? new.place(of: "outboundTrafficPolicy"))
    }
}

/// The mode's number, which is 0 where it is left out; nil where it cannot be told.
private func mode(_ mesh: Message) -> Int32? {
    guard let policy = mesh.message("outboundTrafficPolicy") else { return nil }
    guard policy.isSet("mode") else { return registryOnly }
    return policy.enumeration("mode")?.value.number
}

private let registryOnly: Int32 = 0
