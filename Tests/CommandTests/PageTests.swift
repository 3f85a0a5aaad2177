import Foundation
import Testing

@Suite("Pages and other commands")
struct PageTests {
    @Test func `explain a rule, and guess what was meant`() throws {
        try expectSnapshot(try Command("explain", "connect-timeout-range").output, "explain.text")
        let wrong = try Command("explain", "conect-timeout-range")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("did you mean connect-timeout-range?"))
    }

    @Test func `explain what only the linter says`() throws {
        let command = try Command("explain", "unused-allowance")
        #expect(command.status == 0)
        #expect(command.output.hasPrefix("unused-allowance  note: an allowance lets nothing through"))
        #expect(command.output.contains("docs/policy.md#letting-a-warning-through"))
    }

    @Test func `list every rule as JSON`() throws {
        let command = try Command("rules", "--format", "json")
        let root = try #require(JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
        #expect(try #require(root["rules"] as? [[String: Any]]).count > 90)
    }

    @Test func `say how to begin`() throws {
        try expectSnapshot(try Command("--help").output, "help.text")
    }

    @Test func `show what Istio runs with, and from where`() throws {
        let command = try Command("effective", "new.yaml", "--istio", "1.30")
        #expect(command.status == 0)
        try expectSnapshot(command.output, "effective.yaml")
    }

    @Test func `say what a change does, and when`() throws {
        let command = try Command("diff", "old.yaml", "new.yaml", "--istio", "1.30")
        #expect(command.output.contains("~ connectTimeout: 5s -> 10s"))
        #expect(command.output.contains("~ defaultConfig.drainDuration: 45s -> 30s"))
        #expect(try Command("diff", "old.yaml", "old.yaml").output.hasPrefix("nothing changes"))
    }

    @Test func `compare releases`() throws {
        let command = try Command("check", "broken.yaml", "--istio", "all")
        #expect(command.output.hasPrefix("Istio release"))
        #expect(command.status == 1)
    }

    @Test func `write a schema that names fields and values`() throws {
        let command = try Command("schema", "--istio", "1.30")
        let root = try #require(JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
        let definitions = try #require(root["definitions"] as? [String: [String: Any]])
        let mesh = try #require(definitions["istio.mesh.v1alpha1.MeshConfig"]?["properties"] as? [String: Any])
        #expect(mesh["connectTimeout"] != nil)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `write completion scripts`(shell: String) throws {
        #expect(try Command("completion", shell).output.contains("sekisho"))
    }

    @Test func `say the version`() throws {
        #expect(try Command("version").output.contains(" rules\nOpenSSL 3."))
        let command = try Command("version", "--format", "json")
        let root = try #require(JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
        #expect(root["version"] as? String == "0.1.0")
    }
}
