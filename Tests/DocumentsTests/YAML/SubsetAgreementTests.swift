import Documents
import Foundation
import TestDocuments
import Testing

/// Every YAML text of the repository, read with and without libyaml.
@Suite struct `Agreement of the subset with libyaml` {
    @Test func `reads every text of the repository alike`() throws {
        let texts = try RepositoryTexts.all()
        #expect(texts.count > 3_000)
        var differences: [String] = []
        var count = 0
        for text in texts {
            if case .differs(let what) = Agreement(of: text.text) { differences.append("\(text.name): \(what)") }
            count += 1
        }
        #expect(differences.prefix(10) == [])
    }

    /// So that it cannot silently stop being used.
    ///
    /// The corpus was written to find where readers of YAML differ: one in eight of its documents has a tag, an anchor, an
    /// explicit key or a directive, which nobody writes in the field.
    @Test func `holds most of a corpus that tries the corners of YAML`() throws {
        let taken = try RepositoryTexts.corpus().filter { (try? YAMLReader().readByLibyaml($0.text)) != nil }
        let left = taken.filter { Agreement(of: $0.text) == .outside }
        #expect(taken.count > 3_000)
        #expect(left.count * 100 <= taken.count * 15, "\(left.count) of \(taken.count) are left to libyaml")
    }

    @Test func `holds what people write`() throws {
        // The fuzzers' seeds are corners of YAML, JSON and HTTP that nobody writes.
        let written = RepositoryTexts.written().filter { !$0.name.contains("/Fuzz/Corpus/") }
        let taken = written.filter { (try? YAMLReader().readByLibyaml($0.text)) != nil }
        let left = taken.filter { Agreement(of: $0.text) == .outside }
        #expect(taken.count > 500)
        #expect(left.count * 100 <= taken.count * 4, "\(left.count) of \(taken.count): \(left.prefix(60).map(\.name))")
    }
}

/// The YAML texts that lie in this repository, and those that stand inside of them.
enum RepositoryTexts {
    struct Text {
        let name: String
        let text: String
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func all() throws -> [Text] {
        (try corpus() + written()).flatMap { [$0] + inner($0) }
    }

    /// What is no part of the corpus: fixtures, examples of the rules, manifests.
    static func written() -> [Text] {
        let folders = ["Tests", "Benchmarks", "charts", "deploy", "docs", "examples", "action.yml"]
        return folders.flatMap { files(in: root.appending(path: $0)).flatMap(Self.texts(in:)) }
    }

    /// The documents that Istio's own code judged.
    static func corpus() throws -> [Text] {
        let lines = try String(
            contentsOf: root.appending(path: "Tests/ConformanceTests/Corpus/shared.jsonl"), encoding: .utf8)
        return try lines.utf8.split(separator: 0x0A).compactMap { line in
            let row = try JSONReader().read(Array(line))
            return row["yaml"]?.string.map { Text(name: row["id"]?.string ?? "", text: $0) }
        }
    }

    private static func files(in url: URL) -> [URL] {
        guard let found = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil) else { return [url] }
        let files = found.compactMap { $0 as? URL }
        return files.isEmpty ? [url] : files
    }

    private static func texts(in file: URL) -> [Text] {
        let isFuzz = file.path.contains("/Fuzz/Corpus/")
        guard isFuzz || ["yaml", "yml", "json", "md", "tpl"].contains(file.pathExtension),
            let text = try? String(contentsOf: file, encoding: .utf8), text.utf8.count < 1 << 20
        else { return [] }
        if file.pathExtension != "md" { return [Text(name: file.path, text: text)] }
        // Pages of rules hold each example.
        let pieces = text.components(separatedBy: "\n```")
        return pieces.filter { $0.hasPrefix("yaml\n") }.enumerated().map {
            Text(name: "\(file.path) block \($0.offset)", text: String($0.element.dropFirst(5)))
        }
    }

    /// The documents of a file, and texts that are values, as of a ConfigMap.
    private static func inner(_ text: Text) -> [Text] {
        var found: [Text] = []
        if text.text.contains("\n---") {
            for (number, document) in text.text.components(separatedBy: "\n---\n").enumerated() {
                found.append(Text(name: "\(text.name) document \(number)", text: document))
            }
        }
        for text in [text] + found {
            if let root = try? YAMLReader().readByLibyaml(text.text).root { collect(root, text.name, &found) }
        }
        return found
    }

    private static func collect(_ node: Documents.Node, _ name: String, _ texts: inout [Text]) {
        if let string = node.string, string.contains(":") { texts.append(Text(name: "value in \(name)", text: string)) }
        for element in node.elements { collect(element, name, &texts) }
        for entry in node.entries { collect(entry.value, name, &texts) }
    }
}
