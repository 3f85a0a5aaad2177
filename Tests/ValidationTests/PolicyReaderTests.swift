import Documents
import IstioSchema
import Testing

@testable import Validation

@Suite("A policy file") struct PolicyReaderTests {
    private let rules: Set<DiagnosticID> = ["unsafe-503-retry", "mesh-unknown-field"]

    private func read(_ text: String) throws(PolicyMistakes) -> Policy {
        try PolicyReader.read("apiVersion: sekisho.dev/v1\nkind: Policy\n" + text, knownRules: rules)
    }

    private func mistakes(_ text: String) -> [String] {
        do throws(PolicyMistakes) {
            _ = try read(text)
            return []
        } catch {
            return error.all.map(\.description)
        }
    }

    @Test func `that says nothing is the recommended one`() throws {
        let policy = try read("")
        #expect(policy.profile == .recommended)
        #expect(policy.existing == .warn)
        #expect(policy.severities.isEmpty && policy.overrides.isEmpty && policy.breakGlass == nil)
        #expect(policy.allowancesAreHonoured)
    }

    @Test func `is read whole`() throws {
        let policy = try read(
            """
            profile: strict
            existing: deny
            rules:
              unsafe-503-retry: error
              mesh-unknown-field: off
            overrides:
            - namespace: istio-*
              name: [istio, istio-canary]
              profile: audit
              rules: {unsafe-503-retry: "off"}
            exempt:
              users: ["system:serviceaccount:flux-system:*"]
              groups: [ops]
            allowances:
              honoured: false
              never: [unsafe-503-retry]
            breakGlass:
              groups: [sre]
            istio:
              version: 1.30
              versions:
              - {revision: canary, version: "1.31"}
              - {namespace: istio-old, version: 1.24.3}
            configMaps:
              mesh: [istio, "istio-*", shared-mesh]
            """)
        #expect(policy.profile == .strict)
        #expect(policy.existing == .deny)
        #expect(policy.severities["unsafe-503-retry"] == .some(.error))
        #expect(policy.severities["mesh-unknown-field"] == .some(.none))
        #expect(policy.overrides.first?.names.count == 2)
        #expect(policy.overrides.first?.profile == .audit)
        #expect(policy.overrides.first?.severities["unsafe-503-retry"] == .some(.none))
        #expect(policy.exemptUsers.matches("system:serviceaccount:flux-system:kustomize-controller"))
        #expect(policy.exemptGroups.matches("ops"))
        #expect(!policy.allowancesAreHonoured)
        #expect(policy.neverAllowed == ["unsafe-503-retry"])
        #expect(policy.breakGlass?.groups == [NamePattern("sre")])
        #expect(policy.configMaps.mesh.matches("shared-mesh"))
        func release(_ edit: (inout ObjectReference) -> Void) -> IstioVersion {
            var object = ObjectReference(apiVersion: "v1", kind: "ConfigMap", namespace: "istio-system", name: "istio")
            edit(&object)
            return policy.release(for: object).version
        }
        #expect(release { _ in } == .v1_30)
        #expect(release { $0.name = "istio-canary" } == .v1_31)
        #expect(release { $0.namespace = "istio-old" } == .v1_24)
        #expect(release { $0.labels = ["app.kubernetes.io/version": "1.26.1"] } == .v1_26)
        #expect(release { $0.labels = ["helm.sh/chart": "istiod-1.27.0"] } == .v1_27)
        #expect(release { $0.labels = ["istio.io/rev": "1-25-1"] } == .v1_25)
    }

    @Test func `may believe no label`() throws {
        let policy = try read("istio: {labels: ignored, version: 1.30}\n")
        let object = ObjectReference(
            apiVersion: "v1", kind: "ConfigMap", namespace: "istio-system", name: "istio",
            labels: ["app.kubernetes.io/version": "1.22.0", "helm.sh/chart": "istiod-1.22.0", "istio.io/rev": "1-22"])
        #expect(policy.release(for: object).version == .v1_30)
    }

    @Test(
        "says where a mistake is and what would be right",
        arguments: [
            ("profile: lenient\n", "3:10: profile: must be one of recommended, strict, audit"),
            ("profil: strict\n", "3:1: profil: no such field; did you mean profile?"),
            (
                "rules: {unsafe-503-rety: off}\n",
                "3:9: rules.unsafe-503-rety: no such rule; did you mean unsafe-503-retry?"
            ),
            (
                "rules: {unsafe-503-retry: fatal}\n",
                "3:27: rules.unsafe-503-retry: must be one of error, warning, note, off"
            ),
            ("rules: [unsafe-503-retry]\n", "3:8: rules: must be a mapping, not a list"),
            (
                "rules:\n  unsafe-503-retry: error\n  unsafe-503-retry: off\n",
                "5:3: rules.unsafe-503-retry: stands here twice"
            ),
            ("profile: strict\nprofile: audit\n", "4:1: profile: stands here twice"),
            (
                "overrides:\n- profile: audit\n",
                "4:3: overrides[0]: must name a namespace, a name or a revision; else it is the policy itself"
            ),
            ("breakGlass: {}\n", "3:13: breakGlass.groups: must name the groups who may break the glass"),
            ("breakGlass: {groups: [\"system:authenticated\"]}\n", "3:13: breakGlass.groups: must not be everybody"),
            ("breakGlass: {groups: [\"**\"]}\n", "3:13: breakGlass.groups: must not be everybody"),
            ("breakGlass: {groups: [\"system:*\"]}\n", "3:13: breakGlass.groups: must not be everybody"),
            (
                "istio: {versions: [{namespace: [a, b], version: \"1.30\"}]}\n",
                "3:32: istio.versions[0].namespace: must be a string, not a list"
            ),
            ("istio: {version: soon}\n", "3:18: istio.version: must be a release such as \"1.30\""),
            ("istio: {versions: [{revision: a}]}\n", "3:20: istio.versions[0]: must have a version"),
            ("allowances: {honoured: 1}\n", "3:24: allowances.honoured: must be true or false"),
            ("exempt: {users: 7}\n", "3:17: exempt.users: must be a list, not the number 7"),
            ("a: [\n", "3:5: must be YAML: did not find expected node content"),
        ])
    func mistake(_ text: String, _ expected: String) {
        #expect(mistakes(text) == [expected])
    }

    @Test func `may replace what a merge key brings in`() throws {
        let policy = try read(
            "metadata: {x: &rules {unsafe-503-retry: error}}\nrules: {<<: *rules, unsafe-503-retry: off}\n")
        #expect(policy.severities["unsafe-503-retry"] == .some(.none))
    }

    @Test func `needs its apiVersion and kind`() {
        #expect(throws: PolicyMistakes.self) { try PolicyReader.read("profile: audit", knownRules: []) }
    }

    @Test func `tells all mistakes at once`() {
        #expect(mistakes("profile: x\nexisting: y\nrules: {z: off}\n").count == 3)
    }
}

@Suite("Allowances") struct AllowanceTests {
    private func allowances(_ text: String) -> [Allowance] {
        Allowance.all(in: MeshDocument(.mesh, .text(text), field: .root.field("data"), label: "mesh"))
    }

    @Test func `behind a value are about its line`() {
        #expect(
            allowances("a: 1\nb: 2  # sekisho:allow some-rule we need it\n")
                == [Allowance("some-rule", reason: "we need it", line: 2, field: .root.field("data"))])
    }

    @Test func `that stand alone are about the next line`() {
        #expect(
            allowances("# sekisho:allow x,y because\n# of another thing\na: 1\n").map(\.line) == [3, 3])
    }

    @Test func `without a reason are read, and not honoured`() {
        #expect(allowances("a: 1 # sekisho:allow x\n").map(\.reason) == [""])
    }

    @Test func `of an object are about all of it`() {
        let object = ObjectReference(annotations: [Allowance.annotation: "a, b", Allowance.reasonAnnotation: "why"])
        let found = Allowance.all(in: MeshDocument(.mesh, .text(""), object: object))
        #expect(found == [Allowance("a", reason: "why"), Allowance("b", reason: "why")])
    }

    @Test func `are bounded`() {
        #expect(allowances(String(repeating: "a: 1 # sekisho:allow x y\n", count: 10_000)).count == 200)
    }
}

@Suite("RFC 3339") struct RFC3339Tests {
    @Test(
        "times",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-23T00:00:00Z", 1_795_392_000),
            ("2000-02-29T12:00:00.5Z", 951_825_600),
            ("2026-11-23T09:00:00+09:00", 1_795_392_000), ("1969-12-31T23:59:59Z", -1),
        ] as [(String, Int64)])
    func times(_ text: String, _ seconds: Int64) { #expect(RFC3339.seconds(of: text) == seconds) }

    @Test(
        "no times",
        arguments: [
            "", "2026-11-23", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z",
            "2026-11-23T00:00:00",
            "2026-11-23T00:00:00+24:00", "2026-11-23T00:00:00.Z", "2026-11-23T00:00:00ZZ", "٢٠٢٦-11-23T00:00:00Z",
        ])
    func noTimes(_ text: String) { #expect(RFC3339.seconds(of: text) == nil) }
}
