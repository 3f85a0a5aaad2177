import Documents
import IstioSchema

/// Where an access log goes.
enum AccessLog: Sendable {
    case file, openTelemetry
}

extension AccessLogFormat {
    /// What is wrong with it where istiod looks for the operators of extensions, if it does that in logs of a kind.
    ///
    /// Source: Istio pilot/pkg/model/telemetry_logging.go `buildOpenTelemetryAccessLogConfig`, which names extensions from
    /// 1.23 on.
    func problems(of log: AccessLog, in version: IstioVersion) -> [Problem] {
        guard log == .openTelemetry, version < .v1_23, !formatters.isEmpty else { return problems }
        return problems + formatters.operators.map(Problem.notInOpenTelemetry)
    }
}

/// The labels of an access log: an object with formats for values.
struct AccessLogLabels {
    private let root: Node.Value
    private let log: AccessLog
    private let version: IstioVersion
    /// The extensions that istiod names for all of them; nil until somebody asks.
    private var named: AccessLogFormatters?

    init(_ root: Node.Value, of log: AccessLog, in version: IstioVersion) {
        self.root = root
        self.log = log
        self.version = version
    }

    /// Whether labels of labels are read: of OpenTelemetry's, istiod takes those that are texts.
    var areDeep: Bool { log == .file }

    /// What is wrong with one value, which is no collection.
    ///
    /// Envoy throws for true, false and null before its formatter of 1.33, of which Istio's proxies of 1.25 are made.
    ///
    /// Source: Envoy source/common/formatter/substitution_formatter.h `StructFormatterBase::FormatBuilder`, and
    /// changelogs/1.33.0.yaml.
    mutating func problems(of value: Node.Value, isTop: Bool) -> [AccessLogFormat.Problem] {
        switch value {
        case .string(let text): problems(of: text, isTop: isTop)
        case .bool(let value) where areDeep && version < .v1_25: [.literal(value ? "true" : "false")]
        case .null where areDeep && version < .v1_25: [.literal("null")]
        default: []
        }
    }

    private mutating func problems(of text: String, isTop: Bool) -> [AccessLogFormat.Problem] {
        let format = AccessLogFormat(text, in: version)
        if isTop { return format.problems(of: log, in: version) }
        let needed = format.formatters.intersection(.needed(in: version))
        guard !needed.isEmpty else { return format.problems }
        let missing = needed.subtracting(namedByIstiod())
        return format.problems + missing.operators.map(AccessLogFormat.Problem.notAtTopLevel)
    }

    /// istiod looks for operators in the texts of the top level only.
    ///
    /// Source: Istio pilot/pkg/model/telemetry_logging.go `accessLogJSONFormatters`; istio/istio#39271.
    private mutating func namedByIstiod() -> AccessLogFormatters {
        if let named { return named }
        var found: AccessLogFormatters = []
        if case .mapping(let entries) = root {
            for index in entries.lastOfEachName {
                if case .string(let text) = entries[index].value.value { found.formUnion(.init(namedFor: text)) }
            }
        }
        named = found
        return found
    }
}

// MARK: - JSON

extension AccessLogLabels {
    /// The formats in an object of JSON, of which istiod makes labels; none where it cannot read it and takes its own.
    static func problems(ofJSON text: String, in version: IstioVersion) -> [AccessLogFormat.Problem] {
        guard let node = try? JSONReader().read(text), case .mapping = node.value else { return [] }
        var labels = AccessLogLabels(node.value, of: .file, in: version)
        var problems: [AccessLogFormat.Problem] = []
        labels.collectProblems(of: node.value, isTop: true, into: &problems)
        return problems
    }

    /// As deep as the reader lets them, and each problem once.
    private mutating func collectProblems(
        of value: Node.Value, isTop: Bool, into found: inout [AccessLogFormat.Problem]
    ) {
        switch value {
        case .mapping(let entries):
            for index in entries.lastOfEachName.reversed() {
                collectProblems(in: entries[index].value, isTop: isTop, into: &found)
            }
        case .sequence(let elements):
            for index in elements.indices { collectProblems(in: elements[index], isTop: isTop, into: &found) }
        default:
            break
        }
    }

    private mutating func collectProblems(
        in node: Node, isTop: Bool, into found: inout [AccessLogFormat.Problem]
    ) {
        // More would not be read, and each costs a comparison with what was found.
        guard found.count < 8 else { return }
        switch node.value {
        case .mapping, .sequence: collectProblems(of: node.value, isTop: false, into: &found)
        default:
            for problem in problems(of: node.value, isTop: isTop) where !found.contains(problem) {
                found.append(problem)
            }
        }
    }
}

// MARK: - Repeated names

extension [Node.Entry] {
    /// The places of the entries that count, which is the last of each name, from the end.
    var lastOfEachName: [Int] {
        // Most mappings are small, and cheaper to look through than to note.
        if count <= 8 { return indices.reversed().filter { lastIndex(of: self[$0].name) == $0 } }
        var seen: Set<ExactText> = []
        return indices.reversed().filter { seen.insert(ExactText(self[$0].name)).inserted }
    }
}
