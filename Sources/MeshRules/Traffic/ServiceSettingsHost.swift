import IstioSchema
import Validation

extension Rule {
    package static let serviceSettingsHost = Rule(
        "service-settings-host", .error, .rejected, in: .serviceSettings, needs: ["hosts"],
        summary: "a host of serviceSettings is no host name, nor one with a wildcard in front",
        rationale: Consequence.meshRejected,
        fix: "Write the full name of a service, or *. and the end of one.",
        sources: [.istio("validateServiceSettings"), .istio("ValidateWildcardDomain")],
        examples: [
            .valid(
                "a wildcard in front",
                #"serviceSettings: [{settings: {clusterLocal: true}, hosts: ["*.foo.svc.cluster.local", "*"]}]"#),
            .valid("odd ones that Istio takes", #"serviceSettings: [{hosts: ["*.", "123", "*-a.b", "1.example."]}]"#),
            .invalid(
                "a wildcard inside",
                """
                serviceSettings:
                - hosts:
                  - foo.*.svc  # ✗ must be a host name, or one with *. in front, not foo.*.svc
                """),
            .invalid(
                "a number at the end",
                "serviceSettings: [{hosts: [1.2.3.4]}]  # ✗ must be a host name, or one with *. in front, not 1.2.3.4"
            ),
            .invalid(
                "null", "serviceSettings: [{hosts: [~]}]  # ✗ must be a host name, or one with *. in front, not ~"),
        ]
    ) { settings, report in
        for host in settings.strings("hosts") where !HostName.isWildcard(host.value) {
            report.add("must be a host name, or one with *. in front", at: host)
        }
    }
}
