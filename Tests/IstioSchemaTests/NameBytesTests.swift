import Documents
import IstioSchema
import Testing

/// Go compares names byte by byte; Swift's texts are equal where Unicode calls them canonically equivalent.
@Suite struct `Names that look alike` {
    /// U+212A KELVIN SIGN is canonically K, U+037E GREEK QUESTION MARK is `;`, U+00E9 is e and U+0301.
    @Test func `are no field`() {
        #expect(MessageName.proxyConfig.shape.field("privateKeyProvider") != nil)
        #expect(MessageName.proxyConfig.shape.field("private\u{212A}eyProvider") == nil)
    }

    @Test func `are no key`() throws {
        let node = try YAMLReader().read("\u{212A}: 1\n\u{37E}: 2\ne\u{301}: 3\n").root
        #expect(node["\u{212A}"] != nil)
        #expect(node["K"] == nil)
        #expect(node[";"] == nil)
        #expect(node["\u{E9}"] == nil)
    }

    @Test func `are no repeated key`() throws {
        let node = try YAMLReader().read("K: 1\n\u{212A}: 2\n").root
        #expect(node.entries.count == 2)
        #expect(node["K"]?.scalarText == "1")
    }

    @Test func `are no value of an enumeration`() {
        #expect(EnumName.pathWithEscapedSlashesAction.shape.value(named: "KEEP_UNCHANGED") != nil)
        #expect(EnumName.pathWithEscapedSlashesAction.shape.value(named: "\u{212A}EEP_UNCHANGED") == nil)
    }

    @Test func `are two keys of proxyMetadata`() throws {
        func config(_ text: String) throws -> Message {
            var decoder = MessageDecoder(version: .newest, root: .proxyConfig)
            return try #require(decoder.decodeRoot(try YAMLReader().read(text).root))
        }
        let merged = try config("proxyMetadata: {K: a}").proxyConfigOver(config("proxyMetadata: {\u{212A}: b, K: c}"))
        #expect(merged.stringEntries("proxyMetadata").map(\.value.value) == ["a", "b"])
    }

    @Test func `are no variable`() {
        #expect(EnvironmentVariables.named("PILOT_SKIP_VALIDATE_TRUST_DOMAIN") != nil)
        #expect(EnvironmentVariables.named("PILOT_S\u{212A}IP_VALIDATE_TRUST_DOMAIN") == nil)
    }
}
