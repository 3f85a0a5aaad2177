import IstioSchema
import Testing
import Validation

@Suite("Where a text is not YAML") struct YAMLSyntaxGuessTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let title: String
        let text: String
        let line: Int
        let fix: String?
        var testDescription: String { title }
    }

    static let cases = [
        Case(
            title: "a key has no colon",
            text:
                "extensionProviders:\n  - name: datadog\n    datadog:\n      port: 8126\n  - name: log\n    envoyFileAccessLog\n",
            line: 6, fix: "envoyFileAccessLog has no colon behind it: envoyFileAccessLog:"),
        Case(
            title: "a key before another has no colon",
            text: "extensionProviders:\n  - name: log\n    envoyFileAccessLog\n    port: 1\n",
            line: 3, fix: "envoyFileAccessLog has no colon behind it: envoyFileAccessLog:"),
        Case(
            title: "a key is deeper than its siblings",
            text: "opentelemetry:\n  port: 4318\n    http:\n      path: /v1/traces\n",
            line: 3, fix: "http: is indented deeper than port: 4318 above it"),
        Case(
            title: "a colon lacks its space", text: "policy: enabled\nneverInjectSelector:[]\ntemplate: x\n", line: 2,
            fix: "put a space behind the colon of neverInjectSelector:"),
        Case(
            title: "a format lacks its quotes", text: "accessLogFormat: %START_TIME%\n", line: 1,
            fix: "quote the value: \"%START_TIME%\""),
        Case(
            title: "a tab", text: "defaultConfig:\n\tconcurrency: 2\n", line: 2,
            fix: "indent with spaces: YAML allows no tab there"),
        Case(
            title: "an elision", text: "...\n", line: 1,
            fix: "write out what ... stands for: by itself it ends the document"),
        Case(title: "nothing to guess", text: "a: [1, 2\n", line: 2, fix: nil),
    ]

    @Test("points at the likely mistake and says how to mend it", arguments: cases)
    func guess(_ it: Case) throws {
        let report = Validator(rules: [], version: .newest).report(on: MeshDocument(.mesh, .text(it.text)))
        let diagnostic = try #require(report.diagnostics.first { $0.severity == .error })
        #expect(diagnostic.id == .meshYAMLSyntax)
        #expect(diagnostic.mark?.line == it.line)
        #expect(diagnostic.fix == it.fix)
    }

    @Test(
        "survives any place that the reader may name",
        arguments: ["", "\n", "\t", "\r\n\r\n-", "a\n\u{1}", "%", "? ", "&a *a: b", "...\n...\n"])
    func odd(_ text: String) {
        _ = Validator(rules: [], version: .newest).report(on: MeshDocument(.mesh, .text(text)))
    }
}
