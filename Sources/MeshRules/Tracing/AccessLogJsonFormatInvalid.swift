import Documents
import IstioSchema
import Validation

extension Rule {
    package static let accessLogJsonFormatInvalid = Rule(
        "access-log-json-format-invalid", .warning, .ignored, in: .meshConfig, needs: ["accessLogFormat"],
        summary: "accessLogFormat is no JSON object while accessLogEncoding is JSON",
        rationale: """
            istiod cannot read the format, logs an error, and proxies write the default JSON fields instead of those \
            asked for. The other way round, a JSON object with accessLogEncoding TEXT is written as it stands, without \
            escapes for the values in it.
            """,
        fix: "Write an object whose values are operators, or leave the encoding at TEXT.",
        sources: [.istio("FileAccessLogFromMeshConfig"), .issue("istio/istio#24318")],
        examples: [
            .valid(
                "an object",
                """
                accessLogFile: /dev/stdout
                accessLogEncoding: JSON
                accessLogFormat: '{"ts": "%START_TIME%", "method": "%REQ(:METHOD)%"}'
                """),
            .valid("a text", "accessLogFile: /dev/stdout\naccessLogFormat: \"%START_TIME% %RESPONSE_CODE%\""),
            .invalid(
                "a text for JSON",
                """
                accessLogFile: /dev/stdout
                accessLogEncoding: JSON
                accessLogFormat: '%START_TIME% %REQ(:METHOD)%'  # ✗ must be a JSON object where accessLogEncoding is JSON
                """),
            .invalid(
                "JSON for a text",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: '{"ts": "%START_TIME%"}'  # ✗ is a JSON object, and accessLogEncoding is TEXT
                """),
        ]
    ) { mesh, report in
        guard let format = mesh.string("accessLogFormat"), format.isWritten, !format.value.isEmpty,
            let encoding = mesh.enumeration("accessLogEncoding")
        else { return }
        switch encoding.value.name {
        case "JSON" where !isObject(format.value):
            // The format is long, and says nothing here.
            let place = format.map { _ in () }
            report.add("must be a JSON object where accessLogEncoding is JSON", atKeyOf: place)
        case "TEXT" where format.value.first == "{" && isObject(format.value):
            report.add(
                "is a JSON object, and accessLogEncoding is TEXT", atKeyOf: format, fix: "accessLogEncoding: JSON",
                severity: .note)
        default:
            break
        }
    }
}

private func isObject(_ text: String) -> Bool {
    guard let node = try? reader.read(text), case .mapping = node.value else { return false }
    return true
}

/// Keeps nothing of what it reads.
private let reader = JSONReader(omitting: JSONOmissions([[]]))
