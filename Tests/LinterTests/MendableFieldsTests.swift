import Documents
import IstioSchema
import Testing

@testable import Linter

@Suite struct `Mendable fields` {
    @Test(arguments: [
        ["enableTracing"], ["defaultConfig", "concurrency"], ["concurrency"], ["spec", "image", "imageType"],
        ["extensionProviders", "opentelemetry", "port"], ["defaultConfig", "proxyMetadata"],
    ])
    func `are those of telemetry and of a proxy's start and stop`(names: [String]) {
        #expect(MendableFields.contain(names.reduce(.root) { $0.field($1) }))
    }

    @Test(arguments: [
        "trustDomain", "trustDomainAliases", "rootNamespace", "outboundTrafficPolicy", "inboundTrafficPolicy", "ca",
        "caCertificates", "meshMTLS", "tlsDefaults", "enableAutoMtls", "defaultServiceExportTo",
        "defaultVirtualServiceExportTo", "defaultDestinationRuleExportTo", "connectTimeout", "localityLbSetting",
        "discoverySelectors", "verifyCertificateAtClient", "defaultHttpRetryPolicy", "networks",
    ])
    func `are none of identity, security and traffic`(name: String) {
        #expect(!MendableFields.contain(.root.field(name)))
        #expect(!MendableFields.contain(.root.field(name).field("enableTracing")))
    }

    @Test(arguments: ["discoveryAddress", "interceptionMode", "caCertificatesPem", "gatewayTopology", "meshId"])
    func `are none of a proxy's that say whom it trusts and what it takes in`(name: String) {
        #expect(!MendableFields.contain(.root.field("defaultConfig").field(name)))
    }

    @Test func `are none of a provider that decides who may do what`() {
        let provider = FieldPath.root.field("extensionProviders").element(0)
        #expect(!MendableFields.contain(provider.field("envoyExtAuthzHttp").field("failOpen")))
        #expect(MendableFields.contain(provider.field("zipkin").field("service")))
        #expect(!MendableFields.contain(.root))
        #expect(!MendableFields.contain(.root.field("defaultConfig")))
    }
}
