import Documents
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
        Case(
            title: "a line is deeper by one", text: "defaultConfig:\n  concurrency: 2\n   statusPort: 1\n", line: 3,
            fix: "statusPort: 1 is indented deeper than concurrency: 2 above it"),
        Case(
            title: "a line is deeper than a quoted value above it",
            text: "extensionProviders:\n- name: \"a\"\n    prometheus: {}\n", line: 3,
            fix: #"prometheus: {} is indented deeper than - name: \"a\" above it"#),
        Case(
            title: "a line is less deep by one", text: "defaultConfig:\n  concurrency: 2\n statusPort: 1\n", line: 3,
            fix: "statusPort: 1 is indented like no line above it"),
        Case(
            title: "an entry of a list is less deep by one",
            text: "extensionProviders:\n  - name: a\n    prometheus: {}\n - name: b\n", line: 4,
            fix: "- name: b is indented like no line above it"),
        Case(
            title: "an alias of nothing", text: "defaultConfig: *base\n", line: 1,
            fix: "write &base before the value that is meant, above this, or quote a text"),
        Case(
            title: "a wildcard without quotes", text: "defaultServiceExportTo: [a]\ntrustDomain: *.acme.com\n", line: 2,
            fix: "quote the value: \"*.acme.com\""),
        Case(
            title: "a value with a backslash", text: "rootNamespace: %a\\d\n", line: 1,
            fix: #"quote the value: '%a\d'"#),
        Case(
            title: "a value that is too long to be shown",
            text: "accessLogFormat: %START_TIME% %REQ(:METHOD)% %RESPONSE_CODE%\n", line: 1,
            fix: "put the value in single quotes, each ' in it twice"),
        Case(
            title: "a tab in a text, above the mistake", text: "accessLogFormat: |\n  a\n  \tb\n c: d\n", line: 4,
            fix: "c: d is indented like no line above it"),
        Case(
            title: "a text as deep as its key", text: "accessLogFormat: |\nabc\n", line: 2,
            fix: "indent the text deeper than accessLogFormat: | above it"),
        Case(
            title: "an escape", text: "accessLogFormat: \"\\d\"\n", line: 1,
            fix: "write \\\\ for a backslash, or put the value in single quotes"),
        Case(
            title: "a list on the line of its key", text: "trustDomainAliases: - a\n", line: 1,
            fix: "begin the list on a line of its own"),
        Case(
            title: "a colon in a value", text: "accessLogFormat: time: %START_TIME%\n", line: 1,
            fix: "quote the value: \"time: %START_TIME%\""),
        Case(
            title: "text behind quotes", text: "trustDomain: \"a\" b\nenableTracing: true\n", line: 1,
            fix: "b stands behind the closing quote"),
        Case(
            title: "an open bracket", text: "a: [1, 2\n", line: 1,
            fix: "close what { or [ opened, put a comma between entries, and quote values that have these"),
        Case(
            title: "a path lacks its space", text: "enableTracing: true\naccessLogFile:/dev/stdout\n", line: 2,
            fix: "put a space behind the colon of accessLogFile:"),
        Case(
            title: "a path above lacks its space", text: "accessLogFile:/dev/stdout\nenableTracing: true\n", line: 1,
            fix: "put a space behind the colon of accessLogFile:"),
        Case(
            title: "an address is no key", text: "enableTracing: true\nhttp://a.b/c\n", line: 2, fix: nil),
        Case(
            title: "an equals sign", text: "accessLogFile = /dev/stdout\nenableTracing: true\n", line: 1,
            fix: "write accessLogFile: instead of accessLogFile ="),
        Case(
            title: "a wide colon", text: "accessLogEncoding：JSON\nenableTracing: true\n", line: 1,
            fix: "write accessLogEncoding: with the colon of ASCII and a space behind it"),
        Case(
            title: "a dash lacks its space",
            text: "extensionProviders:\n-name: otel\n opentelemetry:\n  port: 4317\n", line: 2,
            fix: "put a space behind the dash of -name: otel"),
        Case(
            title: "an open quote", text: "accessLogFile: '/dev/stdout\nenableTracing: true\n", line: 1,
            fix: "close the quote that opens here"),
        Case(
            title: "an open quote that another closes",
            text: "a:\n  B: \"true\n  c: 2\naccessLogFile: \"/dev/stdout\"\n", line: 2,
            fix: "close the quote that opens here"),
        Case(
            title: "text behind a quote of two lines", text: "a: \"b\n  c\" d\nenableTracing: true\n", line: 2,
            fix: #"c\" d is indented like no line above it"#),
        Case(
            title: "two entries on a line by themselves", text: "accessLogFile: /dev/stdout enableTracing: true\n",
            line: 1, fix: "quote the value: \"/dev/stdout enableTracing: true\""),
        Case(title: "a merge of no mapping", text: "a: &x [1]\nb:\n  <<: *x\n", line: 3, fix: nil),
        Case(title: "nothing to guess", text: "a: \"\\ud800\"\n", line: 1, fix: nil),
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
        "blames no line that is as it should be",
        arguments: [
            "x-a: &x {concurrency: 2}\ndefaultConfig:\n  <<: *x\n   drainDuration: 45s\n",
            "defaultProviders:\n  tracing: [a, b]]\n",
            "defaultProviders:\n  tracing: 'a' 'b'\n",
        ])
    func innocent(text: String) throws {
        let report = Validator(rules: [], version: .newest).report(on: MeshDocument(.mesh, .text(text)))
        let diagnostic = try #require(report.diagnostics.first { $0.severity == .error })
        let fix = diagnostic.fix ?? ""
        #expect(!["quote the value", "no tab", "like no line"].contains { fix.contains($0) }, "\(fix)")
    }

    @Test("says of a field whose lines are joined how to keep them apart")
    func folded() throws {
        let text = "accessLogFile: /dev/stdout enableTracing: true\n"
        let document = MeshDocument(
            .mesh, .text(text), field: .root.field("data").field("mesh"), origin: .scalar(.start))
        let report = Validator(rules: [], version: .newest).report(on: document)
        let diagnostic = try #require(report.diagnostics.first { $0.severity == .error })
        #expect(diagnostic.fix == "write | before the text, not > or quotes, which join its lines")
    }

    @Test(
        "says what a text that is no mapping was meant to be",
        arguments: [
            ("accessLogFile:/dev/stdout", "put a space behind the colon of accessLogFile:"),
            ("accessLogEncoding：JSON", "write accessLogEncoding: with the colon of ASCII and a space behind it"),
            ("accessLogFile = /dev/stdout", "write accessLogFile: instead of accessLogFile ="),
            ("YWNjZXNzTG9nRmlsZTogL2Rldi9zdGRvdXQK", "write the text itself: this is base64 of it"),
            ("\"accessLogFile:/dev/stdout\"", ""), ("http://a.b", ""), ("enableTracing", ""), ("a==", ""),
            ("YWJjZGVmZ2g=", ""),
        ])
    func noMapping(text: String, fix: String) throws {
        let report = Validator(rules: [], version: .newest).report(on: MeshDocument(.mesh, .text(text)))
        let diagnostic = try #require(report.diagnostics.first { $0.severity == .error })
        #expect(diagnostic.id == .meshNotAMapping)
        #expect(diagnostic.fix ?? "" == fix)
    }

    @Test(
        "survives any place that the reader may name",
        arguments: ["", "\n", "\t", "\r\n\r\n-", "a\n\u{1}", "%", "? ", "&a *a: b", "...\n...\n"])
    func odd(_ text: String) {
        _ = Validator(rules: [], version: .newest).report(on: MeshDocument(.mesh, .text(text)))
    }
}
