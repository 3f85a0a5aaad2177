import Documents
import Testing

@testable import Linter

@Suite struct `A large file` {
    private func check(_ text: String) -> CheckResult {
        Inspection(options: CheckOptions(now: 0)).check([InputFile(name: "file.yaml", path: nil, text: text)])
    }

    /// More values than the webhook reads of one text.
    private static let count = DocumentLimits.standard.maximumNodes + 1

    @Test(arguments: [
        "apiVersion: v1\nkind: List\nitems:\n", "apiVersion: apps/v1\nkind: DeploymentList\nitems:\n",
    ])
    func `of many objects is read to its end`(head: String) {
        let others = String(repeating: "- {kind: Pod, metadata: {name: a}}\n", count: Self.count / 6)
        let ours = """
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: istio, namespace: istio-system}
              data: {mesh: "connectTimeout: 2h"}

            """
        let result = check(head + others + ours)
        #expect(result.problems.isEmpty)
        #expect(result.diagnostics.map(\.id) == ["connect-timeout-range"])
        #expect(result.diagnostics.first?.mark.line == 3 + Self.count / 6 + 4)
    }

    @Test func `of one object of others is passed over`() {
        let schema = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n"
        let result = check(schema + String(repeating: "- a\n", count: Self.count) + "---\nconnectTimeout: 2h\nca: {}\n")
        #expect(result.problems.isEmpty)
        #expect(result.diagnostics.map(\.id) == ["connect-timeout-range"])
    }

    @Test func `is said to pass a limit, not to be no YAML`() {
        let depth = DocumentLimits.ofFiles.maximumDepth + 1
        let result = check(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        #expect(
            result.problems.map(\.line) == [
                "file.yaml:1: cannot be checked, because of a limit of Sekisho: nested deeper than \(depth - 1) levels"
            ])
        #expect(result.status(failingOn: .error, allowsEmpty: false) == .unreadable)
    }

    @Test func `of a mesh configuration has the webhook's limits`() {
        let result = check("defaultConfig: {}\nca: {}\nx:\n" + String(repeating: "- a\n", count: Self.count))
        #expect(
            result.diagnostics.map(\.message) == [
                "more than \(Self.count - 1) values: a limit of Sekisho, not of Istio"
            ])
    }
}
