import Documents
import IstioSchema
import Testing

@Suite struct `Lists of a message` {
    private func mesh(_ text: String) throws -> Message {
        var decoder = MessageDecoder(version: .newest, root: .meshConfig)
        return try #require(decoder.decodeRoot(try YAMLReader().read(text).root))
    }

    @Test func `leave out what could not be decoded, and keep the places of the rest`() throws {
        let mesh = try mesh("trustDomainAliases: [[], a, {}, b]\nextensionProviders: [1, {name: x}, {name: y}]")
        let aliases = mesh.strings("trustDomainAliases")
        #expect(aliases.map(\.value) == ["a", "b"])
        #expect(aliases.map(\.path.description) == ["trustDomainAliases[1]", "trustDomainAliases[3]"])
        #expect(aliases.count == 2)
        #expect(aliases.first?.value == "a")
        #expect(Array(aliases).count == 2)
        let providers = mesh.messages("extensionProviders")
        #expect(providers.map(\.path.description) == ["extensionProviders[1]", "extensionProviders[2]"])
        #expect(Array(providers).count == providers.count)
        #expect(!providers.isEmpty)
    }

    @Test func `are empty where nothing is written, or nothing of the type`() throws {
        let mesh = try mesh("trustDomainAliases: []\nextensionProviders: [a]")
        #expect(mesh.strings("trustDomainAliases").isEmpty)
        #expect(mesh.strings("defaultServiceExportTo").isEmpty)
        #expect(mesh.messages("extensionProviders").isEmpty)
        #expect(mesh.messages("caCertificates").first == nil)
    }

    private func pathsVisited(lookingFor names: Set<MessageName>) throws -> [String] {
        let holders = MessageName.fields(holding: names)
        var paths: [String] = []
        func note(_ message: Message) {
            paths.append(message.path.description)
            message.forEachWrittenMessage(in: holders[message.name.rawValue], note)
        }
        let mesh = try mesh(
            """
            enableTracing: true
            extensionProviders: [{name: x}]
            connectTimeout: 1s
            defaultConfig: {tracing: {customTags: {a: {literal: {value: b}}}}}
            """)
        mesh.forEachWrittenMessage(in: holders[mesh.name.rawValue], note)
        return paths
    }

    @Test func `are gone through with the messages of fields and maps`() throws {
        #expect(
            try pathsVisited(lookingFor: Set(MessageName.allCases)) == [
                "defaultConfig", "defaultConfig.tracing", "defaultConfig.tracing.customTags[\"a\"]",
                "defaultConfig.tracing.customTags[\"a\"].literal", "extensionProviders[0]",
            ])
    }

    @Test func `are gone through as far as they lead to the messages that are looked for`() throws {
        #expect(try pathsVisited(lookingFor: [.tracing]) == ["defaultConfig", "defaultConfig.tracing"])
        #expect(try pathsVisited(lookingFor: [.extensionProvider]) == ["extensionProviders[0]"])
        #expect(try pathsVisited(lookingFor: [.network]).isEmpty)
    }

    @Test func `tell which member of a oneof is set`() throws {
        let providers = Array(
            try mesh("extensionProviders: [{name: x}, {name: y, zipkin: {port: 1}}]").messages("extensionProviders"))
        let members = providers.map { $0.ordinalOfMember.map { MessageName.extensionProvider.shape.fields[$0].name } }
        #expect(members == [nil, "zipkin"])
        #expect(providers.map { $0.messageOfMember?.integer("port")?.value } == [nil, 1])
    }
}
