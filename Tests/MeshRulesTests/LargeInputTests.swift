import Documents
import IstioSchema
import Testing

@testable import MeshRules
@testable import Validation

/// One field as large as a ConfigMap can be: as many words, names or bytes as fit, and few diagnostics of each.
@Suite("Rules on large values") struct LargeInputTests {
    private static let validator = Validator(rules: Rule.all, version: .newest)

    private static func repeated(_ piece: String) -> String {
        String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    }

    private static func list(_ count: Int, _ element: (Int) -> String) -> String {
        "[" + (0..<count).map(element).joined(separator: ",") + "]"
    }

    private func counts(_ text: String, _ kind: MeshDocument.Kind = .mesh) -> [String: Int] {
        let report = Self.validator.report(on: MeshDocument(kind, .text(text)))
        return Dictionary(report.diagnostics.map { ($0.id.text, 1) }, uniquingKeysWith: +)
    }

    @Test(arguments: ["503,", "x,", " ,", "reset,", "7,", "\u{A0},", "408,"])
    func `say little of a long retryOn`(_ word: String) {
        let found = counts("defaultHttpRetryPolicy:\n  attempts: 2\n  retryOn: \"\(Self.repeated(word))\"")
        #expect(found.values.allSatisfy { $0 == 1 })
    }

    @Test func `say little of many words in retryOn`() {
        let words = (0..<130_000).map { "x\($0)" }.joined(separator: ",")
        let found = counts("defaultHttpRetryPolicy:\n  attempts: 2\n  retryOn: \"\(words)\"")
        #expect(found == ["retry-on-unknown-token": 5])
    }

    private static func trustAnchors(_ texts: [String]) -> String {
        "caCertificates:\n"
            + texts.map { "- pem: \"\($0.split(separator: "\n").joined(separator: "\\n"))\\n\"\n" }.joined()
    }

    @Test func `read no more certificates of a list than of one text, and say so`() {
        let root = ExampleCertificates.root
        #expect(counts(Self.trustAnchors(Array(repeating: root, count: 256)))["ca-certificates-pem"] == nil)
        // One that is no CA's stands where nobody looks.
        let many = Self.trustAnchors(Array(repeating: root, count: 1300) + [ExampleCertificates.leaf])
        let report = Self.validator.report(on: MeshDocument(.mesh, .text(many)), now: 1_795_392_000)
        let found = report.diagnostics.filter { $0.id.text.hasPrefix("ca-certificates-") && $0.severity > .note }
        #expect(found.map(\.message) == ["is beyond 256 certificates or 512 KiB, which nobody checks"])
        #expect(found.first?.path.description == "caCertificates[256].pem")
    }

    @Test func `read no more bytes of a list than of one text, and say so`() {
        let padded = String(repeating: "x", count: 50_000) + "\n" + ExampleCertificates.root
        #expect(counts(Self.trustAnchors(Array(repeating: padded, count: 10)))["ca-certificates-pem"] == nil)
        #expect(counts(Self.trustAnchors(Array(repeating: padded, count: 16)))["ca-certificates-pem"] == 1)
    }

    @Test func `tell a certificate that is dropped from one that is written otherwise`() {
        let mesh = Self.trustAnchors((0..<1_400).map { "certificate \($0)" })
        func says(_ new: String) -> Bool {
            let states = [mesh, new].map { Self.validator.read(MeshDocument(.mesh, .text($0))) }
            return Self.validator.diagnostics(ofChangeFrom: states[0], to: states[1])
                .contains { $0.id.text == "ca-certificates-removed" }
        }
        #expect(!says(mesh + "enableTracing: true\n"))
        #expect(!says(mesh.replacing("certificate 77\\n", with: " certi\\nficate77")))
        #expect(says(mesh.replacing("certificate 77\\n", with: "certificate 78")))
    }

    @Test func `count what is read of a text that is broken at its end`() {
        let broken =
            Array(repeating: ExampleCertificates.root, count: 200).joined(separator: "\n")
            + "\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
        // The first is not readable, the second is beyond.
        #expect(counts(Self.trustAnchors([broken, broken, broken]))["ca-certificates-pem"] == 2)
    }

    @Test func `read each certificate once for all rules`() throws {
        let text = ExampleCertificates.configMap(ExampleCertificates.root)
        let node = try YAMLReader().read(text).root
        let document = MeshDocument(.rootCertificate, .node(node))
        var report = RuleReport(by: [], version: .newest, document: document, root: nil, now: nil)
        #expect(report.rootCertificates(of: node) === report.rootCertificates(of: node))
        #expect(report.trustAnchors === report.trustAnchors)
    }

    @Test(arguments: [" ", "a ", " \u{301}", "\t"])
    func `trim a long text by its bytes`(_ piece: String) {
        let found = counts(
            "{\"connectTimeout\": \"\(Self.repeated(piece)) \", \"proxyListenPort\": \" \(Self.repeated(piece))\"}")
        #expect(found["mesh-type-mismatch"] == 2)
    }

    @Test(arguments: [1, 20_000, 120_000])
    func `tell a JSON object of any depth from what is none`(_ depth: Int) {
        let (opening, closing) = (String(repeating: "{\"a\":", count: depth), String(repeating: "}", count: depth))
        func isInvalid(_ format: String) -> Bool {
            counts("{accessLogFile: /dev/stdout, accessLogEncoding: JSON, accessLogFormat: '\(format)'}")[
                "access-log-json-format-invalid"] == 1
        }
        #expect(!isInvalid(opening + "1" + closing))
        #expect(isInvalid(opening + "1" + closing.dropLast()))
        #expect(isInvalid(opening + "1" + closing.dropLast() + "]"))
    }

    @Test(arguments: ["%", "%A%", "%%SERVICE%%", "%A", "%SERVICE%"])
    func `say little of a long pattern of names`(_ piece: String) {
        let found = counts("outboundClusterStatName: \"\(Self.repeated(piece))\"")
        #expect(found.values.allSatisfy { $0 == 1 })
    }

    @Test(arguments: ["a.", "a", "A.", "a:", "a/", "*.", "a://", "1.", "a\u{301}"])
    func `say little of a long host`(_ piece: String) {
        let host = Self.repeated(piece)
        let found = counts("extensionProviders:\n- {name: x, zipkin: {service: \"\(host)\", port: 9411}}")
        #expect(found["provider-service-format"] == 1)
        #expect(counts("serviceSettings:\n- hosts: [\"\(host)\"]")["service-settings-host"] == 1)
        #expect(
            counts("defaultConfig:\n  discoveryAddress: \"\(host)\"")["proxyconfig-discovery-address"] == 1)
    }

    @Test(arguments: ["%", "%A%", "%REQ(", "%REQ(a)x", "%PROTOCOL%"])
    func `say little of a long format`(_ piece: String) {
        let found = counts("accessLogFile: /dev/stdout\naccessLogFormat: \"\(Self.repeated(piece))\"")
        #expect((found["access-log-format-operator"] ?? 0) <= 1)
    }

    @Test func `say as much of many values as anybody reads`() {
        #expect(counts("trustDomainAliases: " + Self.list(30_000) { "a_\($0)" })["trust-domain-format"] == 500)
        #expect(counts("trustDomainAliases: " + Self.list(30_000) { "<a\($0)>" })["mesh-placeholder-left"] == 500)
        #expect(
            counts("tlsDefaults:\n  ecdhCurves: " + Self.list(30_000) { "P-\($0)" })["tls-defaults-ecdh-unknown"] == 500
        )
    }

    @Test func `find each of many providers by name`() {
        let providers = (0..<5_000).map { "- {name: p\($0), zipkin: {}}\n" }.joined()
        let defaults = "defaultProviders:\n  metrics: " + Self.list(5_000) { "P\($0)" } + "\n"
        let found = counts(defaults + "extensionProviders:\n" + providers)
        #expect(found["default-provider-undefined"] == nil)
        // The document has a few other warnings, which count too.
        #expect((found["default-provider-wrong-kind"] ?? 0) > 450)
    }

    @Test func `look at many ranges of networks`() {
        let ranges = (0..<12_000).map { "  - {fromCidr: 10.\($0 / 256).\($0 % 256).0/\(8 + $0 % 17)}\n" }.joined()
        let found = counts("networks:\n a:\n  endpoints:\n\(ranges)", .meshNetworks)
        #expect(found["network-cidr-duplicate"] == 500)
    }

    private func messages(
        ofChangeFrom old: String, to new: String, _ kind: MeshDocument.Kind, _ id: String
    ) -> [String] {
        let states = [old, new].map { Self.validator.read(MeshDocument(kind, .text($0))) }
        return Self.validator.diagnostics(ofChangeFrom: states[0], to: states[1])
            .filter { $0.id.text == id }.map(\.message)
    }

    @Test func `find what covers each of many selectors`() {
        let old = (0..<3_000).map { " - matchLabels: {a: v\($0), b: x}\n" }
        func says(_ new: [String]) -> Int {
            let head = "discoverySelectors:\n"
            return messages(
                ofChangeFrom: head + old.joined(), to: head + new.joined(), .mesh, "discovery-selectors-narrowed"
            ).count
        }
        #expect(says(old.reversed()) == 0)
        // Each is covered by another one, which has fewer requirements.
        let wider = (0..<3_000).reversed().map { " - matchLabels: {a: v\($0)}\n" }
        #expect(says(wider) == 0)
        #expect(says(wider.dropLast()) == 1)
        #expect(says(wider.dropLast() + [" - matchLabels: {a: v0, c: x}\n"]) == 1)
        #expect(says(wider.dropLast() + [" - {}\n"]) == 0)
    }

    @Test func `find each of many networks by name`() {
        let lines = (0..<19_000).map { " n\($0): {}\n" }
        let old = "networks:\n" + lines.joined()
        func says(_ new: String) -> [String] {
            messages(ofChangeFrom: old, to: new, .meshNetworks, "network-removed")
        }
        #expect(says("networks:\n" + lines.reversed().joined()).isEmpty)
        #expect(
            says("networks:\n" + lines.filter { !$0.hasPrefix(" n77:") }.joined()) == [
                "drops network n77, whose endpoints other networks cannot reach then"
            ])
    }
}
