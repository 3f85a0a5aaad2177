import Foundation
import Testing

@testable import Linter

/// `docs/rules` is made by `make docs`, and committed.
@Suite struct `The pages of rules` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/rules")

    @Test func `say what the rules say`() throws {
        for (name, text) in RulePages.files {
            let page = try? String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            #expect(page == text, "docs/rules/\(name) is out of date: run make docs")
        }
    }

    @Test func `are all of rules that there are`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let known = Set(RulePages.files.map(\.name) + ["retired.md"])
        #expect(Set(files).subtracting(known).isEmpty)
    }
}
