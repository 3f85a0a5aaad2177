import Foundation
import IstioSchema
import Testing

@testable import MeshRules

/// Our reader of Go's templates against Go's own: what the one parses, the other must not refuse, and the other way round.
@Suite("Templates of Go") struct GoTemplateTests {
    /// What text/template said of some thousand templates: written ones, pieces put together, and valid ones with a
    /// small change.
    private struct Verdicts: Decodable {
        let parsed: [String]
        let refused: [String]
    }

    private static func verdicts() throws -> Verdicts {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        return try JSONDecoder().decode(
            Verdicts.self, from: Data(contentsOf: tests.appending(path: "Facts/go-templates.json")))
    }

    private func stops(_ text: String, in version: IstioVersion = .v1_20) -> [String] {
        GoTemplate.mistakes(in: text, version: version).filter { !$0.isOfSomeReleases }.map(\.message)
    }

    private func warnings(_ text: String, in version: IstioVersion) -> [String] {
        GoTemplate.mistakes(in: text, version: version).filter(\.isOfSomeReleases).map(\.message)
    }

    @Test func `refuse nothing that Go parses`() throws {
        let parsed = try Self.verdicts().parsed
        #expect(parsed.count > 2_000)
        for text in parsed {
            let found = GoTemplate.mistakes(in: text, version: .v1_20)
            #expect(found == [], "\(text.debugDescription)")
        }
    }

    @Test func `refuse what Go refuses`() throws {
        let refused = try Self.verdicts().refused
        #expect(refused.count > 1_500)
        for text in refused { #expect(!stops(text).isEmpty, "\(text.debugDescription)") }
    }

    @Test(arguments: [
        ("{{ $x }}", "$x is not declared"),
        ("{{ if $x := 1 }}{{ end }}{{ $x }}", "$x is not declared"),
        ("{{ $x := 1 }}{{ define \"a\" }}{{ $x }}{{ end }}", "$x is not declared"),
        ("{{ range $k, $v := .a }}{{ end }}{{ $v }}", "$v is not declared"),
        ("{{-.a}}", "-.a is no number"), ("{{ 1x }}", "1x is no number"), ("{{ 089 }}", "089 is no number"),
        ("{{ .a. }}", ". has no place here"), ("{{ ..a }}", ". has no field .a"),
        ("{{ true.x }}", "true has no field .x"), ("{{ .a | 5 }}", "5 after | is no function"),
        ("{{ .a || .b }}", "| has no place here"), ("{{ }}", "an action is empty"),
        ("{{ print () }}", "brackets are empty"), ("{{ (print }}", "a bracket is not closed"),
        ("{{ block \"x\" }}{{ end }}", "{{block}} has no value"), ("{{ if }}{{ end }}", "{{if}} has no value"),
        ("{{ template x }}", "{{template}} needs a quoted name"),
        ("{{ define \"a\" }}x{{ end }}{{ define \"a\" }}y{{ end }}", "a is defined a second time"),
        ("{{ define \"inject\" }}x{{ end }}y", "inject names the whole template"),
        ("{{ 'ab' }}", "'ab' is not one character"), (#"{{ "\d" }}"#, #""\d" has an unknown escape"#),
        ("{{ break }}", "{{break}} is outside {{range}}"),
        ("{{ range . }}{{ block \"x\" . }}{{ break }}{{ end }}{{ end }}", "{{break}} is outside {{range}}"),
        ("{{ if . }}{{ else }}{{ else }}{{ end }}", "{{else}} belongs to nothing"),
        ("{{$x=1}}", "= follows a name without a blank"), ("{{ $x, $y := 1 }}", "only {{range}} declares two"),
        ("{{ /* a */ }}", "/ has no meaning in an action"), ("{{/* a }}", "a comment is not closed"),
        ("{{/* a */-}}", "a comment must end with */}}"),
        ("{{ .a\u{A0}}}", "\u{A0} follows a name without a blank"),
        ("{{ print if }}", "if stands inside an action"), ("{{ if . }}", "{{if}} has no {{end}}"),
    ])
    func `say what stops the parser`(_ text: String, _ message: String) {
        #expect(stops(text) == [message])
    }

    @Test func `leave to the execution what the parser does not look at`() {
        #expect(stops("{{ $x = 1 }}{{ $x }}{{ .a | }}{{ nil }}") == [])
        #expect(stops("{{ if . }}{{ $y := 1 }}{{ else }}{{ $y }}{{ end }}") == [])
    }

    @Test func `know the line of a mistake`() {
        let found = GoTemplate.mistakes(in: "a\n{{/*\n*/}}\n{{ `\n` }}{{ if\n.a }}\n{{ $x }}", version: .newest)
        #expect(found.map(\.line) == [7])
    }

    @Test func `go on behind an unknown function`() {
        #expect(
            stops("{{ include . }}{{ tpl . }}{{ $x }}{{ lookup }}")
                == ["no function include", "no function tpl", "$x is not declared"])
        // Kelvin's sign is no K.
        #expect(stops("{{ has\u{212A}ey . }}") == ["no function has\u{212A}ey"])
        #expect(stops("{{ $k := 1 }}{{ $\u{212A} := 1 }}{{ $K }}") == ["$K is not declared"])
    }

    @Test func `warn of what only later releases read`() {
        #expect(warnings("{{ omitNil . }}", in: .v1_27) == ["omitNil needs Istio 1.28"])
        #expect(warnings("{{ omitNil . }}", in: .v1_28) == [])
        #expect(warnings("{{ sha512sum . }}", in: .v1_23) == ["sha512sum needs Istio 1.24"])
        let chain = "{{ with .a }}{{ else with .b }}{{ else }}{{ end }}"
        #expect(warnings(chain, in: .v1_22) == ["{{else with}} needs Istio 1.23"])
        #expect(GoTemplate.mistakes(in: chain, version: .v1_23) == [])
        #expect(stops("{{ if .a }}{{ else with .b }}{{ end }}", in: .newest) == ["{{else}} takes no value"])
    }

    /// Large and deep ones: time and stack must suffice.
    @Test(arguments: [
        ("{{ ", "("), ("", "{{if .}}"), ("", "{{block `x` .}}"), ("{{ $x := 1 }}", "{{ $x }}"), ("", "{{ $x := 1 }}"),
        ("{{if .}}", "{{else if .}}"), ("", "{{"), ("{{ ", "f "), ("{{ ", "1"), ("{{ ", "1_"), ("{{ \"", "\\n"),
        ("{{ .", "é"), ("{{ ", "."), ("{{ .", ".a"), ("", "{{/**/}}"), ("{{ .a", "|"), ("{{ .a", "|.a"),
        ("", " \u{A0}"), ("{{ `", "x"), ("{{", " "), ("{{", " -"), ("", "{{range $x, $y := (.a)}}"),
    ])
    func `read a large template`(_ start: String, _ piece: String) {
        let text = start + String(repeating: piece, count: 300_000 / piece.utf8.count)
        for end in ["", "\"` }}{{end}}"] {
            #expect(GoTemplate.mistakes(in: text + end, version: .newest).count <= 21)
        }
    }

    @Test func `read many variables and deep brackets`() {
        let variables = (0..<20_000).map { "{{$x\($0):=1}}{{$x\($0)}}" }.joined()
        #expect(stops(variables) == [])
        let deep = { String(repeating: "(", count: $0) + ".a" + String(repeating: ")", count: $0) }
        #expect(stops("{{ \(deep(100_000)) }}") == [])
        #expect(warnings("{{ \(deep(10_000)) }}", in: .newest) == [])
        #expect(warnings("{{ \(deep(10_001)) }}", in: .newest) == ["brackets are nested too deep"])
    }
}
