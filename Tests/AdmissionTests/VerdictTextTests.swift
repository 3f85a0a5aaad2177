import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission
@testable import MeshRules

@Suite("What a client reads") struct VerdictTextTests {
    static let now: Int64 = 1_795_392_000

    private func answer(_ review: ReviewBuilder, _ policy: Policy = Policy()) -> ReviewAnswer {
        ReviewAnswer(
            AdmissionHandler(Checkpoint(rules: Rule.all, policy: policy)).answer(review.content, now: Self.now))
    }

    @Test func `names field, line, release and what to write, in each cause`() {
        var review = ReviewBuilder(mesh: "enableTracing: true\nconnectTimeout: 2h\n")
        review.labels = ["app.kubernetes.io/version": "1.24.3"]
        let answer = answer(review)
        #expect(answer.isAllowed == false)
        #expect(answer.code == 422)
        #expect(answer.statusObject["reason"] as? String == "Invalid")
        #expect(
            answer.causes == [
                [
                    "reason": "FieldValueInvalid", "field": "data.mesh.connectTimeout",
                    "message":
                        "must be at most 1h, not 2h (line 2, Istio 1.24); write connectTimeout: 1h [connect-timeout-range]",
                ]
            ])
        #expect(
            answer.message == """
                1 error in the mesh configuration for Istio 1.24
                mesh:2: connectTimeout: must be at most 1h, not 2h; write connectTimeout: 1h [connect-timeout-range]
                """)
    }

    @Test func `denies a misspelt field to kubectl, and warns a controller of it`() {
        let mesh = "enableTracin: true\n"
        let strict = answer(ReviewBuilder(mesh: mesh))
        #expect(strict.isAllowed == false)
        #expect(strict.causes.first?["message"]?.contains("did you mean enableTracing?") == true)
        var controller = ReviewBuilder(mesh: mesh)
        controller.fieldValidation = nil
        let warned = answer(controller)
        #expect(warned.isAllowed == true)
        #expect(
            warned.warnings == ["mesh:1: enableTracin: no such field; did you mean enableTracing? [mesh-unknown-field]"]
        )
    }

    @Test func `allows a new label on an object that was broken before, with warnings`() {
        var review = ReviewBuilder(from: "connectTimeout: 2h\n", to: "connectTimeout: 2h\n")
        review.labels = ["touched": "yes"]
        let answer = answer(review)
        #expect(answer.isAllowed == true)
        #expect(answer.warnings.first?.hasPrefix("not denied, as it was so before: mesh:1: connectTimeout:") == true)
    }

    @Test func `answers v1beta1 in v1beta1`() {
        var review = ReviewBuilder(mesh: "connectTimeout: 2h\n")
        review.apiVersion = "admission.k8s.io/v1beta1"
        #expect(answer(review).body["apiVersion"] as? String == "admission.k8s.io/v1beta1")
    }

    @Test func `shows no control character, whatever the author wrote`() {
        let key = "bad\u{1b}[31mkey\u{7}\u{85}\u{2028}\u{202e}"
        var review = ReviewBuilder(mesh: "\"bad\\e[31mkey\\a\\x85\\u2028\\u202e\": 1\n")
        review.fieldValidation = nil
        let answer = answer(review)
        #expect(!answer.warnings.isEmpty)
        for warning in answer.warnings {
            #expect(!warning.contains(key))
            #expect(
                warning.unicodeScalars.allSatisfy { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: false
                    default: true
                    }
                })
        }
    }

    @Test func `keeps its budgets for a thousand mistakes with long names`() {
        let name = String(repeating: "x", count: 300)
        let mesh = (0..<1000).map { "\(name)\($0): 1\n" }.joined() + "connectTimeout: 2h\n"
        var review = ReviewBuilder(mesh: mesh)
        let denied = answer(review)
        #expect(denied.causes.count <= 21)
        #expect(denied.causes.first?["field"] == "data.mesh.connectTimeout")
        #expect(denied.message.count < 8000)
        for cause in denied.causes {
            #expect((cause["message"] ?? "").count <= 300)
            #expect((cause["field"] ?? "").count <= 210)
        }
        review.fieldValidation = "Warn"
        review.data = ["mesh": mesh.replacingOccurrences(of: "connectTimeout: 2h\n", with: "")]
        let warned = answer(review)
        #expect(warned.isAllowed == true)
        #expect(warned.warnings.count <= 12)
        #expect(warned.warnings.map(\.unicodeScalars.count).reduce(0, +) <= 3000)
        #expect(warned.warnings.allSatisfy { $0.unicodeScalars.count <= 120 })
        #expect(warned.warnings.last?.hasPrefix("and ") == true)
    }

    @Test func `shows no secret`() {
        let mesh =
            "extensionProviders:\n- name: l\n  lightstep:\n    service: a.b.svc\n    port: 80\n    accessToken: 12345\n"
        let answer = answer(ReviewBuilder(mesh: mesh))
        #expect(!answer.text.contains("12345"))
    }

    @Test func `records who broke the glass, and why, on one line`() {
        var policy = Policy()
        policy.breakGlass = Policy.BreakGlass(groups: [NamePattern("system:authenticated")])
        var review = ReviewBuilder(mesh: "connectTimeout: 2h\n")
        review.annotations = [
            "sekisho.dev/break-glass": "2026-11-23T01:00:00Z all is\n red \(String(repeating: "!", count: 500))"
        ]
        let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: policy))
        let record = handler.answer(review.content, now: Self.now).record
        #expect(record?.reprieve == "breakGlass")
        #expect(record?.reason.hasPrefix("all is") == true)
        #expect(record?.reason.contains("\n") == false)
        #expect(record.map { $0.reason.unicodeScalars.count <= 256 } == true)
        review.annotations = [:]
        #expect(handler.answer(review.content, now: Self.now).record?.reason == "")
    }

    @Test func `writes rule ids into the audit annotations`() {
        let answer = answer(ReviewBuilder(mesh: "connectTimeout: 2h\n"))
        let annotations = answer.response["auditAnnotations"] as? [String: String]
        #expect(annotations?["denied"] == "connect-timeout-range")
    }
}
