import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission
@testable import MeshRules

/// What goes from a line that is too long, and what stays.
@Suite("A line that is too long") struct LineLengthTests {
    private func line(_ message: String, at path: FieldPath, limit: Int = 120, advice: String? = nil) -> String {
        let diagnostic = Diagnostic(
            id: "some-mistake", severity: .warning, effect: .risky, path: path, mark: SourceMark(line: 7, column: 1),
            message: message)
        let document = MeshDocument(.mesh, .text(""), field: .root.field("data").field("mesh"), label: "mesh")
        var line: [UInt8] = []
        return PlacedDiagnostic(diagnostic, in: document).line(within: limit, advice: advice, in: &line)
    }

    private let value = String(repeating: "v", count: 70) + "w"

    @Test func `loses the middle of a value before what is right`() {
        let line = line(
            "names \(value), which is no provider; did you mean otel?", at: .root.field("tracing").element(0))
        #expect(line.unicodeScalars.count <= 120)
        #expect(line.hasPrefix("mesh:7: tracing[0]: names vvvv"))
        #expect(line.contains("…"))
        #expect(line.hasSuffix("vw, which is no provider; did you mean otel? [some-mistake]"))
    }

    @Test func `loses a value before the name that is meant`() {
        let name = "includeRequestHeadersInCheckOfAll"
        let line = line("has \(value); write \(name)", at: .root.field("a"))
        #expect(line.hasSuffix("; write \(name) [some-mistake]"))
    }

    @Test func `keeps its advice behind a long path and a long value`() {
        let path = FieldPath.root.field("extensionProviders").element(3).key(String(repeating: "k", count: 400))
        let line = line("must be one of a, b, not \(value)", at: path, limit: 150, advice: "write connectTimeout: 1h")
        #expect(line.unicodeScalars.count <= 150)
        #expect(line.hasPrefix("mesh:7: "))
        #expect(line.contains("must be one of a, b, not v"))
        #expect(line.hasSuffix("; write connectTimeout: 1h [some-mistake]"))
    }

    @Test func `loses its end where no word is long`() {
        let line = line(String(repeating: "so it is ", count: 40), at: .root.field("a"))
        #expect(line.unicodeScalars.count == 120)
        #expect(line.hasSuffix("… [some-mistake]"))
    }

    @Test func `explains in prose what is no YAML`() throws {
        let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))
        func message(_ mesh: String) -> String {
            ReviewAnswer(handler.answer(ReviewBuilder(mesh: mesh).content, now: VerdictTextTests.now)).message
        }
        let colon = message("enableTracing: true\ntrustDomain\nconnectTimeout: 1s\n")
        #expect(colon.hasSuffix("; trustDomain has no colon behind it: trustDomain: [mesh-yaml-syntax]"), "\(colon)")
        let quotes = message("accessLogFormat: time: %START_TIME%\n")
        #expect(quotes.hasSuffix("; quote the value: \"time: %START_TIME%\" [mesh-yaml-syntax]"), "\(quotes)")
        let depth = message("defaultConfig:\n  concurrency: 2\n   statusPort: 1\n")
        #expect(depth.contains("; statusPort: 1 is indented deeper than concurrency: 2 above it"), "\(depth)")
    }
}
