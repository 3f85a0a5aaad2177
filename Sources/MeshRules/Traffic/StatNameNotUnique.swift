import IstioSchema
import Validation

extension Rule {
    package static let statNameNotUnique = Rule(
        "stat-name-not-unique", .note, .advice, in: .meshConfig, needs: ["outboundClusterStatName"],
        summary: "outboundClusterStatName gives several clusters the same name",
        rationale: "The metrics of all services, ports or subsets that the pattern does not tell apart are added up.",
        fix: "Have SERVICE_FQDN (or SERVICE), SERVICE_PORT and SUBSET_NAME in the pattern.",
        sources: [.istio("BuildStatPrefix")],
        examples: [
            .valid("all three", #"outboundClusterStatName: "%SERVICE_FQDN%_%SERVICE_PORT%_%SUBSET_NAME%""#),
            .valid("what comes in", #"inboundClusterStatName: "%SERVICE_NAME%""#),
            .invalid(
                "only the name",
                #"""
                outboundClusterStatName: "%SERVICE_NAME%_%SUBSET_NAME%"  # ✗ needs %SERVICE_FQDN%, %SERVICE_PORT% to be unique
                """#),
            .invalid(
                "no subset",
                #"""
                outboundClusterStatName: "%SERVICE%_%SERVICE_PORT_NAME%"  # ✗ needs %SUBSET_NAME% to be unique
                """#),
        ]
    ) { mesh, report in
        guard let (pattern, text) = report.statNamePatterns(of: mesh).outbound else { return }
        var missing: [String] = []
        if !pattern.has("SERVICE_FQDN", "SERVICE") { missing.append("%SERVICE_FQDN%") }
        if !pattern.has("SERVICE_PORT", "SERVICE_PORT_NAME") { missing.append("%SERVICE_PORT%") }
        if !pattern.has("SUBSET_NAME") { missing.append("%SUBSET_NAME%") }
        guard !missing.isEmpty else { return }
        report.add("needs \(missing.joined(separator: ", ")) to be unique", at: text)
    }
}
