import Validation

extension RuleChapter {
    static let identity = RuleChapter(
        "Identity, certificates and TLS",
        summary: "Who the workloads are, and whom they trust.",
        rules: [
            .trustDomainFormat,
            .meshMtlsEcdh,
            .tlsDefaultsEcdhUnknown,
            .trustDomainAliasRedundant,
            .caCertificatesPem,
            .caCertificatesExpired,
            .caCertificatesEmpty,
            .certSignerUnmatched,
            .caCertificatesInert,
            .tlsCipherUnknown,
            .rootNamespaceEmpty,
            .privateKeyInConfig,
        ])
}
