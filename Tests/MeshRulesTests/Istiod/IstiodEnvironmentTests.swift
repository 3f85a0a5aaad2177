import Documents
import IstioSchema
import Testing
import Validation

@testable import MeshRules

/// Whoever reads a line of a warning learns which variable it is about, not that it is the eleventh.
@Suite("The environment of istiod") struct IstiodEnvironmentTests {
    private func paths(_ text: String, as kind: MeshDocument.Kind, _ rule: Rule) throws -> [String] {
        let node = try YAMLReader().read(text).root
        return Validator(rules: [rule], version: .newest).report(on: MeshDocument(kind, .node(node)), now: 0)
            .diagnostics.map(\.path.description)
    }

    private static let list = """
        - name: A
          value: b
        - name: PILOT_PUSH_THROTTLE
          value: many
        - name: PILOT_TRACE_SAMPLING
          value: "150"
        """

    private static let deployment =
        "spec:\n  template:\n    spec:\n      containers:\n      - name: discovery\n        env:\n"
        + list.split(separator: "\n").map { "        \($0)\n" }.joined()

    @Test func `is told apart by names in a Deployment`() throws {
        let env = #"spec.template.spec.containers[0].env["PILOT_"#
        let unparsable = try paths(Self.deployment, as: .istiodDeployment, .istiodEnvUnparsable)
        #expect(unparsable == [env + #"PUSH_THROTTLE"]"#])
        let sampling = try paths(Self.deployment, as: .istiodDeployment, .istiodTraceSampling)
        #expect(sampling == [env + #"TRACE_SAMPLING"]"#])
    }

    @Test func `is told apart by names in a list and in values`() throws {
        #expect(try paths(Self.list, as: .istiodEnvironment, .istiodEnvUnparsable) == ["PILOT_PUSH_THROTTLE"])
        let values = "A: b\nPILOT_PUSH_THROTTLE: many"
        #expect(try paths(values, as: .istiodEnvironment, .istiodEnvUnparsable) == ["PILOT_PUSH_THROTTLE"])
    }
}
