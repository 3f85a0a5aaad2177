import IstioSchema
import Validation

extension Rule {
    package static let statsMatcherBroad = Rule(
        "stats-matcher-broad", .warning, .risky, in: .proxyStatsMatcher,
        needs: ["inclusionRegexps"],
        summary: "proxyStatsMatcher takes every statistic of Envoy",
        rationale: """
            A proxy has thousands of statistics for each service that it knows. They cost memory in every pod and \
            series in Prometheus.
            """,
        fix: "Name the statistics that you look at.",
        sources: [.api("ProxyConfig.ProxyStatsMatcher"), .envoy("config.metrics.v3.StatsMatcher")],
        examples: [
            .valid("some", #"defaultConfig: {proxyStatsMatcher: {inclusionRegexps: [".*upstream_rq_retry.*"]}}"#),
            .invalid(
                "all",
                """
                defaultConfig:
                  proxyStatsMatcher:
                    inclusionRegexps: [".*"]  # ✗ takes every statistic of every proxy
                """
            ),
        ]
    ) { matcher, report in
        for pattern in matcher.strings("inclusionRegexps") where isForEvery(pattern.value) {
            report.add("takes every statistic of every proxy", at: pattern)
        }
    }
}

private func isForEvery(_ expression: String) -> Bool {
    expression.utf8.count <= 5 && [".*", ".+", "^.*$", "^.+$", ".*$", "^.*"].contains(expression)
}
