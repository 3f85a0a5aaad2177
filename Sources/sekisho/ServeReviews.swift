import Admission
import HTTP
import Server

/// Answers reviews over HTTP, and logs and counts each.
struct ServeReviews: Sendable {
    private let answer: @Sendable ([UInt8]) -> AdmissionAnswer
    private let clock: ServerClock
    private let log: Log
    private let reviews: Metrics.Family
    private let diagnostics: Metrics.Family
    private let reprieves: Metrics.Family
    private let failures: Metrics.Family
    private let seconds: Metrics.Cell

    init(
        registry: Metrics, log: Log, clock: ServerClock = .system,
        answer: @escaping @Sendable ([UInt8]) -> AdmissionAnswer
    ) {
        self.answer = answer
        self.clock = clock
        self.log = log
        reviews = registry.family(
            "sekisho_reviews_total", .counter, help: "Reviews answered, by what was asked and the verdict.",
            labels: ["kind", "operation", "verdict", "dry_run"])
        diagnostics = registry.family(
            "sekisho_diagnostics_total", .counter, help: "Mistakes found in reviewed objects, by rule and severity.",
            labels: ["rule", "severity"], maximumSets: 1024)
        reprieves = registry.family(
            "sekisho_reprieves_total", .counter,
            help: "Reviews that were not denied although they would have been: audit, exemptUser, breakGlass.",
            labels: ["reason"])
        failures = registry.family(
            "sekisho_review_failures_total", .counter,
            help: "Requests to /validate that got no review for an answer, by HTTP status.", labels: ["status"])
        seconds = registry.family(
            "sekisho_review_duration_seconds", .histogram,
            help: "Time from the complete body of a review to its answer, without the network.",
            buckets: ServerMetrics.secondsBuckets
        ).cell()
    }

    /// `POST /validate`.
    var route: Router.Route {
        Router.Route([.post], mediaType: "application/json", respond: respond, noteFailure: noteFailure)
    }

    private func respond(_ request: HTTPRequest) -> HTTPResponse {
        let started = clock.now()
        let answer = answer(request.body)
        let duration = clock.now().since(started)
        note(answer, duration, traceparent: request.fields["traceparent"])
        guard answer.status == 200 else {
            return HTTPResponse(
                status: answer.status, fields: ["Content-Type": "text/plain; charset=utf-8"], body: answer.body)
        }
        return HTTPResponse(json: answer.body)
    }

    /// Under `failurePolicy: Ignore` each of these is a change that passed unchecked, if the API server asked.
    private func noteFailure(_ failure: Router.Failure) {
        failures.add(1, String(failure.status))
        log.write(
            .warn, "call without a review",
            [("status", .number(failure.status)), ("reason", .text(failure.reason)), ("peer", .text(failure.peer))])
    }

    private func note(_ answer: AdmissionAnswer, _ duration: Duration, traceparent: String?) {
        seconds.observe(duration.inSeconds)
        guard let record = answer.record else { return }
        reviews.add(
            1, record.knownKind, record.operation, record.verdict.rawValue, record.isDryRun ? "true" : "false")
        for (id, severity, count) in record.diagnostics { diagnostics.add(Double(count), id, severity) }
        if !record.reprieve.isEmpty { reprieves.add(1, record.reprieve) }
        // Whoever breaks the glass is named where nobody filters it out.
        let level: Log.Level = record.reprieve != "breakGlass" ? .info : .error
        guard log.isEnabled(level) else { return }
        var fields: [(String, Log.Value)] = [
            ("uid", .text(record.uid)), ("kind", .text(record.kind)), ("namespace", .text(record.namespace)),
            ("name", .text(record.name)), ("operation", .text(record.operation)), ("dryRun", .flag(record.isDryRun)),
            ("user", .text(record.user)), ("verdict", .text(record.verdict.rawValue)), ("istio", .text(record.release)),
            ("ids", .list(record.diagnostics.map(\.id))), ("microseconds", .number(duration.inMicroseconds)),
        ]
        if !record.reprieve.isEmpty { fields.append(("notDenied", .text(record.reprieve))) }
        if !record.reason.isEmpty { fields.append(("reason", .text(record.reason))) }
        if let traceparent { fields.append(("traceparent", .text(traceparent))) }
        log.write(level, "review", fields)
    }
}
