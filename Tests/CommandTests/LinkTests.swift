import Foundation
import Testing

@Suite struct `The program's libraries` {
    @Test func `are no more of Foundation than its essentials`() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ldd", Command.program.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text.contains("libssl"))
        #expect(!text.contains("libFoundation.so"))
        #expect(!text.contains("libFoundationInternationalization"))
    }
}
