import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodEnvIgnored = Rule(
        "istiod-env-ignored", .warning, .ignored, document: [.helmValues],
        summary: "Helm values set variables of istiod where the chart does not look",
        rationale: """
            Istio 1.24 moved the settings of the chart istiod from `pilot` to the root of its values. Helm takes what \
            stands in the other place without a word, and istiod runs with its defaults.
            """,
        fix: """
            Move the variables to `env` at the root of the chart's values, or to `pilot.env` before Istio 1.24. \
            An IstioOperator and Sail's Istio keep `pilot.env`.
            """,
        sources: [.istio("charts/istio-control/istio-discovery/templates/deployment.yaml")],
        examples: [
            .valid(
                "where the chart looks",
                """
                meshConfig:
                  accessLogFile: /dev/stdout
                env:
                  PILOT_PUSH_THROTTLE: 50
                """),
            .valid(
                "in both places, for both charts",
                """
                env:
                  PILOT_PUSH_THROTTLE: 50
                pilot:
                  env:
                    PILOT_PUSH_THROTTLE: 50
                """),
            .valid(
                "where the chart of old looked",
                """
                pilot:
                  env:
                    PILOT_PUSH_THROTTLE: 50
                """, in: .v1_23),
            .invalid(
                "in the place of before 1.24",
                """
                pilot:
                  env:  # ✗ is not read by the chart from Istio 1.24 on, which takes env
                    PILOT_PUSH_THROTTLE: 50
                """),
            .invalid(
                "too early",
                """
                env:  # ✗ is not read by the chart before Istio 1.24, which takes pilot.env
                  PILOT_PUSH_THROTTLE: 50
                meshConfig: {}
                """, in: .v1_23),
        ]
    ) { values, report in
        let (flat, nested) = (values.entry("env"), values["pilot"]?.entry("env"))
        let isFlat = report.version >= .v1_24
        let (read, ignored) = isFlat ? (flat, nested) : (nested, flat)
        guard let ignored, ignored.value.entries.contains(where: { read?.value[$0.name] == nil }) else { return }
        if isFlat {
            report.add(
                "is not read by the chart from Istio 1.24 on, which takes env", atKeyOf: ignored,
                path: .root.field("pilot").field("env"))
        } else {
            report.add(
                "is not read by the chart before Istio 1.24, which takes pilot.env", atKeyOf: ignored,
                path: .root.field("env"))
        }
    }
}
