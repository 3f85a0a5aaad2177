import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission

/// Numbers that look random, and are the same on every machine.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Mistakes of any length, in any characters, as no rule should write them.
private struct RandomMistakes {
    var random: Seeded

    init(seed: Int) { random = Seeded(state: UInt64(seed)) }

    private static let pieces: [String] = [
        "a", "port", " ", "\n", "\r\n", "\t", "\u{1b}[31m", "\u{7}", "\u{85}", "\u{2028}", "\u{202e}", "\u{200b}", "\"",
        "'",
        "\\", "[x]", ": ", "é", "e\u{301}", String(repeating: "\u{301}", count: 900), "👩‍👩‍👧", "日本", "\u{feff}", "\u{0}",
        String(repeating: "long", count: 80), "must be", "{{", "<>&", "\u{e0041}", "\u{ad}",
    ]

    private mutating func text(upTo count: Int) -> String {
        (0..<Int.random(in: 0...count, using: &random))
            .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }

    mutating func path() -> FieldPath {
        var path = FieldPath.root
        for _ in 0..<Int.random(in: 0...9, using: &random) {
            switch Int.random(in: 0..<3, using: &random) {
            case 0: path = path.field(text(upTo: 3))
            case 1: path = path.element(Int.random(in: 0...100_000, using: &random))
            default: path = path.key(text(upTo: 4))
            }
        }
        return path
    }

    mutating func placed() -> PlacedDiagnostic {
        let severity = [Severity.error, .warning, .note].randomElement(using: &random) ?? .error
        let effect: Effect = severity == .error ? .rejected : severity == .warning ? .risky : .advice
        let mark =
            Bool.random(using: &random)
            ? SourceMark(line: Int.random(in: 1...1_000_000, using: &random), column: 1) : nil
        let id = DiagnosticID(
            ["some-mistake", "unsafe-503-retry", "mesh-unknown-field"].randomElement(using: &random) ?? "")
        let field = Bool.random(using: &random) ? FieldPath.root.field("data").field("mesh") : .root
        let diagnostic = Diagnostic(
            id: id, severity: severity, effect: effect, path: path(), mark: mark, message: "must be " + text(upTo: 12),
            fix: Bool.random(using: &random) ? text(upTo: 8) : nil, value: text(upTo: 2),
            concernsFieldName: severity == .warning && Bool.random(using: &random))
        let body: MeshDocument.Body =
            Bool.random(using: &random) ? .text("") : .node(Node(.null, mark: .start, style: .json))
        return PlacedDiagnostic(
            diagnostic,
            in: MeshDocument(
                .mesh, body, object: ObjectReference(kind: "ConfigMap", name: "istio"), field: field,
                label: field.parent == nil ? "" : "mesh"))
    }

    mutating func judgement() -> Checkpoint.Judgement {
        let diagnostics = (0..<Int.random(in: 0...60, using: &random)).map { _ in placed() }
        var policy = Policy()
        policy.profile = Policy.Profile.allCases.randomElement(using: &random) ?? .recommended
        let old = diagnostics.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        let release =
            [IstioRelease.newestKnown, IstioRelease(.v1_24), IstioRelease(.newest, isNewerThanTables: true)]
            .randomElement(using: &random) ?? .newestKnown
        let change = Change(
            operation: .update, fieldValidation: FieldValidation.allCases.randomElement(using: &random) ?? .absent,
            release: release, old: old)
        return Checkpoint.Judgement(
            verdict: policy.verdict(on: diagnostics, of: change), release: release, diagnostics: diagnostics,
            object: ObjectReference(kind: "ConfigMap", name: "istio"), change: change)
    }
}

@Suite("What is said of any mistakes") struct VerdictTextPropertyTests {
    private func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    @Test("keeps its budgets, on one line each", arguments: 0..<200)
    func budgets(seed: Int) {
        var mistakes = RandomMistakes(seed: seed)
        let judgement = mistakes.judgement()
        let text = VerdictText(judgement)
        let warnings = text.warnings
        #expect(warnings.count <= 12)
        #expect(warnings.isEmpty == judgement.verdict.warnings.isEmpty)
        #expect(warnings.map(\.unicodeScalars.count).reduce(0, +) <= 3000)
        for warning in warnings {
            #expect(!warning.isEmpty && warning.unicodeScalars.count <= 120)
            #expect(isPlain(warning))
        }
        for cause in text.causes {
            #expect(cause.message.unicodeScalars.count <= 300 && !cause.message.isEmpty)
            #expect(cause.field.unicodeScalars.count <= 200)
            #expect(isPlain(cause.message) && isPlain(cause.field))
        }
        #expect(text.causes.count <= 21)
        #expect(text.causes.isEmpty == judgement.verdict.causes.isEmpty)
        let lines = text.message.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 22)
        for line in lines { #expect(isPlain(String(line)) && line.unicodeScalars.count <= 340) }
    }

    @Test("tells the most severe first", arguments: 0..<100)
    func order(seed: Int) {
        var mistakes = RandomMistakes(seed: seed)
        let verdict = mistakes.judgement().verdict
        for all in [verdict.causes, verdict.warnings.map(\.diagnostic)] {
            for (left, right) in zip(all, all.dropFirst()) {
                #expect(left.diagnostic.severity >= right.diagnostic.severity)
            }
        }
    }

    @Test("says the same of the same mistakes, in whatever order they were found", arguments: 0..<100)
    func determinism(seed: Int) {
        var mistakes = RandomMistakes(seed: seed)
        var again = RandomMistakes(seed: seed)
        let first = mistakes.judgement()
        let text = VerdictText(first)
        let same = VerdictText(again.judgement())
        #expect(text.warnings == same.warnings)
        #expect(text.message == same.message)
        let shuffled = first.diagnostics.shuffled(using: &mistakes.random)
        let verdict = Policy().verdict(on: shuffled, of: first.change)
        let sorted = Policy().verdict(on: first.diagnostics, of: first.change)
        #expect(verdict.causes.map(\.fullPath) == sorted.causes.map(\.fullPath))
        #expect(verdict.causes.map(\.diagnostic.message) == sorted.causes.map(\.diagnostic.message))
        #expect(verdict.warnings.map(\.diagnostic.fullPath) == sorted.warnings.map(\.diagnostic.fullPath))
    }
}
