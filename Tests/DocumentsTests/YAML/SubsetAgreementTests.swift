import Documents
import Foundation
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
    @Test func `holds nearly all that Istio takes`() throws {
        var taken = 0
        var held = 0
        var left: [String] = []
        for text in try RepositoryTexts.corpus() {
            guard (try? YAMLReader().readByLibyaml(text.text)) != nil else { continue }
            taken += 1
            if Agreement(of: text.text) == .outside { left.append(text.name) } else { held += 1 }
        }
        #expect(taken > 1_000)
        #expect(Double(held) >= 0.9 * Double(taken), "\(held) of \(taken); left: \(left.prefix(40))")
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
        var texts = try corpus()
        for folder in ["Tests", "Benchmarks", "charts", "deploy", "docs", "examples", "action.yml"] {
            texts += files(in: root.appending(path: folder)).flatMap(Self.texts(in:))
        }
        return texts.flatMap { [$0] + inner($0) }
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
