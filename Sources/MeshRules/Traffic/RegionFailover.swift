import Documents
import IstioSchema
import Validation

/// An entry of failover: the region whose endpoints stand in for those of another.
struct RegionFailover {
    /// Labels that order endpoints by locality, as failover does.
    ///
    /// Source: pilot/pkg/serviceregistry/util/label.
    static let topologyLabels: Set<String> = [
        "topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone",
    ]

    private let entry: Message

    init(_ entry: Message) { self.entry = entry }

    /// Source: pkg/config/validation/agent/validation.go `ValidateLocalityLbSetting`, `ValidateZoneAwareLbSetting`.
    func check(_ report: inout RuleReport) {
        let from = entry.string("from")
        let to = entry.string("to")
        if let from, let problem = Self.problem(of: from.value) { report.add(problem, at: from) }
        if let to, let problem = Self.problem(of: to.value) { report.add(problem, at: to) }
        guard (from?.value ?? "").isExactly(to?.value ?? ""), isDecoded("from"), isDecoded("to")
        else { return }
        if let to {
            report.add("must be another region than from", at: to)
        } else {
            report.add("needs a from and a to, of different regions", at: entry)
        }
    }

    private static func problem(of region: String) -> String? {
        let bytes = region.utf8Span.span
        var hasAsterisk = false
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "/") { return "must be a region alone" }
            if bytes[index] == UInt8(ascii: "*") { hasAsterisk = true }
        }
        return hasAsterisk ? "must be one region, without *" : nil
    }

    private func isDecoded(_ name: FieldName) -> Bool { !entry.isSet(name) || entry.string(name) != nil }
}
