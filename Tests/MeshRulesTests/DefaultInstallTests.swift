import Documents
import Foundation
import IstioSchema
import Manifests
import Testing
import Validation

@testable import MeshRules

/// What Istio's own charts render must pass without a word that anybody is bothered with.
///
/// The documents are shortened: each key that the charts of the release write, with the value that they give it, and short
/// injection templates.
///
/// Source: manifests/charts/istio-control/istio-discovery and istio-cni, with manifests/helm-profiles, 1.24 to 1.31.
@Suite("Default installs") struct DefaultInstallTests {
    struct Profile: CustomTestStringConvertible, Sendable {
        let name: String
        let release: IstioVersion
        /// What the profile adds to `mesh`.
        var mesh = ""
        /// What it adds to the environment of istiod.
        var environment: [String: String] = [:]
        var ambient = false
        var chained = true
        var traceSampling: String?
        /// Ids that are right to be said.
        var expected: Set<String> = []

        var testDescription: String { "\(name) of \(release)" }
    }

    private static let ambientMesh = """
        serviceScopeConfigs:
        - scope: GLOBAL
          servicesSelector:
            matchExpressions:
            - {key: istio.io/global, operator: In, values: ["true"]}
        """

    /// What the demo profile adds to the mesh configuration of the chart.
    static let demoMesh = """
        accessLogFile: /dev/stdout
        extensionProviders:
        - envoyOtelAls: {port: 4317, service: opentelemetry-collector.observability.svc.cluster.local}
          name: otel
        - name: skywalking
          skywalking: {port: 11800, service: tracing.istio-system.svc.cluster.local}
        - name: otel-tracing
          opentelemetry: {port: 4317, service: opentelemetry-collector.observability.svc.cluster.local}
        - name: jaeger
          opentelemetry: {port: 4317, service: jaeger-collector.istio-system.svc.cluster.local}
        """

    static let all: [Profile] = IstioVersion.allCases.filter { $0 >= .v1_24 }.flatMap { release in
        [
            Profile(name: "default", release: release),
            Profile(
                name: "ambient", release: release,
                mesh: "  proxyMetadata: {ISTIO_META_ENABLE_HBONE: \"true\"}\n" + (release >= .v1_28 ? ambientMesh : ""),
                environment: ["PILOT_ENABLE_AMBIENT": "true", "CA_TRUSTED_NODE_ACCOUNTS": "istio-system/ztunnel"],
                ambient: true),
            // Nothing selects the tracers of the demo, and nothing in the profile says that tracing is on.
            Profile(
                name: "demo", release: release, mesh: demoMesh, traceSampling: "100",
                expected: ["enable-tracing-missing"]),
            Profile(name: "preview", release: release, mesh: "  proxyMetadata: {ISTIO_META_DNS_CAPTURE: \"true\"}"),
            Profile(name: "openshift", release: release, chained: false),
        ]
    }

    private static let validators = Dictionary(
        uniqueKeysWithValues: IstioVersion.allCases.map { ($0, Validator(rules: Rule.all, version: $0)) })

    @Test("are silent", arguments: all)
    func silence(_ profile: Profile) throws {
        let validator = try #require(Self.validators[profile.release])
        var found: Set<String> = []
        for object in [profile.meshConfigMap, profile.injectorConfigMap, profile.cniConfigMap, profile.deployment] {
            let node = try YAMLReader().read(object).root
            let documents = MeshDocumentFinder().documents(in: node)
            #expect(!documents.isEmpty, "\(object)")
            for document in documents {
                for diagnostic in validator.report(on: document, now: RuleExampleTests.now).diagnostics
                where diagnostic.severity > .note && !profile.expected.contains(diagnostic.id.text) {
                    found.insert("\(document.label) \(diagnostic.path): \(diagnostic.message) [\(diagnostic.id)]")
                }
            }
        }
        #expect(found == [])
    }

    /// Up to 1.21 the chart names a tracer by itself; with `compatibilityVersion: 1.21` also up to 1.24.
    @Test("are silent with the tracer of older charts", arguments: [IstioVersion.v1_20, .v1_21, .v1_24])
    func oldTracer(_ release: IstioVersion) throws {
        let validator = try #require(Self.validators[release])
        let mesh = """
            defaultConfig:
              discoveryAddress: istiod.istio-system.svc:15012
              tracing: {zipkin: {address: "zipkin.istio-system:9411"}}
            defaultProviders: {metrics: [prometheus]}
            enablePrometheusMerge: true
            rootNamespace: istio-system
            trustDomain: cluster.local
            """
        let report = validator.report(on: MeshDocument(.mesh, .text(mesh)), now: RuleExampleTests.now)
        #expect(report.diagnostics.filter { $0.severity > .note }.map(\.id.text) == [])
    }
}

extension DefaultInstallTests.Profile {
    private func metadata(_ name: String, _ namespace: String, app: String) -> String {
        """
        metadata:
          name: \(name)
          namespace: \(namespace)
          labels:
            istio.io/rev: default
            app: \(app)
            app.kubernetes.io/managed-by: Helm
            app.kubernetes.io/part-of: istio
            app.kubernetes.io/version: \(release).0
            helm.sh/chart: \(app)-\(release).0
        """
    }

    var meshConfigMap: String {
        let text = """
            defaultConfig:
              discoveryAddress: istiod.istio-system.svc:15012
            \(mesh.hasPrefix("  ") ? mesh : "")
            defaultProviders:
              metrics:
              - prometheus
            enablePrometheusMerge: true
            rootNamespace: istio-system
            trustDomain: cluster.local
            \(mesh.hasPrefix("  ") ? "" : mesh)
            """
        return """
            apiVersion: v1
            kind: ConfigMap
            \(metadata("istio", "istio-system", app: "istiod"))
            data:
              meshNetworks: |-
                networks: {}
              mesh: |-
            \(text.indented(by: 4))
            """
    }

    var injectorConfigMap: String {
        """
        apiVersion: v1
        kind: ConfigMap
        \(metadata("istio-sidecar-injector", "istio-system", app: "istiod"))
        data:
          values: |-
            {
              "gateways": {"seccompProfile": {}, "securityContext": {}},
              "global": {
                "hub": "docker.io/istio", "tag": "\(release).0", "istioNamespace": "istio-system", "variant": "",
                "proxy": {"autoInject": "enabled", "clusterDomain": "cluster.local", "image": "proxyv2", "tracer": "none"}
              },
              "pilot": {"cni": {"enabled": false, "provider": "default"}, "env": {}},
              "revision": "",
              "sidecarInjectorWebhook": {
                "alwaysInjectSelector": [], "defaultTemplates": [], "enableNamespacesByDefault": false,
                "injectedAnnotations": {}, "neverInjectSelector": [], "reinvocationPolicy": "Never",
                "rewriteAppHTTPProbe": true, "templates": {}
              }
            }
          config: |-
            # defaultTemplates defines the default template to use for pods that do not explicitly specify a template
            defaultTemplates: [sidecar]
            policy: enabled
            alwaysInjectSelector:
              []
            neverInjectSelector:
              []
            injectedAnnotations:
            template: "{{ Template_Version_And_Istio_Version_Mismatched_Check_Installation }}"
            templates:
              sidecar: |
                {{- define "resources"  }}
                {{- if isset .ObjectMeta.Annotations `sidecar.istio.io/proxyCPU` }}{{ end }}
                {{- end }}
                metadata:
                  labels:
                    security.istio.io/tlsMode: {{ index .ObjectMeta.Labels `security.istio.io/tlsMode` | default "istio"  | quote }}
                spec:
                  containers:
                  - name: istio-proxy
                    image: "{{ annotation .ObjectMeta `sidecar.istio.io/proxyImage` .Values.global.proxy.image }}"
                    env:
                    {{- range $key, $value := .ProxyConfig.ProxyMetadata }}
                    - name: {{ $key }}
                      value: "{{ $value }}"
                    {{- end }}
              gateway: |
                spec: {}
              grpc-simple: |
                spec: {}
              grpc-agent: |
                spec: {}
              waypoint: |
                spec: {}
              kube-gateway: |
                spec: {}
        """
    }

    var cniConfigMap: String {
        var data: [(String, String)] = [
            ("CURRENT_AGENT_VERSION", "\(release).0"), ("AMBIENT_ENABLED", "\(ambient)"),
            ("AMBIENT_DNS_CAPTURE", release >= .v1_25 ? "true" : "false"), ("AMBIENT_IPV6", "true"),
            ("CHAINED_CNI_PLUGIN", "\(chained)"), ("EXCLUDE_NAMESPACES", "kube-system"),
            ("REPAIR_ENABLED", "true"), ("REPAIR_LABEL_PODS", "false"), ("REPAIR_DELETE_PODS", "false"),
            ("REPAIR_REPAIR_PODS", "true"), ("REPAIR_INIT_CONTAINER_NAME", "istio-validation"),
            ("REPAIR_BROKEN_POD_LABEL_KEY", "cni.istio.io/uninitialized"),
            ("REPAIR_BROKEN_POD_LABEL_VALUE", "true"),
        ]
        if !chained { data.append(("CNI_CONF_NAME", "istio-cni.conf")) }
        if release >= .v1_26 { data.append(("AMBIENT_RECONCILE_POD_RULES_ON_STARTUP", "\(release >= .v1_29)")) }
        if release >= .v1_27 { data.append(("NATIVE_NFTABLES", "false")) }
        if release >= .v1_27 { data.append(("ISTIO_OWNED_CNI_CONFIG", "false")) }
        if release >= .v1_29 { data.append(("ENABLE_AMBIENT_DETECTION_RETRY", "false")) }
        var lines = data.map { "  \($0.0): \"\($0.1)\"" }
        if release >= .v1_27 {
            lines.append(
                "  AMBIENT_ENABLEMENT_SELECTOR: \"- podSelector:\\n    matchLabels:\\n      istio.io/dataplane-mode: ambient\""
            )
        }
        return "apiVersion: v1\nkind: ConfigMap\n" + metadata("istio-cni-config", "kube-system", app: "istio-cni-node")
            + "\ndata:\n" + lines.joined(separator: "\n") + "\n"
    }

    var deployment: String {
        var variables: [(String, String)] = [
            ("REVISION", "default"), ("PILOT_CERT_PROVIDER", "istiod"),
            ("KUBECONFIG", "/var/run/secrets/remote/config"),
            ("PILOT_ENABLE_ANALYSIS", "false"), ("CLUSTER_ID", "Kubernetes"), ("PLATFORM", ""),
        ]
        if let traceSampling { variables.append(("PILOT_TRACE_SAMPLING", traceSampling)) }
        variables += environment.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let lines = variables.map { "        - name: \($0.0)\n          value: \"\($0.1)\"" }
        return """
            apiVersion: apps/v1
            kind: Deployment
            \(metadata("istiod", "istio-system", app: "istiod"))
            spec:
              selector: {matchLabels: {istio: pilot}}
              template:
                metadata:
                  labels: {app: istiod, istio: pilot, istio.io/rev: default, sidecar.istio.io/inject: "false"}
                  annotations: {prometheus.io/port: "15014", sidecar.istio.io/inject: "false"}
                spec:
                  serviceAccountName: istiod
                  containers:
                  - name: discovery
                    image: docker.io/istio/pilot:\(release).0
                    args: [discovery, "--monitoringAddr=:15014", --domain, cluster.local]
                    env:
                    - name: POD_NAME
                      valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.name}}
                    - name: GOMAXPROCS
                      valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: "1"}}
            \(lines.joined(separator: "\n"))
            """
    }
}

extension String {
    fileprivate func indented(by count: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }
}
