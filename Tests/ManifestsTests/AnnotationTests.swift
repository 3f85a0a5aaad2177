import Documents
import IstioSchema
import Testing

@testable import Manifests

@Suite("The annotation proxy.istio.io/config") struct AnnotationTests {
    /// The kinds and places of the documents in an object.
    private func documents(_ text: String) throws -> [String] {
        let object = try YAMLReader().read(text).root
        return MeshDocumentFinder().documents(in: object).map { "\($0.kind) \($0.field)" }
    }

    private static let metadata = "metadata: {annotations: {proxy.istio.io/config: 'concurrency: 2'}}"
    private static let key = #"metadata.annotations["proxy.istio.io/config"]"#

    @Test(
        "is found where the pods of a workload have it",
        arguments: [
            ("v1", "Pod", "", ""), ("apps/v1", "Deployment", "spec.template.", "template"),
            ("apps/v1", "DaemonSet", "spec.template.", "template"), ("batch/v1", "Job", "spec.template.", "template"),
            ("batch/v1", "CronJob", "spec.jobTemplate.spec.template.", "jobTemplate: {spec: {template"),
            ("argoproj.io/v1alpha1", "Rollout", "spec.template.", "template"),
            ("serving.knative.dev/v1", "Service", "spec.template.", "template"),
        ])
    func onPods(apiVersion: String, kind: String, place: String, template: String) throws {
        let head = "apiVersion: \(apiVersion)\nkind: \(kind)\n"
        let closing = String(repeating: "}", count: template.count { $0 == "{" })
        let spec = template.isEmpty ? Self.metadata : "spec: {\(template): {\(Self.metadata)}\(closing)}"
        #expect(try documents(head + spec) == ["proxyConfigAnnotation \(place)\(Self.key)"])
    }

    @Test func `of a WorkloadGroup counts in both places`() throws {
        let group =
            "apiVersion: networking.istio.io/v1\nkind: WorkloadGroup\n\(Self.metadata)\nspec: {\(Self.metadata)}\n"
        #expect(
            try documents(group) == [
                "proxyConfigAnnotation \(Self.key)", "proxyConfigAnnotation spec.\(Self.key)",
            ])
    }

    @Test(
        "is the workload's own matter where it is no text",
        arguments: [
            ("v1", "Pod", "metadata: {annotations: {proxy.istio.io/config: {concurrency: 2}}}", true),
            ("v1", "Pod", "metadata: {annotations: {proxy.istio.io/config: }}", false),
            (
                "apps/v1", "Deployment",
                "spec: {template: {metadata: {annotations: {proxy.istio.io/config: [a]}}}}", true
            ),
            ("apps/v1", "Deployment", "metadata: {annotations: {proxy.istio.io/config: 1}}", true),
            ("v1", "Service", "metadata: {annotations: {proxy.istio.io/config: 1}}", false),
        ])
    func noText(apiVersion: String, kind: String, text: String, isFound: Bool) throws {
        let found = try documents("apiVersion: \(apiVersion)\nkind: \(kind)\n\(text)\n")
        #expect(found == (isFound ? ["workload "] : []))
    }

    @Test(
        "is the workload's own matter where its pods have none",
        arguments: [
            ("apps/v1", "Deployment", ["workload "]), ("batch/v1", "CronJob", ["workload "]),
            // Kubernetes copies those of the Deployment.
            ("apps/v1", "ReplicaSet", []),
            ("v1", "Service", []), ("example.com/v1", "Rollout", []), ("v1", "Namespace", []),
        ])
    func onWorkloads(apiVersion: String, kind: String, expected: [String]) throws {
        #expect(try documents("apiVersion: \(apiVersion)\nkind: \(kind)\n\(Self.metadata)\n") == expected)
    }
}
