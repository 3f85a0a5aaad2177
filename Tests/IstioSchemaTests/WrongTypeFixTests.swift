import Documents
import IstioSchema
import Testing

/// What is offered instead of a value of a wrong type.
@Suite struct `Fixes of values of a wrong type` {
    private func mistake(_ text: String) throws -> Diagnostic {
        var decoder = MessageDecoder(version: .newest, root: .meshConfig)
        _ = decoder.decodeRoot(try YAMLReader().read(text).root)
        return try #require(decoder.diagnostics.all.first)
    }

    private static let cases: [(String, String?, String?)] = [
        ("defaultServiceExportTo: '*'", "defaultServiceExportTo: [\"*\"]", "[\"*\"]"),
        ("defaultServiceExportTo: a", "defaultServiceExportTo: [a]", "[a]"),
        ("defaultServiceExportTo: 'true'", "defaultServiceExportTo: [\"true\"]", "[\"true\"]"),
        ("defaultServiceExportTo: 'a: b # c'", "defaultServiceExportTo: [\"a: b # c\"]", nil),
        ("defaultServiceExportTo: \"a,b\"", "defaultServiceExportTo: [a, b]", nil),
        ("defaultServiceExportTo: a, b", "defaultServiceExportTo: [a, b]", nil),
        ("defaultServiceExportTo: 'a{1,3}'", "defaultServiceExportTo: [\"a{1,3}\"]", nil),
        ("defaultServiceExportTo: ''", "defaultServiceExportTo: []", nil),
        ("defaultServiceExportTo: '[a, b]'", nil, nil),
        ("defaultServiceExportTo: >-\n  a\n", "defaultServiceExportTo: [a]", nil),
        ("ca: {tlsSettings: ISTIO_MUTUAL}", "tlsSettings: {mode: ISTIO_MUTUAL}", "{mode: ISTIO_MUTUAL}"),
        ("enableTracing: 'true'", "enableTracing: true", "true"),
        ("accessLogFile: true", "accessLogFile: /dev/stdout", nil),
        ("accessLogFile: false", "accessLogFile: \"\"", nil),
        ("accessLogFormat: true", "accessLogFormat: \"true\"", "\"true\""),
    ]

    @Test(arguments: cases)
    func `are YAML, and are made where nobody else could be meant`(
        text: String, fix: String?, replacement: String?
    ) throws {
        let diagnostic = try mistake(text)
        #expect(diagnostic.fix == fix)
        #expect(diagnostic.edit?.replacement == replacement)
        if let fix { _ = try YAMLReader().read(fix) }
    }
}
