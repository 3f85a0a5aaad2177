import IstioSchema
import Validation

extension Rule {
    package static let zoneAwareLbInvalid = Rule(
        "zone-aware-lb-invalid", .error, .rejected, in: .zoneAwareLoadBalancerSetting,
        needs: ["failoverPriority", "failover"],
        summary: "zoneAwareLbSetting fails over to what is no other region, or by labels that it uses anyway",
        rationale: Consequence.meshRejected,
        fix:
            "Name two different regions in each failover, and no label of region, zone or subzone in failoverPriority.",
        sources: [.istio("ValidateZoneAwareLbSetting")],
        releases: .since(.v1_31),
        examples: [
            .valid("two regions", "zoneAwareLbSetting: {failover: [{from: us, to: eu}], failoverPriority: [network]}"),
            .invalid(
                "the same region",
                "zoneAwareLbSetting: {failover: [{from: us, to: us}]}  # ✗ must be another region than from, not us"),
            .invalid(
                "nothing", "zoneAwareLbSetting: {failover: [{}]}  # ✗ needs a from and a to, of different regions"),
            .invalid(
                "a zone", "zoneAwareLbSetting: {failover: [{from: us, to: eu/z}]}  # ✗ must be a region alone, not eu/z"
            ),
            .invalid(
                "a topology label",
                """
                zoneAwareLbSetting:
                  failoverPriority:
                  - topology.istio.io/subzone  # ✗ must not be a label of locality, which counts by itself
                """),
        ]
    ) { setting, report in
        for label in setting.strings("failoverPriority") where RegionFailover.topologyLabels.contains(label.value) {
            report.add("must not be a label of locality, which counts by itself", at: label)
        }
        for entry in setting.messages("failover") { RegionFailover(entry).check(&report) }
    }
}
