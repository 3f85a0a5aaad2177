import Validation

extension RuleChapter {
    static let rootCertificates = RuleChapter(
        "The root certificate",
        summary: "The ConfigMap istio-ca-root-cert.",
        rules: [
            .rootCertKeyMissing,
            .rootCertPemInvalid,
            .rootCertNotCa,
            .rootCertExpired,
            .rootCertExpiring,
            .rootCertNotYetValid,
            .rootCertWeak,
            .rootCertMultiple,
            .rootCertManualEdit,
        ])
}
