import Documents
import IstioSchema
import Validation

/// What the API server asks of an admission webhook.
///
/// Source: k8s.io/api admission/v1 `AdmissionRequest`; v1beta1 has the same fields. A reference: it is handed on more often
/// than looked at.
final class AdmissionRequest: Sendable {
    /// `admission.k8s.io/v1` or `v1beta1`; the answer has the same.
    let apiVersion: String
    let uid: String
    let kind: GroupVersionKind
    let subResource: String
    let name: String
    let namespace: String
    let operation: Change.Operation
    let user: String
    let groups: [String]
    /// Nil on DELETE.
    let object: Node?
    /// Nil on CREATE.
    let oldObject: Node?
    let isDryRun: Bool
    let fieldValidation: FieldValidation

    struct GroupVersionKind: Sendable {
        let group: String
        let version: String
        let kind: String
    }

    private init(_ request: Node, apiVersion: String) throws(AdmissionError) {
        let entries = request.entries
        guard let uid = entries.string("uid"), !uid.isEmpty, uid.utf8.count <= 256 else {
            throw AdmissionError("request.uid must be a text of at most 256 bytes")
        }
        guard let operation = Change.Operation(rawValue: entries.string("operation") ?? "") else {
            throw AdmissionError("request.operation must be CREATE, UPDATE, DELETE or CONNECT")
        }
        let kind = entries.entries("kind")
        guard let kindName = kind.string("kind"), !kindName.isEmpty else {
            throw AdmissionError("request.kind.kind must be set")
        }
        self.apiVersion = apiVersion
        self.uid = uid
        self.operation = operation
        self.kind = GroupVersionKind(
            group: kind.string("group") ?? "", version: kind.string("version") ?? "", kind: kindName)
        subResource = entries.string("subResource") ?? ""
        object = try Self.object(request["object"], "request.object")
        oldObject = try Self.object(request["oldObject"], "request.oldObject")
        let metadata = (object ?? oldObject)?.entries.entries("metadata") ?? []
        // The name is absent where a collection is deleted, and in dry runs with generateName.
        name = entries.string("name") ?? metadata.string("name") ?? ""
        namespace = entries.string("namespace") ?? metadata.string("namespace") ?? ""
        let userInfo = entries.entries("userInfo")
        user = userInfo.string("username") ?? ""
        groups = userInfo.lastIndex(of: "groups").map { userInfo[$0].value.elements.compactMap(\.string) } ?? []
        isDryRun = request["dryRun"]?.bool ?? false
        fieldValidation =
            FieldValidation(rawValue: entries.entries("options").string("fieldValidation") ?? "") ?? .absent
        switch operation {
        case .create where object == nil, .update where object == nil:
            throw AdmissionError("request.object must be set for \(operation.rawValue)")
        case .update where oldObject == nil, .delete where oldObject == nil:
            throw AdmissionError("request.oldObject must be set for \(operation.rawValue)")
        default:
            break
        }
    }
}

/// Why a request's content is no admission review that can be answered.
package struct AdmissionError: Error, Sendable {
    /// What must be true, and what to do.
    package let problem: String
    /// Whether it may be a review, and is larger than what is judged.
    let isOverLimit: Bool

    init(_ problem: String, isOverLimit: Bool = false) {
        self.problem = problem
        self.isOverLimit = isOverLimit
    }
}

extension AdmissionRequest {
    /// Every object that etcd takes must get a verdict: 1.5 MiB (`--max-request-bytes`), and two of them in an UPDATE.
    ///
    /// A byte there is six here at most (`<` is `\u003c`): 18 MiB, and 2 for all else. Of what is kept an entry of
    /// `data` with a key of three letters and no text takes the least there: 9 bytes, as protobuf and as JSON. With all
    /// keys of one and two letters, and labels of the same names, 177,000 fit, so that two objects have 354,000; such a
    /// review takes 50 MB to be judged. What has more is denied, as a pod with 700,000 arguments, or a ConfigMap with
    /// 60,000 owners: ``init(frameOf:)``.
    private static let limits = {
        var limits = DocumentLimits()
        limits.maximumBytes = 20 << 20
        limits.maximumNodes = 400_000
        return limits
    }()

    /// What no rule, and nothing else here, reads of a review; on an UPDATE it is half of the bytes.
    ///
    /// The names of the fields that a manager owns (`fieldsV1`), the object as kubectl last applied it, and what an
    /// author can fill with more values than all that is read.
    private static let unread = {
        var paths: [JSONOmissions.Path] = [
            ["request", "resource"], ["request", "requestKind"], ["request", "requestResource"],
            ["request", "userInfo", "extra"],
        ]
        for object in [["request", "object"], ["request", "oldObject"]] {
            let metadata = object + ["metadata"]
            paths += [
                metadata + ["managedFields", JSONOmissions.anyElement, "fieldsV1"],
                metadata + ["annotations", "kubectl.kubernetes.io/last-applied-configuration"],
                object + ["binaryData"], object + ["status"],
            ]
        }
        return JSONOmissions(paths)
    }()

    static let reader = JSONReader(limits: limits, omitting: unread)

    /// The same reader, which keeps all; to test that nobody misses what the other leaves out.
    static let readerOfAll = JSONReader(limits: limits)

    /// Reads all but the objects, however many bytes and values they are: the caller has bounded the bytes.
    private static let readerOfFrame = {
        var limits = AdmissionRequest.limits
        limits.maximumBytes = .max
        return JSONReader(limits: limits, omitting: JSONOmissions([["request", "object"], ["request", "oldObject"]]))
    }()

    /// Reads what is asked, and nothing of the objects; nil for what is no review.
    convenience init?(frameOf content: [UInt8]) {
        do throws(AdmissionError) { try self.init(content: content, reader: Self.readerOfFrame) } catch { return nil }
    }

    /// Reads the content of a request.
    ///
    /// - Throws: ``AdmissionError`` for what is no review; the caller answers 400, and the API server's `failurePolicy`
    ///   decides. An unreadable review is never "allowed".
    convenience init(content: [UInt8], reader: JSONReader = AdmissionRequest.reader) throws(AdmissionError) {
        let root: Node
        do throws(JSONError) {
            root = try reader.read(content)
        } catch {
            guard error.kind == .syntax else { throw AdmissionError(error.problem, isOverLimit: true) }
            throw AdmissionError("the content is not JSON: \(error.problem) at byte \(error.offset)")
        }
        let members = root.entries
        guard members.string("kind") == "AdmissionReview" else {
            throw AdmissionError("the content is no AdmissionReview: kind must be AdmissionReview")
        }
        let apiVersion = members.string("apiVersion") ?? ""
        guard apiVersion == "admission.k8s.io/v1" || apiVersion == "admission.k8s.io/v1beta1" else {
            throw AdmissionError("apiVersion must be admission.k8s.io/v1 or admission.k8s.io/v1beta1")
        }
        guard let request = root["request"], case .mapping = request.value else {
            throw AdmissionError("the AdmissionReview has no request")
        }
        try self.init(request, apiVersion: apiVersion)
    }

    private static func object(_ node: Node?, _ name: String) throws(AdmissionError) -> Node? {
        guard let node, !node.isNull else { return nil }
        guard case .mapping = node.value else { throw AdmissionError("\(name) must be an object or null") }
        return node
    }
}
