import Foundation
import Testing

@testable import Linter

/// References from a resource in one file to a provider in another.
@Suite("References") struct ReferenceTests {
    private static let telemetry = """
        apiVersion: telemetry.istio.io/v1
        kind: Telemetry
        metadata: {name: mesh-default, namespace: istio-system}
        spec: {tracing: [{providers: [{name: otl}]}]}
        """

    private static let policy = """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: ext-authz, namespace: shop}
        spec: {action: CUSTOM, provider: {name: otel}, rules: [{}]}
        """

    private static func configMap(_ name: String, _ provider: String) -> String {
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: \(name), namespace: istio-system}
        data:
          mesh: |
            extensionProviders:
            - name: \(provider)
              opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
        """
    }

    @Test func `are followed from file to file`() {
        let found = diagnostics([Self.telemetry, Self.policy, Self.configMap("istio", "otel")])
        #expect(found.map(\.id) == ["telemetry-provider-undefined", "authz-provider-wrong-kind"])
        #expect(found.map(\.file) == ["0.yaml", "1.yaml"])
        #expect(found.first?.fix == "otel")
    }

    @Test func `are satisfied by any mesh that is given`() {
        let canary = Self.configMap("istio-canary", "otl")
        #expect(diagnostics([Self.telemetry, Self.configMap("istio", "otel"), canary]).isEmpty)
    }

    @Test func `are not judged without a mesh, or beside one that cannot be read`() {
        #expect(diagnostics([Self.telemetry, Self.policy]).isEmpty)
        let broken = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-b}\ndata: {mesh: '{'}"
        let found = diagnostics([Self.telemetry, Self.policy, Self.configMap("istio", "otel"), broken])
        #expect(found.map(\.id) == ["mesh-yaml-syntax"])
    }

    private func diagnostics(_ texts: [String]) -> [(id: String, file: String, fix: String?)] {
        let files = texts.enumerated().map { InputFile(name: "\($0.offset).yaml", path: nil, text: $0.element) }
        return Inspection(options: CheckOptions(now: 0)).check(files).diagnostics
            .filter { $0.severity > .note && $0.id.text != "enable-tracing-missing" }
            .map { ($0.id.text, $0.file, $0.fix) }
    }
}
