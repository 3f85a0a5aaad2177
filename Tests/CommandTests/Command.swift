import Foundation
import Testing

/// A run of the program that was built beside the tests, in the folder of the fixtures.
struct Command {
    let output: String
    let errors: String
    let status: Int32

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static var program: URL {
        let beside = Bundle.main.bundleURL.appending(path: "sekisho")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return fixtures.appending(path: "../../../.build/debug/sekisho").standardized
    }

    init(_ arguments: String..., input: String = "", environment: [String: String] = [:], folder: URL = fixtures) throws
    {
        try self.init(arguments, input: input, environment: environment, folder: folder)
    }

    init(_ arguments: [String], input: String = "", environment: [String: String] = [:], folder: URL = fixtures) throws
    {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        // A program with a sanitizer in it needs that one's options too.
        let options = ProcessInfo.processInfo.environment.filter { $0.key == "ASAN_OPTIONS" }
        process.environment = environment.merging(options) { given, _ in given }
        let files = try Folder()
        let (standardInput, standardOutput, standardError) = try (
            files.file("in", input), files.file("out"), files.file("err")
        )
        process.standardInput = try FileHandle(forReadingFrom: standardInput)
        process.standardOutput = try FileHandle(forWritingTo: standardOutput)
        process.standardError = try FileHandle(forWritingTo: standardError)
        try process.run()
        process.waitUntilExit()
        output = try String(contentsOf: standardOutput, encoding: .utf8)
        errors = try String(contentsOf: standardError, encoding: .utf8)
        status = process.terminationStatus
    }
}

/// A folder of one test, gone with it.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "sekisho-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    @discardableResult
    func file(_ name: String, _ text: String = "") throws -> URL {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }
}

/// Compares an output with the file that holds what it was; `UPDATE_SNAPSHOTS=1` writes the file anew.
func expectSnapshot(_ text: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
        return try Data(text.utf8).write(to: file)
    }
    let known = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text == known, "\(name) differs; UPDATE_SNAPSHOTS=1 writes it anew")
}
