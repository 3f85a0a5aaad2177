import Foundation
import Testing
import Validation

@testable import Admission
@testable import MeshRules

@Suite("Bad input") struct BadInputTests {
    static let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))

    private func answer(_ text: String) -> ReviewAnswer {
        ReviewAnswer(Self.handler.answer(Array(text.utf8), now: 0))
    }

    @Test(
        "is answered 400, and says why",
        arguments: [
            ("", "not JSON"),
            ("   ", "not JSON"),
            ("null", "no AdmissionReview"),
            ("[]", "no AdmissionReview"),
            ("{", "not JSON"),
            ("{\"kind\":\"AdmissionReview\"}", "apiVersion must be"),
            ("{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}", "no AdmissionReview"),
            (
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v2\",\"request\":{}}",
                "apiVersion must be"
            ),
            ("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}", "has no request"),
            (
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":null}",
                "has no request"
            ),
            ("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{}}", "request.uid"),
            (
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"a\",\"operation\":\"PATCH\"}}",
                "request.operation"
            ),
            (
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"a\",\"operation\":\"CREATE\"}}",
                "request.kind.kind"
            ),
            (
                """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"a","operation":"CREATE",\
                "kind":{"group":"","version":"v1","kind":"ConfigMap"},"object":null}}
                """, "request.object must be set"
            ),
            (
                """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"a","operation":"UPDATE",\
                "kind":{"group":"","version":"v1","kind":"ConfigMap"},"object":{}}}
                """, "request.oldObject must be set"
            ),
            (
                """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"a","operation":"CREATE",\
                "kind":{"group":"","version":"v1","kind":"ConfigMap"},"object":"text"}}
                """, "request.object must be an object"
            ),
        ])
    func refused(_ content: String, _ reason: String) {
        let answer = answer(content)
        #expect(answer.status == 400)
        #expect(answer.text.contains(reason))
        #expect(answer.isAllowed == nil)
    }

    @Test("nested deeper than any review is refused, not followed", arguments: ["[", "{\"a\":"])
    func deep(_ opening: String) {
        #expect(answer(String(repeating: opening, count: 100_000)).status == 400)
    }

    @Test func `every truncation of a review is refused`() throws {
        let content = ReviewBuilder(mesh: "connectTimeout: 2h\n").content
        for end in 0..<content.count {
            #expect(Self.handler.answer(Array(content[..<end]), now: 0).status == 400)
        }
    }

    @Test func `a byte changed anywhere never traps, and never allows the mistake unseen`() {
        let content = ReviewBuilder(mesh: "connectTimeout: 2h\n").content
        for place in content.indices {
            for byte: UInt8 in [0x00, 0x22, 0x7B, 0x5C, 0xFF] {
                var changed = content
                changed[place] = byte
                let answer = Self.handler.answer(changed, now: 0)
                #expect(answer.status == 200 || answer.status == 400)
            }
        }
    }

    @Test func `a text with NUL is denied`() {
        let answer = ReviewAnswer(Self.handler.answer(ReviewBuilder(mesh: "a: \u{0}\n").content, now: 0))
        #expect(answer.isAllowed == false)
    }

    @Test func `a billion laughs are denied`() {
        var mesh = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            let alias = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            mesh += "a\(level): &a\(level) [\(alias)]\n"
        }
        let answer = ReviewAnswer(Self.handler.answer(ReviewBuilder(mesh: mesh).content, now: 0))
        #expect(answer.isAllowed == false)
    }

    @Test func `ten thousand levels are denied`() {
        let mesh = "x: " + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let answer = ReviewAnswer(Self.handler.answer(ReviewBuilder(mesh: mesh).content, now: 0))
        #expect(answer.isAllowed == false)
    }

    @Test func `an object that is not ours is allowed, and counted so`() {
        var review = ReviewBuilder(mesh: "vertices: 8\n")
        review.name = "game-of-mesh"
        let answer = Self.handler.answer(review.content, now: 0)
        #expect(ReviewAnswer(answer).isAllowed == true)
        #expect(answer.record?.verdict == .notOurs)
    }

    @Test func `a kind that hides in the object is judged by the request's kind`() {
        let text = String(decoding: ReviewBuilder(mesh: "connectTimeout: 2h\n").content, as: UTF8.self)
        let hidden = text.replacingOccurrences(
            of: "\"kind\":\"ConfigMap\",\"metadata\"", with: "\"kind\":\"Pod\",\"metadata\""
        )
        .replacingOccurrences(of: "\"apiVersion\":\"v1\",\"data\"", with: "\"apiVersion\":\"v2\",\"data\"")
        #expect(answer(hidden).isAllowed == false)
    }

    @Test func `the last of repeated keys counts, as for the API server`() {
        let text = String(decoding: ReviewBuilder(mesh: "connectTimeout: 2h\n").content, as: UTF8.self)
        let repeated = text.replacingOccurrences(
            of: "\"mesh\":\"connectTimeout", with: "\"mesh\":\"enableTracing: true\",\"mesh\":\"connectTimeout")
        #expect(answer(repeated).isAllowed == false)
    }
}
