import Documents
import IstioSchema
import Validation

extension Rule {
    package static let networkGatewayShortName = Rule(
        "network-gateway-short-name", .warning, .ignored, in: .networkGateway, needs: ["registryServiceName"],
        summary: "a gateway's registryServiceName is not the full name of a Service",
        rationale: """
            istiod compares the text with the full name of every Service of the cluster, gw.istio-system.svc.cluster.local, \
            and no search path applies. Its own check lets shorter names pass, and the network has no gateway.
            """,
        fix: "Write name.namespace.svc.cluster.local, with the cluster's own domain.",
        sources: [.istio("networkManager.reloadMeshNetworks"), .istio("networkManager.getGatewayDetails")],
        examples: [
            .valid(
                "the full name",
                "networks: {a: {gateways: [{registryServiceName: gw.istio-system.svc.cluster.local, port: 15443}]}}"),
            .valid(
                "a domain of the cluster's own",
                "networks: {a: {gateways: [{registryServiceName: gw.istio-system.svc.acme, port: 15443}]}}"),
            .valid("an address", "networks: {a: {gateways: [{address: gw, port: 15443}]}}"),
            .invalid(
                "without the domain",
                """
                networks:
                  a:
                    gateways:
                    - registryServiceName: gw.istio-system.svc  # ✗ must be the full name, not gw.istio-system.svc
                      port: 15443
                """),
            .invalid(
                "one word",
                """
                networks:
                  a:
                    gateways:
                    - registryServiceName: gw  # ✗ must be the full name, not gw
                      port: 15443
                """),
        ]
    ) { gateway, report in
        guard let name = gateway.string("registryServiceName"), !name.value.isEmpty,
            HostName.isFullyQualified(name.value)
        else { return }
        // name, namespace, svc, and a domain of one part at least.
        guard name.value.utf8.count(where: { $0 == UInt8(ascii: ".") }) < 3 else { return }
        report.add(
            "must be the full name", at: name,
            fix: name.value.endsIn(".svc") ? "registryServiceName: \(name.value).cluster.local" : nil)
    }
}
