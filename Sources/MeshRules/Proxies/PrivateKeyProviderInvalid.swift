import IstioSchema
import Validation

extension Rule {
    package static let privateKeyProviderInvalid = Rule(
        "private-key-provider-invalid", .error, .rejected, in: .privateKeyProvider,
        summary: "privateKeyProvider names no provider, or one without a pollDelay",
        rationale: Consequence.proxyConfigRejected,
        fix: "Write cryptomb or qat with a pollDelay other than 0s, or leave privateKeyProvider out.",
        sources: [.istio("validatePrivateKeyProvider")],
        examples: [
            .valid("a provider", "defaultConfig: {privateKeyProvider: {cryptomb: {pollDelay: 10ms, fallback: true}}}"),
            .valid("null, which is unset", "defaultConfig: {privateKeyProvider: null}"),
            .invalid("none", "defaultConfig: {privateKeyProvider: {}}  # ✗ needs cryptomb or qat"),
            .invalid("no delay", "defaultConfig: {privateKeyProvider: {qat: {}}}  # ✗ needs a pollDelay"),
            .invalid("zero", "defaultConfig: {privateKeyProvider: {qat: {pollDelay: 0s}}}  # ✗ cannot be 0s"),
            .invalid(
                "no way out",
                """
                defaultConfig:
                  privateKeyProvider:
                    cryptomb: {pollDelay: 10ms}  # ✗ lacks fallback: true, for nodes without the hardware
                """),
        ]
    ) { provider, report in
        guard provider.isSet("cryptomb") || provider.isSet("qat") else {
            report.add("needs cryptomb or qat", at: provider, fix: "cryptomb: {pollDelay: 10ms}")
            return
        }
        guard let device = provider.message("cryptomb") ?? provider.message("qat") else { return }
        guard device.isSet("pollDelay") else {
            report.add("needs a pollDelay", at: device, fix: "pollDelay: 10ms")
            return
        }
        guard let delay = device.duration("pollDelay") else { return }
        if delay.value == .zero {
            report.add("cannot be 0s", at: delay)
        } else if report.version >= .v1_21, device.bool("fallback")?.value != true {
            report.add("lacks fallback: true, for nodes without the hardware", at: device, severity: .note)
        }
    }
}
