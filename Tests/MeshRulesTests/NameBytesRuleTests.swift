import Documents
import IstioSchema
import Testing
import Validation

@testable import MeshRules

/// Rules compare names as Istio does: K and the sign of Kelvin, which are the same to Swift, are two.
@Suite("Rules on names that look alike") struct NameBytesRuleTests {
    private static let kelvin = "\u{212A}"

    private func messages(_ rule: Rule, _ kind: MeshDocument.Kind, _ text: String) -> [String] {
        Validator(rules: [rule], version: .newest).report(on: MeshDocument(kind, .text(text))).diagnostics
            .map(\.message)
    }

    @Test func `take no alias for another, nor for the trust domain`() {
        #expect(
            messages(
                .trustDomainAliasRedundant, .mesh, "trustDomain: K\ntrustDomainAliases: [\(Self.kelvin), a, a]\n") == [
                    "repeats trustDomainAliases[1]"
                ])
        #expect(messages(.trustDomainAliasRedundant, .mesh, "trustDomainAliases: [K, \(Self.kelvin)]\n").isEmpty)
    }

    @Test func `take no network for another`() {
        func networks(_ content: String) -> String { "networks: {K: {\(content)}, \(Self.kelvin): {\(content)}}\n" }
        #expect(
            messages(.networkRegistryDuplicate, .meshNetworks, networks("endpoints: [{fromRegistry: c}]")) == [
                "cannot be in two networks: K has it"
            ])
        #expect(
            messages(.networkShape, .meshNetworks, networks("gateways: [{address: a.b, port: 15443}]")) == [
                "is the gateway of network K too"
            ])
    }

    @Test func `take no cluster for another`() {
        let text = "networks: {a: {endpoints: [{fromRegistry: K}]}, b: {endpoints: [{fromRegistry: \(Self.kelvin)}]}}\n"
        #expect(messages(.networkRegistryDuplicate, .meshNetworks, text).isEmpty)
    }
}
