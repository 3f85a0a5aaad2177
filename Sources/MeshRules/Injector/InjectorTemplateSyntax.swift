import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorTemplateSyntax = Rule(
        "injector-template-syntax", .error, .breaks, document: [.injectorConfig],
        summary: "an injection template that cannot be parsed",
        rationale: """
            One template that does not parse makes istiod refuse the whole configuration of the injector. A running istiod \
            keeps the old one; the next that starts exits.
            """,
        fix: "Close what is open: every {{ with }}, every if, with, range and define with end.",
        sources: [.istio("ParseTemplates"), .istio("parseDryTemplate"), .document("Go text/template/parse")],
        examples: [
            .valid(
                "blocks, comments and trimmed blanks",
                """
                policy: enabled
                templates:
                  sidecar: |
                    {{- /* a comment */ -}}
                    {{ define "x" }}{{ toYaml .Values.y | indent 4 }}{{ end }}
                    {{- if and .Values.x (eq (index .Y "a b") `}}`) -}}
                    a: {{ template "x" . }}
                    {{- else if not $.Z }}{{ range $k, $v := .Spec }}{{ $k }}{{ end }}
                    {{- else }}b
                    {{- end }}
                """, kind: .injectorConfig),
            .invalid(
                "no end",
                """
                policy: enabled
                templates:
                  sidecar: |  # ✗ does not parse at its line 2: {{if}} has no {{end}}
                    spec:
                      {{ if .Values.x }}
                      containers: []
                """, kind: .injectorConfig),
            .invalid(
                "an end too many",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {} {{ end }}"  # ✗ does not parse at its line 1: {{end}} closes nothing
                """, kind: .injectorConfig),
            .invalid(
                "an open action",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ .Values.x }"  # ✗ does not parse at its line 1: } has no meaning in an action
                """, kind: .injectorConfig),
            .invalid(
                "an open string",
                """
                policy: enabled
                templates:
                  sidecar: 'spec: {{ default "a .Values.x }}'  # ✗ does not parse at its line 1: a string is not closed
                """, kind: .injectorConfig),
            .invalid(
                "an unknown function",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ include .Values.x }}"  # ✗ does not parse at its line 1: there is no function include
                """, kind: .injectorConfig),
        ]
    ) { config, report in
        let templates = config["templates"]?.entries ?? []
        guard !templates.isEmpty else { return }
        let functions = InjectionFunctions.all(in: report.version)
        for template in templates {
            guard let text = template.value.string else { continue }
            for mistake in GoTemplate.mistakes(in: text, functions: functions) {
                report.add(
                    "does not parse at its line \(mistake.line): \(mistake.message.escapedForDisplay.elided(to: 64))",
                    at: template.value, path: .root.field("templates").key(template.name),
                    severity: mistake.isUnknownFunction ? .warning : nil)
            }
        }
    }
}
