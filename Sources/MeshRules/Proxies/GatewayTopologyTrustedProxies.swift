import IstioSchema
import Validation

extension Rule {
    package static let gatewayTopologyTrustedProxies = Rule(
        "gateway-topology-trusted-proxies", .note, .advice, in: .topology, needs: ["numTrustedProxies"],
        summary: "gatewayTopology.numTrustedProxies is more than 1 for the whole mesh",
        rationale: """
            Gateways take the client's address from that many entries back in X-Forwarded-For. Where fewer proxies \
            stand in front, clients write the entry themselves.
            """,
        fix: "Set it on the pods of each gateway, with the annotation proxy.istio.io/config.",
        sources: [.api("Topology.num_trusted_proxies")],
        examples: [
            .valid("one load balancer", "defaultConfig: {gatewayTopology: {numTrustedProxies: 1}}"),
            .valid("of one gateway", "gatewayTopology: {numTrustedProxies: 2}", kind: .proxyConfigAnnotation),
            .invalid(
                "several for all",
                """
                defaultConfig:
                  gatewayTopology:
                    numTrustedProxies: 5  # ✗ lets clients forge their address where fewer proxies stand in front
                """
            ),
        ]
    ) { topology, report in
        guard report.kind == .mesh, let proxies = topology.integer("numTrustedProxies"), proxies.value > 1 else {
            return
        }
        report.add("lets clients forge their address where fewer proxies stand in front", at: proxies)
    }
}
