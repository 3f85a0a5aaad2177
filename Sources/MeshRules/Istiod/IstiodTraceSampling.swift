import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodTraceSampling = Rule(
        "istiod-trace-sampling", .warning, .ignored, document: [.istiodDeployment, .istiodEnvironment],
        summary: "PILOT_TRACE_SAMPLING is no percentage",
        rationale: """
            istiod takes 1 % for a value outside 0 to 100. The value is a percentage: 1 means one request in a \
            hundred, and 0.5 one in two hundred.
            """,
        fix: "Write a percentage from 0 to 100.",
        sources: [.istio("features.TraceSampling")],
        examples: [
            .valid(
                "every request",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_TRACE_SAMPLING
                          value: "100"
                """),
            .valid(
                "the default of the chart",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_TRACE_SAMPLING
                          value: "1"
                """),
            .invalid(
                "more than all",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_TRACE_SAMPLING
                          value: "150"  # ✗ must be a percentage from 0 to 100; istiod takes 1, not 150
                """),
            .invalid(
                "a fraction",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_TRACE_SAMPLING
                          value: "0.5"  # ✗ means 0.5 % of the requests
                """),
            .invalid(
                "one, not quoted",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_TRACE_SAMPLING
                          value: 1  # ✗ means 1 % of the requests
                """),
        ]
    ) { deployment, report in
        guard let variable = IstiodEnvironment(deployment, as: report.kind)["PILOT_TRACE_SAMPLING"],
            let text = variable.value?.scalarText,
            let percentage = GoValue.float(text)
        else { return }
        if percentage < 0 || percentage > 100 {
            report.add("must be a percentage from 0 to 100; istiod takes 1", at: variable)
        } else if percentage > 0, percentage <= 1, !(variable.text != nil && percentage == 1) {
            // The chart writes 1 as a text; whoever writes the bare number often means all.
            report.add("means \(text) % of the requests", at: variable, severity: .note)
        }
    }
}
