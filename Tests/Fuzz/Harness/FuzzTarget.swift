import Admission
import Documents
import IstioSchema
import MeshRules
import TestDocuments
import Validation

/// What the fuzzers hold of any bytes.
///
/// Ordinary code, so that `swift test` replays the corpus and what once crashed.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Bytes → AdmissionReview → verdict → AdmissionReview; and the same one where nothing is left out of what is read.
    case review
    /// Bytes → text of a mesh document → report, as each kind and for several releases; and the same tree from both
    /// readers of YAML.
    case mesh

    /// What does not hold for these bytes, or nil.
    ///
    /// Must return.
    package func failure(on bytes: [UInt8]) -> String? {
        switch self {
        case .review: Self.failureOfReview(bytes)
        case .mesh: Self.failureOfMesh(bytes)
        }
    }

    private static let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))
    /// When it is: 2026-11-23T00:00:00Z.
    private static let now: Int64 = 1_795_392_000

    // MARK: Reviews

    private static func failureOfReview(_ bytes: [UInt8]) -> String? {
        let answer = handler.answer(bytes, now: now)
        // What the usual reader leaves out must be missed by nobody.
        let whole = handler.answer(bytes, now: now, reader: JSONReader())
        guard whole.status == answer.status, whole.body == answer.body else {
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
            guard let text = warning.string, !text.isEmpty, text.unicodeScalars.count <= 120, isPlain(text) else {
                return "a warning over its budget"
            }
        }
        return answer.body.count <= 64 << 10 ? nil : "an answer over 64 KiB"
    }

    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    // MARK: Texts

    private static let kinds: [MeshDocument.Kind] = [
        .mesh, .meshNetworks, .proxyConfigAnnotation, .injectorConfig, .injectorValues,
    ]

    private static let validators = [IstioVersion.v1_20, .v1_24, .newest].map {
        Validator(rules: Rule.all, version: $0)
    }

    /// The first byte chooses the kind and the release, the rest is the text.
    private static func failureOfMesh(_ bytes: [UInt8]) -> String? {
        guard let choice = bytes.first else { return nil }
        let kind = kinds[Int(choice) % kinds.count]
        let validator = validators[Int(choice) / kinds.count % validators.count]
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        if case .differs(let what) = Agreement(of: text) { return "the readers of YAML differ: \(what)" }
        let document = MeshDocument(kind, .text(text))
        let report = validator.report(on: document, now: now)
        let again = validator.report(on: document, now: now)
        guard report.diagnostics.map(\.message) == again.diagnostics.map(\.message) else {
            return "two reports on one text"
        }
        _ = validator.diagnostics(ofChangeFrom: report.read, to: again.read, now: now)
        _ = validator.diagnostics(ofChangeFrom: report.read, to: nil, now: now)
        return nil
    }
}
