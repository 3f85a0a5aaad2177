import Testing

@testable import Documents
@testable import IstioSchema

@Suite struct `Sameness of messages` {
    private func decoded(_ text: String) throws -> Message {
        var decoder = MessageDecoder(version: .newest, root: .meshConfig)
        return try #require(decoder.decodeRoot(try YAMLReader().read(text).root))
    }

    private static func provider(_ labels: String) -> String {
        "extensionProviders: [{name: a, envoyFileAccessLog: {logFormat: {labels: \(labels)}}}]"
    }

    @Test(arguments: [
        ("connectTimeout: 60s", "connect_timeout: 1m"),
        ("defaultConfig: {tracing: {sampling: 1.5}}", "defaultConfig: {tracing: {sampling: 1.50}}"),
        ("defaultConfig: {proxyMetadata: {A: a, B: b}}", "defaultConfig: {proxyMetadata: {B: b, A: a}}"),
        (provider("{a: b, c: [1, {d: e}]}"), provider("{c: [1, {d: e}], a: b}")),
        (provider("{a: 16, b: yes, c: ~}"), provider("{a: 0x10, b: true, c: null}")),
        (provider("{a: 1}"), provider("{a: 1.0}")),
        (provider("{a: b, a: c}"), provider("{a: c}")),
        ("defaultConfig: {concurrency: x}", "defaultConfig: {concurrency: [y]}"),
        ("{}", "trustDomain: null"),
    ])
    func `is told whatever the order and the spelling`(_ one: String, _ other: String) throws {
        let (one, other) = (try decoded(one), try decoded(other))
        #expect(one.isSame(as: other) && other.isSame(as: one))
        #expect(one.fieldsChanged(to: other).isEmpty)
    }

    @Test(arguments: [
        ("connectTimeout: 60s", "connectTimeout: 61s", ["connectTimeout"]),
        (
            "connectTimeout: 60s\ntrustDomain: a", "enableTracing: true",
            ["trustDomain", "connectTimeout", "enableTracing"]
        ),
        (
            "defaultConfig: {proxyMetadata: {A: a, B: b}}", "defaultConfig: {proxyMetadata: {B: a, A: b}}",
            ["defaultConfig"]
        ),
        (provider("{a: b, c: [1, {d: e}]}"), provider("{a: b, c: [1, {d: f}]}"), ["extensionProviders"]),
        (provider("{a: b}"), provider("{a: \"1\"}"), ["extensionProviders"]),
        (provider("{a: 1, b: \"x\\n\"}"), provider("{a: 1, b: 'x\\n'}"), ["extensionProviders"]),
        (provider("{a: [\"\"]}"), provider("{a: []}"), ["extensionProviders"]),
        (provider("{a: [!!null \"\"]}"), provider("{a: []}"), ["extensionProviders"]),
        (provider("{a: [1, [2]]}"), provider("{a: [1, 2]}"), ["extensionProviders"]),
        (provider("{a: 1, b: K}"), provider("{a: 1, b: \u{212A}}"), ["extensionProviders"]),
        (provider("{a: 1, K: b}"), provider("{a: 1, \u{212A}: b}"), ["extensionProviders"]),
        ("trustDomain: K", "trustDomain: \u{212A}", ["trustDomain"]),
    ])
    func `fails where a value differs`(_ one: String, _ other: String, _ names: [String]) throws {
        let (one, other) = (try decoded(one), try decoded(other))
        #expect(!one.isSame(as: other))
        #expect(Set(one.fieldsChanged(to: other)) == Set(names))
        #expect(Set(other.fieldsChanged(to: one)) == Set(names))
        for name in names { #expect(!one.isSame(as: other, in: name)) }
        #expect(one.isSame(as: other, in: "rootNamespace"))
    }
}
