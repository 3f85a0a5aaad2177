import Documents
import IstioSchema
import Manifests
import Validation

/// Answers admission reviews.
///
/// Pure: bytes and a time in, bytes out. A reference, as every review takes it out from under a lock.
package final class AdmissionHandler: Sendable {
    private let checkpoint: Checkpoint

    package init(_ checkpoint: Checkpoint) { self.checkpoint = checkpoint }

    /// The answer to the content of a request to `/validate`.
    ///
    /// - Parameters:
    ///   - content: an AdmissionReview of `admission.k8s.io/v1` or `v1beta1`, as JSON.
    ///   - now: seconds since 1970.
    package func answer(_ content: [UInt8], now: Int64) -> AdmissionAnswer {
        answer(content, now: now, reader: AdmissionRequest.reader)
    }

    /// The same, of a review that another reader reads; to test that nobody misses what the usual one leaves out.
    package func answer(_ content: [UInt8], now: Int64, reader: JSONReader) -> AdmissionAnswer {
        let request: AdmissionRequest
        do throws(AdmissionError) {
            request = try AdmissionRequest(content: content, reader: reader)
        } catch {
            // No author decides by the size of an object that it is not judged.
            guard error.isOverLimit, let request = AdmissionRequest(frameOf: content) else { return .refusal(error) }
            guard request.carriesConfiguration else { return .notOurs(request) }
            return .review(request, checkpoint.judgement(on: passage(of: request), tooLarge: error.problem, now: now))
        }
        guard request.carriesConfiguration, let judgement = checkpoint.judge(passage(of: request), now: now) else {
            return .notOurs(request)
        }
        return .review(request, judgement)
    }

    private func passage(of request: AdmissionRequest) -> Checkpoint.Passage {
        var passage = Checkpoint.Passage(
            operation: request.operation,
            new: request.operation == .delete ? nil : request.object?.typed(as: request.kind),
            old: request.operation == .create ? nil : request.oldObject?.typed(as: request.kind))
        passage.isDryRun = request.isDryRun
        passage.fieldValidation = request.fieldValidation
        passage.user = request.user
        passage.groups = request.groups
        passage.namespace = request.namespace
        passage.name = request.name
        return passage
    }
}

/// What to send back, and what to write down of it.
package struct AdmissionAnswer: Sendable {
    /// 200 with an AdmissionReview; 400 with a text where the content was none.
    package let status: Int
    package let body: [UInt8]
    /// Nil where the content was no review.
    package let record: ReviewRecord?

    package var isJSON: Bool { status == 200 }

    static func refusal(_ error: AdmissionError) -> AdmissionAnswer {
        let text = "\(error.problem.onOneLine). /validate takes an AdmissionReview of admission.k8s.io/v1 as JSON.\n"
        return AdmissionAnswer(status: 400, body: Array(text.utf8), record: nil)
    }

    static func review(_ request: AdmissionRequest, _ judgement: Checkpoint.Judgement) -> AdmissionAnswer {
        AdmissionAnswer(
            status: 200, body: AdmissionResponse(request, judgement, VerdictText(judgement)).content,
            record: ReviewRecord(request, judgement))
    }

    static func notOurs(_ request: AdmissionRequest) -> AdmissionAnswer {
        AdmissionAnswer(status: 200, body: AdmissionResponse.allowed(request), record: ReviewRecord(request, nil))
    }
}

/// What a log line and the counters say of a review.
package struct ReviewRecord: Sendable {
    package let uid: String
    package let kind: String
    package let namespace: String
    package let name: String
    package let operation: String
    package let isDryRun: Bool
    package let user: String
    package let verdict: Outcome
    /// The release that the object was judged for; empty where it was not ours.
    package let release: String
    /// The rules that spoke, with how severe and how often, in the order of their ids.
    package let diagnostics: [(id: String, severity: String, count: Int)]
    /// Why nothing was denied although something would have been: `audit`, `exemptUser`, `breakGlass`, or empty.
    package let reprieve: String
    /// What whoever broke the glass gave as the reason, on one line of at most 256 characters; else empty.
    package let reason: String

    package enum Outcome: String, CaseIterable, Sendable {
        case allowed, warned, denied
        case notOurs = "not-ours"
    }

    init(_ request: AdmissionRequest, _ judgement: Checkpoint.Judgement?) {
        uid = request.uid
        kind = request.kind.kind
        namespace = request.namespace
        name = request.name
        operation = request.operation.rawValue
        isDryRun = request.isDryRun
        user = request.user
        release = judgement?.release.description ?? ""
        guard let judgement else {
            verdict = .notOurs
            diagnostics = []
            reprieve = ""
            reason = ""
            return
        }
        let causes = judgement.verdict.causes
        let warnings = judgement.verdict.warnings
        var counts: [(id: String, severity: String, count: Int)] = []
        counts.reserveCapacity(min(causes.count + warnings.count, 20))
        for index in causes.indices { Self.count(causes[index].diagnostic, &counts) }
        for index in warnings.indices { Self.count(warnings[index].diagnostic.diagnostic, &counts) }
        counts.sort { $0.id < $1.id }
        diagnostics = counts
        verdict = !causes.isEmpty ? .denied : warnings.isEmpty ? .allowed : .warned
        reprieve =
            switch judgement.verdict.reprieve {
            case nil: ""
            case .audit: "audit"
            case .exemptUser: "exemptUser"
            case .breakGlass: "breakGlass"
            }
        if case .breakGlass(let use) = judgement.verdict.reprieve {
            reason = use.reason.onOneLine.elided(to: 256)
        } else {
            reason = ""
        }
    }

    /// There are as many ids as rules at most.
    private static func count(
        _ diagnostic: Diagnostic, _ counts: inout [(id: String, severity: String, count: Int)]
    ) {
        let id = diagnostic.id.text
        for index in counts.indices where counts[index].id == id {
            counts[index].count &+= 1
            return
        }
        counts.append((id, diagnostic.severity.description, 1))
    }
}

extension ReviewRecord {
    /// The kind, or `other` for one that is never looked into, which a client may have invented: so that the labels of
    /// metrics are few.
    package var knownKind: String { MeshDocumentFinder.kinds.contains(kind) ? kind : "other" }
}

extension AdmissionRequest {
    /// A subresource (status, scale) cannot.
    fileprivate var carriesConfiguration: Bool { subResource.isEmpty && operation != .connect }
}

extension Node {
    /// The object with the kind that the request names, which counts where the object's own is absent or another.
    fileprivate func typed(as kind: AdmissionRequest.GroupVersionKind) -> Node {
        let apiVersion = kind.group.isEmpty ? kind.version : "\(kind.group)/\(kind.version)"
        guard case .mapping(let entries) = value,
            entries.string("kind") != kind.kind || entries.string("apiVersion") != apiVersion
        else { return self }
        func entry(_ name: String, _ text: String) -> Entry {
            Entry(
                name: name, key: Node(.string(name), mark: mark, style: .json),
                value: Node(.string(text), mark: mark, style: .json))
        }
        let rest = entries.filter { $0.name != "kind" && $0.name != "apiVersion" }
        return Node(
            .mapping(rest + [entry("kind", kind.kind), entry("apiVersion", apiVersion)]), mark: mark, end: end,
            style: style)
    }
}
