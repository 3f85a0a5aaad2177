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
        fix: """
            Close every {{ with }}, and every if, with, range and define with end. Declare each variable, and call only \
            functions of Go, sprig and Istio.
            """,
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
            .valid(
                "variables, numbers and what only the execution finds",
                """
                policy: enabled
                templates:
                  sidecar: |
                    {{ $x := .Values.x }}{{ range $k, $v := $x }}{{ if eq $v -3 0x1F 'c' }}{{ break }}{{ end }}{{ end }}
                    {{ with $y := $.Z }}{{ $y.a.b }}{{ else }}{{ (index $x "a").b | quote }}{{ end }}{{-3}}
                    {{ define "x" }} {{ end }}{{ define "x" }}x{{ end }}{{ $late = 1 }}{{ block "y" . }}{{ $ }}{{ end }}
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
                  sidecar: "spec: {{ include .Values.x }}"  # ✗ does not parse at its line 1: no function include
                """, kind: .injectorConfig),
            .invalid(
                "a function of a later release",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ omitNil .Values.x }}"  # ✗ does not parse at its line 1: omitNil needs Istio 1.28
                """, kind: .injectorConfig, in: .v1_27),
            .invalid(
                "a variable that is not declared",
                """
                policy: enabled
                templates:
                  sidecar: "{{ if $x := .Values.x }}{{ end }}{{ $x }}"  # ✗ does not parse at its line 1: $x is not declared
                """, kind: .injectorConfig),
            .invalid(
                "a trim marker without a blank",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{-.Values.x }}"  # ✗ does not parse at its line 1: -.Values is no number
                """, kind: .injectorConfig),
            .invalid(
                "a point too many",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ .Values. }}"  # ✗ does not parse at its line 1: . has no place here
                """, kind: .injectorConfig),
            .invalid(
                "a field of a constant",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ true.x }}"  # ✗ does not parse at its line 1: true has no field .x
                """, kind: .injectorConfig),
            .invalid(
                "a constant after a pipe",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ .Values.x | 5 }}"  # ✗ does not parse at its line 1: 5 after | is no function
                """, kind: .injectorConfig),
            .invalid(
                "two templates of one name",
                """
                policy: enabled
                templates:
                  sidecar: '{{ define "a" }}x{{ end }}{{ define "a" }}y{{ end }}'  # ✗ does not parse at its line 1: a is defined a second time
                """, kind: .injectorConfig),
            .invalid(
                "a block without a value",
                """
                policy: enabled
                templates:
                  sidecar: 'spec: {{ block "x" }}{{ end }}'  # ✗ does not parse at its line 1: {{block}} has no value
                """, kind: .injectorConfig),
            .invalid(
                "a break outside a range",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ break }}"  # ✗ does not parse at its line 1: {{break}} is outside {{range}}
                """, kind: .injectorConfig),
            .invalid(
                "a number that is none",
                """
                policy: enabled
                templates:
                  sidecar: "spec: {{ 1x }}"  # ✗ does not parse at its line 1: 1x is no number
                """, kind: .injectorConfig),
            .invalid(
                "a second else",
                """
                policy: enabled
                templates:
                  sidecar: "{{ if .x }}{{ else }}{{ else }}{{ end }}"  # ✗ does not parse at its line 1: {{else}} belongs to nothing
                """, kind: .injectorConfig),
        ]
    ) { config, report in
        for template in config["templates"]?.entries ?? [] {
            guard let text = template.value.string else { continue }
            for mistake in GoTemplate.mistakes(in: text, version: report.version) {
                report.add(
                    "does not parse at its line \(mistake.line): \(mistake.message.escapedForDisplay.elided(to: 64))",
                    at: template.value, path: .root.field("templates").key(template.name),
                    severity: mistake.isOfSomeReleases ? .warning : nil)
            }
        }
    }
}
