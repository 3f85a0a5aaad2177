import Admission
import Documents
import MeshRules
import Validation

/// What the webhook would answer to a recorded AdmissionReview.
package struct ReviewAnswer: Sendable {
    /// The response's bytes as text, with a line break.
    package let text: String
    package let status: ExitStatus

    package init(of review: [UInt8], _ options: CheckOptions) {
        var policy = options.policy
        if let version = options.version { policy.releases.fallback = .init(version) }
        let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: policy))
        let answer = handler.answer(review, now: options.now)
        let body = String(decoding: answer.body, as: UTF8.self)
        text = body.hasSuffix("\n") ? body : body + "\n"
        if answer.status != 200 {
            status = .unreadable
        } else {
            status = answer.record?.verdict == .denied ? .found : .clean
        }
    }
}
