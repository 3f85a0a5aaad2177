import Documents
import IstioSchema
import Validation

/// What the API server asks of an admission webhook.
///
/// Source: k8s.io/api admission/v1 `AdmissionRequest`; v1beta1 has the same fields.
struct AdmissionRequest {
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

    struct GroupVersionKind {
        let group: String
        let version: String
        let kind: String
    }
}

/// Why a request's content is no admission review that can be answered.
package struct AdmissionError: Error, Sendable {
    /// What must be true, and what to do.
    package let problem: String

    init(_ problem: String) { self.problem = problem }
}

extension AdmissionRequest {
    /// A review is an UPDATE of a 1 MiB ConfigMap at most.
    ///
    /// Each key of `data` is a value there and one or two in `managedFields`, and both again in `oldObject`: 20,000 keys are
    /// 120,000 values. ConfigMaps of Istio's have under ten keys. An entry costs 350 bytes and 0.4 µs: 50 MB and 60 ms.
    private static let limits = {
        var limits = DocumentLimits()
        limits.maximumBytes = 16 << 20
        limits.maximumNodes = 150_000
        return limits
    }()

    /// What no rule, and nothing else here, reads of a review; on an UPDATE it is half of the bytes.
    ///
    /// The names of the fields that a manager owns (`fieldsV1`), and the object as kubectl last applied it.
    private static let unread = {
        var paths: [JSONOmissions.Path] = [
            ["request", "resource"], ["request", "requestKind"], ["request", "requestResource"],
            ["request", "userInfo", "extra"],
        ]
        for object in ["object", "oldObject"] {
            let metadata = ["request", object, "metadata"]
            paths.append(metadata + ["managedFields", JSONOmissions.anyElement, "fieldsV1"])
            paths.append(metadata + ["annotations", "kubectl.kubernetes.io/last-applied-configuration"])
        }
        return JSONOmissions(paths)
    }()

    static let reader = JSONReader(limits: limits, omitting: unread)

    /// The same reader, which keeps all; to test that nobody misses what the other leaves out.
    static let readerOfAll = JSONReader(limits: limits)

    /// Reads the content of a request.
    ///
    /// - Throws: ``AdmissionError`` for what is no review; the caller answers 400, and the API server's `failurePolicy`
    ///   decides. An unreadable review is never "allowed".
    init(content: [UInt8], reader: JSONReader = Self.reader) throws(AdmissionError) {
        let root: Node
        do throws(JSONError) {
            root = try reader.read(content)
        } catch {
            throw AdmissionError("the content is not JSON: \(error.problem) at byte \(error.offset)")
        }
        guard root["kind"]?.string == "AdmissionReview" else {
            throw AdmissionError("the content is no AdmissionReview: kind must be AdmissionReview")
        }
        let apiVersion = root["apiVersion"]?.string ?? ""
        guard apiVersion == "admission.k8s.io/v1" || apiVersion == "admission.k8s.io/v1beta1" else {
            throw AdmissionError("apiVersion must be admission.k8s.io/v1 or admission.k8s.io/v1beta1")
        }
        guard let request = root["request"], case .mapping = request.value else {
            throw AdmissionError("the AdmissionReview has no request")
        }
        try self.init(request, apiVersion: apiVersion)
    }

    private init(_ request: Node, apiVersion: String) throws(AdmissionError) {
        let entries = request.entries
        guard let uid = entries.string("uid"), !uid.isEmpty, uid.utf8.count <= 256 else {
            throw AdmissionError("request.uid must be a text of at most 256 bytes")
        }
        guard let operation = Change.Operation(rawValue: entries.string("operation") ?? "") else {
            throw AdmissionError("request.operation must be CREATE, UPDATE, DELETE or CONNECT")
        }
        let kind = request["kind"]?.entries ?? []
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
        let metadata = (object ?? oldObject)?["metadata"]?.entries ?? []
        // The name is absent where a collection is deleted, and in dry runs with generateName.
        name = entries.string("name") ?? metadata.string("name") ?? ""
        namespace = entries.string("namespace") ?? metadata.string("namespace") ?? ""
        let userInfo = request["userInfo"]
        user = userInfo?.entries.string("username") ?? ""
        groups = userInfo?["groups"]?.elements.compactMap(\.string) ?? []
        isDryRun = request["dryRun"]?.bool ?? false
        fieldValidation = FieldValidation(rawValue: request["options"]?["fieldValidation"]?.string ?? "") ?? .absent
        switch operation {
        case .create where object == nil, .update where object == nil:
            throw AdmissionError("request.object must be set for \(operation.rawValue)")
        case .update where oldObject == nil, .delete where oldObject == nil:
            throw AdmissionError("request.oldObject must be set for \(operation.rawValue)")
        default:
            break
        }
    }

    private static func object(_ node: Node?, _ name: String) throws(AdmissionError) -> Node? {
        guard let node, !node.isNull else { return nil }
        guard case .mapping = node.value else { throw AdmissionError("\(name) must be an object or null") }
        return node
    }
}
