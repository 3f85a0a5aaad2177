import Documents
import IstioSchema
import Testing

@testable import Linter

@Suite struct `An installation of a chart` {
    private func findings(_ text: String) -> [String] {
        let file = InputFile(name: "file.yaml", path: nil, text: text)
        let result = Inspection(options: CheckOptions(now: 0)).check([file])
        return result.problems.map(\.line)
            + result.diagnostics.map { "\($0.mark) \($0.fullPath) \($0.id) \($0.release)" }
    }

    private static let argo = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: mesh, namespace: argocd, labels: {app.kubernetes.io/version: 1.20.0}}
        spec:
          source:

        """

    @Test func `of Argo CD has values in a text, mapped line by line, for the chart's release`() {
        let text =
            Self.argo + """
                    chart: istiod
                    targetRevision: 1.24.3
                    helm:
                      values: |
                        # why
                        meshConfig:
                          connectTimeout: 2h
                """
        #expect(
            findings(text) == ["12:27 spec.source.helm.values.meshConfig.connectTimeout connect-timeout-range 1.24"])
    }

    @Test func `of Argo CD has values as an object, in several sources, of charts in a repository`() {
        let text = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: mesh}
            spec:
              sources:
                - path: charts/mesh
                  helm:
                    values: "meshConfig: {connectTimeout: 4h}"
                    valuesObject: {platform: {istiod: {meshConfig: {connectTimeout: 2h}}}}
            """
        #expect(
            findings(text) == [
                "9:73 spec.sources[0].helm.valuesObject.platform.istiod.meshConfig.connectTimeout connect-timeout-range 1.31"
            ])
    }

    @Test func `of Argo CD has parameters, which go over the values`() {
        let text =
            Self.argo + """
                    chart: istiod
                    helm:
                      values: "meshConfig: {connectTimeout: 4h, enableTracin: true}"
                      parameters:
                        - {name: meshConfig.connectTimeout, value: 3h}
                        - {name: meshConfig.defaultConfig.concurrency, value: "2"}
                        - {name: "meshConfig.extensionProviders[0].name", value: 5}
                        - {name: pilot.meshConfig, value: none}
                """
        #expect(
            findings(text) == [
                "8:15 spec.source.helm.values.meshConfig.enableTracin mesh-unknown-field 1.31",
                "10:52 spec.source.helm.values.meshConfig.connectTimeout connect-timeout-range 1.31",
                "12:18 spec.source.helm.values.meshConfig.extensionProviders[0] provider-type-missing 1.31",
                "12:66 spec.source.helm.values.meshConfig.extensionProviders[0].name mesh-type-mismatch 1.31",
            ])
        let file = InputFile(name: "file.yaml", path: nil, text: text)
        let result = Inspection(options: CheckOptions(now: 0)).check([file])
        #expect(result.diagnostics.allSatisfy { $0.edits == nil })
    }

    @Test func `of Argo CD has parameters in lists, with dots in a name, and lists for values`() {
        let text =
            Self.argo + """
                    chart: istiod
                    helm:
                      values: "meshConfig: {extensionProviders: [{name: a, envoyFileAccessLog: {}}]}"
                      parameters:
                        - {name: "meshConfig.extensionProviders[1].name", value: b}
                        - {name: "meshConfig.extensionProviders[1].opentelemetry.service", value: a.b}
                        - {name: "meshConfig.extensionProviders[1].opentelemetry.port", value: "70000"}
                        - {name: 'meshConfig.defaultConfig.proxyMetadata.A\\.B', value: 5, forceString: true}
                        - {name: meshConfig.trustDomainAliases, value: "{a,b_c}"}
                        - {name: "meshConfig.trustDomainAliases[", value: c}
                """
        #expect(
            findings(text).map { $0.replacing("spec.source.helm.values.meshConfig.", with: "") } == [
                "10:18 enableTracing enable-tracing-missing 1.31",
                "10:18 extensionProviders[1] tracing-provider-not-selected 1.31",
                "11:83 extensionProviders[1].opentelemetry.service provider-service-short-name 1.31",
                "12:80 extensionProviders[1].opentelemetry.port provider-port-range 1.31",
                "14:56 trustDomainAliases[1] trust-domain-format 1.31",
            ])
    }

    @Test func `of Flux has values; what Flux fills in first is passed over`() {
        let text = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: istiod}
            spec:
              chart: {spec: {chart: istiod, version: 1.27.1}}
              values:
                meshConfig:
                  trustDomain: ${trust_domain}
                  connectTimeout: 2h
                  defaultConfig: {proxyMetadata: {A: "${a}"}, drainDuration: 5}
                global:
                  meshNetworks:
                    net1: {endpoints: [{fromRegistry: one}], gateways: [{address: 1.2.3.4, port: 70000}]}
            """
        #expect(
            findings(text) == [
                "9:23 spec.values.meshConfig.connectTimeout connect-timeout-range 1.27",
                "10:66 spec.values.meshConfig.defaultConfig.drainDuration mesh-type-mismatch 1.27",
                "13:86 spec.values.global.meshNetworks.networks[\"net1\"].gateways[0].port network-gateway-port 1.27",
            ])
    }

    /// A mesh configuration that lacks a provider and `enableTracing`, by itself.
    private static let lacking = "meshConfig: {defaultProviders: {metrics: [prometheus], tracing: [otel]}}"

    @Test(
        "of values from several places is judged without what they lack",
        arguments: [
            (
                "helm.toolkit.fluxcd.io/v2", "HelmRelease", "chart: {spec: {chart: istiod}}\n  values: {\(lacking)}",
                "valuesFrom"
            ),
            (
                "argoproj.io/v1alpha1", "Application", "source: {chart: istiod, helm: {valuesObject: {\(lacking)}}}",
                "valueFiles"
            ),
            ("install.istio.io/v1alpha1", "IstioOperator", lacking, "values"),
        ])
    func part(apiVersion: String, kind: String, spec: String, more: String) {
        func ids(_ spec: String) -> [String] {
            let text = "apiVersion: \(apiVersion)\nkind: \(kind)\nmetadata: {name: a}\nspec:\n  \(spec)\n"
            return findings(text).compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) }
        }
        #expect(ids(spec).sorted() == ["default-provider-undefined", "enable-tracing-missing"])
        let parts: String
        switch more {
        case "valuesFrom": parts = spec + "\n  valuesFrom: [{kind: ConfigMap, name: more}]"
        case "valueFiles": parts = spec.replacing("helm: {", with: "helm: {valueFiles: [more.yaml], ")
        default: parts = spec + "\n  values: {meshConfig: {connectTimeout: 2h}}"
        }
        #expect(ids(parts) == (more == "values" ? ["connect-timeout-range"] : []))
        // What is written is judged as ever.
        #expect(
            ids(parts.replacing("tracing: [otel]", with: "tracing: 5")).contains("mesh-type-mismatch"))
    }

    @Test func `of parts defines providers that nobody knows`() {
        let text = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: istiod}
            spec:
              chart: {spec: {chart: istiod}}
              values: {meshConfig: {connectTimeout: 5s}}
              FROM: [{kind: Secret, name: more}]
            ---
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: t, namespace: a}
            spec: {tracing: [{providers: [{name: mine}]}]}
            """
        #expect(findings(text).count { $0.contains("telemetry-provider-undefined") } == 1)
        #expect(findings(text.replacing("FROM", with: "valuesFrom")) == [])
    }

    @Test(
        "is silent about charts of others",
        arguments: [
            "chart: acme\n    helm: {valuesObject: {meshConfig: {vertices: 5, connectTimeout: 9h}}}",
            "chart: acme\n    helm: {values: \"meshConfig\"}", "chart: acme\n    helm: {values: \"a: [\"}",
            "path: x\n    kustomize: {namePrefix: meshConfig}", "chart: istiod\n    helm: {values: 5}",
            "chart: istiod\n    helm: {valuesObject: {meshConfig: []}, parameters: {}}",
        ])
    func foreign(_ source: String) {
        #expect(findings(Self.argo + "    " + source + "\n").isEmpty)
        #expect(findings("apiVersion: acme.io/v1\nkind: Application\nspec: {source: {helm: {}}}\n").isEmpty)
    }

    @Test(arguments: ["base", "gateway", "cni", "ztunnel"])
    func `of a chart that makes no mesh configuration is not judged for one`(chart: String) {
        let text = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: mesh}
            spec:
              chart: {spec: {chart: \(chart), version: 1.27.1}}
              values:
                meshConfig: {connectTimeout: 2h}
                pilot: {env: {A: b}}
                global: {meshNetworks: {net1: {endpoints: 5}}}
            """
        let file = InputFile(name: "file.yaml", path: nil, text: text)
        let result = Inspection(options: CheckOptions(now: 0)).check([file])
        #expect(result.diagnostics.isEmpty)
        #expect(
            result.skipped.map(\.line) == [
                "file.yaml:7: spec.values.meshConfig: skipped, as the chart \(chart) makes no mesh configuration of it"
            ])
        #expect(result.status(failingOn: .note, allowsEmpty: false) == .clean)
        let below = text.replacing("values:\n", with: "values:\n    istiod: {meshConfig: {connectTimeout: 2h}}\n")
        #expect(
            findings(below).filter { !$0.hasPrefix("file.yaml") } == [
                "7:43 spec.values.istiod.meshConfig.connectTimeout connect-timeout-range 1.31"
            ])
    }

    @Test func `says where values of Istio's chart are no YAML`() {
        let text = Self.argo + "    chart: istiod\n    helm:\n      values: |\n        meshConfig:\n          a: [\n"
        #expect(
            findings(text) == ["file.yaml:10: the values cannot be read as YAML: did not find expected node content"])
    }

    @Test func `in values alone has networks too`() {
        #expect(
            findings("global:\n  meshNetworks:\n    net1: {endpoints: [], gateways: [{address: a.b, port: 70000}]}\n")
                == ["3:59 global.meshNetworks.networks[\"net1\"].gateways[0].port network-gateway-port 1.31"])
        #expect(findings("global:\n  meshNetworks: {}\n").isEmpty)
    }
}
