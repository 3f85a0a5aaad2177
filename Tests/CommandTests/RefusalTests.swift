import Foundation
import Testing

/// What `diff` and `effective` say of a configuration that Istio does not take.
@Suite("A refused configuration")
struct RefusalTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.file("good.yaml", "connectTimeout: 5s\n")
        try folder.file("refused.yaml", "connectTimeout: 2h\n")
        try folder.file("unreadable.yaml", "connectTimeout: [5s\n")
        try folder.file("off.yaml", "apiVersion: sekisho.dev/v1\nkind: Policy\nrules: {connect-timeout-range: off}\n")
    }

    private func run(_ arguments: String...) throws -> Command {
        try Command(arguments + ["--kind", "mesh", "--istio", "1.30"], folder: folder.url)
    }

    private static let refused = "refused by Istio 1.30 (connect-timeout-range): istiod goes on with what it has"

    @Test func `changes nothing, and fails`() throws {
        let command = try run("diff", "good.yaml", "refused.yaml")
        #expect(command.status == 1)
        #expect(command.output.contains("the new state is \(Self.refused)"))
        #expect(command.output.contains("  without effect until that is mended:\n    ~ connectTimeout: 5s -> 2h\n"))
        #expect(!command.output.contains("at once"))
        #expect(command.output.contains("refused.yaml:1:17: error: connectTimeout: must be at most 1h, not 2h"))
    }

    @Test func `fails as --fail-on and the policy say, and changes nothing whatever they say`() throws {
        for flags in [["--fail-on", "never"], ["--policy", "off.yaml"]] {
            let arguments = ["diff", "good.yaml", "refused.yaml", "--kind", "mesh", "--istio", "1.30"] + flags
            let command = try Command(arguments, folder: folder.url)
            #expect(command.status == 0)
            #expect(command.output.contains("the new state is \(Self.refused)"))
        }
    }

    @Test func `that was there before is not what Istio runs with`() throws {
        let mended = try run("diff", "refused.yaml", "good.yaml")
        #expect(mended.status == 0)
        #expect(mended.output.contains("the old state is refused by Istio 1.30 (connect-timeout-range)"))
        #expect(mended.output.contains("at once, pushed to running proxies:\n    ~ connectTimeout: 2h -> 5s"))
        let same = try run("diff", "refused.yaml", "refused.yaml")
        #expect(same.status == 0)
        #expect(same.output.contains("the new state is \(Self.refused)"))
        #expect(!same.output.contains("without effect until"))
    }

    @Test func `that cannot be read is no deletion of all fields`() throws {
        let command = try run("diff", "good.yaml", "unreadable.yaml")
        #expect(command.status == 1)
        #expect(command.output.contains("the new state cannot be read (mesh-yaml-syntax)"))
        #expect(!command.output.contains("- connectTimeout"))
        let mended = try run("diff", "unreadable.yaml", "good.yaml")
        #expect(mended.output.contains("the old state cannot be read (mesh-yaml-syntax)"))
        #expect(!mended.output.contains("+ connectTimeout"))
    }

    @Test func `that is not there is no deletion of all fields`() throws {
        for files in [["good.yaml", "typo.yaml"], ["typo.yaml", "good.yaml"]] {
            let command = try Command(["diff"] + files + ["--kind", "mesh"], folder: folder.url)
            #expect(command.status == 3)
            #expect(command.output.isEmpty)
            #expect(command.errors == "typo.yaml: there is no such file or directory\n")
        }
    }

    @Test func `is shown as one that Istio does not run with`() throws {
        let command = try run("effective", "refused.yaml")
        #expect(command.status == 1)
        #expect(command.output.hasPrefix("# refused.yaml, \(Self.refused)"))
        #expect(command.output.contains("\n# refused.yaml, as Istio 1.30 would run with it otherwise\n"))
        #expect(command.output.contains("\nconnectTimeout: 2h "))
        #expect(command.errors.contains("refused.yaml, \(Self.refused)"))
        #expect(try run("effective", "good.yaml").errors.isEmpty)
        #expect(try run("effective", "unreadable.yaml").status == 3)
    }

    @Test func `is an annotation's or a resource's too`() throws {
        try folder.file("annotation.yaml", "drainDuration: 0s\n")
        let refused = try run("effective", "good.yaml", "--annotation", "annotation.yaml")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("annotation.yaml, refused by Istio 1.30 (proxyconfig-drain-duration)"))
        #expect(refused.errors.contains("no pod is injected with it"))
        let unreadable = try run("effective", "good.yaml", "--annotation", "unreadable.yaml")
        #expect(unreadable.status == 3)
        #expect(unreadable.errors.contains("unreadable.yaml: Istio cannot read it"))
    }

    @Test func `is not said of what has no list of fields`() throws {
        let environment = { (value: String) in
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio-cni-config, namespace: istio-system}
            data: {CHAINED_CNI_PLUGIN: "\(value)"}

            """
        }
        try folder.file("old.yaml", environment("true"))
        try folder.file("new.yaml", environment("false"))
        let changed = try Command(["diff", "old.yaml", "new.yaml"], folder: folder.url)
        #expect(changed.output.contains("ConfigMap istio-system/istio-cni-config"))
        #expect(changed.output.contains("  differs; fields are told of mesh configurations"))
        #expect(!changed.output.contains("nothing changes"))
        let same = try Command(["diff", "old.yaml", "old.yaml"], folder: folder.url)
        #expect(same.output.hasPrefix("nothing changes in what Istio runs with\n"))
    }
}
