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
            escapes for the values in it. Of keys that are repeated the last counts, and what follows the object is not \
            read.
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
            .valid(
                "what Istio's reader mends",
                #"""
                accessLogEncoding: JSON
                accessLogFormat: '{"a": "%PROTOCOL%", "a": "\ud800"}'
                """#),
            .valid("a text", "accessLogFile: /dev/stdout\naccessLogFormat: \"%START_TIME% %RESPONSE_CODE%\""),
            .invalid(
                "a text for JSON",
                """
                accessLogFile: /dev/stdout
                accessLogEncoding: JSON
                accessLogFormat: '%START_TIME% %REQ(:METHOD)%'  # ✗ must be a JSON object where accessLogEncoding is JSON
                """),
            .invalid(
                "more than one object",
                """
                accessLogEncoding: JSON
                accessLogFormat: '{"ts": "%START_TIME%"}, {"a": "b"}'  # ✗ must end with its object: istiod reads no further
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
        // The format is long, and says nothing here.
        let place = format.map { _ in () }
        switch encoding.value.name {
        case "JSON":
            switch JSONShape(of: format.value) {
            case .object: break
            case .objectAndMore: report.add("must end with its object: istiod reads no further", atKeyOf: place)
            case .other: report.add("must be a JSON object where accessLogEncoding is JSON", atKeyOf: place)
            }
        case "TEXT" where format.value.first == "{" && JSONShape(of: format.value) == .object:
            report.add(
                "is a JSON object, and accessLogEncoding is TEXT", atKeyOf: format, fix: "accessLogEncoding: JSON",
                severity: .note)
        default:
            break
        }
    }
}

/// What a text is to the reader of formats, which is Go's `encoding/json` in every release.
///
/// Source: pkg/util/protomarshal `UnmarshalAllowUnknown`, which reads with golang/protobuf jsonpb: the first value of the
/// text is decoded.
private enum JSONShape {
    case object, objectAndMore, other

    init(of text: String) {
        do throws(JSONError) {
            self = Self.isObject(try reader.read(text)) ? .object : .other
        } catch {
            // What stands before something that is in the way may be a whole by itself.
            let before = Array(text.utf8.prefix(error.offset))
            guard let node = try? reader.read(before), Self.isObject(node) else {
                self = .other
                return
            }
            self = .objectAndMore
        }
    }

    private static func isObject(_ node: Node) -> Bool {
        if case .mapping = node.value { true } else { false }
    }
}

/// Keeps nothing of what it reads.
private let reader = JSONReader(omitting: JSONOmissions([[]]))
