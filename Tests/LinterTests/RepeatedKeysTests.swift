import Documents
import Testing

@testable import Linter

@Suite struct `A key that stands twice on the way to a document` {
    private func check(_ text: String) -> CheckResult {
        Inspection(options: CheckOptions(now: 0)).check([InputFile(name: "file.yaml", path: nil, text: text)])
    }

    private func repetitions(_ text: String) -> [String] {
        check(text).diagnostics.filter { $0.id == "mesh-duplicate-key" }
            .map { "\($0.mark.line) \($0.fullPath): \($0.severity)" }
    }

    private static let configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\n"
    private static let cni =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-cni-config, namespace: kube-system}\n"
    private static let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n"
    private static let operators = "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n"

    @Test(
        "is said to be dropped",
        arguments: [
            (configMap + "data:\n  mesh: \"\"\n  mesh: \"enableTracing: true\"\n", "6 data.mesh: warning"),
            (configMap + "data:\n  mesh: \"ca: {}\"\ndata:\n  meshNetworks: \"networks: {}\"\n", "6 data: warning"),
            (
                cni + "data:\n  AMBIENT_ENABLED: \"true\"\n  AMBIENT_ENABLED: \"false\"\n",
                "6 data.AMBIENT_ENABLED: warning"
            ),
            (
                pod + "    proxy.istio.io/config: \"{}\"\n    proxy.istio.io/config: \"{}\"\n",
                "7 metadata.annotations[\"proxy.istio.io/config\"]: warning"
            ),
            (operators + "  meshConfig: {}\n  meshConfig: {}\n", "5 spec.meshConfig: warning"),
            ("meshConfig: {}\nmeshConfig: {}\n", "2 meshConfig: warning"),
            ("pilot: {env: {A: b}}\nmeshConfig: {}\npilot: {a: b}\n", "3 pilot: warning"),
        ])
    func repeated(text: String, expected: String) {
        #expect(repetitions(text) == [expected])
    }

    @Test func `counts once, as the last of them`() {
        #expect(check("meshConfig: {a: b}\nmeshConfig: {}\n").documentCount == 1)
        #expect(!check("meshConfig: {a: b}\nmeshConfig: {}\n").diagnostics.contains { $0.id == "mesh-unknown-field" })
    }

    @Test(arguments: [
        configMap + "data:\n  mesh: \"ca: {}\"\n  other: a\n  other: b\n",
        "x: &x {meshConfig: {}}\n<<: *x\nmeshConfig: {enableTracing: true}\n",
        "meshConfig: {}\nglobal: {a: {}, a: {}}\n",
    ])
    func `is none in a merge, or of others`(text: String) {
        #expect(repetitions(text).isEmpty)
    }
}
