import IstioSchema
import Validation

extension Rule {
    package static let ingressServiceSelectorMismatch = Rule(
        "ingress-service-selector-mismatch", .note, .advice, in: .meshConfig,
        needs: ["ingressService", "ingressSelector"],
        summary: "one of ingressService and ingressSelector is changed, and the other is not",
        rationale: """
            Ingress resources get their address from the Service named ingressService (istio-ingressgateway), and \
            their routes on the pods with the label istio set to ingressSelector (ingressgateway). When they part, the \
            address leads to proxies without the routes.
            """,
        fix: """
            Set both: ingressService to the name of the Service, ingressSelector to the value of its pods' label \
            istio.
            """,
        sources: [.istio("runningAddresses"), .api("MeshConfig.ingressSelector")],
        examples: [
            .valid("the defaults", "ingressService: istio-ingressgateway\ningressSelector: ingressgateway"),
            .valid("both", "ingressService: edge\ningressSelector: edge"),
            .invalid(
                "a label as Service",
                "ingressService: ingressgateway  # ✗ names a Service; ingressgateway is the value of a label"),
            .invalid("only the Service", "ingressService: edge  # ✗ is changed, and ingressSelector is ingressgateway"),
            .invalid(
                "only the label", "ingressSelector: edge  # ✗ is changed, and ingressService is istio-ingressgateway"),
        ]
    ) { mesh, report in
        guard let service = mesh.string("ingressService") else { return }
        let selector = mesh.string("ingressSelector")
        let isOtherService = service.isWritten && service.value != "istio-ingressgateway" && !service.value.isEmpty
        let isOtherSelector = selector.map { $0.value != "ingressgateway" && !$0.value.isEmpty } ?? false
        guard isOtherService != isOtherSelector else { return }
        if let selector, isOtherSelector {
            report.add("is changed, and ingressService is istio-ingressgateway", at: selector)
        } else if service.value == "ingressgateway" {
            report.add(
                "names a Service; ingressgateway is the value of a label", at: service,
                fix: "ingressService: istio-ingressgateway")
        } else {
            report.add("is changed, and ingressSelector is ingressgateway", at: service)
        }
    }
}
