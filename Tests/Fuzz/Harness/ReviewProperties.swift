import Admission
import Documents
import MeshRules
import Validation

/// What holds of the answer to any body.
enum ReviewProperties {
    private static let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))

    private static let readerOfAll = {
        var limits = DocumentLimits()
        limits.maximumBytes = 20 << 20
        limits.maximumNodes = .max
        return JSONReader(limits: limits)
    }()

    static func failure(on bytes: [UInt8]) -> String? {
        let answer = handler.answer(bytes, now: FuzzTarget.now)
        // What the usual reader leaves out must be missed by nobody; but only what is kept counts for the limits.
        let whole = handler.answer(bytes, now: FuzzTarget.now, reader: readerOfAll)
        let isTooDeep = String(decoding: whole.body, as: UTF8.self).contains("nested deeper than")
        guard isTooDeep || whole.status == answer.status && whole.body == answer.body else {
            return "the reader of all answers differently"
        }
        guard answer.status == 200 else { return answer.status == 400 && !answer.body.isEmpty ? nil : "the status" }
        guard let review = try? JSONReader().read(answer.body), let response = review["response"] else {
            return "an answer that is no JSON"
        }
        guard response["uid"]?.string?.isEmpty == false, let isAllowed = response["allowed"]?.bool else {
            return "an answer without uid or allowed"
        }
        if !isAllowed, response["status"]?["message"]?.string?.isEmpty != false { return "a denial without a message" }
        for warning in response["warnings"]?.elements ?? [] {
            guard let text = warning.string, !text.isEmpty, text.unicodeScalars.count <= 120, text.isPlain else {
                return "a warning over its budget"
            }
        }
        return answer.body.count <= 64 << 10 ? nil : "an answer over 64 KiB"
    }
}
