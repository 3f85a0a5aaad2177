import Documents
import Foundation
import IstioSchema
import Testing

@testable import Linter

@Suite struct `What Istio runs with` {
    /// The lines, without where each comes from.
    private func lines(
        _ mesh: String, resources: [String] = [], annotation: String? = nil
    ) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sekisho-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ text: String) throws -> String {
            let file = folder.appending(path: name)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return file.path
        }
        var options = CheckOptions(now: 0)
        options.version = .v1_30
        options.bareKind = .mesh
        let configuration = EffectiveConfiguration(
            of: [try file("mesh.yaml", mesh)],
            proxyConfigs: try resources.enumerated().map { try file("resource\($0.offset).yaml", $0.element) },
            annotation: try annotation.map { try file("annotation.yaml", $0) }, options: options)
        return configuration.text.split(separator: "\n").map { line in
            var text = line.firstRange(of: "  # ").map { line[..<$0.lowerBound] } ?? line
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }

    private func resource(_ spec: String) -> String {
        """
        apiVersion: networking.istio.io/v1beta1
        kind: ProxyConfig
        metadata: {name: a, namespace: b}
        spec: \(spec)

        """
    }

    @Test func `has each provider once, Istio's first, as the last of its name says`() throws {
        let lines = try lines(
            """
            extensionProviders:
            - {name: one, zipkin: {service: a.b.svc, port: 9411}}
            - {name: envoy, envoyFileAccessLog: {path: /dev/stderr}}
            - {name: two, prometheus: {}}
            - {name: one, envoyFileAccessLog: {path: /tmp/log}}
            """)
        let start = try #require(lines.firstIndex(of: "extensionProviders:"))
        #expect(
            lines[start...].prefix(14).dropFirst() == [
                "  - name: prometheus", "    prometheus: {}", "  - name: stackdriver", "    stackdriver: {}",
                "  - name: envoy", "    envoyFileAccessLog:", "      path: /dev/stderr",
                "  - name: one", "    envoyFileAccessLog:", "      path: /tmp/log",
                "  - name: two", "    prometheus: {}", "defaultProviders: {}",
            ])
    }

    @Test func `has each alias once, in order`() throws {
        let lines = try lines("trustDomainAliases: [z, a, z, \u{212A}, K]")
        let start = try #require(lines.firstIndex(of: "trustDomainAliases:"))
        #expect(lines[start...].prefix(5).dropFirst() == ["  - K", "  - a", "  - z", "  - \"\u{212A}\""])
    }

    @Test func `is for a pod what its layers say that is not zero`() throws {
        let lines = try lines(
            """
            defaultConfig:
              controlPlaneAuthPolicy: NONE
              statusPort: 0
              concurrency: 0
              discoveryAddress: ""
              proxyAdminPort: 15001
            """, annotation: "proxyAdminPort: 0\nstatNameLength: 0\n")
        #expect(lines.contains("controlPlaneAuthPolicy: MUTUAL_TLS"))
        #expect(lines.contains("statusPort: 15020"))
        #expect(lines.contains("concurrency: 0"))
        #expect(lines.contains("discoveryAddress: istiod.istio-system.svc:15012"))
        #expect(lines.contains("proxyAdminPort: 15001"))
        #expect(lines.contains("statNameLength: 189"))
    }

    @Test func `has the pod's annotation over a namespace's resource, and under one that selects the pod`() throws {
        let annotation = "concurrency: 5\nproxyMetadata: {A: annotation, B: annotation}\n"
        let ofNamespace = resource("{concurrency: 3, environmentVariables: {A: namespace, C: namespace}}")
        let ofPod = resource("{selector: {matchLabels: {a: b}}, concurrency: 7, environmentVariables: {A: pod}}")
        let under = try lines("{}", resources: [ofNamespace], annotation: annotation)
        #expect(under.contains("concurrency: 5"))
        #expect(under.contains("  A: annotation") && under.contains("  C: namespace"))
        let over = try lines("{}", resources: [ofPod, ofNamespace], annotation: annotation)
        #expect(over.contains("concurrency: 7"))
        #expect(over.contains("  A: pod") && over.contains("  B: annotation") && over.contains("  C: namespace"))
    }

    @Test func `keeps headers and leaves a oneof as istiod does`() throws {
        let lines = try lines(
            "defaultConfig: {proxyHeaders: {server: {value: x}, setCurrentClientCertDetails: {uri: true}}}",
            annotation: "proxyHeaders: {requestId: {disabled: true}}\ntracingServiceName: APP_LABEL_AND_NAMESPACE\n")
        #expect(lines.contains("  server:") && lines.contains("  requestId:"))
        #expect(!lines.contains("  setCurrentClientCertDetails:"))
        #expect(lines.contains("tracingServiceName: APP_LABEL_AND_NAMESPACE"))
        #expect(!lines.contains { $0.hasPrefix("serviceCluster:") })
    }

    @Test(arguments: [
        "12:30", "1:30:45", "190:20:30.15", "2020-01-01", "2020-1-1", "1e3", "0x1", "0o7", "~", "no", "y", "OFF",
        "null",
        "._1", ".", "...", "1e", "2001-12-14t21:59:43Z", "089", "1_000", "=", "<<", "", " a", "a: b", "a #b", "-", "é",
    ])
    func `is written so that every reader takes a text for one`(_ text: String) {
        #expect(YAMLText.scalar(text).hasPrefix("\""))
    }

    @Test(arguments: ["a", "istiod.istio-system.svc:15012", "./etc/istio/proxy", "10s", "TLSV1_2", "10.0.0.0/8", "e1"])
    func `has no quotes around plain texts`(_ text: String) {
        #expect(YAMLText.scalar(text) == text)
    }

    @Test func `has quotes around a value of an enumeration that YAML has for a boolean`() throws {
        #expect(try lines("ingressControllerMode: \"OFF\"").contains("ingressControllerMode: \"OFF\""))
    }
}
