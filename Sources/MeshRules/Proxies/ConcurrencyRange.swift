import IstioSchema
import Validation

extension Rule {
    package static let concurrencyRange = Rule(
        "concurrency-range", .warning, .risky, in: .proxyConfig, needs: ["concurrency"],
        summary: "concurrency is negative or 0",
        rationale: """
            With 0 each proxy runs a worker for every core of its node, whatever CPU it may use. A negative number \
            passes istiod and keeps proxies from starting.
            """,
        fix: "Leave it out, so that the CPU limit decides, or write the number of workers.",
        sources: [.istio("ConstructProxyConfig"), .api("ProxyConfig.concurrency")],
        examples: [
            .valid("two workers", "defaultConfig: {concurrency: 2}"),
            .invalid("negative", "defaultConfig: {concurrency: -1}  # ✗ must be at least 1, not -1"),
            .invalid(
                "zero",
                """
                defaultConfig:
                  concurrency: 0  # ✗ makes a worker for each core of the node, whatever the CPU limit
                """),
        ]
    ) { config, report in
        guard let concurrency = config.integer("concurrency"), concurrency.isWritten else { return }
        if concurrency.value < 0 {
            report.add("must be at least 1", at: concurrency)
        } else if concurrency.value == 0 {
            report.add(
                "makes a worker for each core of the node, whatever the CPU limit", at: concurrency, severity: .note)
        }
    }
}
