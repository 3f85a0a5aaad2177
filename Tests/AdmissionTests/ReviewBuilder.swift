import Foundation

@testable import Admission

/// AdmissionReviews as the API server would send them, for tests.
struct ReviewBuilder {
    var apiVersion = "admission.k8s.io/v1"
    var operation = "CREATE"
    var name = "istio"
    var namespace = "istio-system"
    var user = "somebody"
    var groups = ["system:authenticated"]
    var fieldValidation: String? = "Strict"
    var isDryRun = false
    var labels: [String: String] = [:]
    var annotations: [String: String] = [:]
    /// Those before; nil for the same.
    var oldAnnotations: [String: String]?
    /// `data` before; nil for none.
    var oldData: [String: String]?
    var data: [String: String]?

    /// A new ConfigMap `istio` with this mesh configuration.
    init(mesh: String) { data = ["mesh": mesh] }

    /// A change of the mesh configuration; nil for a deletion.
    init(from old: String, to new: String?) {
        operation = new == nil ? "DELETE" : "UPDATE"
        oldData = ["mesh": old]
        data = new.map { ["mesh": $0] }
    }

    private func object(_ data: [String: String]?, _ annotations: [String: String]) -> Any {
        guard let data else { return NSNull() }
        return [
            "kind": "ConfigMap", "apiVersion": "v1",
            "metadata": ["name": name, "namespace": namespace, "labels": labels, "annotations": annotations],
            "data": data,
        ] as [String: Any]
    }

    var content: [UInt8] {
        var options: [String: Any] = ["kind": "CreateOptions", "apiVersion": "meta.k8s.io/v1"]
        options["fieldValidation"] = fieldValidation
        let request: [String: Any] = [
            "uid": "0b4cb0b4-0000-4000-8000-000000000000",
            "kind": ["group": "", "version": "v1", "kind": "ConfigMap"],
            "resource": ["group": "", "version": "v1", "resource": "configmaps"],
            "name": name, "namespace": namespace, "operation": operation,
            "userInfo": ["username": user, "groups": groups], "object": object(data, annotations),
            "oldObject": object(oldData, oldAnnotations ?? annotations),
            "dryRun": isDryRun, "options": options,
        ]
        let review: [String: Any] = ["kind": "AdmissionReview", "apiVersion": apiVersion, "request": request]
        return [UInt8]((try? JSONSerialization.data(withJSONObject: review)) ?? Data())
    }
}

/// What came back, read by another JSON reader than ours.
struct ReviewAnswer {
    let status: Int
    let body: [String: Any]
    let text: String

    init(_ answer: AdmissionAnswer) {
        status = answer.status
        text = String(decoding: answer.body, as: UTF8.self)
        body = (try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]) ?? [:]
    }

    var response: [String: Any] { body["response"] as? [String: Any] ?? [:] }
    var isAllowed: Bool? { response["allowed"] as? Bool }
    var warnings: [String] { response["warnings"] as? [String] ?? [] }
    var statusObject: [String: Any] { response["status"] as? [String: Any] ?? [:] }
    var message: String { statusObject["message"] as? String ?? "" }
    var code: Int? { statusObject["code"] as? Int }

    var causes: [[String: String]] {
        (statusObject["details"] as? [String: Any])?["causes"] as? [[String: String]] ?? []
    }
}
