import Foundation
import Testing

@Suite("Outputs")
struct OutputTests {
    @Test(arguments: ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle"])
    func `are as they were, and end with the same status`(format: String) throws {
        let command = try Command("check", "broken.yaml", "clean.yaml", "--istio", "1.30", "--format", format)
        #expect(command.status == 1)
        #expect(command.errors.isEmpty)
        // The rules' own pages change with the rules.
        let lines = command.output.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.filter { !$0.contains("\"markdown\":") }.joined(separator: "\n")
        try expectSnapshot(text, "check.\(format)")
    }

    @Test func `hold nothing but JSON where JSON is asked for`() throws {
        for format in ["json", "sarif", "gitlab"] {
            let command = try Command("check", "broken.yaml", "missing.yaml", "--format", format)
            #expect(command.status == 3)
            #expect(command.errors.contains("missing.yaml: there is no such file"))
            _ = try JSONSerialization.jsonObject(with: Data(command.output.utf8))
        }
    }

    @Test func `are XML that a parser reads, with a test case a file`() throws {
        let command = try Command("check", "broken.yaml", "clean.yaml", "missing.yaml", "--format", "junit")
        let script =
            "import sys, xml.etree.ElementTree as e; r = e.fromstring(sys.stdin.read()); "
            + "print(len(r.findall('.//testcase')), len(r.findall('.//failure')), len(r.findall('.//error')))"
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", "-c", script]
        let (input, output) = (Pipe(), Pipe())
        python.standardInput = input
        python.standardOutput = output
        try python.run()
        input.fileHandleForWriting.write(Data(command.output.utf8))
        try input.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text == "3 1 1\n")
    }

    @Test func `of SARIF name each rule once and place every result in a file`() throws {
        let command = try Command("check", "broken.yaml", "--format", "sarif")
        let root = try #require(
            JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
        #expect(root["version"] as? String == "2.1.0")
        let run = try #require((root["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let ids = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        #expect(Set(ids).count == ids.count)
        let results = try #require(run["results"] as? [[String: Any]])
        var prints: Set<String> = []
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(ids[index] == result["ruleId"] as? String)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            let print = (result["partialFingerprints"] as? [String: String])?["sekisho/v1"]
            #expect(prints.insert(try #require(print)).inserted)
        }
    }

    @Test func `go to several files at once`() throws {
        let folder = try Folder()
        let path = folder.url.appending(path: "out.sarif").path
        let command = try Command("check", "broken.yaml", "--format", "text", "--format", "sarif=\(path)")
        #expect(command.output.contains("broken.yaml:15:21: error: connectTimeout"))
        #expect(try folder.text("out.sarif").contains("\"2.1.0\""))
    }

    @Test func `are coloured when the environment asks, and not otherwise`() throws {
        #expect(try Command("check", "broken.yaml", environment: ["CLICOLOR_FORCE": "1"]).output.contains("\u{1B}["))
        let both = ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]
        #expect(try !Command("check", "broken.yaml", environment: both).output.contains("\u{1B}["))
        #expect(try !Command("check", "broken.yaml").output.contains("\u{1B}["))
        #expect(try Command("check", "broken.yaml", "--color", "always").output.contains("\u{1B}["))
    }
}
