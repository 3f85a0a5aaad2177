import Admission
import Documents
import Foundation
import IstioSchema
import Linter
import MeshRules
import Testing
import Validation

/// The webhook and the linter say the same of the same object.
@Suite("Parity of webhook and linter")
struct ParityTests {
    private static let mesh = """
        connectTimeout: 2h
        enableTracin: true
        defaultConfig:
          concurrency: two
        """

    @Test func `gives the same diagnostics`() throws {
        let indented = Self.mesh.split(separator: "\n").map { "    \($0)\n" }.joined()
        let yaml =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n\(indented)"
        let file = InputFile(name: "istio.yaml", path: nil, text: yaml)
        let result = Inspection(options: CheckOptions(now: 0)).check([file])

        let object: [String: Any] = [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "istio", "namespace": "istio-system"],
            "data": ["mesh": Self.mesh + "\n"],
        ]
        let node = try JSONReader().read([UInt8](JSONSerialization.data(withJSONObject: object)))
        let passage = Checkpoint.Passage(operation: .create, new: node, old: nil)
        let judgement = try #require(Checkpoint(rules: Rule.all, policy: Policy()).judge(passage, now: 0))

        let ofWebhook = judgement.diagnostics.map { "\($0.diagnostic.id) \($0.fullPath) \($0.diagnostic.message)" }
        let ofLinter = result.diagnostics.map { "\($0.id) \($0.fullPath) \($0.message)" }
        #expect(ofWebhook.sorted() == ofLinter.sorted())
        #expect(result.diagnostics.count { $0.severity == .error } == 2)
    }

    @Test func `holds for a review that was recorded, byte for byte`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let review = [UInt8](try Data(contentsOf: root.appending(path: "examples/reviews/denied.json")))
        let answer = ReviewAnswer(of: review, CheckOptions(now: 0))
        let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))
        let body = String(decoding: handler.answer(review, now: 0).body, as: UTF8.self)
        #expect(answer.text == (body.hasSuffix("\n") ? body : body + "\n"))
        #expect(answer.status == .found)
    }
}
