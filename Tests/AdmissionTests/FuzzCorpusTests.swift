import Foundation
import FuzzHarness
import Testing

/// Inputs of the fuzzers, and what once made them stop.
@Suite("The fuzzers' corpus") struct FuzzCorpusTests {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzz/Corpus")

    @Test("holds", arguments: FuzzTarget.allCases)
    func replay(_ target: FuzzTarget) throws {
        let folder = Self.directory.appending(path: target.rawValue)
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
}
