import IstioSchema
import Testing
import Validation

@testable import MeshRules

@Suite("Names of ASCII") struct NameSetTests {
    private let names: NameSet = ["TOKEN", "KEY", "ab"]

    @Test func `are told by their bytes`() {
        #expect(names.contains("TOKEN"))
        #expect(names.contains("KEY"))
        #expect(!names.contains("token"))
        #expect(!names.contains("abc"))
        #expect(!names.contains(""))
        #expect(!names.contains(String(repeating: "K", count: 100)))
    }

    /// U+212A is the letter K to Swift, and another to Go.
    @Test func `are none that only look the same`() {
        let kelvin = "\u{212A}EY"
        #expect(kelvin == "KEY")
        #expect(!names.contains(kelvin))
        #expect(!names.contains("TO\u{212A}EN"))
        #expect(!kelvin.isExactly("KEY"))
        #expect("KEY".isExactly("KEY"))
    }

    private func ids(_ text: String) -> [String] {
        Validator(rules: Rule.all, version: .newest).report(on: MeshDocument(.mesh, .text(text))).diagnostics
            .map(\.id.text)
    }

    @Test func `are none in a document either`() {
        let metadata = { (name: String) in "defaultConfig:\n  proxyMetadata:\n    \(name): x\n" }
        #expect(ids(metadata("ISTIO_META_NETWORK")) == ["proxymetadata-reserved"])
        #expect(ids(metadata("ISTIO_META_NETWOR\u{212A}")) == ["proxymetadata-env-name"])
        #expect(ids("tlsDefaults:\n  ecdhCurves: [X25519MLKEM768]") == [])
        #expect(ids("tlsDefaults:\n  ecdhCurves: [X25519ML\u{212A}EM768]") == ["tls-defaults-ecdh-unknown"])
        #expect(ids("tcp\u{212A}eepalive: {}").contains("mesh-unknown-field"))
    }
}
