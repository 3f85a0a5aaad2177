import IstioSchema
import Validation

extension Rule {
    package static let retryDefaultIncludes503 = Rule(
        "retry-default-includes-503", .note, .advice, in: .meshConfig,
        summary: "the release's default policy retries every request that was answered 503",
        rationale: """
            Up to 1.23 Istio retries 503 wherever neither the mesh nor a route says otherwise, POST as well as GET, so \
            that work can be done twice. From 1.24 on the default leaves 503 out; in 1.24 to 1.26 istiod's \
            EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY=false brings it back.
            """,
        fix: "Set defaultHttpRetryPolicy with a list that has no status code.",
        sources: [.istio("DefaultPolicy"), .issue("istio/istio#50506")],
        releases: .upTo(.v1_23),
        examples: [
            .valid(
                "a list of its own",
                "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"connect-failure,refused-stream\"}", in: .v1_23),
            .valid("no retries", "defaultHttpRetryPolicy: {attempts: 0}", in: .v1_23),
            .valid("a later release", "enableTracing: true", in: .v1_24),
            .invalid(
                "nothing said",
                "enableTracing: true  # ✗ must have a retryOn of its own: the default of 1.23 retries 503", in: .v1_23),
            .invalid(
                "attempts only",
                """
                enableTracing: true
                defaultHttpRetryPolicy:  # ✗ must have a retryOn of its own: the default of 1.23 retries 503
                  attempts: 2
                """, in: .v1_23),
        ]
    ) { mesh, report in
        let policy = mesh.message("defaultHttpRetryPolicy")
        if let policy {
            guard let attempts = policy.integer("attempts"), attempts.value > 0 else { return }
            if let retryOn = policy.string("retryOn"), !retryOn.value.isEmpty { return }
        } else if mesh.isSet("defaultHttpRetryPolicy") {
            return
        }
        let place = Located((), path: mesh.path.field("defaultHttpRetryPolicy"), origin: (policy ?? mesh).origin)
        report.add(
            "must have a retryOn of its own: the default of \(report.version) retries 503", atKeyOf: place,
            fix: "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"\(RetryCondition.safe)\"}")
    }
}
