import Validation

extension RuleChapter {
    /// Every chapter, in the order of the documentation.
    package static let all: [RuleChapter] = [
        .document, .retries, .tracing, .providers, .traffic, .identity, .proxies, .variables, .proxyConfigResources,
        .networks, .injector, .rootCertificates, .cni, .istiod, .references, .changes,
    ]
}

extension Rule {
    /// Every rule, in the order of the documentation.
    package static let all: [Rule] = RuleChapter.all.flatMap(\.rules)
}
