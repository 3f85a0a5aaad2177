import IstioSchema
import Validation

extension Rule {
    package static let bootstrapText = Rule(
        "bootstrap-text", .error, .breaks, in: .proxyConfig,
        needs: ["configPath", "serviceCluster", "extraStatTags", "proxyStatsMatcher"],
        summary: "a value holds what Envoy's bootstrap cannot quote",
        rationale: """
            pilot-agent puts configPath, serviceCluster, extraStatTags, inclusionPrefixes and inclusionSuffixes between \
            double quotes of the bootstrap as they are. A quote in them, or a backslash that begins no escape of JSON's, \
            makes it no JSON: Envoy ends as it starts, and no new pod becomes ready. Prefixes and suffixes are no \
            expressions; inclusionRegexps are, and are escaped. A tag of extraStatTags is also a part of an expression, and \
            one that cannot be read ends Envoy as well.
            """,
        fix: "Leave the character out; write an expression into inclusionRegexps.",
        sources: [
            .istio("envoy_bootstrap.json"), .istio("getStatsOptions"), .istio("getServiceCluster"),
            .envoy("TagExtractorStdRegexImpl"),
        ],
        examples: [
            .valid(
                "plain",
                """
                defaultConfig:
                  extraStatTags: [request_operation]
                  proxyStatsMatcher: {inclusionPrefixes: [cluster.outbound], inclusionSuffixes: [upstream_rq_503]}
                """),
            .valid("an expression", #"defaultConfig: {proxyStatsMatcher: {inclusionRegexps: ['http\.\d+\..*"x"']}}"#),
            .valid("a path", #"defaultConfig: {configPath: './etc/istio/proxy\'}"#),
            .valid(
                "a template of one's own",
                #"defaultConfig: {customConfigFile: /etc/a.json, extraStatTags: ['a\d']}"#),
            .valid("tags with signs", "defaultConfig: {extraStatTags: [request.host, '(?:a|b)', 'x*y', '[a-z]']}"),
            .invalid(
                "an expression for a prefix",
                #"""
                defaultConfig:
                  proxyStatsMatcher:
                    inclusionPrefixes:
                      - 'listener\.'  # ✗ must hold no \.: Envoy would not start
                """#),
            .invalid(
                "a quote",
                #"""
                defaultConfig:
                  extraStatTags:
                    - 'request"id'  # ✗ must hold no ": Envoy would not start
                """#),
            .invalid(
                "a tag that is no expression",
                #"""
                defaultConfig:
                  extraStatTags:
                    - 'response(code'  # ✗ is part of an expression, and a ( is not closed: Envoy would not start
                """#),
            .invalid(
                "in an annotation",
                #"""
                serviceCluster: 'shop\'  # ✗ must hold no \ at its end: Envoy would not start
                """#, kind: .proxyConfigAnnotation),
        ]
    ) { config, report in
        guard !EnvoyBootstrap.isReplaced(by: config) else { return }
        // What stands behind it in the template makes a backslash at its end an escape.
        if let path = config.string("configPath") { report.checkBootstrap(path, before: "/XDS") }
        if let cluster = config.string("serviceCluster") { report.checkBootstrap(cluster) }
        for tag in config.strings("extraStatTags") {
            if report.checkBootstrap(tag), let problem = TagExpression.problem(of: tag.value) {
                report.add("is part of an expression, and \(problem): Envoy would not start", at: tag)
            }
        }
        guard let matcher = config.message("proxyStatsMatcher") else { return }
        for prefix in matcher.strings("inclusionPrefixes") { report.checkBootstrap(prefix) }
        for suffix in matcher.strings("inclusionSuffixes") { report.checkBootstrap(suffix) }
    }
}

extension RuleReport {
    /// - Returns: whether the text is sound.
    @discardableResult
    fileprivate mutating func checkBootstrap(_ text: Located<String>, before end: String = "") -> Bool {
        guard let offender = EnvoyBootstrap.offender(in: text.value + end) else { return true }
        add("must hold no \(offender): Envoy would not start", at: text)
        return false
    }
}
