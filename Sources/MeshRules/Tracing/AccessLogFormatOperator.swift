import Documents
import IstioSchema
import Validation

extension Rule {
    package static let accessLogFormatOperator = Rule(
        "access-log-format-operator", .warning, .risky, in: .meshConfig,
        needs: ["accessLogFormat", "extensionProviders"],
        summary: "a format of an access log has a broken or unknown operator",
        rationale: """
            istiod passes formats on unread. Envoy refuses a listener whose access log has a format that it cannot read: \
            running proxies keep their old configuration and get no new one, and new pods do not become ready.
            """,
        fix: "Write operators as %NAME%, %NAME(argument)% or %NAME(argument):length%, and %% for a percent sign.",
        sources: [
            .envoy("substitution formatter, SubstitutionFormatParser::parse"), .istio("FileAccessLogFromMeshConfig"),
            .istio("fileAccessLogFromTelemetry"), .issue("istio/istio#32975"),
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
                          code: "%RESPONSE_CODES%"  # ✗ has %RESPONSE_CODES%, which Envoy may not know; did you mean %RESPONSE_CODE%?
                """),
        ]
    ) { mesh, report in
        if let format = mesh.string("accessLogFormat"), format.isWritten { inspect(format, &report) }
        for entry in report.providers(of: mesh).written {
            let settings = entry.settings(of: .envoyFileAccessLog, .envoyOtelAls)
            guard let format = settings?.message("logFormat") else { continue }
            if let text = format.string("text") { inspect(text, &report) }
            if let labels = format.freeForm("labels") {
                inspect(labels: labels.value.value, at: labels.path, &report)
            }
        }
    }
}

/// Points at the key, which is short, and not at the format, which may have many lines.
private func inspect(_ format: Located<String>, _ report: inout RuleReport) {
    let problems = AccessLogFormat(format.value).problems
    guard !problems.isEmpty else { return }
    let place = format.map { _ in () }
    for problem in problems {
        let message = problem.message(suggesting: problem.isUncertain && report.mayStillSuggest())
        report.add(message, atKeyOf: place, severity: problem.isUncertain ? .note : nil)
    }
}

/// Labels may hold mappings and lists of formats, as deep as the reader lets them.
private func inspect(labels value: Node.Value, at path: @autoclosure () -> FieldPath, _ report: inout RuleReport) {
    switch value {
    case .mapping(let entries):
        for index in entries.indices.reversed() {
            inspect(label: entries[index].value, at: path().key(entries[index].name), &report)
        }
    case .sequence(let elements):
        for index in elements.indices.reversed() {
            inspect(label: elements[index], at: path().element(index), &report)
        }
    default:
        break
    }
}

private func inspect(label node: Node, at path: @autoclosure () -> FieldPath, _ report: inout RuleReport) {
    switch node.value {
    case .string(let format):
        for problem in AccessLogFormat(format).problems {
            let message = problem.message(suggesting: problem.isUncertain && report.mayStillSuggest())
            report.add(message, at: node, path: path(), severity: problem.isUncertain ? .note : nil)
        }
    case .mapping, .sequence:
        inspect(labels: node.value, at: path(), &report)
    default:
        break
    }
}
