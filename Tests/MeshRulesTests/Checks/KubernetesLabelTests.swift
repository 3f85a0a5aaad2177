import Testing

@testable import MeshRules

@Suite("Labels of Kubernetes objects") struct KubernetesLabelTests {
    @Test(arguments: ["a", "A_b.c-1", "istio.io/rev", "kubernetes.io/metadata.name", String(repeating: "a", count: 63)])
    func keys(_ text: String) {
        #expect(KubernetesLabel.isKey(text))
    }

    @Test(arguments: [
        "", "-a", "a-", "a b", "/a", "a/", "a/b/c", "Istio.io/rev", "istio..io/rev", "é",
        String(repeating: "a", count: 64),
    ])
    func `texts that are no keys`(_ text: String) {
        #expect(!KubernetesLabel.isKey(text))
    }

    @Test func values() {
        #expect(KubernetesLabel.isValue(""))
        #expect(KubernetesLabel.isValue("Istio_1.31"))
        #expect(!KubernetesLabel.isValue("a/b"))
        #expect(!KubernetesLabel.isValue("a "))
    }

    @Test func `durations that Istio takes`() {
        #expect(Duration.milliseconds(1).problem == nil)
        #expect(Duration.milliseconds(1500).problem == nil)
        #expect(Duration.microseconds(999).problem == "must be at least 1ms")
        #expect(Duration.seconds(-1).problem == "must be at least 1ms")
        #expect(Duration.microseconds(1500).problem == "must be whole milliseconds")
        #expect(!Duration.milliseconds(-1).isWholeSeconds)
    }
}
