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
            may take the operator. %REQ_WITHOUT_QUERY%, and before 1.26 %METADATA% and %CEL%, are of extensions, which \
            istiod names for Envoy where it finds the operator: not below the top level of JSON and labels, and not for \
            OpenTelemetry before 1.23.
            """,
        fix: "Write operators as %NAME%, %NAME(argument)% or %NAME(argument):length%, and %% for a percent sign.",
        sources: [
            .envoy("substitution formatter, SubstitutionFormatParser::parse"), .istio("FileAccessLogFromMeshConfig"),
            .envoy("CommandSyntaxChecker::verifySyntax"), .istio("fileAccessLogFromTelemetry"),
            .istio("ConvertStructToAttributeKeyValues"), .issue("istio/istio#32975"),
            .istio("accessLogJSONFormatters"), .issue("istio/istio#39271"),
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
            .valid(
                "an operator of an extension, at the top level too",
                """
                accessLogFile: /dev/stdout
                accessLogEncoding: JSON
                accessLogFormat: '{"path": "%REQ_WITHOUT_QUERY(:PATH)%", "http": {"path": "%REQ_WITHOUT_QUERY(:PATH)%"}}'
                """),
            .valid(
                "arguments",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%FILTER_STATE(x:FIELD:y)% %GRPC_STATUS(SNAKE_STRING)% %START_TIME(%d.%m. %H:%M, on)%"
                """, in: .v1_28),
            .invalid(
                "an operator of an extension, below the top level",
                """
                extensionProviders:
                  - name: log
                    envoyFileAccessLog:
                      logFormat:
                        labels:
                          http:
                            path: "%REQ_WITHOUT_QUERY(:PATH)%"  # ✗ has %REQ_WITHOUT_QUERY% nowhere at the top level
                """),
            .invalid(
                "an operator of an extension, for OpenTelemetry",
                """
                extensionProviders:
                  - name: log
                    envoyOtelAls:
                      service: otel.obs.svc.cluster.local
                      port: 4317
                      logFormat:
                        text: "%METADATA(ROUTE:a)%"  # ✗ has %METADATA%, which OpenTelemetry's logs take from Istio 1.23 on
                """, in: .v1_22),
            .invalid(
                "a value that is no format",
                """
                extensionProviders:
                  - name: log
                    envoyFileAccessLog:
                      logFormat:
                        labels:
                          edge: true  # ✗ has the value true, which proxies take from Istio 1.25 on
                """, in: .v1_24),
            .invalid(
                "the name of a header",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%REQ(USER AGENT)%"  # ✗ must have no space in the name of a header in %REQ(
                """),
            .invalid(
                "an argument",
                """
                accessLogFile: /dev/stdout
                accessLogFormat: "%FILTER_STATE(x:FOO)%"  # ✗ must have PLAIN, TYPED or FIELD behind the key in %FILTER_STATE(
                """, in: .v1_28),
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
            inspect(format, isJSON: isJSON, of: .file, &report) { selection.holdsThatOfMesh(&$0) }
        }
        for entry in report.providers(of: mesh).written {
            let settings = entry.settings(of: .envoyFileAccessLog, .envoyOtelAls)
            guard let format = settings?.message("logFormat") else { continue }
            let log: AccessLog = entry.type == .envoyFileAccessLog ? .file : .openTelemetry
            let isSelected = { (report: inout RuleReport) in selection.holdsThat(of: entry.provider, &report) }
            if let text = format.string("text") { inspect(text, isJSON: false, of: log, &report, isSelected) }
            if let labels = format.freeForm("labels") {
                let value = labels.value.value
                var all = AccessLogLabels(value, of: log, in: report.version)
                inspect(value, at: labels.path, isTop: true, in: &all, &report, isSelected)
            }
        }
    }
}

/// Whether proxies write by a format whatever else is applied.
private typealias IsSelected = (inout RuleReport) -> Bool

/// Points at the key, which is short, and not at the format, which may have many lines.
private func inspect(
    _ format: Located<String>, isJSON: Bool, of log: AccessLog, _ report: inout RuleReport, _ isSelected: IsSelected
) {
    let version = report.version
    let problems =
        isJSON
        ? AccessLogLabels.problems(ofJSON: format.value, in: version)
        : AccessLogFormat(format.value, in: version).problems(of: log, in: version)
    guard !problems.isEmpty else { return }
    let place = format.map { _ in () }
    for problem in problems {
        let message = text(of: problem, &report)
        let severity = milderSeverity(of: problem, &report, isSelected)
        report.add(message, atKeyOf: place, severity: severity)
    }
}

/// Labels of a file may hold mappings and lists of formats, as deep as the reader lets them.
private func inspect(
    _ value: Node.Value, at path: @autoclosure () -> FieldPath, isTop: Bool, in labels: inout AccessLogLabels,
    _ report: inout RuleReport, _ isSelected: IsSelected
) {
    switch value {
    case .mapping(let entries):
        for index in entries.lastOfEachName {
            inspect(
                label: entries[index].value, at: path().key(entries[index].name), isTop: isTop, in: &labels, &report,
                isSelected)
        }
    case .sequence(let elements):
        for index in elements.indices.reversed() {
            inspect(
                label: elements[index], at: path().element(index), isTop: isTop, in: &labels, &report, isSelected)
        }
    default:
        break
    }
}

private func inspect(
    label node: Node, at path: @autoclosure () -> FieldPath, isTop: Bool, in labels: inout AccessLogLabels,
    _ report: inout RuleReport, _ isSelected: IsSelected
) {
    switch node.value {
    case .mapping where labels.areDeep, .sequence where labels.areDeep:
        inspect(node.value, at: path(), isTop: false, in: &labels, &report, isSelected)
    default:
        for problem in labels.problems(of: node.value, isTop: isTop) {
            let message = text(of: problem, &report)
            let severity = milderSeverity(of: problem, &report, isSelected)
            report.add(message, at: node, path: path(), severity: severity)
        }
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
