import Documents
import Foundation
import IstioSchema
import Testing
import Validation

@testable import MeshRules

/// What every rule keeps to, so that nobody has to remember it.
@Suite("The set of rules") struct RuleSetTests {
    @Test func `has every id once`() {
        let ids = Rule.all.map(\.id.text)
        let repeated = Dictionary(grouping: ids, by: { $0 }).filter { $0.value.count > 1 }.keys.sorted()
        #expect(repeated == [])
        #expect(!ids.isEmpty)
    }

    @Test func `has ids in kebab case`() {
        for rule in Rule.all {
            let words = rule.id.text.split(separator: "-", omittingEmptySubsequences: false)
            #expect(words.count >= 2, "\(rule.id)")
            for word in words {
                let isWord = !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) }
                #expect(isWord, "\(rule.id)")
            }
        }
    }

    @Test("stands in a file and a constant of its id's name", arguments: Rule.all.map(\.id.text))
    func file(_ id: String) throws {
        let words = id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let file = words.joined()
        let constant = file.prefix(1).lowercased() + file.dropFirst()
        let path = try #require(Sources.files[file + ".swift"], "no \(file).swift for \(id)")
        let text = try String(contentsOf: path, encoding: .utf8)
        #expect(text.contains("static let \(constant) = Rule("), "\(file).swift")
        let chapter = path.deletingLastPathComponent().lastPathComponent
        let list = try String(
            contentsOf: path.deletingLastPathComponent().appending(path: chapter + "Chapter.swift"), encoding: .utf8)
        let listed = list.split { !$0.isLetter && !$0.isNumber }
        #expect(listed.contains { $0 == constant }, "\(chapter)Chapter.swift does not list .\(constant)")
    }

    @Test func `shows what is right and what is wrong`() {
        for rule in Rule.all {
            #expect(rule.examples.contains { $0.isValid }, "\(rule.id) has no valid example")
            #expect(rule.examples.contains { !$0.isValid }, "\(rule.id) has no invalid example")
            let firstInvalid = rule.examples.firstIndex { !$0.isValid } ?? 0
            #expect(
                rule.examples.prefix(firstInvalid).allSatisfy { $0.isValid }, "\(rule.id): valid examples come first")
            let titles = rule.examples.map(\.title)
            #expect(Set(titles).count == titles.count, "\(rule.id) has two examples of one title")
        }
    }

    @Test func `has an effect that goes with its severity`() {
        for rule in Rule.all {
            let effects: Set<Effect> =
                switch rule.severity {
                case .error: [.rejected, .breaks]
                case .warning: [.ignored, .risky]
                case .note: [.advice]
                }
            #expect(effects.contains(rule.effect), "\(rule.id): \(rule.severity), \(rule.effect)")
        }
    }

    @Test func `explains itself in sentences`() {
        for rule in Rule.all {
            #expect(rule.rationale.hasSuffix("."), "\(rule.id): rationale")
            #expect(rule.fix.hasSuffix("."), "\(rule.id): fix")
            #expect(!rule.summary.hasSuffix("."), "\(rule.id): summary")
            for text in [rule.summary, rule.rationale, rule.fix] {
                #expect(!text.contains("\n"), "\(rule.id) has a line break in a sentence")
                #expect(!text.contains("  "), "\(rule.id) has two blanks in a row")
            }
            #expect(!rule.sources.isEmpty, "\(rule.id) has no source")
            #expect(rule.releases.lowerBound <= rule.releases.upperBound, "\(rule.id)")
        }
    }

    @Test("says it in one short line", arguments: RuleExample.all)
    func messages(_ it: RuleExample) {
        for message in it.example.expected.map(\.message) {
            #expect(!message.hasSuffix(".") || message.hasSuffix(" ."), "\(message)")
            #expect(!message.contains("\n"), "\(message)")
            for word in ["please", "invalid ", " error ", "failed", "no longer", "any more"] {
                #expect(!message.lowercased().contains(word), "\(message)")
            }
            #expect(message.first?.isWhitespace == false && message.last?.isWhitespace == false, "\(message)")
            // The author's text is at most 32 characters, and stands at most twice.
            #expect(message.count <= 72 + 2 * 34, "\(message)")
        }
    }

    @Test func `names functions that Istio has`() throws {
        let facts = try String(contentsOf: Sources.facts, encoding: .utf8)
        for rule in Rule.all {
            for case .istio(let function) in rule.sources where function.hasPrefix("Validate") {
                let isKnown = facts.contains(function) || Self.besidesTheFacts.contains(function)
                #expect(isKnown, "\(rule.id): \(function)")
            }
        }
    }

    /// Functions of pkg/config/validation/agent that the named ones call, which the table of facts does not list.
    private static let besidesTheFacts: Set<String> = [
        "ValidateDuration", "ValidateIPAddress", "ValidateMeshNetworks", "ValidateNamespaceSlashWildcardHostname",
        "ValidateWildcardDomain",
    ]

    @Test("finds the same in a text with the line breaks of Windows", arguments: RuleExample.all)
    func carriageReturns(_ it: RuleExample) {
        // A certificate in a block keeps its line breaks; Go's and OpenSSL's PEM take both.
        let example = it.example.withText { $0.replacing("\n", with: "\r\n") }
        let findings = example.findings(
            of: it.rule, now: RuleExampleTests.now, documents: RuleExample.documents)
        // The comment that is expected ends with the line.
        #expect(findings == it.example.expected, "\(it)")
    }
}

extension Example {
    fileprivate func withText(_ change: (String) -> String) -> Example {
        isValid
            ? .valid(title, change(text), kind: kind, in: version, old: old.map(change), object: object)
            : .invalid(
                title, change(text), kind: kind, in: version, old: old.map(change), isDeletion: isDeletion,
                expects: expects, object: object)
    }
}

/// The sources of the rules, and the facts beside the tests.
private enum Sources {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let facts = tests.appending(path: "Facts/validation-rules.json")

    /// The files under Sources/MeshRules by name.
    static let files: [String: URL] = {
        let rules = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/MeshRules")
        var files: [String: URL] = [:]
        let found = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)
        while let file = found?.nextObject() as? URL {
            if file.pathExtension == "swift" { files[file.lastPathComponent] = file }
        }
        return files
    }()
}
