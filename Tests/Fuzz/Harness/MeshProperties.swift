import Documents
import IstioSchema
import MeshRules
import TestDocuments
import Validation

/// What holds of the report on any text.
enum MeshProperties {
    private static let kinds: [MeshDocument.Kind] = [
        .mesh, .meshNetworks, .proxyConfigAnnotation, .injectorConfig, .injectorValues,
    ]

    private static let validators = [IstioVersion.v1_20, .v1_24, .newest].map {
        Validator(rules: Rule.all, version: $0)
    }

    /// The first byte chooses the kind and the release, the rest is the text.
    static func failure(on bytes: [UInt8]) -> String? {
        guard let choice = bytes.first else { return nil }
        let kind = kinds[Int(choice) % kinds.count]
        let validator = validators[Int(choice) / kinds.count % validators.count]
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        if case .differs(let what) = Agreement(of: text) { return "the readers of YAML differ: \(what)" }
        return failure(of: validator, on: MeshDocument(kind, .text(text)))
    }

    /// What does not hold of a report, and of changes from and to the document.
    static func failure(of validator: Validator, on document: MeshDocument) -> String? {
        let report = validator.report(on: document, now: FuzzTarget.now)
        let again = validator.report(on: document, now: FuzzTarget.now)
        guard report.diagnostics.map(\.message) == again.diagnostics.map(\.message) else {
            return "two reports on one text"
        }
        for diagnostic in report.diagnostics where !diagnostic.message.isPlain {
            return "a message with a control character, of \(diagnostic.id)"
        }
        let same = validator.diagnostics(ofChangeFrom: report.read, to: again.read, now: FuzzTarget.now)
        guard same.isEmpty else { return "a change where there is none: \(same.map(\.message))" }
        _ = validator.diagnostics(ofChangeFrom: report.read, to: nil, now: FuzzTarget.now)
        return nil
    }
}
