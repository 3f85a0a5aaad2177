import Documents
import IstioSchema
import Testing

@Suite struct `A mesh over Istio's defaults` {
    private func mesh(_ text: String, in version: IstioVersion = .newest) throws -> Message {
        var decoder = MessageDecoder(version: version, root: .meshConfig)
        let written = try #require(decoder.decodeRoot(try YAMLReader().read(text).root))
        return written.meshConfigOver(IstioDefaults.meshConfig(version))
    }

    @Test func `keeps what is not written`() throws {
        let mesh = try mesh("enableTracing: false")
        #expect(mesh.bool("enableTracing")?.value == false)
        #expect(mesh.bool("enableTracing")?.isWritten == true)
        #expect(mesh.duration("connectTimeout")?.value == .seconds(10))
        #expect(mesh.duration("connectTimeout")?.isWritten == false)
        #expect(!mesh.isWritten("connectTimeout"))
    }

    @Test func `replaces a message whole`() throws {
        let mesh = try mesh("outboundTrafficPolicy: {}\nlocalityLbSetting: {}")
        #expect(mesh.message("outboundTrafficPolicy")?.enumeration("mode") == nil)
        #expect(mesh.message("localityLbSetting")?.bool("enabled") == nil)
    }

    @Test func `keeps a default under null`() throws {
        let mesh = try mesh("outboundTrafficPolicy: null\nconnectTimeout: ~")
        #expect(mesh.message("outboundTrafficPolicy")?.enumeration("mode")?.value.name == "ALLOW_ANY")
        #expect(mesh.duration("connectTimeout")?.value == .seconds(10))
    }

    @Test func `merges defaultConfig field by field, and its metadata key by key`() throws {
        let config = try #require(
            try mesh("defaultConfig: {statusPort: 1, proxyMetadata: {A: b}}").message("defaultConfig"))
        #expect(config.integer("statusPort")?.value == 1)
        #expect(config.integer("proxyAdminPort")?.value == 15000)
        #expect(config.stringEntries("proxyMetadata").map(\.key) == ["A"])
        #expect(config.duration("drainDuration")?.path.description == "defaultConfig.drainDuration")
    }

    @Test func `drops a default tracer when another is written`() throws {
        let config = try #require(
            try mesh("defaultConfig: {tracing: {datadog: {address: a:1}}}", in: .v1_20).message("defaultConfig"))
        #expect(config.message("tracing")?.message("zipkin") == nil)
        let other = try #require(try mesh("defaultConfig: {}", in: .v1_20).message("defaultConfig"))
        #expect(other.message("tracing")?.message("zipkin")?.string("address")?.value == "zipkin.istio-system:9411")
    }

    @Test func `merges extensionProviders by name`() throws {
        let mesh = try mesh("extensionProviders: [{name: mine, zipkin: {}}, {name: prometheus, zipkin: {}}]")
        let providers = mesh.messages("extensionProviders")
        #expect(providers.compactMap { $0.string("name")?.value } == ["mine", "prometheus", "stackdriver", "envoy"])
        #expect(providers.map { $0.isWritten } == [true, true, false, false])
        #expect(try self.mesh("extensionProviders: []").messages("extensionProviders").count == 3)
    }

    @Test func `unites trustDomainAliases`() throws {
        #expect(try mesh("trustDomainAliases: [a, b]").strings("trustDomainAliases").map(\.value) == ["a", "b"])
    }

    @Test func `replaces lists of other fields`() throws {
        #expect(try mesh("defaultServiceExportTo: [a]").strings("defaultServiceExportTo").map(\.value) == ["a"])
    }
}
