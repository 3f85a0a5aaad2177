import Admission
import Documents
import Foundation
import IstioSchema
import Manifests
import MeshRules
import Testing
import Validation

/// One YAML block of the notebook on Istio's ConfigMaps, and what must be said of it.
struct SeedBlock: CustomTestStringConvertible, Sendable {
    let number: Int
    let object: String
    let readAs: String
    let expected: [String]

    var testDescription: String { "block \(number), \(object)" }

    var text: String {
        get throws {
            let name = String(format: "Blocks/%02d.yaml", number)
            return try String(contentsOf: Self.directory.appending(path: name), encoding: .utf8)
        }
    }

    private static let directory = URL(filePath: #filePath).deletingLastPathComponent()

    private static func rows(_ file: String) -> [[String]] {
        let text = (try? String(contentsOf: directory.appending(path: file), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    static let all: [SeedBlock] = rows("expected.tsv").compactMap { row in
        guard row.count == 5, let number = Int(row[0]) else { return nil }
        let ids = row[4] == "-" ? [] : row[4].split(separator: " ").map(String.init)
        return SeedBlock(number: number, object: row[2], readAs: row[3], expected: ids)
    }

    /// Where the table is wrong: block, the ids that are right, and why.
    static let corrections: [Int: [String]] = Dictionary(
        rows("corrections.tsv").compactMap { row in
            guard row.count == 3, let number = Int(row[0]) else { return nil }
            return (number, row[1] == "-" ? [] : row[1].split(separator: " ").map(String.init))
        }, uniquingKeysWith: { first, _ in first })
}

@Suite("The notebook") struct SeedTests {
    private static let checkpoint = Checkpoint(rules: Rule.all, policy: Policy())
    private static let validator = Validator(rules: Rule.all, version: .newest)
    /// When it is: 2026-11-23T00:00:00Z.
    private static let now: Int64 = 1_795_392_000

    @Test func `has 93 blocks`() {
        #expect(SeedBlock.all.count == 93)
    }

    @Test("is told exactly what is wrong with it", arguments: SeedBlock.all)
    func block(_ block: SeedBlock) throws {
        var found = try diagnostics(block)
        // Every example has a name that istiod never reads; the table names it once.
        if block.number != 3 { found.remove("mesh-configmap-name") }
        #expect(found.sorted() == (SeedBlock.corrections[block.number] ?? block.expected))
    }

    private func diagnostics(_ block: SeedBlock) throws -> Set<String> {
        let text = try block.text
        if block.readAs == "mesh" {
            let report = Self.validator.report(on: MeshDocument(.mesh, .text(text)), now: Self.now)
            return Set(report.diagnostics.map(\.id.text))
        }
        var ids: Set<String> = []
        for item in ManifestReader().items(in: text) {
            guard case .object(let object, _) = item.content else { continue }
            let passage = Checkpoint.Passage(operation: .create, new: object, old: nil)
            for placed in Self.checkpoint.judge(passage, now: Self.now)?.diagnostics ?? [] {
                ids.insert(placed.diagnostic.id.text)
            }
        }
        return ids
    }
}
