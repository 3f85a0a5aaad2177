import Documents
import Testing

@testable import Linter

@Suite struct `A file without a kind` {
    private func shape(_ text: String) throws -> BareDocument.Shape? {
        BareDocument.shape(of: try YAMLReader().read(text).root)
    }

    @Test(
        "is a mesh configuration by its fields",
        arguments: [
            "defaultConfig: {}", "trustDomain: a.b\nconnectTimeout: 2h",
            "trustDomain: a.b\nconnectTimeout: 2h\nenableTracin: true",
            "extensionProviders: []\nsomething: else\nenablePrometheusMerge: true",
        ])
    func mesh(_ text: String) throws {
        #expect(try shape(text) == .document(.mesh))
    }

    @Test(
        "is none of ours with fields of others",
        arguments: [
            "name: a", "trustDomain: a.b", "trustDomain: a\nreplicas: 2\nport: 80", "services: {web: {}}", "[1, 2]",
            "{\"type\":\"object\",\"properties\":{\"meshConfig\":{\"type\":\"object\",\"properties\":{}}}}",
            "$schema: http://json-schema.org/draft-07/schema#\ndefinitions: {meshConfig: {type: object}}",
        ])
    func foreign(_ text: String) throws {
        #expect(try shape(text) == nil)
    }

    @Test func `is values also where an editor is told their schema`() throws {
        #expect(try shape("$schema: ./values.schema.json\nmeshConfig: {}") == .values)
    }

    @Test func `is a mesh networks document by its shape`() throws {
        #expect(try shape("networks: {a: {endpoints: []}}") == .document(.meshNetworks))
        #expect(try shape("networks: {web: {driver: bridge}}") == nil)
    }
}
