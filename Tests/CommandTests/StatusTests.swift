import Testing

@Suite("Exit statuses")
struct StatusTests {
    @Test func `are those of the contract`() throws {
        #expect(try Command("check", "clean.yaml").status == 0)
        #expect(try Command("check", "broken.yaml").status == 1)
        #expect(try Command("check", "broken.yaml", "--exit-zero").status == 0)
        #expect(try Command("check", "broken.yaml", "--fail-on", "never").status == 0)
        #expect(try Command("check", "quoted.yaml").status == 0)
        #expect(try Command("check", "quoted.yaml", "--fail-on", "warning").status == 1)
        #expect(try Command("check", "quoted.yaml", "--field-validation", "Strict").status == 1)
        #expect(try Command("check").status == 2)
        #expect(try Command("check", "clean.yaml", "--format", "yaml").status == 2)
        #expect(try Command("check", "clean.yaml", "--policy", "clean.yaml").status == 2)
        #expect(try Command("check", "missing.yaml").status == 3)
        #expect(try Command("check", "tree/templates/../apps/values.yaml").status == 4)
        #expect(try Command("check", "tree/apps/values.yaml", "--allow-empty").status == 0)
    }

    @Test func `follow the policy`() throws {
        #expect(try Command("check", "quoted.yaml", "--policy", "policy.yaml").status == 0)
        let command = try Command("check", "quoted.yaml", "--policy", "policy.yaml")
        #expect(command.output.contains("note: enableTracin"))
        #expect(try Command("policy", "check", "policy.yaml").status == 0)
        let wrong = try Command("policy", "check", "clean.yaml")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("clean.yaml:1:13: apiVersion: must be sekisho.dev/v1"))
    }

    @Test func `of wishes count what is allowed and name what is not used`() throws {
        let command = try Command("check", "allowed.yaml", "--istio", "1.30")
        #expect(command.status == 0)
        #expect(
            command.output.contains("allowed.yaml:5:1: note: allows connect-timeout-range, which says nothing here"))
        #expect(command.output.contains("1 allowed by their authors"))
        #expect(command.output.contains("see: https://github.com/sekisho-dev/sekisho/blob/main/docs/policy.md#letting"))
        let json = try Command("check", "allowed.yaml", "--istio", "1.30", "--format", "json")
        #expect(!json.output.contains("rules/unused-allowance.md"))
    }

    @Test(arguments: [
        ("allowances: {honoured: false}", "cannot allow mesh-unknown-field: the policy forbids it"),
        ("allowances: {never: [mesh-unknown-field]}", "cannot allow mesh-unknown-field: the policy forbids it"),
        ("rules: {mesh-unknown-field: error}", "cannot allow mesh-unknown-field: the policy forbids it"),
        ("rules: {mesh-unknown-field: off}", "allows mesh-unknown-field, which says nothing here"),
    ])
    func `of wishes tell what the policy forbids from what is not there`(policy: String, message: String) throws {
        let folder = try Folder()
        try folder.file(
            "mesh.yaml",
            """
            connectTimeout: 10s
            discoverySelecters: []  # sekisho:allow mesh-unknown-field kept for the fork's istiod
            """)
        try folder.file("policy.yaml", "apiVersion: sekisho.dev/v1\nkind: Policy\n\(policy)\n")
        let command = try Command(
            "check", "mesh.yaml", "--kind", "mesh", "--policy", "policy.yaml", folder: folder.url)
        #expect(command.output.contains("note: \(message) [unused-allowance]"), "\(command.output)")
    }

    @Test func `of a policy count its rules`() throws {
        let folder = try Folder()
        try folder.file(
            "policy.yaml",
            """
            apiVersion: sekisho.dev/v1
            kind: Policy
            rules: {mesh-unknown-field: error, connect-timeout-range: off}
            """)
        let command = try Command("policy", "check", "policy.yaml", folder: folder.url)
        #expect(command.output.contains("1 rule with another severity, 1 rule off, "))
    }
}
