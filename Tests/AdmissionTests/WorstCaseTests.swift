import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission
@testable import MeshRules

/// Texts that cost much to judge: each is answered, and what bounds its cost is held.
@Suite("What costs the most") struct WorstCaseTests {
    private static let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))

    private func answer(_ mesh: String) -> ReviewAnswer {
        ReviewAnswer(Self.handler.answer(ReviewBuilder(mesh: mesh).content, now: 0))
    }

    private static func lines(_ head: String, upTo bytes: Int = 300_000, _ line: (Int) -> String) -> String {
        var text = head
        var number = 0
        while text.utf8.count < bytes {
            text += line(number)
            number += 1
        }
        return text
    }

    @Test(
        "is answered within its budgets",
        arguments: [
            lines("") { "conectTimeout\($0): 1\n" },
            lines("extensionProviders:\n") { "- {name: p\($0), zipkin: {service: 'a b', port: 99999}}\n" },
            lines("extensionProviders:\n- name: a\n  envoyOtelAls: {service: a.b, port: 1, logFormat: {labels: {\n") {
                "x\($0): '%FOO%',\n"
            } + "}}}\n",
            lines("serviceSettings:\n- settings: {clusterLocal: true}\n  hosts:\n") { "  - '*.a\($0).b'\n" },
            lines("trustDomainAliases:\n") { "- ${A\($0)}\n" },
            lines("defaultConfig:\n  proxyMetadata:\n") { "    ISTIO_META_DNS_CAPTUR\($0): 'x'\n" },
            lines("") { _ in "# sekisho:allow a b\n" } + "a: 1\n",
            "trustDomain: \"" + String(repeating: "${", count: 200_000) + "\"\n",
            "connectTimeout: \"a" + String(repeating: "\u{301}", count: 200_000) + "\"\n",
            "outboundClusterStatName: \"" + String(repeating: "%FOO%", count: 50_000) + "\"\n",
            "defaultHttpRetryPolicy: {retryOn: \"" + String(repeating: "503,", count: 60_000) + "\"}\n",
        ])
    func budgets(_ mesh: String) {
        let answer = answer(mesh)
        #expect(answer.status == 200)
        #expect(answer.text.utf8.count < 64 << 10)
    }

    @Test func `one character of a million marks is cut as any text is`() throws {
        let answer = answer("connectTimeout: \"a" + String(repeating: "\u{301}", count: 500_000) + "\"\n")
        #expect(answer.isAllowed == false)
        #expect(try #require(answer.causes.first?["message"]).unicodeScalars.count <= 300)
        #expect(answer.message.unicodeScalars.count <= 1000)
    }

    @Test func `more values than any mesh has are denied, with their number`() {
        let answer = answer(Self.lines("", upTo: 500_000) { "a\($0): 1\n" })
        #expect(answer.isAllowed == false)
        #expect(answer.message.contains("more than 40000 values"))
    }

    @Test func `as many keys as etcd takes of two states are judged`() {
        var review = ReviewBuilder(from: "connectTimeout: 10s\n", to: "connectTimeout: 2h\n")
        let keys = Dictionary(uniqueKeysWithValues: (0..<177_000).map { ("\($0)", "") })
        review.data?.merge(keys) { mine, _ in mine }
        review.oldData?.merge(keys) { mine, _ in mine }
        let answer = ReviewAnswer(Self.handler.answer(review.content, now: 0))
        #expect(answer.isAllowed == false)
        #expect(answer.message.contains("connect-timeout-range"))
    }

    /// A piece again and again, up to what etcd takes of an object.
    private static func filled(_ head: String, _ piece: String, _ tail: String = "") -> String {
        head + String(repeating: piece, count: (1 << 20) / piece.utf8.count) + tail
    }

    @Test(
        "a text of the largest size that is no mapping in YAML is denied for that alone",
        arguments: [
            ("trustDomainAliases: [a,\n ", "b c\n ", ""),
            ("trustDomainAliases: [a", ", b", ""),
            ("defaultConfig: ", "{a: ", ""),
            ("trustDomain: \"", "a b\n", ""),
            ("trustDomain: '", "''", ""),
            ("trustDomain: a\n", "\tb: c\n", ""),
            ("defaultConfig:\n  a:\n", "\t\t", ""),
            ("trustDomain: a\n", "x", "\n"),
            ("trustDomain: a\n", "x y\n", ""),
            ("", "connectTimeout\n", ""),
            ("trustDomain: a\n", "*b\n", ""),
            ("trustDomain: |\n", " x\n\n", "b\nc: d\n"),
            ("trustDomain: a\n", "\u{1}", ""),
            ("", "%FOO\n", ""),
            ("", "? ", ""),
            ("", "- ", ""),
        ])
    func broken(_ head: String, _ piece: String, _ tail: String) {
        let answer = answer(Self.filled(head, piece, tail))
        #expect(answer.status == 200)
        #expect(answer.isAllowed == false)
        #expect(answer.causes.count == 1)
        #expect(answer.message.contains("mesh-yaml-syntax") || answer.message.contains("mesh-not-a-mapping"))
        #expect(answer.text.utf8.count < 64 << 10)
    }

    @Test func `a change between two texts of the largest size is judged by both`() {
        func change(_ old: String, _ new: String) -> ReviewAnswer {
            ReviewAnswer(Self.handler.answer(ReviewBuilder(from: old, to: new).content, now: 0))
        }
        let comments = Self.filled("", "# as much as there may be in a mesh, and nothing of it matters\n")
        let good = comments + "connectTimeout: 10s\n"
        let broken = Self.filled("trustDomain: \"", "a b\n")
        func providers(port: Int) -> String {
            let head = Self.lines("extensionProviders:\n", upTo: 50_000) {
                "- {name: p\($0), zipkin: {service: 'a b', port: \(port)}}\n"
            }
            return Self.filled(head, "# as much as there may be in a mesh, and nothing of it matters\n")
        }
        #expect(change(good, comments + "connectTimeout: 2h\n").message.contains("connect-timeout-range"))
        #expect(change(good, broken).message.contains("mesh-yaml-syntax"))
        #expect(change(broken, good).isAllowed == true)
        let mended = change(providers(port: 99999), providers(port: 9411))
        #expect(mended.isAllowed == true)
        for answer in [mended, change(broken, broken + "c")] {
            #expect(answer.status == 200)
            #expect(answer.text.utf8.count < 64 << 10)
        }
    }

    private static func review(_ object: String, operation: String = "UPDATE") -> [UInt8] {
        let text = """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u",\
            "kind":{"group":"","version":"v1","kind":"ConfigMap"},"name":"istio","namespace":"istio-system",\
            "operation":"\(operation)","userInfo":{"username":"somebody"},"object":\(object),"oldObject":\(object)}}
            """
        return Array(text.utf8)
    }

    /// A ConfigMap with a mistake, and with a piece repeated inside of a member.
    private static func object(_ head: String, _ piece: String, _ count: Int, _ tail: String) -> String {
        """
        {"kind":"ConfigMap","apiVersion":"v1","data":{"mesh":"connectTimeout: 2h\\n"},\
        "metadata":{"name":"istio","namespace":"istio-system"\(head)\(String(repeating: piece, count: count))\(tail)}
        """
    }

    @Test(
        "what is not kept has no number and no depth",
        arguments: [
            (",\"managedFields\":[{\"fieldsV1\":{\"f:data\":{", "\"f:a\":{},", 300_000, "\"f:b\":{}}}}]}"),
            ("},\"binaryData\":{", "\"a\":\"\",", 300_000, "\"b\":\"\"}"),
            ("},\"status\":", "{\"a\":[", 9000, "1" + String(repeating: "]}", count: 9000)),
        ])
    func notKept(_ head: String, _ piece: String, _ count: Int, _ tail: String) {
        let answer = ReviewAnswer(Self.handler.answer(Self.review(Self.object(head, piece, count, tail)), now: 0))
        #expect(answer.isAllowed == true)
        #expect(answer.warnings.contains { $0.hasPrefix("not denied, as it was so before: mesh:1") })
    }

    @Test(
        "an object with more than is judged is denied, with its uid",
        arguments: [
            (",\"finalizers\":[", "\"a\",", 200_000, "\"b\"]}"),
            ("},\"spec\":", "[", 600, String(repeating: "]", count: 600)),
        ], ["UPDATE", "DELETE"])
    func tooLarge(_ parts: (head: String, piece: String, count: Int, tail: String), _ operation: String) {
        let object = Self.object(parts.head, parts.piece, parts.count, parts.tail)
        let content = Self.review(object, operation: operation)
        let answer = ReviewAnswer(Self.handler.answer(content, now: 0))
        #expect(answer.isAllowed == false)
        #expect(answer.response["uid"] as? String == "u")
        #expect(answer.message.contains("is too large to be judged: "))
        #expect(Self.handler.answer(content, now: 0).record?.verdict == .denied)
        var policy = Policy()
        policy.profile = .audit
        let audit = AdmissionHandler(Checkpoint(rules: Rule.all, policy: policy))
        #expect(ReviewAnswer(audit.answer(content, now: 0)).isAllowed == true)
    }

    @Test(
        "more values than any review has are refused outside of objects",
        arguments: [("[", "[],", "[]]"), ("{\"a\":[", "{},", "1]}")])
    func refused(_ head: String, _ piece: String, _ tail: String) {
        let text = head + String(repeating: piece, count: 1_000_000) + tail
        let answer = ReviewAnswer(Self.handler.answer(Array(text.utf8), now: 0))
        #expect(answer.status == 400)
        #expect(answer.text.contains("more than 400000 values"))
    }

    @Test func `a near name is looked for at the first mistakes only`() {
        let labels = Self.lines("", upTo: 20_000) { "x\($0): '%REQUEST_METHO%',\n" }
        let mesh =
            "extensionProviders:\n- name: a\n  envoyOtelAls: {service: a.b.c, port: 1, logFormat: {labels: {\n\(labels)}}}\n"
        let document = MeshDocument(.mesh, .text(mesh))
        let report = Validator(rules: [.accessLogFormatOperator], version: .newest).report(on: document)
        #expect(report.diagnostics.count >= 100)
        #expect(report.diagnostics.filter { $0.message.contains("did you mean") }.count <= 20)
    }
}
