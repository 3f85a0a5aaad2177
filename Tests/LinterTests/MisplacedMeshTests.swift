import Testing

@testable import Linter

@Suite struct `A mesh configuration where nobody reads it` {
    private func check(_ text: String) -> CheckResult {
        Inspection(options: CheckOptions(now: 0)).check([InputFile(name: "file.yaml", path: nil, text: text)])
    }

    private static let words = "cannot be checked, as nothing reads it there; it belongs at"

    private static let sail = "sailoperator.io/v1"
    private static let istio = "install.istio.io/v1alpha1"

    @Test(
        "in an operator's object is said to stand in the wrong place",
        arguments: [
            (sail, "Istio", "spec: {meshConfig: {ca: {}}}", "spec.meshConfig", "spec.values.meshConfig"),
            (sail, "Istio", "meshConfig: {ca: {}}", "meshConfig", "spec.values.meshConfig"),
            (sail, "IstioRevision", "values: {meshConfig: {}}", "values", "spec.values"),
            (sail, "Istio", "spec: {values: {MeshConfig: {}}}", "spec.values.MeshConfig", "spec.values.meshConfig"),
            (istio, "IstioOperator", "spec: {meshconfig: {}}", "spec.meshconfig", "spec.meshConfig"),
            (istio, "IstioOperator", "meshConfig: {}", "meshConfig", "spec.meshConfig"),
        ])
    func misplaced(apiVersion: String, kind: String, text: String, written: String, home: String) {
        let result = check("kind: Pod\n---\napiVersion: \(apiVersion)\nkind: \(kind)\n\(text)\n")
        #expect(result.problems.map(\.line) == ["file.yaml:5: \(written): \(Self.words) \(home)"])
        #expect(result.status(failingOn: .never, allowsEmpty: true) == .unreadable)
    }

    @Test(arguments: [
        "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {meshConfig: {}, values: {meshConfig: {}}}",
        "apiVersion: sailoperator.io/v1\nkind: Istio\nspec: {values: {meshConfig: {}}}\nvalues: {a: b}",
        "apiVersion: acme.io/v1\nkind: Istio\nspec: {meshConfig: {}}",
    ])
    func `is none at its home, or of others`(text: String) {
        #expect(check(text).problems.isEmpty)
    }

    @Test func `of a ConfigMap must be text`() {
        let result = check(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio, namespace: istio-system}
            data:
              mesh:
                connectTimeout: 2h
            """)
        #expect(
            result.diagnostics.map { "\($0.mark) \($0.fullPath) \($0.id)" } == [
                "5:3 data.mesh configmap-data-not-text"
            ])
        #expect(result.status(failingOn: .error, allowsEmpty: false) == .found)
    }
}
