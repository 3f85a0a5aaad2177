import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission
@testable import MeshRules

/// Ways to get a mistake past the checkpoint, each closed, and what is let pass on purpose.
@Suite("Who wants to get round the checkpoint") struct EvasionTests {
    private static let now: Int64 = 1_795_392_000

    private func answer(_ review: ReviewBuilder, _ policy: Policy = Policy()) -> ReviewAnswer {
        ReviewAnswer(
            AdmissionHandler(Checkpoint(rules: Rule.all, policy: policy)).answer(review.content, now: Self.now))
    }

    private func verdict(_ review: ReviewBuilder, _ policy: Policy = Policy()) -> ReviewRecord.Outcome? {
        AdmissionHandler(Checkpoint(rules: Rule.all, policy: policy)).answer(review.content, now: Self.now).record?
            .verdict
    }

    // MARK: Names

    @Test(
        "finds a mesh configuration under any name",
        arguments: [
            "connectTimeout: 2h\n", "# ours\n---\nenableTracing: true\nconnectTimeout: 2h\n", "  connectTimeout: 2h\n",
            "{\"connectTimeout\": \"2h\"}", "{\n  \"connectTimeout\": \"2h\"\n}", "{connectTimeout: 2h}",
            "\u{FEFF}connectTimeout: 2h\r\n", "'connectTimeout' : 2h\n", "connect_timeout: 2h\n",
            "{ca: {}, connectTimeout: 2h}", "\"connect\\x54imeout\": 2h\n", "{\"connect\\u0054imeout\": \"2h\"}",
            "? connectTimeout\n: 2h\n", "? \"connect\\\n  Timeout\"\n: 2h\n", "!!map {connectTimeout: 2h}",
            "--- {connectTimeout: 2h}\n", "!!str connectTimeout: 2h\n", "&a connectTimeout: 2h\n",
            "x: &a {connectTimeout: 2h}\n<<: *a\n", "x: &k connectTimeout\n*k : 2h\n",
            "%YAML 1.1\n---\nconnectTimeout: 2h\n", "!!binary Y29ubmVjdFRpbWVvdXQ=: 2h\n",
            // Nobody can read these.
            "{ca: {}, connectTimeout: 2h\n", "---\n{\n  \"ca\": \"it's, {\",\n  \"connectTimeout\": [\n",
            "ca: [\nconnectTimeout: 2h\n", "--- connectTimeout: [\n",
        ])
    func anyName(_ mesh: String) {
        var review = ReviewBuilder(mesh: mesh)
        review.name = "shared-mesh"
        #expect(verdict(review) == .denied)
    }

    @Test(
        "leaves other programs' ConfigMaps alone",
        arguments: [
            "vertices: [1, 2]\n", "name: level 1\nsettings:\n  connectTimeout: 2h\n", "ca: x\ncertificates: []\n", "",
            "connectTimeout is 2h\n", "o cube\nv 1.0 2.0 3.0\n", "- connectTimeout: 2h\n",
            "text: |\n  connectTimeout: 2h\n",
            "connectTimeoutX: 2h\n", "vertices: 1\n---\nconnectTimeout: 2h\n", "{a: {connectTimeout: 2h}}",
            "a: 'x\n  connectTimeout: 2h'\n", "note: see connectTimeout\n", "[connectTimeout]\n", "\"\\u0041\": 1\n",
            "!!binary AAAA: 1\n", "tcp\u{212A}eepalive: {}\n",
            // Nobody can read these.
            "a: [connectTimeout\n", "{a: {connectTimeout: 2h}, b: [\n", "{a: 'connectTimeout: 2h', b: [\n",
        ])
    func foreign(_ mesh: String) {
        var review = ReviewBuilder(mesh: mesh)
        review.name = "game-mesh"
        #expect(verdict(review) == .notOurs)
    }

    @Test func `finds networks under any name, and leaves what only sounds like them`() {
        var review = ReviewBuilder(mesh: "")
        review.name = "shared-mesh"
        review.data = ["meshNetworks": "networks: []\n"]
        #expect(verdict(review) == .denied)
        review.data = ["meshNetworks": "nets: []\n"]
        #expect(verdict(review) == .notOurs)
    }

    @Test func `knows a ConfigMap by what it held before`() {
        var review = ReviewBuilder(from: "connectTimeout: 10s\n", to: "- connectTimeout: 10s\n")
        review.name = "shared-mesh"
        #expect(verdict(review) == .denied)
    }

    // MARK: Two steps

    @Test(
        "a change cannot be made in two steps, one of which takes the key out",
        arguments: [[:], ["meshNetworks": "networks: {}\n"], ["Mesh": "trustDomain: prod.example.com\n"]]
            as [[String: String]])
    func keyTakenOut(_ rest: [String: String]) {
        var review = ReviewBuilder(from: "trustDomain: prod.example.com\n", to: "")
        review.data = rest
        for name in ["istio", "istio-canary", "shared-mesh"] {
            review.name = name
            let denied = answer(review)
            // There is no trustDomain any more to point at.
            #expect(denied.causes.map { $0["field"] } == ["data.mesh"], "\(name)")
            #expect(
                denied.message.hasSuffix(
                    "\nConfigMap \(name): must keep the key mesh: trustDomain prod.example.com becomes cluster.local "
                        + "[trust-domain-changed]"))
            #expect(!denied.message.contains("line "), "\(denied.message)")
        }
    }

    @Test func `a key that comes anew is compared with the defaults that istiod ran on`() {
        var review = ReviewBuilder(from: "", to: "trustDomain: prod.example.com\n")
        let warning =
            "mesh:1: trustDomain: without mesh istiod ran on cluster.local: keep it in trustDomainAliases "
            + "[trust-domain-changed]"
        for old in [["meshNetworks": "networks: {}\n"], [:]] as [[String: String]] {
            review.oldData = old
            review.data = ["mesh": "trustDomain: prod.example.com\n"]
            #expect(answer(review).isAllowed == true)
            #expect(answer(review).warnings == [warning])
            for kept in ["cluster.local\n", "prod.example.com\ntrustDomainAliases: [cluster.local]\n"] {
                review.data = ["mesh": "trustDomain: " + kept]
                #expect(answer(review).isAllowed == true)
                #expect(!answer(review).warnings.contains { $0.contains("trust-domain-changed") })
            }
        }
    }

    @Test func `the policy may refuse a trust domain that comes with the key`() {
        var review = ReviewBuilder(from: "", to: "trustDomain: prod.example.com\n")
        review.oldData = [:]
        var policy = Policy()
        policy.severities["trust-domain-changed"] = .error
        let denied = answer(review, policy)
        #expect(denied.causes.map { $0["field"] } == ["data.mesh.trustDomain"])
        review.annotations = ["sekisho.dev/allow": "trust-domain-changed", "sekisho.dev/reason": "we know"]
        #expect(answer(review, policy).isAllowed == false)
    }

    @Test func `a key that comes anew is compared with nothing where nobody knows what istiod ran on`() {
        var review = ReviewBuilder(from: "", to: "trustDomain: prod.example.com\n")
        review.oldData = ["meshNetworks": "networks: {}\n"]
        // Up to 1.24 istiod keeps what it read last, which may be what is being put back.
        review.labels = ["app.kubernetes.io/version": "1.24.0"]
        #expect(answer(review).isAllowed == true)
        review.labels = [:]
        review.name = "shared-mesh"
        #expect(answer(review).isAllowed == true)
    }

    @Test func `a first install is compared with nothing`() {
        #expect(answer(ReviewBuilder(mesh: "trustDomain: prod.example.com\n")).isAllowed == true)
    }

    @Test func `a key that nothing depends on may go`() {
        var review = ReviewBuilder(from: "trustDomain: cluster.local\nenableTracing: true\n", to: "")
        review.data = [:]
        #expect(answer(review).isAllowed == true)
        #expect(answer(review).warnings.contains { $0.contains("mesh-key-removed") })
    }

    // MARK: Old mistakes

    @Test func `an old mistake excuses none of the same kind at another provider`() {
        func provider(_ name: String, _ port: String) -> String {
            "- name: \(name)\n  envoyOtelAls: {service: otel.o11y.svc.cluster.local, port: \(port)}\n"
        }
        let old = "extensionProviders:\n" + provider("one", "grpc") + provider("two", "4317")
        let moved = "extensionProviders:\n" + provider("two", "4317") + provider("one", "grpc")
        let other = "extensionProviders:\n" + provider("one", "4317") + provider("two", "grpc")
        #expect(answer(ReviewBuilder(mesh: old)).isAllowed == false)
        #expect(answer(ReviewBuilder(from: old, to: moved)).isAllowed == true)
        #expect(answer(ReviewBuilder(from: old, to: other)).isAllowed == false)
    }

    @Test func `a text that cannot be read excuses no other that cannot`() {
        let old = "connectTimeout: [\n"
        #expect(answer(ReviewBuilder(from: old, to: old)).isAllowed == true)
        #expect(answer(ReviewBuilder(from: old, to: "enableTracing: true\nconnectTimeout: [\n")).isAllowed == false)
    }

    @Test func `a text that cannot be read excuses nothing in one that can`() {
        #expect(answer(ReviewBuilder(from: "connectTimeout: [\n", to: "connectTimeout: 2h\n")).isAllowed == false)
    }

    @Test func `more old mistakes than are kept hide none`() {
        let providers = (0..<600).map {
            "- name: p\($0)\n  envoyOtelAls: {service: a.b.svc.cluster.local, port: grpc}\n"
        }.joined()
        let old = "extensionProviders:\n" + providers
        let new = old + "- name: last\n  envoyOtelAls: {service: a.b.svc.cluster.local, port: grpc}\n"
        #expect(answer(ReviewBuilder(from: old, to: old)).isAllowed == true)
        #expect(answer(ReviewBuilder(from: old, to: new)).isAllowed == false)
    }

    @Test func `an annotation on an untouched mesh with more mistakes than are kept is allowed`() {
        let mesh =
            "enableTracing: true\ndefaultConfig:\n  proxyMetadata:\n" + (0..<600).map { "    P\($0): true\n" }.joined()
        #expect(answer(ReviewBuilder(mesh: mesh)).isAllowed == false)
        var review = ReviewBuilder(from: mesh, to: mesh)
        review.oldAnnotations = [:]
        review.annotations = ["team": "mesh"]
        #expect(answer(review).isAllowed == true)
        review.data = ["mesh": mesh + "    Q: true\n"]
        #expect(answer(review).isAllowed == false)
    }

    @Test func `a flood of one kind pushes out no other`() {
        let flood = (0..<2000).map { "x\($0): 1\n" }.joined()
        var policy = Policy()
        policy.severities["mesh-unknown-field"] = .some(nil)
        policy.severities["enable-tracing-missing"] = .error
        let denied = answer(ReviewBuilder(mesh: flood + "connectTimeout: 2h\n"), policy)
        #expect(denied.causes.map { $0["field"] } == ["data.mesh.connectTimeout"])
        #expect(answer(ReviewBuilder(mesh: flood + "a: 1\na: 2\n")).text.contains("mesh-unknown-field"))
    }

    // MARK: Labels

    @Test func `a label brings no object under another revision's override`() {
        var policy = Policy()
        var override = Policy.Override()
        override.revisions = [NamePattern("canary")]
        override.profile = .audit
        policy.overrides = [override]
        var review = ReviewBuilder(mesh: "connectTimeout: 2h\n")
        review.labels = ["istio.io/rev": "canary"]
        #expect(answer(review, policy).isAllowed == false)
        review.name = "istio-canary"
        #expect(answer(review, policy).isAllowed == true)
    }

    @Test func `a label that claims another release excuses what that release has, unless labels are ignored`() {
        var policy = Policy()
        policy.releases.fallback = IstioRelease(.v1_30)
        for (release, mesh) in [("1.99.0", "accessLogEncoding: XML\n"), ("1.20.0", "connectTimeout: 2h\n")] {
            var review = ReviewBuilder(mesh: mesh)
            review.labels = ["app.kubernetes.io/version": release]
            let believed = answer(review, policy)
            #expect(believed.isAllowed == (release == "1.99.0"))
            policy.releases.labels = .ignored
            let ignored = answer(review, policy)
            #expect(ignored.isAllowed == false)
            #expect((ignored.response["auditAnnotations"] as? [String: String])?["istio"] == "1.30")
            policy.releases.labels = .believed
        }
    }

    @Test(
        "a label that is no release of Istio 1 counts for nothing",
        arguments: ["9.9", "1", "1.x", "latest", "2.1.0", "1.-5"])
    func nonsense(_ label: String) {
        var review = ReviewBuilder(mesh: "accessLogEncoding: XML\n")
        review.labels = ["app.kubernetes.io/version": label]
        #expect(answer(review).isAllowed == false)
    }

    // MARK: Allowances

    @Test(
        "no comment or annotation lets an error through",
        arguments: [
            "connectTimeout: 2h  # sekisho:allow connect-timeout-range we know\n",
            "# sekisho:allow connect-timeout-range we know\nconnectTimeout: 2h\n",
            "connectTimeout: 2h  # sekisho:allow * we know\n",
            "accessLogFormat: |\n  # sekisho:allow connect-timeout-range we know\nconnectTimeout: 2h\n",
        ])
    func allowances(_ mesh: String) {
        var review = ReviewBuilder(mesh: mesh)
        review.annotations = ["sekisho.dev/allow": "connect-timeout-range,*", "sekisho.dev/reason": "we know"]
        #expect(answer(review).isAllowed == false)
    }

    @Test func `a hundred thousand allowances cost no more than two hundred`() {
        var review = ReviewBuilder(mesh: "connectTimeout: 2h\n")
        review.annotations = [
            "sekisho.dev/allow": String(repeating: "a,", count: 120_000), "sekisho.dev/reason": "we know",
        ]
        #expect(answer(review).isAllowed == false)
    }

    // MARK: Tricks of the text

    @Test(
        "sees the mistake through tricks of YAML",
        arguments: [
            "x: &a {connectTimeout: 2h}\n<<: *a\n", "connectTimeout: 1s\nconnectTimeout: 2h\n",
            "\"connect\\x54imeout\": 2h\n", "? connectTimeout\n: 2h\n", "{connectTimeout: 2h}",
            "connectTimeout: !!str 2h\n",
            "\u{FEFF}connectTimeout: 2h\n", "connectTimeout: 2h\r\n", "connectTimeout: 2h\u{2028}",
            "connectTimeout: 2h\u{85}",
            "%YAML 1.1\n---\nconnectTimeout: 2h\n", "---\nconnectTimeout: 2h\n---\nconnectTimeout: 1s\n",
            "connectTimeout: &t 2h\ntcpKeepalive: {time: *t}\n", "connect_timeout: 2h\n", "connectTimeout: 7200000ms\n",
            "connectTimeout: >-\n  2h\n",
        ])
    func tricks(_ mesh: String) {
        #expect(answer(ReviewBuilder(mesh: mesh)).isAllowed == false)
    }

    @Test func `is asked nothing by a CONNECT`() {
        var review = ReviewBuilder(from: "connectTimeout: 2h\n", to: nil)
        review.operation = "CONNECT"
        #expect(verdict(review) == .notOurs)
    }
}
