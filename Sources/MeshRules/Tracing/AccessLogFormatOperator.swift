import Documents
import IstioSchema
import Validation

extension Rule {
    package static let accessLogFormatOperator = Rule(
        "access-log-format-operator", .error, .breaks, in: .meshConfig,
        needs: ["accessLogFormat", "extensionProviders"],
        summary: "a format of an access log has a broken or unknown operator",
        rationale: """
            istiod passes formats on unread. Envoy refuses a listener whose access log has a format that it cannot read: \
            running proxies keep their old configuration and get no new one, and new pods do not become ready. It is a \
            warning where nothing in the mesh configuration selects the format (a Telemetry may), or where a younger Envoy \
            may take the operator.
            """,
        fix: "Write operators as %NAME%, %NAME(argument)% or %NAME(argument):length%, and %% for a percent sign.",
        sources: [
            .envoy("substitution formatter, SubstitutionFormatParser::parse"), .istio("FileAccessLogFromMeshConfig"),
            .envoy("CommandSyntaxChecker::verifySyntax"), .istio("fileAccessLogFromTelemetry"),
            .istio("ConvertStructToAttributeKeyValues"), .issue("istio/istio#32975"),
        ],
        examples: [
            .valid(
                "operators of all forms",
                #"accessLogFormat: "%START_TIME(%Y-%m-%dT%H:%M:%S.%3f%z)% %REQ(X?:PATH):64% 100%% %RESPONSE_CODE%\n""#),
            .valid(
                "labels",
                """
                extensionProviders:
                  - name: log
                    envoyFileAccessLog:
                      logFormat: {labels: {method: "%REQ(:METHOD)%", peer: {san: "%DOWNSTREAM_PEER_URI_SAN%"}}}
                """),
            .valid(
                "JSON that istiod cannot read, for which it takes its own format",
                """
                accessLogFile: /dev/stdout
                accessLogEncoding: JSON
                accessLogFormat: "50% off"
                """),
            .valid(
                "labels of labels, which OpenTelemetry does not get",
                """
                extensionProviders:
                  - name: log
                    envoyOtelAls:
                      service: otel.obs.svc.cluster.local
                      port: 4317
                      logFormat: {labels: {peer: {san: "%DOWNSTREAM_PEER%"}}}
                """),
            .valid(
                "empty parentheses, and headers with one other",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%RESPONSE_CODE()% %REQ(A?B):9% %GRPC_STATUS(NUMBER)% %RESPONSE_CODE_DETAILS(ALLOW_WHITESPACES)%"
                """),
            .invalid(
                "a format in use",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%REQ(A?B?C)%"  # ✗ must name one header behind the ? of %REQ( at most
                """),
            .invalid(
                "JSON in use",
                """
                defaultProviders: {accessLogging: [envoy]}
                accessLogEncoding: JSON
                accessLogFormat: '{"share of %": ["%REQ()%"]}'  # ✗ must give %REQ% an argument in parentheses
                """),
            .invalid(
                "what takes no argument",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%RESPONSE_CODE(5)%"  # ✗ must write %RESPONSE_CODE% with nothing in parentheses
                """, in: .v1_28),
            .invalid(
                "what takes no length",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%BYTES_SENT:5%"  # ✗ must write %BYTES_SENT% without a length
                """),
            .invalid(
                "an operator that no Envoy of the time has",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%BOGUS%"  # ✗ has %BOGUS%, which Envoy does not know
                """, in: .v1_28),
            .invalid(
                "an operator of later releases",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%QUERY_PARAM(a)%"  # ✗ has %QUERY_PARAM%, which proxies know from Istio 1.26 on
                """, in: .v1_24),
            .invalid(
                "no second sign",
                #"accessLogFormat: "%START_TIME% %RESPONSE_CODE\n"  # ✗ must end %RESPONSE_CODE with %"#),
            .invalid(
                "no closing parenthesis",
                #"accessLogFormat: "%REQ(:METHOD% x\n"  # ✗ must close the parenthesis of %REQ( and end it with %"#),
            .invalid(
                "a percent sign",
                """
                extensionProviders:
                  - name: log
                    envoyFileAccessLog:
                      logFormat:
                        text: "50% of %RESPONSE_CODE%"  # ✗ must have an operator behind %, or %% for a percent sign
                """),
            .invalid(
                "no argument, and an unknown operator",
                """
                extensionProviders:
                  - name: log
                    envoyOtelAls:
                      service: otel.obs.svc.cluster.local
                      port: 4317
                      logFormat:
                        labels:
                          agent: "%REQ%"  # ✗ must give %REQ% an argument in parentheses
                          code: "%RESPONSE_CODES%"  # ✗ has unknown %RESPONSE_CODES%; did you mean %RESPONSE_CODE%?
                """),
        ]
    ) { mesh, report in
        var selection = SelectedFormats(in: mesh)
        if let format = mesh.string("accessLogFormat"), format.isWritten {
            let isJSON = mesh.enumeration("accessLogEncoding")?.value.name == "JSON"
            inspect(format, isJSON: isJSON, &report) { selection.holdsThatOfMesh(&$0) }
        }
        for entry in report.providers(of: mesh).written {
            let settings = entry.settings(of: .envoyFileAccessLog, .envoyOtelAls)
            guard let format = settings?.message("logFormat") else { continue }
            let isSelected = { (report: inout RuleReport) in selection.holdsThat(of: entry.provider, &report) }
            if let text = format.string("text") { inspect(text, isJSON: false, &report, isSelected) }
            if let labels = format.freeForm("labels") {
                inspect(
                    labels: labels.value.value, at: labels.path, isDeep: entry.type == .envoyFileAccessLog, &report,
                    isSelected)
            }
        }
    }
}

/// The formats that proxies write by whatever else is applied, looked up for the first that has a mistake.
private struct SelectedFormats {
    private let mesh: Message
    private var providers: [Message]?
    private var paths: Set<FieldPath>?

    init(in mesh: Message) { self.mesh = mesh }

    mutating func holdsThatOfMesh(_ report: inout RuleReport) -> Bool {
        let providers = providers(&report)
        guard providers.isEmpty else { return providers.contains(where: \.takesFormatOfMesh) }
        return mesh.string("accessLogFile")?.value.isEmpty == false
    }

    mutating func holdsThat(of provider: Message, _ report: inout RuleReport) -> Bool {
        if let paths { return paths.contains(provider.path) }
        let found = Set(providers(&report).map(\.path))
        paths = found
        return found.contains(provider.path)
    }

    private mutating func providers(_ report: inout RuleReport) -> [Message] {
        if let providers { return providers }
        let found = report.accessLogProviders(of: mesh)
        providers = found
        return found
    }
}

/// Whether proxies write by a format whatever else is applied.
private typealias IsSelected = (inout RuleReport) -> Bool

/// Points at the key, which is short, and not at the format, which may have many lines.
private func inspect(
    _ format: Located<String>, isJSON: Bool, _ report: inout RuleReport, _ isSelected: IsSelected
) {
    let version = report.version
    let problems =
        isJSON ? problemsOfJSON(format.value, version) : AccessLogFormat(format.value, in: version).problems
    guard !problems.isEmpty else { return }
    let place = format.map { _ in () }
    for problem in problems {
        let message = text(of: problem, &report)
        let severity = milderSeverity(of: problem, &report, isSelected)
        report.add(message, atKeyOf: place, severity: severity)
    }
}

/// Labels of a file may hold mappings and lists of formats, as deep as the reader lets them.
///
/// - Parameter isDeep: whether they may: of OpenTelemetry's, istiod takes those that are texts.
private func inspect(
    labels value: Node.Value, at path: @autoclosure () -> FieldPath, isDeep: Bool, _ report: inout RuleReport,
    _ isSelected: IsSelected
) {
    switch value {
    case .mapping(let entries):
        for index in entries.indices.reversed() {
            inspect(
                label: entries[index].value, at: path().key(entries[index].name), isDeep: isDeep, &report, isSelected)
        }
    case .sequence(let elements):
        for index in elements.indices.reversed() {
            inspect(label: elements[index], at: path().element(index), isDeep: isDeep, &report, isSelected)
        }
    default:
        break
    }
}

private func inspect(
    label node: Node, at path: @autoclosure () -> FieldPath, isDeep: Bool, _ report: inout RuleReport,
    _ isSelected: IsSelected
) {
    switch node.value {
    case .string(let format):
        for problem in AccessLogFormat(format, in: report.version).problems {
            let message = text(of: problem, &report)
            let severity = milderSeverity(of: problem, &report, isSelected)
            report.add(message, at: node, path: path(), severity: severity)
        }
    case .mapping where isDeep, .sequence where isDeep:
        inspect(labels: node.value, at: path(), isDeep: true, &report, isSelected)
    default:
        break
    }
}

private func text(of problem: AccessLogFormat.Problem, _ report: inout RuleReport) -> String {
    problem.message(in: report.version, suggesting: problem.isUnknown && report.mayStillSuggest())
}

/// - Returns: nil for that of the rule.
private func milderSeverity(
    of problem: AccessLogFormat.Problem, _ report: inout RuleReport, _ isSelected: IsSelected
) -> Severity? {
    problem.isRefused(in: report.version) && isSelected(&report) ? nil : .warning
}

/// The formats in an object of JSON, of which istiod makes labels; none where it cannot read it and takes its own.
private func problemsOfJSON(_ text: String, _ version: IstioVersion) -> [AccessLogFormat.Problem] {
    guard let node = try? JSONReader().read(text), case .mapping = node.value else { return [] }
    var problems: [AccessLogFormat.Problem] = []
    collectProblems(of: node, version, into: &problems)
    return problems
}

/// As deep as the reader lets them, and each problem once.
private func collectProblems(
    of node: Node, _ version: IstioVersion, into problems: inout [AccessLogFormat.Problem]
) {
    // More would not be read, and each costs a comparison with what was found.
    guard problems.count < 8 else { return }
    switch node.value {
    case .string(let format):
        for problem in AccessLogFormat(format, in: version).problems where !problems.contains(problem) {
            problems.append(problem)
        }
    case .mapping(let entries):
        for index in entries.indices { collectProblems(of: entries[index].value, version, into: &problems) }
    case .sequence(let elements):
        for index in elements.indices { collectProblems(of: elements[index], version, into: &problems) }
    default:
        break
    }
}
