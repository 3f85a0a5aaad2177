import IstioSchema
import Validation

extension Rule {
    package static let tracingTlsInvalid = Rule(
        "tracing-tls-invalid", .error, .rejected, in: .tracing, needs: ["tlsSettings"],
        summary: "tracing.tlsSettings contradicts itself or lacks a certificate",
        rationale: "\(Consequence.proxyConfigRejected) Istio checks no other TLS settings of the mesh.",
        fix: """
            Write credentialName or files, both clientCertificate and privateKey for MUTUAL, and skip no \
            verification.
            """,
        sources: [.istio("ValidateMeshConfigProxyConfig"), .istio("ValidateTLS")],
        examples: [
            .valid(
                "mutual",
                "defaultConfig: {tracing: {tlsSettings: {mode: MUTUAL, clientCertificate: /c.pem, privateKey: /k.pem}}}"
            ),
            .valid(
                "what is not checked",
                "defaultConfig: {tracing: {tlsSettings: {insecureSkipVerify: true, credentialName: c}}}"),
            .invalid(
                "no certificate and key",
                """
                defaultConfig:
                  tracing:
                    tlsSettings: {mode: MUTUAL}  # ✗ needs clientCertificate ✗ needs privateKey
                """
            ),
            .invalid(
                "files beside a credential",
                """
                defaultConfig:
                  tracing:
                    tlsSettings:
                      mode: SIMPLE
                      credentialName: c  # ✗ cannot be set together with caCertificates
                      caCertificates: /ca.pem
                """),
            .invalid(
                "nothing to verify by",
                """
                tracing:
                  tlsSettings:
                    mode: SIMPLE
                    insecureSkipVerify: true  # ✗ cannot be true together with subjectAltNames
                    subjectAltNames: [a]
                """, kind: .proxyConfigAnnotation),
            .invalid(
                "a ConfigMap",
                """
                defaultConfig:
                  tracing:
                    tlsSettings:
                      credentialName: configmap://ns/cm  # ✗ cannot name a ConfigMap here: only a Secret will do
                """),
        ]
    ) { tracing, report in
        guard let settings = tracing.message("tlsSettings") else { return }
        let mode = settings.enumeration("mode")?.value.number ?? 0
        checkConfigMap(settings, &report)
        guard mode == 1 || mode == 2 else { return }
        checkSkippedVerification(settings, isSimple: mode == 1, &report)
        if let credential = settings.string("credentialName"), !credential.value.isEmpty {
            let files: [FieldName] = ["clientCertificate", "caCertificates", "privateKey", "caCrl"]
            guard let file = files.first(where: { settings.hasText($0) }) else { return }
            report.add("cannot be set together with \(file)", atKeyOf: credential)
        } else if mode == 2 {
            for name: FieldName in ["clientCertificate", "privateKey"]
            where !settings.hasText(name) && !settings.isUndecodable(name) {
                report.add("needs \(name)", at: settings)
            }
        }
    }
}

/// The mesh has no namespace of its own in which a ConfigMap could be.
///
/// Source: pilot/pkg/model/credentials `ParseResourceName`; from 1.26 on.
private func checkConfigMap(_ settings: Message, _ report: inout RuleReport) {
    guard report.version >= .v1_26, let credential = settings.string("credentialName"),
        credential.value.utf8.starts(with: "configmap://".utf8)
    else { return }
    report.add("cannot name a ConfigMap here: only a Secret will do", at: credential)
}

private func checkSkippedVerification(_ settings: Message, isSimple: Bool, _ report: inout RuleReport) {
    guard let skip = settings.bool("insecureSkipVerify"), skip.value else { return }
    var others = settings.hasText("caCertificates") ? ["caCertificates"] : []
    if isSimple, settings.hasText("credentialName") { others.append("credentialName") }
    if !settings.strings("subjectAltNames").isEmpty { others.append("subjectAltNames") }
    guard let other = others.first else { return }
    report.add("cannot be true together with \(other)", at: skip)
}

extension Message {
    fileprivate func hasText(_ name: FieldName) -> Bool { !(string(name)?.value ?? "").isEmpty }

    fileprivate func isUndecodable(_ name: FieldName) -> Bool { isSet(name) && string(name) == nil }
}
