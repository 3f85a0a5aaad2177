import Foundation
import Testing

@Suite("Fixes")
struct FixTests {
    @Test func `are shown as a difference`() throws {
        let command = try Command("check", "broken.yaml", "--diff")
        try expectSnapshot(command.output, "fix.diff")
    }

    @Test(arguments: [
        (
            "a misspelt key", "enableTracin: true # c\nconnectTimeout: 10s\n",
            "enableTracing: true # c\nconnectTimeout: 10s\n"
        ),
        (
            "a misspelt key in quotes, which it needs", "{\"enableTracin\":true}\n",
            "{\"enableTracing\":true}\n"
        ),
        ("a duration", "defaultConfig:\n  drainDuration: 5\n", "defaultConfig:\n  drainDuration: 5s\n"),
        ("a number", "defaultConfig: {proxyMetadata: {A: 1}}\n", "defaultConfig: {proxyMetadata: {A: \"1\"}}\n"),
        (
            "a boolean", "defaultConfig:\n  proxyMetadata:\n    A: on\n",
            "defaultConfig:\n  proxyMetadata:\n    A: \"on\"\n"
        ),
        (
            "TLS settings",
            "defaultConfig:\n  tracing:\n    zipkin: {address: \"a.b:1\"}\n    tlsSettings: ISTIO_MUTUAL\n",
            "defaultConfig:\n  tracing:\n    zipkin: {address: \"a.b:1\"}\n    tlsSettings: {mode: ISTIO_MUTUAL}\n"
        ),
        (
            "a field to an existing message", "concurrency: 2 # c\ndefaultConfig:\n  drainDuration: 5s\n",
            "defaultConfig:\n  drainDuration: 5s\n  concurrency: 2 # c\n"
        ),
        (
            "a field to a message that is not there", "connectTimeout: 10s\nconcurrency: 2\n",
            "connectTimeout: 10s\ndefaultConfig:\n  concurrency: 2\n"
        ),
        (
            "a field to the top", "connectTimeout: 10s\ndefaultConfig:\n  enableTracing: true\n  drainDuration: 5s\n",
            "connectTimeout: 10s\ndefaultConfig:\n  drainDuration: 5s\nenableTracing: true\n"
        ),
        (
            "a boolean that a variable must be", "defaultConfig:\n  proxyMetadata:\n    PKCS8_KEY: yes\n    A: 1\n",
            "defaultConfig:\n  proxyMetadata:\n    PKCS8_KEY: \"true\"\n    A: \"1\"\n"
        ),
        (
            "a removed variable",
            "defaultConfig:\n  proxyMetadata:\n    # why\n    BOOTSTRAP_XDS_AGENT: \"true\"\n    # b\n    B: \"1\"\n",
            "defaultConfig:\n  proxyMetadata:\n    # b\n    B: \"1\"\n"
        ),
        (
            "a field with the comments above it",
            "# c\n# d\nconcurrency: 2\n# e\ndefaultConfig:\n  drainDuration: 5s\n",
            "# e\ndefaultConfig:\n  drainDuration: 5s\n  # c\n  # d\n  concurrency: 2\n"
        ),
        (
            "a field below what is no comment",
            "accessLogFormat: \"a\n# b\"\nconcurrency: 2\ndefaultConfig:\n  drainDuration: 5s\n",
            "accessLogFormat: \"a\n# b\"\ndefaultConfig:\n  drainDuration: 5s\n  concurrency: 2\n"
        ),
        ("a name that makes way for a note", "accessLogEncoding: json\n", "accessLogEncoding: JSON\n"),
        (
            "a list of one", "defaultConfig:\n  proxyStatsMatcher:\n    inclusionRegexps: '.*[a].*'\n",
            "defaultConfig:\n  proxyStatsMatcher:\n    inclusionRegexps: [\".*[a].*\"]\n"
        ),
        (
            "a list of a word", "defaultConfig:\n  extraStatTags: 'true'\n",
            "defaultConfig:\n  extraStatTags: [\"true\"]\n"
        ),
    ])
    func `mend and change nothing else`(name: String, before: String, after: String) throws {
        let folder = try Folder()
        let inner = before.split(separator: "\n").map { "    \($0)\n" }.joined()
        let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio}\ndata:\n  mesh: |\n"
        try folder.file("bare.yaml", before)
        try folder.file("crlf.yaml", before.replacing("\n", with: "\r\n"))
        try folder.file("map.yaml", head + inner + "  other: x\n")
        for file in ["bare.yaml", "crlf.yaml", "map.yaml"] {
            _ = try Command("check", file, "--kind", "mesh", "--fix", folder: folder.url)
        }
        #expect(try folder.text("bare.yaml") == after)
        #expect(try folder.text("crlf.yaml") == after.replacing("\n", with: "\r\n"))
        let moved = after.split(separator: "\n").map { "    \($0)\n" }.joined()
        #expect(try folder.text("map.yaml") == head + moved + "  other: x\n")
        let again = try Command("check", "bare.yaml", "--kind", "mesh", "--diff", folder: folder.url)
        #expect(again.output.isEmpty)
    }

    @Test(arguments: [
        "caCertificates:\n- pem: x\n  trustDomain: foo.bar\n",
        "defaultConfig:\n  concurrency: 2\n  trustDomain: a.b\n",
        "extensionProviders:\n- name: z\n  zipkin:\n    service: z.a.svc\n    port: 9411\n    trustDomain: a.b\n",
        "accesslogfile: /dev/stdout\nAccessLogFile: /dev/stderr\n", "enableTracin: true\nenableTracin: false\n",
        "accessLogFile: true\n", "defaultConfig:\n  extraStatTags: a,b\n",
        "defaultConfig:\n  extraStatTags: &p cluster\n", "defaultConfig:\n  drainDuration: &d 5\n",
        "{\"defaultConfig\": {\"extraStatTags\": \"a\"}}\n",
        "trustDomain2: a.b\n", "_trustDomain: a.b\n", "x-trustDomain: a.b\n", "trustdomain: a.b\n",
        "x-concurrency: 2\ndefaultConfig:\n  concurrency2: 4\n",
        "OutboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n", "outboundTrafficPolicy:\n  mode: registry_only\n",
        "outboundTrafficPolicy:\n  mode: ALLOW_ANY\n  connectTimeout: 1s\n",
        "localityLbSetting:\n  enabled: true\n  trustDomainAliases: [a.b]\n", "trustDomain: 1\n",
        "a: &x {concurrency: 2}\ndefaultConfig: *x\n", "cb: {}\n", "enableTracin: &x true\nenablePrometheusMerge: *x\n",
        "enableTracin: true\nenableTracing: false\n",
        "extensionProviders:\n- name: a\n  envoyExtAuthzGrpc:\n    service: a.b.svc\n    port: 1\n    failOpn: true\n",
        "defaultConfig:\n  proxyMetadata:\n    SECRET_TTL: 24\n    MINIMUM_DRAIN_DURATION: \"10\"\n",
    ])
    func `leave alone, and do not promise, what only a person can tell`(text: String) throws {
        let folder = try Folder()
        try folder.file("mesh.yaml", text)
        let check = try Command("check", "mesh.yaml", "--kind", "mesh", folder: folder.url)
        #expect(!check.output.contains("no mistakes"))
        #expect(!check.output.contains("mended"))
        let fix = try Command("check", "mesh.yaml", "--kind", "mesh", "--fix", folder: folder.url)
        #expect(try folder.text("mesh.yaml") == text)
        #expect(fix.errors.contains("mended 0 in 0 files"))
    }

    @Test(arguments: [
        (
            "concurrency: 2\n\ndefaultConfig:\n  drainDuration: 5s\n",
            "\ndefaultConfig:\n  drainDuration: 5s\n  concurrency: 2\n"
        ),
        (
            "defaultConfig:\n  drainDuration: 5s\n\nconcurrency: 2\n\naccessLogFile: /dev/stdout\n",
            "defaultConfig:\n  drainDuration: 5s\n  concurrency: 2\n\n\naccessLogFile: /dev/stdout\n"
        ),
        (
            "defaultConfig:\n  drainDuration: 5s\n\nimage:\n\n  imageType: distroless\n",
            "defaultConfig:\n  drainDuration: 5s\n  image:\n\n    imageType: distroless\n\n"
        ),
    ])
    func `move what stands beside blank lines`(before: String, after: String) throws {
        let folder = try Folder()
        let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio}\ndata:\n  mesh: |\n"
        func indented(_ text: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
        }
        try folder.file("map.yaml", head + indented(before) + "  other: x\n")
        try folder.file("crlf.yaml", (head + indented(before)).replacing("\n", with: "\r\n"))
        for file in ["map.yaml", "crlf.yaml"] { _ = try Command("check", file, "--fix", folder: folder.url) }
        #expect(try folder.text("map.yaml") == head + indented(after) + "  other: x\n")
        #expect(try folder.text("crlf.yaml") == (head + indented(after)).replacing("\n", with: "\r\n"))
    }

    @Test func `say why they leave what they promised`() throws {
        let folder = try Folder()
        let text = "defaultConfig:\n  proxyMetadata:\n    SECRET_GRACE_PERIOD_RATIO: 50\n"
        try folder.file("mesh.yaml", text)
        for flag in ["--fix", "--diff"] {
            let fix = try Command("check", "mesh.yaml", "--kind", "mesh", flag, folder: folder.url)
            #expect(try folder.text("mesh.yaml") == text)
            #expect(
                fix.errors.contains("1 not mended, as the change would bring another mistake: mesh.yaml:3:32"))
            #expect(!fix.output.contains("can be mended"))
        }
    }

    @Test func `of standard input go to standard output`() throws {
        let command = try Command(
            "check", "-", "--kind", "mesh", "--fix", input: "defaultConfig:\n  drainDuration: 5\n")
        #expect(command.output == "defaultConfig:\n  drainDuration: 5s\n")
    }

    @Test func `leave a baseline alone, which knows diagnostics by what they say`() throws {
        let folder = try Folder()
        let text = try String(contentsOf: Command.fixtures.appending(path: "broken.yaml"), encoding: .utf8)
        try folder.file("mesh.yaml", text)
        #expect(try Command("baseline", "mesh.yaml", "-o", "accepted.json", folder: folder.url).status == 0)
        let same = try Command("check", "mesh.yaml", "--baseline", "accepted.json", folder: folder.url)
        #expect(same.status == 0)
        try folder.file("mesh.yaml", "# moved\n\n" + text.replacing("A: 1", with: "A: 1\n        B: 2"))
        let more = try Command("check", "mesh.yaml", "--baseline", "accepted.json", folder: folder.url)
        #expect(more.status == 1)
        #expect(more.output.contains("proxyMetadata[\"B\"]"))
        #expect(!more.output.contains("proxyMetadata[\"A\"]"))
    }
}
