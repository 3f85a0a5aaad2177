import IstioSchema
import Validation

extension Rule {
    package static let defaultTrafficPolicyInvalid = Rule(
        "default-traffic-policy-invalid", .error, .rejected, in: .defaultTrafficPolicy,
        needs: ["connectionPool", "outlierDetection"],
        summary: "defaultTrafficPolicy has a limit, timeout or percentage out of range, or an empty connectionPool",
        rationale: Consequence.meshRejected,
        fix: "Write limits from 0, timeouts of at least 1ms in whole milliseconds, percentages up to 100.",
        sources: [.istio("validateMeshConfigDefaultTrafficPolicy")],
        releases: .since(.v1_31),
        examples: [
            .valid(
                "a policy",
                """
                defaultTrafficPolicy:
                  connectionPool:
                    tcp: {maxConnections: 100, connectTimeout: 10s, idleTimeout: 0s}
                  outlierDetection: {interval: 10s, maxEjectionPercent: 100}
                """),
            .invalid("an empty pool", "defaultTrafficPolicy: {connectionPool: {}}  # ✗ needs tcp or http"),
            .invalid(
                "HTTP",
                """
                defaultTrafficPolicy:
                  connectionPool:
                    http:
                      maxRetries: -1  # ✗ must be at least 0, not -1
                      idleTimeout: 0s  # ✗ must be at least 1ms, not 0s
                      h2UpgradePolicy: UPGRADE
                      useClientProtocol: true  # ✗ cannot be true while h2UpgradePolicy is UPGRADE
                """),
            .invalid(
                "TCP",
                """
                defaultTrafficPolicy:
                  connectionPool:
                    tcp:
                      maxConnections: -1  # ✗ must be at least 0, not -1
                      idleTimeout: 1.5ms  # ✗ must be whole milliseconds, not 1.5ms
                      tcpKeepalive: {time: 0s}  # ✗ must be at least 1ms, not 0s
                """),
            .invalid(
                "outlier detection",
                """
                defaultTrafficPolicy:
                  outlierDetection:
                    baseEjectionTime: 100us  # ✗ must be at least 1ms, not 100us
                    minHealthPercent: 101  # ✗ must be between 0 and 100, not 101
                    consecutiveLocalOriginFailures: 5  # ✗ needs splitExternalLocalOriginErrors: true
                """),
        ]
    ) { policy, report in
        if let pool = policy.message("connectionPool") {
            if !pool.isSet("http"), !pool.isSet("tcp") { report.add("needs tcp or http", at: pool) }
            if let http = pool.message("http") { checkHTTP(http, &report) }
            if let tcp = pool.message("tcp") { checkTCP(tcp, &report) }
        }
        if let outliers = policy.message("outlierDetection") { checkOutliers(outliers, &report) }
    }
}

private func checkHTTP(_ http: Message, _ report: inout RuleReport) {
    let limits: [FieldName] = [
        "http1MaxPendingRequests", "http2MaxRequests", "maxRequestsPerConnection", "maxRetries", "maxConcurrentStreams",
    ]
    for name in limits { checkLimit(http.integer(name), &report) }
    checkDuration(http.duration("idleTimeout"), &report)
    if let client = http.bool("useClientProtocol"), client.value, http.enumeration("h2UpgradePolicy")?.value.number == 2
    {
        report.add("cannot be true while h2UpgradePolicy is UPGRADE", at: client)
    }
}

private func checkTCP(_ tcp: Message, _ report: inout RuleReport) {
    checkLimit(tcp.integer("maxConnections"), &report)
    checkDuration(tcp.duration("connectTimeout"), &report)
    checkDuration(tcp.duration("maxConnectionDuration"), &report)
    // Istio looks at whole milliseconds here, so that any fraction of one counts as zero, which is allowed.
    if let timeout = tcp.duration("idleTimeout"),
        timeout.value >= .milliseconds(1) || timeout.value <= .milliseconds(-1)
    {
        checkDuration(timeout, &report)
    }
    if let keepalive = tcp.message("tcpKeepalive") {
        checkDuration(keepalive.duration("time"), &report)
        checkDuration(keepalive.duration("interval"), &report)
    }
}

private func checkOutliers(_ outliers: Message, _ report: inout RuleReport) {
    checkDuration(outliers.duration("baseEjectionTime"), &report)
    checkDuration(outliers.duration("interval"), &report)
    if let failures = outliers.integer("consecutiveLocalOriginFailures"), failures.value > 0,
        outliers.bool("splitExternalLocalOriginErrors")?.value != true
    {
        report.add("needs splitExternalLocalOriginErrors: true", at: failures)
    }
    for name: FieldName in ["maxEjectionPercent", "minHealthPercent"] {
        guard let percent = outliers.integer(name), !(0...100).contains(percent.value) else { continue }
        report.add("must be between 0 and 100", at: percent)
    }
}

private func checkLimit(_ limit: Located<Int64>?, _ report: inout RuleReport) {
    if let limit, limit.value < 0 { report.add("must be at least 0", at: limit) }
}

private func checkDuration(_ duration: Located<Duration>?, _ report: inout RuleReport) {
    if let duration, let problem = duration.value.problem { report.add(problem, at: duration) }
}
