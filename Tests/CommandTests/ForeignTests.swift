import Foundation
import Testing

/// Folders as people have them: what is not Istio's mesh configuration is passed over.
@Suite("Foreign files")
struct ForeignTests {
    @Test func `are passed over without a word, whatever they hold`() throws {
        let command = try Command("check", "foreign", "--format", "jsonl")
        #expect(command.output.isEmpty)
        #expect(command.status == 0, "templates among them may yet be ours")
        let said = command.errors.split(separator: "\n")
        #expect(
            said == [
                "foreign/helm/templates/configmap.yaml:1: skipped, as it is a template; check what `helm template` makes of it",
                "foreign/tsconfig.json:3: skipped, as it is no JSON, and names no kind",
            ])
        let text = try Command("check", "foreign/apps", "foreign/flux")
        #expect(text.status == 4)
        #expect(text.output.hasPrefix("nothing to check in 3 files"))
        #expect(text.errors == "sekisho: nothing of Istio's mesh configuration in 3 files (see --allow-empty)\n")
    }

    @Test func `hide nothing of what is ours among them`() throws {
        let command = try Command("check", "foreign", "broken.yaml", "--format", "jsonl", "--istio", "1.30")
        #expect(command.output == (try Command("check", "broken.yaml", "--format", "jsonl", "--istio", "1.30").output))
        #expect(command.status == 1)
    }

    @Test func `that are large, binary, empty or no files do not stop the others`() throws {
        let folder = try Folder()
        let rows = (0..<20_000).map { "    \($0),\($0 * 7 % 360)\n" }.joined()
        let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  t.csv: |\n"
        try folder.file("large.yaml", head + rows)
        try folder.file("empty.yaml")
        try Data((0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 37) }).write(
            to: folder.url.appending(path: "random.yaml"))
        try folder.file("jinja.yaml", "{% if x %}\nkind: Pod\n{% endif %}\n")
        try folder.file("mesh.yaml", "connectTimeout: 2h\ndefaultConfig: {}\n")
        let files = FileManager.default
        func link(_ name: String, to target: String) throws {
            try files.createSymbolicLink(atPath: folder.url.appending(path: name).path, withDestinationPath: target)
        }
        try files.createDirectory(at: folder.url.appending(path: "a/b.yaml"), withIntermediateDirectories: true)
        try link("a/b.yaml/up", to: "..")
        try link("one.yaml", to: "two.yaml")
        try link("two.yaml", to: "one.yaml")
        let command = try Command("check", ".", "--format", "jsonl", folder: folder.url)
        #expect(command.output.split(separator: "\n").count == 1)
        #expect(command.output.contains("connect-timeout-range"))
        #expect(command.errors.contains("random.yaml:1: must be UTF-8"))
        #expect(command.errors.contains("jinja.yaml:1: skipped, as it is a template"))
        #expect(command.status == 3, "what cannot be read may be ours")
    }

    @Test func `of a program with a mesh of its own are none of ours, and broken ones of Istio's are`() throws {
        let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-blue, namespace: "
        let words = try Command("check", "-", input: head + "shop}\ndata: {mesh: enabled, meshNetworks: \"no\"}\n")
        #expect(words.status == 4)
        for (namespace, text) in [("istio-system", "enabled"), ("shop", "'a: ['"), ("shop", "'connectTimeout 2h'")] {
            let command = try Command("check", "-", input: head + "\(namespace)}\ndata: {mesh: \(text)}\n")
            #expect(command.status == 1, "\(namespace), \(text)")
        }
    }
}
