import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigDiscoveryAddress = Rule(
        "proxyconfig-discovery-address", .error, .rejected, in: .proxyConfig, needs: ["discoveryAddress"],
        summary: "discoveryAddress is no host and port",
        rationale: Consequence.proxyConfigRejected,
        fix: "Write the Service of istiod and its port: istiod.istio-system.svc:15012.",
        sources: [.istio("ValidateMeshConfigProxyConfig"), .istio("ValidateProxyAddress")],
        examples: [
            .valid("a revision", "defaultConfig: {discoveryAddress: 'istiod-1-31.istio-system.svc:15012'}"),
            .valid("what Go takes", "defaultConfig: {discoveryAddress: '[istiod.x]:+015012'}"),
            .invalid(
                "no port",
                """
                defaultConfig:
                  discoveryAddress: a  # ✗ must be host:port, not a
                """),
            .invalid(
                "empty",
                """
                discoveryAddress: ""  # ✗ must be host:port, not ""
                """, kind: .proxyConfigAnnotation),
            .invalid(
                "no host name",
                """
                defaultConfig:
                  discoveryAddress: a_b:15012  # ✗ must have a host name or IP address, not a_b:15012
                """),
            .invalid(
                "no number",
                """
                defaultConfig:
                  discoveryAddress: a:xds  # ✗ must have a port from 1 to 65535, not a:xds
                """),
            .invalid(
                "another port",
                """
                defaultConfig:
                  discoveryAddress: 'istiod.x:443'  # ✗ has port 443, where istiod serves proxies on 15012
                """
            ),
        ]
    ) { config, report in
        guard let address = config.string("discoveryAddress"), address.isWritten else { return }
        do throws(ProxyAddress.Problem) {
            let port = try ProxyAddress(address.value).port
            guard port != 15012, port != 15010 else { return }
            report.add("has port \(port), where istiod serves proxies on 15012", at: address, severity: .note)
        } catch {
            report.add(
                error.message, at: address, fix: error == .form ? "write one such as \(ProxyAddress.example)" : nil)
        }
    }
}
