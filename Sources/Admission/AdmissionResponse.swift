import Documents
import IstioSchema
import Validation

/// The AdmissionReview that goes back.
///
/// Source: k8s.io/api admission/v1 `AdmissionResponse`; API conventions of Kubernetes for `Status`.
struct AdmissionResponse {
    let content: [UInt8]

    init(_ request: AdmissionRequest, _ judgement: Checkpoint.Judgement, _ text: VerdictText) {
        let isAllowed = judgement.verdict.isAllowed
        var json = Self.beginning(request, capacity: 1000)
        json.member("allowed", isAllowed)
        if !isAllowed {
            json.object("status") { Self.write(&$0, text, request, judgement) }
        }
        let warnings = text.warnings
        if !warnings.isEmpty { json.member("warnings", warnings) }
        json.object("auditAnnotations") { Self.writeAnnotations(&$0, judgement) }
        content = Self.end(&json)
    }

    /// The answer for an object that is none of ours.
    static func allowed(_ request: AdmissionRequest) -> [UInt8] {
        var json = beginning(request, capacity: 160)
        json.member("allowed", true)
        return end(&json)
    }

    private static func beginning(_ request: AdmissionRequest, capacity: Int) -> JSONWriter {
        var json = JSONWriter(capacity: capacity)
        json.beginObject()
        json.member("kind", "AdmissionReview")
        json.member("apiVersion", request.apiVersion)
        json.key("response")
        json.beginObject()
        json.member("uid", request.uid)
        return json
    }

    private static func end(_ json: inout JSONWriter) -> [UInt8] {
        json.endObject()
        json.endObject()
        return json.bytes
    }

    /// 422 Invalid with causes, which kubectl prints alone; a deletion is Forbidden, for there is no field to mend.
    private static func write(
        _ status: inout JSONWriter, _ text: VerdictText, _ request: AdmissionRequest, _ judgement: Checkpoint.Judgement
    ) {
        status.member("status", "Failure")
        status.member("message", text.message)
        guard request.operation != .delete else {
            status.member("reason", "Forbidden")
            status.member("code", 403)
            return
        }
        status.member("reason", "Invalid")
        status.member("code", 422)
        status.object("details") { details in
            details.member("name", request.name)
            details.member("group", request.kind.group)
            details.member("kind", request.kind.kind)
            details.array("causes") { causes in
                for cause in text.causes {
                    causes.object { entry in
                        entry.member("reason", cause.reason)
                        entry.member("message", cause.message)
                        entry.member("field", cause.field)
                    }
                }
            }
        }
    }

    /// Each of the ids once, sorted.
    private static func ids(_ ids: consuming [String]) -> String {
        ids.sort()
        var text: [UInt8] = []
        text.reserveCapacity(32 * ids.count)
        for index in ids.indices where index == 0 || ids[index] != ids[index - 1] {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text.append(ids[index])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func writeAnnotations(_ annotations: inout JSONWriter, _ judgement: Checkpoint.Judgement) {
        annotations.member("istio", judgement.release.description)
        let causes = judgement.verdict.causes
        if !causes.isEmpty {
            annotations.member("denied", ids(causes.indices.map { causes[$0].diagnostic.id.text }))
        }
        let warnings = judgement.verdict.warnings
        if !warnings.isEmpty {
            annotations.member("warned", ids(warnings.indices.map { warnings[$0].diagnostic.diagnostic.id.text }))
        }
        let allowed = judgement.verdict.allowed
        if !allowed.isEmpty {
            annotations.member("allowed", ids(allowed.map { $0.diagnostic.diagnostic.id.text }))
            let reasons = Set(allowed.map(\.reason)).sorted().joined(separator: "; ")
            annotations.member("allowed-because", reasons.onOneLine.elided(to: 256))
        }
        switch judgement.verdict.reprieve {
        case nil: break
        case .audit: annotations.member("not-denied", "audit")
        case .exemptUser: annotations.member("not-denied", "exempt user")
        case .breakGlass(let use):
            annotations.member("not-denied", "break glass: \(use.reason.onOneLine.elided(to: 256))")
        }
    }
}
