import Documents
import Testing

@testable import Manifests

@Suite("Helm values")
struct HelmValuesTests {
    private func parts(_ text: String) throws -> [String] {
        HelmValues(try YAMLReader().read(text).root).parts.map { "\($0.kind) \($0.steps.joined(separator: "."))" }
    }

    @Test func `hold a mesh configuration and networks, of this chart or of one below it`() throws {
        #expect(
            try parts("meshConfig: {}\nglobal: {meshNetworks: {a: {}}}\n") == [
                "mesh meshConfig", "meshNetworks global.meshNetworks",
            ])
        #expect(try parts("istio: {istiod: {meshConfig: {a: 1}}}\n") == ["mesh istio.istiod.meshConfig"])
        #expect(try parts("a: {b: {c: {meshConfig: {}}}}\n").isEmpty)
    }

    @Test func `hold the variables of istiod, in the place of either chart`() throws {
        #expect(try parts("pilot: {env: {A: b}}\n") == ["istiodEnvironment pilot.env", "helmValues "])
        #expect(
            try parts("istiod: {env: {A: b}, meshConfig: {}}\n") == [
                "istiodEnvironment istiod.env", "mesh istiod.meshConfig", "helmValues istiod",
            ])
        #expect(
            try parts("env: {A: b}\npilot: {env: {A: c}}\n") == [
                "istiodEnvironment env", "istiodEnvironment pilot.env", "helmValues ",
            ])
    }

    @Test func `are not what a schema says of them`() throws {
        #expect(try parts("properties: {meshConfig: {type: object}, pilot: {env: {A: b}}}\n").isEmpty)
        #expect(try parts("istiod: {type: object, properties: {meshConfig: {type: object}}}\n").isEmpty)
    }

    @Test func `of other charts may have variables of their own`() throws {
        #expect(try parts("env: {RUST_LOG: info}\nimage: ztunnel\n").isEmpty)
        #expect(try parts("env: {}\npilot: {env: {}}\n").isEmpty)
        #expect(try parts("pilot: {env: [a]}\n").isEmpty)
    }
}
