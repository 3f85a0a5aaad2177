import Documents
import IstioSchema
import Validation

extension Rule {
    package static let discoveryAddressPlainText = Rule(
        "discovery-address-plain-text", .warning, .risky, in: .proxyConfig, needs: ["discoveryAddress"],
        summary: "discoveryAddress has port 15010",
        rationale: """
            Proxies use TLS whatever the port is, and istiod serves this one in plain text: they get no configuration \
            and never become ready. Only controlPlaneAuthPolicy: NONE in the annotation makes them talk in plain text.
            """,
        fix: "Write port 15012.",
        sources: [.document("istio.io: Ports used by Istio")],
        examples: [
            .valid("with TLS", "defaultConfig: {discoveryAddress: 'istiod.istio-system.svc:15012'}"),
            .invalid(
                "in plain text",
                """
                defaultConfig:
                  discoveryAddress: 'istiod.x.svc:15010'  # ✗ has port 15010, which is plain text; TLS is on 15012
                """
            ),
        ]
    ) { config, report in
        guard let address = config.string("discoveryAddress"), address.isWritten,
            address.value.endsIn("15010"), let port = try? ProxyAddress(address.value).port, port == 15010
        else { return }
        report.add("has port 15010, which is plain text; TLS is on 15012", at: address)
    }
}
