import Testing

@testable import Documents
@testable import IstioSchema

@Suite struct `Places of messages` {
    private func decoded(_ text: String, at path: FieldPath = .root) throws -> Message {
        var decoder = MessageDecoder(version: .newest, root: .meshConfig)
        return try #require(decoder.decodeRoot(try YAMLReader().read(text).root, at: path))
    }

    private func place(_ message: Message?) throws -> String {
        let message = try #require(message)
        let origin = try #require(message.origin)
        return "\(message.path) \(origin.keyMark) \(origin.mark)"
    }

    private let text = """
        # Before the fields are put in the order of the proto.
        extensionProviders:
        - name: a
        - name: b
          opentelemetry:
            port: 4317
        outboundTrafficPolicy: {mode: ALLOW_ANY}
        defaultConfig:
          tracing:
            custom_tags:
              a.b: {literal: {value: c}}
        """

    @Test func `are told of fields, of elements and of pairs`() throws {
        let mesh = try decoded(text)
        #expect(try place(mesh) == " 2:1 2:1")
        #expect(try place(mesh.message("outboundTrafficPolicy")) == "outboundTrafficPolicy 7:1 7:24")
        let otel = Array(mesh.messages("extensionProviders")).last
        #expect(try place(otel) == "extensionProviders[1] 4:3 4:3")
        #expect(
            try place(otel?.message("opentelemetry")) == "extensionProviders[1].opentelemetry 5:3 6:5")
        let tag = mesh.message("defaultConfig")?.message("tracing")?.messageEntries("customTags").first?.value
        let tagPath = "defaultConfig.tracing.customTags[\"a.b\"]"
        #expect(try place(tag) == "\(tagPath) 11:7 11:12")
        #expect(try place(tag?.message("literal")) == "\(tagPath).literal 11:13 11:22")
        let value = try #require(tag?.message("literal")?.string("value"))
        #expect("\(value.path) \(try #require(value.origin).mark)" == "\(tagPath).literal.value 11:30")
    }

    @Test func `begin where the root stands`() throws {
        let mesh = try decoded(text, at: .root.field("spec"))
        #expect(mesh.path.description == "spec")
        #expect(mesh.message("defaultConfig")?.path.description == "spec.defaultConfig")
    }

    @Test func `stay what they are over the defaults`() throws {
        let mesh = try decoded(text).meshConfigOver(IstioDefaults.meshConfig(.newest))
        let providers = Array(mesh.messages("extensionProviders"))
        #expect(
            providers.map(\.path.description) == (0...1).map { "extensionProviders[\($0)]" }
                + (0...2).map {
                    "extensionProviders[\($0)]"
                })
        #expect(providers.map(\.isWritten) == [true, true, false, false, false])
        #expect(providers.map { $0.origin != nil } == [true, true, false, false, false])
        #expect(mesh.string("rootNamespace")?.origin == nil)
        #expect(mesh.place(of: "outboundTrafficPolicy").origin?.keyMark == SourceMark(line: 7, column: 1))
    }

    @Test func `of empty messages are told too`() throws {
        let mesh = try decoded("extensionProviders: [null]\nserviceSettings: []\ndefaultConfig: {}\n")
        #expect(try place(mesh.messages("extensionProviders").first) == "extensionProviders[0] 1:22 1:22")
        #expect(try place(mesh.message("defaultConfig")) == "defaultConfig 3:1 3:16")
    }
}
