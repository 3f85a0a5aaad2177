import IstioSchema

/// Extensions of Envoy that read an operator each, and only where the configuration of the log names them.
///
/// Source: Istio pilot/pkg/model/telemetry_logging.go `accessLogTextFormatters`, `accessLogJSONFormatters`.
struct AccessLogFormatters: OptionSet, Sendable {
    let rawValue: UInt8

    static let requestWithoutQuery = AccessLogFormatters(rawValue: 1)
    static let metadata = AccessLogFormatters(rawValue: 2)
    static let expression = AccessLogFormatters(rawValue: 4)

    private static let all: [(formatter: AccessLogFormatters, name: String)] = [
        (.requestWithoutQuery, "REQ_WITHOUT_QUERY"), (.metadata, "METADATA"), (.expression, "CEL"),
    ]

    /// Those that proxies of a release do not have by themselves.
    ///
    /// Source: Envoy changelogs/1.34.0.yaml, of which Istio's proxies of 1.26 are made.
    static func needed(in version: IstioVersion) -> AccessLogFormatters {
        version < .v1_26 ? [.requestWithoutQuery, .metadata, .expression] : .requestWithoutQuery
    }
}

extension AccessLogFormatters {
    /// The one that reads an operator, if there is one.
    init(reading name: String) {
        self = []
        for (formatter, known) in Self.all where known == name { formUnion(formatter) }
    }

    /// Those that istiod names for a text: it looks for a percent sign and the operator's name.
    init(namedFor text: String) {
        self = []
        let bytes = text.utf8Span.span
        for index in bytes.indices where bytes[index] == UInt8(ascii: "%") {
            for (formatter, name) in Self.all where Self.holds(bytes, name, from: index &+ 1) { formUnion(formatter) }
        }
    }

    private static func holds(_ bytes: Span<UInt8>, _ name: String, from start: Int) -> Bool {
        var next = start
        for byte in name.utf8 {
            guard next < bytes.count, bytes[next] == byte else { return false }
            next = next &+ 1
        }
        return true
    }

    /// The names of their operators.
    var operators: [String] {
        var names: [String] = []
        for (formatter, name) in Self.all where contains(formatter) { names.append(name) }
        return names
    }
}
