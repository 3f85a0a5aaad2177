import Synchronization
import TestCertificates
import Testing

@testable import Server

/// A file that is refused where its text begins with `bad`, as long as anything is refused.
private final class PickyFile: Sendable {
    private let folder: TestFolder
    private let next = Mutex<String?>(nil)
    private let isPicky = Mutex(true)
    private let taken = Mutex<[String]>([])

    struct Refused: Error {}

    init() throws { folder = try TestFolder() }

    var used: [String] { taken.withLock { $0 } }

    func write(_ text: String) throws { try folder.write(text, to: "file") }

    /// Writes a text when the next one has been read, before it is looked at a second time.
    func writeBetweenLooks(_ text: String) { next.withLock { $0 = text } }

    func refuseNothing() { isPicky.withLock { $0 = false } }

    func watched() throws -> WatchedFile {
        try write("first")
        let file = WatchedFile("file", paths: [folder.path + "/file"]) { [self] contents in
            let text = contents.map { String(decoding: $0, as: UTF8.self) }.joined()
            let swapped = next.withLock { next in
                defer { next = nil }
                return next
            }
            if let swapped { try write(swapped) }
            if isPicky.withLock({ $0 }), text.hasPrefix("bad") { throw Refused() }
            taken.withLock { $0.append(text) }
        }
        try file.load()
        return file
    }
}

@Suite struct `A file that is watched` {
    private func word(_ change: WatchedFile.Change) -> String {
        switch change {
        case .none: "none"
        case .applied: "applied"
        case .failed: "failed"
        }
    }

    @Test func `is refused once, and again after it was in use`() throws {
        let source = try PickyFile()
        let file = try source.watched()
        for (text, change) in [
            ("first", "none"), ("bad", "failed"), ("bad", "none"), ("first", "none"), ("bad", "failed"),
            ("second", "applied"), ("bad", "failed"), ("bad 2", "failed"), ("bad 2", "none"),
        ] {
            try source.write(text)
            #expect(word(file.look()) == change, "\(text)")
        }
        #expect(source.used == ["first", "second"])
    }

    @Test func `forgets what was refused when the second look finds what can be used`() throws {
        let source = try PickyFile()
        let file = try source.watched()
        try source.write("bad")
        #expect(word(file.look()) == "failed")
        try source.write("bad half")
        source.writeBetweenLooks("second")
        #expect(word(file.look()) == "applied")
        try source.write("bad")
        #expect(word(file.look()) == "failed")
        #expect(source.used == ["first", "second"])
    }

    @Test func `is not used anew when the second look finds what is in use`() throws {
        let source = try PickyFile()
        let file = try source.watched()
        try source.write("bad")
        source.writeBetweenLooks("first")
        #expect(word(file.look()) == "none")
        #expect(source.used == ["first"])
        try source.write("bad")
        #expect(word(file.look()) == "failed")
    }

    @Test func `is refused for what the second look finds`() throws {
        let source = try PickyFile()
        let file = try source.watched()
        try source.write("bad half")
        source.writeBetweenLooks("bad")
        #expect(word(file.look()) == "failed")
        #expect(word(file.look()) == "none", "said once")
    }

    @Test func `is used without a change once it is refused no more`() throws {
        let source = try PickyFile()
        let file = try source.watched()
        try source.write("bad")
        #expect(word(file.look()) == "failed")
        source.refuseNothing()
        #expect(word(file.look()) == "applied")
        #expect(word(file.look()) == "none")
        #expect(source.used == ["first", "bad"])
    }
}
