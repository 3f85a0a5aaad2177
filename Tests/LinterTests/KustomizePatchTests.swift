import Foundation
import Testing

@testable import Linter

@Suite struct `Patches of kustomize` {
    private static let configMap = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio-sidecar-injector, namespace: istio-system}
        data: {values: "global: {proxy: {tracer: none}}"}
        """

    private static let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: istiod, namespace: istio-system}
        spec: {template: {spec: {containers: [{name: discovery, env: [{name: CLUSTER_ID, value: c}]}]}}}
        """

    @Test(arguments: [
        ("kustomization.yaml", "patches: [{path: %}]"), ("Kustomization", "patchesStrategicMerge: [./%]"),
    ])
    func `are not blamed for what they leave to the object`(name: String, kustomization: String) throws {
        for (file, object) in [("injector.yaml", Self.configMap), ("patches/istiod.yaml", Self.deployment)] {
            let with = try ids(object, at: file, name, kustomization.replacing("%", with: file))
            let without = try ids(object, at: file, name, "resources: [\(file)]")
            #expect(!with.contains("injector-config-yaml") && !with.contains("istiod-deployment-shape"))
            #expect(without.contains("injector-config-yaml") || without.contains("istiod-deployment-shape"))
        }
    }

    private func ids(_ object: String, at file: String, _ name: String, _ kustomization: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sekisho-\(UUID().uuidString)")
        let path = folder.appending(path: file)
        try FileManager.default.createDirectory(
            at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try object.write(to: path, atomically: true, encoding: .utf8)
        try kustomization.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        return Inspection(options: CheckOptions(now: 0)).check([path.path]).diagnostics.map(\.id.text)
    }
}
