import Documents
import IstioSchema
import MeshRules
import Testing
import Validation

@Suite struct `A value near one that there is` {
    private func mistake(_ rule: Rule, _ kind: MeshDocument.Kind, _ text: String) throws -> Diagnostic {
        let report = Validator(rules: [rule], version: .newest).report(on: MeshDocument(kind, .text(text)))
        return try #require(report.diagnostics.first { $0.id == rule.id })
    }

    @Test(arguments: [("in", "operator: In"), ("Not_In", "operator: NotIn"), ("Equals", "")])
    func `is quoted and offered for an operator`(text: String, fix: String) throws {
        let diagnostic = try mistake(
            .discoverySelectorInvalid, .mesh,
            "discoverySelectors:\n- matchExpressions:\n  - {key: a, operator: \(text), values: [b]}\n")
        #expect(diagnostic.message == "must be one of DoesNotExist, Exists, In, NotIn, not \"\(text)\"")
        #expect((diagnostic.fix ?? "") == fix)
    }

    @Test(arguments: [("distroles", "imageType: distroless"), ("fips", "")])
    func `is quoted and offered for an image`(text: String, fix: String) throws {
        let diagnostic = try mistake(.proxyImageType, .mesh, "defaultConfig: {image: {imageType: \(text)}}")
        #expect(diagnostic.message == "must be one of debug, default, distroless, not \"\(text)\"")
        #expect((diagnostic.fix ?? "") == fix)
    }

    @Test(arguments: [("Istiod", "value: istiod"), ("citadel", "")])
    func `is quoted and offered for the provider of certificates`(text: String, fix: String) throws {
        let diagnostic = try mistake(
            .istiodCertProvider, .istiodDeployment,
            "spec: {template: {spec: {containers: [{name: discovery, env: [{name: PILOT_CERT_PROVIDER, value: \(text)}]}]}}}"
        )
        #expect(diagnostic.message == "must be istiod, custom, none or k8s.io/…, not \"\(text)\"")
        #expect((diagnostic.fix ?? "") == fix)
    }

    @Test(arguments: [
        ("\u{3000}defaultConfig: {}", "U+3000", "defaultConfig"),
        ("enableTracing\u{A0}: true", "U+00A0", "enableTracing"),
        ("\u{200B}concurrency: 2", "U+200B", "concurrency"),
    ])
    func `is told from a key with a blank that nobody sees`(text: String, scalar: String, name: String) throws {
        let report = Validator(rules: [], version: .newest).report(on: MeshDocument(.mesh, .text(text)))
        let diagnostic = try #require(report.diagnostics.first { $0.id == .meshUnknownField })
        #expect(diagnostic.message == "no such field: \(scalar) stands beside the name; did you mean \(name)?")
        #expect(diagnostic.fix == name)
        #expect(diagnostic.edit == nil)
    }
}
