import IstioSchema
import Validation

extension Rule {
    package static let localityLbInvalid = Rule(
        "locality-lb-invalid", .error, .rejected, in: .localityLoadBalancerSetting, needs: ["failover", "distribute"],
        summary: "localityLbSetting contradicts itself, or has wrong weights or localities",
        rationale: "\(Consequence.meshRejected) It is checked also where enabled is false.",
        fix: "Use distribute or failover; let the weights of each from sum to 100, and localities not overlap.",
        sources: [.istio("ValidateLocalityLbSetting"), .istio("validateLocalities")],
        examples: [
            .valid(
                "weights",
                """
                localityLbSetting:
                  distribute:
                  - from: ap-northeast-1/*
                    to: {ap-northeast-1/*: 80, ap-northeast-3/*: 20}
                """),
            .valid("failover", "localityLbSetting: {failover: [{from: us, to: eu}], failoverPriority: [network]}"),
            .invalid(
                "weights that are no whole",
                """
                localityLbSetting:
                  distribute:
                  - from: us
                    to:  # ✗ must have weights that sum to 100, not 50
                      us: 50
                  - from: eu
                    to: {eu: 0}  # ✗ must be between 1 and 100, not 0
                """),
            .invalid(
                "localities",
                """
                localityLbSetting:
                  distribute:
                  - from: us/*
                    to: {us/*: 100}
                  - from: us/z1  # ✗ must not overlap another locality of the list
                    to: {eu//s: 100}  # ✗ must be region, region/zone or region/zone/subzone
                  - from: a*/z  # ✗ must be a locality with at most one *, at the end, not a*/z
                    to: {eu: 100}
                """),
            .invalid(
                "both ways",
                """
                localityLbSetting:
                  distribute: [{from: us, to: {us: 100}}]
                  failover: [{from: us, to: eu}]  # ✗ cannot be set together with distribute
                """),
            .invalid(
                "failover by two settings",
                """
                localityLbSetting:
                  failover: [{from: us, to: eu}]
                  failoverPriority:
                  - topology.kubernetes.io/zone  # ✗ cannot be set together with failover
                """),
            .invalid(
                "failover to what is no other region",
                """
                localityLbSetting:
                  failover:
                  - {from: us, to: us}  # ✗ must be another region than from, not us
                  - {from: us/z1, to: eu}  # ✗ must be a region alone, not us/z1
                  - {from: us, to: e*}  # ✗ must be one region, without *, not e*
                """),
        ]
    ) { setting, report in
        let failover = setting.messages("failover")
        let distribute = Array(setting.messages("distribute"))
        if !failover.isEmpty {
            if !distribute.isEmpty {
                report.add("cannot be set together with distribute", atKeyOf: setting.place(of: "failover"))
            }
            for label in setting.strings("failoverPriority") where RegionFailover.topologyLabels.contains(label.value) {
                report.add("cannot be set together with failover", at: label)
            }
        }
        if !distribute.isEmpty { checkDistribute(distribute, &report) }
        for entry in failover { RegionFailover(entry).check(&report) }
    }
}

private func checkDistribute(_ distribute: [Message], _ report: inout RuleReport) {
    for entry in distribute {
        let weights = entry.integerEntries("to")
        var sum: Int64 = 0
        for (_, weight) in weights {
            if !(1...100).contains(weight.value) { report.add("must be between 1 and 100", at: weight) }
            sum = sum &+ weight.value
        }
        let areInRange = weights.allSatisfy { (1...100).contains($0.value.value) }
        if areInRange, sum != 100, !entry.isUndecodable("to") {
            report.add("must have weights that sum to 100, not \(sum)", atKeyOf: entry.place(of: "to"))
        }
        for (index, problem) in Locality.problems(inAnyOrder: weights.map(\.key)) where weights.indices.contains(index)
        {
            report.add(problem.message, atKeyOf: weights[index].value)
        }
    }
    let sources = distribute.map { $0.string("from") }
    for (index, problem) in Locality.problems(inOrder: sources.map { $0?.value ?? "" })
    where distribute.indices.contains(index) {
        if let from = sources[index] {
            report.add(problem.message, at: from)
        } else if !distribute[index].isSet("from") {
            report.add(problem.message, atKeyOf: distribute[index].place(of: "from"))
        }
    }
}

extension Message {
    /// Whether a map has a value that could not be decoded, or could not be decoded itself.
    fileprivate func isUndecodable(_ name: FieldName) -> Bool {
        switch field(name)?.value {
        case .undecodable: true
        case .map(let pairs):
            pairs.contains { if case .undecodable = $0.value { true } else { false } }
        default: false
        }
    }
}
