import Validation

extension RuleChapter {
    static let traffic = RuleChapter(
        "Traffic, ports, discovery, ingress and statistics",
        summary: "What the proxies listen on, where they may send to, and what they count.",
        rules: [
            .connectTimeoutRange,
        ])
}
