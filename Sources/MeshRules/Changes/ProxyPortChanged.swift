import IstioSchema
import Validation

extension Rule {
    package static let proxyPortChanged = Rule(
        "proxy-port-changed", .warning, .risky, change: .mesh,
        summary: "the port changes to which pods send their traffic",
        rationale: """
            istiod moves the listener of every proxy with the next push. The iptables of pods that run still point \
            at the old port, so that all their traffic fails until they are injected again.
            """,
        fix: "Leave the port, or plan an outage in which every pod restarts.",
        sources: [.istio("buildVirtualOutboundListener"), .istio("sidecar injection template, iptables")],
        examples: [
            .valid("the default, written out", "proxyListenPort: 15001", old: "enableTracing: true"),
            .invalid(
                "another",
                "proxyListenPort: 15101  # ✗ leaves running pods' iptables on 15001 until they restart",
                old: "enableTracing: true"),
            .invalid(
                "back to the default",
                "enableTracing: true  # ✗ leaves running pods' iptables on 15106 until they restart",
                old: "proxyInboundListenPort: 15106"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages else { return }
        for field: FieldName in ["proxyListenPort", "proxyInboundListenPort"] {
            guard let before = old.integer(field)?.value, let after = new.integer(field)?.value, before != after
            else { continue }
            report.add("leaves running pods' iptables on \(before) until they restart", at: new.place(of: field))
        }
    }
}
