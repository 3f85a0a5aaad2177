import Foundation
import FuzzHarness
import Testing

/// Inputs of the fuzzers, and what once made them stop.
@Suite("The fuzzers' corpus") struct FuzzCorpusTests {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzz")

    @Test("holds", arguments: FuzzTarget.allCases)
    func replay(_ target: FuzzTarget) throws {
        let folder = Self.directory.appending(path: "Corpus").appending(path: target.rawValue)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let content = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            #expect(target.failure(on: content) == nil, "\(name)")
            for end in stride(from: 0, to: content.count, by: 97) {
                #expect(target.failure(on: Array(content[..<end])) == nil, "\(name), \(end) bytes")
            }
        }
    }

    @Test("stands beside a dictionary, a page and a script that name each target", arguments: FuzzTarget.allCases)
    func isNamed(_ target: FuzzTarget) throws {
        let page = try String(contentsOf: Self.directory.appending(path: "README.md"), encoding: .utf8)
        let script = try String(contentsOf: Self.directory.appending(path: "../../scripts/fuzz"), encoding: .utf8)
        let dictionary = Self.directory.appending(path: "Dictionaries").appending(path: "\(target.rawValue).dict")
        #expect(page.contains("| `\(target.rawValue)` |"))
        #expect(script.contains("set -- \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))\n"))
        #expect(try !Data(contentsOf: dictionary).isEmpty)
    }
}
