import IstioSchema
import Validation

extension Rule {
    package static let statsMatcherInvalid = Rule(
        "stats-matcher-invalid", .error, .breaks, in: .proxyConfig, needs: ["proxyStatsMatcher"],
        summary: "proxyStatsMatcher has an entry that Envoy refuses",
        rationale: """
            Istio checks no entry. Envoy reads them from its bootstrap, where an empty one, or an expression that RE2 \
            cannot read, ends it as it starts: no new pod becomes ready. In RE2 a * repeats what stands before it, and \
            there is no look-ahead and no back-reference. The annotations sidecar.istio.io/statsInclusion* and \
            extraStatTags of pods, which say the same, are not checked.
            """,
        fix: "Write .* for anything in inclusionRegexps; remove empty entries.",
        sources: [
            .istio("getStatsOptions"), .envoy("type.matcher.v3.StringMatcher"), .envoy("type.matcher.v3.RegexMatcher"),
            .document("RE2 syntax"),
        ],
        examples: [
            .valid(
                "expressions",
                #"""
                defaultConfig:
                  proxyStatsMatcher:
                    inclusionRegexps: ['.*upstream_rq_\d{3}', 'http\.{pod_ip}_(8080|9090)\.(?i:rq).*', '[[:alpha:]-]+']
                """#),
            .valid("other signs", "defaultConfig: {proxyStatsMatcher: {inclusionPrefixes: ['*', '(', '[']}}"),
            .invalid(
                "a wildcard",
                """
                defaultConfig:
                  proxyStatsMatcher:
                    inclusionRegexps:
                      - '*.upstream_rq_retry'  # ✗ RE2 refuses it: * has nothing to repeat
                """),
            .invalid(
                "a look-ahead",
                """
                defaultConfig:
                  proxyStatsMatcher:
                    inclusionRegexps:
                      - 'cluster\\.(?!xds).*'  # ✗ RE2 refuses it: (?! has no meaning
                """),
            .invalid(
                "all by a prefix",
                """
                defaultConfig:
                  proxyStatsMatcher:
                    inclusionPrefixes: [""]  # ✗ must not be empty: Envoy would not start
                """),
            .invalid(
                "in an annotation",
                """
                proxyStatsMatcher:
                  inclusionRegexps: ['(a']  # ✗ RE2 refuses it: a ( is not closed
                """, kind: .proxyConfigAnnotation),
        ]
    ) { config, report in
        guard let matcher = config.message("proxyStatsMatcher"), !EnvoyBootstrap.isReplaced(by: config) else { return }
        for name: FieldName in ["inclusionPrefixes", "inclusionSuffixes", "inclusionRegexps"] {
            for pattern in matcher.strings(name) {
                if pattern.value.isEmpty {
                    report.add("must not be empty: Envoy would not start", at: pattern)
                } else if name == "inclusionRegexps", let problem = RE2Syntax.problem(of: pattern.value) {
                    report.add("RE2 refuses it: \(problem)", at: pattern)
                }
            }
        }
    }
}
