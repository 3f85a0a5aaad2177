import IstioSchema
import Validation

extension Rule {
    package static let proxyListenPortChangedFromDefault = Rule(
        "proxy-listen-port-changed-from-default", .note, .advice, in: .meshConfig,
        needs: ["proxyListenPort", "proxyInboundListenPort"],
        summary: "proxyListenPort is not 15001, or proxyInboundListenPort not 15006",
        rationale: """
            Pods that run have rules of iptables for the port that they were injected with, and get the listener of \
            the one that is configured: their traffic breaks until they are injected again. istio-cni must agree too.
            """,
        fix: "Leave the port out, or restart every workload with the change.",
        sources: [.istio("buildVirtualOutboundListener"), .istio("buildVirtualInboundListener")],
        examples: [
            .valid("the defaults", "proxyListenPort: 15001\nproxyInboundListenPort: 15006"),
            .invalid("another", "proxyListenPort: 15101  # ✗ breaks pods that were injected with 15001"),
            .invalid(
                "another for what comes in",
                "proxyInboundListenPort: 15106  # ✗ breaks pods that were injected with 15006"),
        ]
    ) { mesh, report in
        for (name, usual) in usualPorts {
            guard let port = mesh.integer(name), port.isWritten, port.value != usual, PortNumber.isValid(port.value)
            else { continue }
            report.add("breaks pods that were injected with \(usual)", at: port)
        }
    }
}

private let usualPorts: [(FieldName, Int64)] = [("proxyListenPort", 15001), ("proxyInboundListenPort", 15006)]
