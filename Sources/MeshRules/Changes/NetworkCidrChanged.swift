import IstioSchema
import Validation

extension Rule {
    package static let networkCidrChanged = Rule(
        "network-cidr-changed", .warning, .risky, change: .meshNetworks,
        summary: "a range of addresses moves to another network",
        rationale: """
            istiod pushes it live. Endpoints in the range are called through the gateways of the other network, \
            which do not know them.
            """,
        fix: "Move the workloads first; until then leave the range where they are.",
        sources: [.istio("NetworkManager.reload"), .istio("NetworkManager.NetworkByEndpoint")],
        examples: [
            .valid(
                "as it was", networks(a: "10.0.0.0/8", b: "11.0.0.0/8"), old: networks(a: "10.0.0.0/8", b: "11.0.0.0/8")
            ),
            .valid(
                "a range more", networks(a: "12.0.0.0/8", b: "11.0.0.0/8"),
                old: networks(a: "10.0.0.0/8", b: "11.0.0.0/8")),
            .invalid(
                "moved",
                """
                networks:
                  a: {endpoints: [{fromRegistry: a}]}
                  b: {endpoints: [{fromCidr: 10.0.0.0/8}]}  # ✗ belonged to network a, whose gateways lead there
                """, old: networks(a: "10.0.0.0/8", b: "11.0.0.0/8")),
        ]
    ) { change, report in
        guard let (old, new) = change.messages else { return }
        var owners: [String: String] = [:]
        for (name, network) in old.messageEntries("networks") {
            for range in network.messages("endpoints").compactMap({ $0.string("fromCidr")?.value }) {
                owners[range] = name
            }
        }
        guard !owners.isEmpty else { return }
        for (name, network) in new.messageEntries("networks") {
            for range in network.messages("endpoints").compactMap({ $0.string("fromCidr") }) {
                guard let owner = owners[range.value], owner != name else { continue }
                report.add(
                    "belonged to network \(DiagnosticText.shown(owner)), whose gateways lead there", at: range)
            }
        }
    }
}

private func networks(a: String, b: String) -> String {
    """
    networks:
      a: {endpoints: [{fromCidr: \(a)}]}
      b: {endpoints: [{fromCidr: \(b)}]}
    """
}
