import Documents
import Testing

@testable import Linter

@Suite struct `A template inside a file` {
    private func check(_ text: String) -> CheckResult {
        Inspection(options: CheckOptions(now: 0)).check([InputFile(name: "file.yaml", path: nil, text: text)])
    }

    private static let head =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n"
    private static let words = "skipped, as it is a template; check what `helm template` makes of it"

    @Test(
        "that is no YAML yet is skipped",
        arguments: [
            "trustDomain: {{ .Values.td }}", "{{- toYaml .Values.meshConfig | nindent 4 }}",
            "{{- if .Values.x }}\n    ca: {}\n    {{- end }}", "ca: {}\n    {% if x %}\n    {% endif %}",
        ])
    func skipped(mesh: String) {
        let result = check(Self.head + "  meshNetworks: \"networks: 5\"\n  mesh: |-\n    \(mesh)\n")
        #expect(result.skipped.map(\.line) == ["file.yaml:7: data.mesh: \(Self.words)"])
        #expect(result.diagnostics.map(\.fullPath) == ["data.meshNetworks.networks"])
        #expect(result.problems.isEmpty)
    }

    @Test func `of a workload's annotation is skipped`() {
        let result = check(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations: {proxy.istio.io/config: '{{ toJson .x }}'}
            """)
        #expect(
            result.skipped.map(\.line) == [
                "file.yaml:5: metadata.annotations[\"proxy.istio.io/config\"]: \(Self.words)"
            ])
        #expect(result.diagnostics.isEmpty)
        #expect(result.status(failingOn: .note, allowsEmpty: false) == .clean)
    }

    @Test func `with an action that is indented less than its text is skipped`() {
        let result = check(
            Self.head + "  mesh: |\n      accessLogFile: /dev/stdout\n    {{- toYaml .Values.mesh | nindent 6 }}\n")
        #expect(result.problems.isEmpty)
        #expect(result.skipped.count == 1)
    }

    @Test func `that can be read as it stands is judged, and what is no template is a mistake`() {
        #expect(
            check(Self.head + "  mesh: |\n    trustDomain: \"{{ .x }}\"\n    connectTimeout: 2h\n").diagnostics
                .contains { $0.id == "connect-timeout-range" })
        #expect(check(Self.head + "  mesh: |\n    a: {{ b\n").diagnostics.map(\.id) == ["mesh-yaml-syntax"])
        let injector = Self.head.replacing("name: istio,", with: "name: istio-sidecar-injector,")
        #expect(
            check(injector + "  config: |\n    templates: [\n    sidecar: |\n      {{ .x }}\n  values: '{}'\n")
                .diagnostics.map(\.id) == ["injector-config-yaml"])
    }

    @Test func `of an ApplicationSet's values is skipped`() {
        let result = check(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: mesh}
            spec:
              goTemplate: true
              template:
                spec:
                  source:
                    chart: istiod
                    helm:
                      values: |
                        meshConfig:
                          trustDomain: {{.cluster}}.x
            """)
        #expect(result.skipped.map(\.line) == ["file.yaml:12: the values are skipped, as they are a template"])
        #expect(result.problems.isEmpty)
    }
}
