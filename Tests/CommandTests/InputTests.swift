import Foundation
import Testing

@Suite("Inputs")
struct InputTests {
    @Test func `of a folder are found, foreign ones passed over, templates said to be skipped`() throws {
        let command = try Command("check", "tree", "--istio", "1.30")
        #expect(command.status == 1)
        #expect(command.errors.contains("tree/templates/cm.yaml:1: skipped, as it is a template"))
        #expect(command.output.contains("tree/apps/istio.yaml:15:21: error: connectTimeout"))
        #expect(command.output.contains("tree/apps/list.json:1:"))
        #expect(!command.output.contains("values.yaml"))
    }

    @Test func `come from standard input with the name that is asked for`() throws {
        let text = try String(contentsOf: Command.fixtures.appending(path: "broken.yaml"), encoding: .utf8)
        let command = try Command("check", "-", "--stdin-filename", "live.yaml", input: text)
        #expect(command.output.contains("live.yaml:15:21: error: connectTimeout"))
        #expect(command.status == 1)
    }

    @Test func `fit patterns, also those that the shell does not know`() throws {
        let command = try Command("check", "tree/**/*.json")
        #expect(command.status == 1)
        #expect(command.output.contains("tree/apps/list.json"))
        #expect(try Command("check", "*.nothing").status == 3)
    }

    @Test func `with a byte order mark or CR LF have exact places`() throws {
        #expect(try Command("check", "bom.yaml").output.contains("bom.yaml:1:17: error: connectTimeout"))
        #expect(try Command("check", "crlf.yaml").output.contains("crlf.yaml:9:22: error: defaultConfig.drainDuration"))
    }

    @Test func `in quotes say the line of the inner text`() throws {
        let command = try Command("check", "quoted.yaml")
        #expect(command.output.contains("quoted.yaml:5:9: warning: enableTracin"))
        #expect(command.output.contains("in line 2 of data.mesh:"))
    }

    @Test func `of Helm are found under the name of a chart`() throws {
        let command = try Command("check", "values.yaml")
        #expect(command.output.contains("values.yaml:4:21: error: connectTimeout"))
    }

    @Test func `that cannot be read do not hide the others`() throws {
        let folder = try Folder()
        try Data([0x61, 0xFF, 0xFE, 0x0A]).write(to: folder.url.appending(path: "bytes.yaml"))
        try folder.file("broken.yaml", "a: [\n")
        try folder.file("mesh.yaml", "connectTimeout: 2h\ndefaultConfig: {}\n")
        let command = try Command("check", ".", folder: folder.url)
        #expect(command.status == 3)
        #expect(command.errors.contains("bytes.yaml:1: must be UTF-8"))
        #expect(command.errors.contains("broken.yaml:1: cannot be read as YAML"))
        #expect(command.output.contains("mesh.yaml:1:17: error"))
    }

    @Test func `without a kind are what the flag says`() throws {
        let folder = try Folder()
        try folder.file("config.yaml", "concurrency: two\n")
        #expect(try Command("check", "config.yaml", folder: folder.url).status == 4)
        let command = try Command("check", "config.yaml", "--kind", "annotation", folder: folder.url)
        #expect(command.output.contains("config.yaml:1:14: error: concurrency"))
        try folder.file("broken.yaml", "connectTimeout: [\n")
        let broken = try Command("check", "broken.yaml", "--kind", "mesh", folder: folder.url)
        #expect(broken.status == 1)
        #expect(broken.output.contains("[mesh-yaml-syntax]"))
    }
}
