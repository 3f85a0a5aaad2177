import Documents
import IstioSchema
import Testing
import Validation

@testable import MeshRules

@Suite("A field that Istio reads in one spelling") struct MeshSpellingDroppedTests {
    private func report(_ text: String) -> Report {
        Validator(rules: Rule.all, version: .newest).report(on: MeshDocument(.mesh, .text(text)), now: 0)
    }

    @Test func `is dropped in the other and left to a person`() {
        let result = report("default_config:\n  concurrency: 4\nenable_tracing: true\n")
        let found = result.diagnostics.filter { $0.id == .meshSpellingDropped }
        #expect(found.map(\.path.description) == ["default_config"])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.allSatisfy { $0.edit == nil })
        #expect(result.read.written?.message("defaultConfig") == nil)
        #expect(result.read.written?.bool("enableTracing")?.value == true)
    }

    @Test(arguments: [
        "default_config: {}", "default_providers: null", "default_config: {concurrency: 4}\ndefaultConfig: {}",
        "defaultConfig: {concurrency: 4}", "default_config: 5",
    ])
    func `is not mentioned where nothing is lost`(_ text: String) {
        #expect(!report(text).diagnostics.contains { $0.id == .meshSpellingDropped })
    }
}
