import Testing
import Validation

@testable import Admission
@testable import MeshRules

/// What is never refused to a service account, and what nobody gets who only uses its name.
@Suite("Who asks in another's name") struct ImpersonationTests {
    private func answer(_ review: ReviewBuilder, _ policy: Policy = Policy()) -> ReviewAnswer {
        ReviewAnswer(
            AdmissionHandler(Checkpoint(rules: Rule.all, policy: policy)).answer(review.content, now: 1_795_392_000))
    }

    @Test(
        "nobody writes the mesh in istiod's name",
        arguments: ["istiod", "istiod-canary", "istio-reader-service-account"])
    func istiod(_ account: String) {
        for data in [["mesh": "connectTimeout: 2h\n"], nil] as [[String: String]?] {
            var review = ReviewBuilder(from: "enableTracing: true\n", to: nil)
            review.user = "system:serviceaccount:istio-system:\(account)"
            review.operation = data == nil ? "DELETE" : "UPDATE"
            review.data = data
            #expect(answer(review).isAllowed == false)
            review.name = "istio-ca-root-cert"
            review.data = ["root-cert.pem": "no certificate"]
            review.oldData = nil
            review.operation = "CREATE"
            #expect(answer(review).isAllowed == true)
            review.user = "somebody"
            #expect(answer(review).isAllowed == false)
        }
    }

    @Test func `the garbage collector takes finalizers out, whatever stands beside them`() {
        var review = ReviewBuilder(from: "connectTimeout: 2h\n", to: "connectTimeout: 2h\n")
        var policy = Policy()
        policy.existing = .deny
        #expect(answer(review, policy).isAllowed == false)
        review.user = "system:serviceaccount:kube-system:generic-garbage-collector"
        #expect(answer(review, policy).isAllowed == true)
    }
}
