import IstioSchema
import Validation

extension Rule {
    package static let tlsCipherUnknown = Rule(
        "tls-cipher-unknown", .warning, .risky, in: .tlsConfig, needs: ["cipherSuites"],
        summary: "a cipher suite that Istio's Envoy does not know",
        rationale: """
            Istio filters the suites of Gateways' servers and Sidecars' ingress only; those of tlsDefaults and meshMTLS \
            go to Envoy as they are. It refuses clusters or listeners with the name: with meshMTLS the inbound listener \
            of every proxy, and pods that start stay not ready. Suites of TLS 1.3 cannot be chosen.
            """,
        fix: "Write OpenSSL's name of a suite of TLS 1.2, such as ECDHE-ECDSA-AES256-GCM-SHA384.",
        sources: [.istio("IsValidCipherSuite"), .istio("FilterCipherSuites"), .istio("BuildInboundTLS")],
        examples: [
            .valid("OpenSSL's names", "tlsDefaults:\n  cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256, AES256-SHA]"),
            .invalid(
                "IANA's name",
                """
                tlsDefaults:
                  cipherSuites:
                    - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256  # ✗ must be a suite by OpenSSL's name, not TLS_ECDHE_RSA_WITH_AES_128_GCM_…
                """),
            .invalid(
                "of TLS 1.3",
                """
                meshMTLS:
                  cipherSuites:
                    - TLS_AES_256_GCM_SHA384  # ✗ must be a suite of TLS 1.2, not TLS_AES_256_GCM_SHA384
                """),
            .invalid(
                "nothing like it",
                "tlsDefaults: {cipherSuites: [RC4-SHA]}  # ✗ must be a suite that Envoy has, not RC4-SHA"),
        ]
    ) { tls, report in
        for suite in tls.strings("cipherSuites") where suite.isWritten && !isKnown(suite.value) {
            if isTLS13(suite.value) {
                report.add("must be a suite of TLS 1.2", at: suite)
            } else if suite.value.hasPrefix("TLS_") {
                report.add("must be a suite by OpenSSL's name", at: suite)
            } else {
                report.add("must be a suite that Envoy has", at: suite)
            }
        }
    }
}

/// Source: pkg/config/security/security.go `IsValidCipherSuite`: what begins with neither letter nor digit is an
/// expression, which nobody checks.
private func isKnown(_ suite: String) -> Bool {
    guard let first = suite.unicodeScalars.first, first.properties.isAlphabetic || first.properties.numericType != nil
    else { return true }
    return suite == "ALL" || suites.contains(suite)
}

private func isTLS13(_ suite: String) -> Bool {
    suite.hasPrefix("TLS_AES_") || suite.hasPrefix("TLS_CHACHA20_")
}

/// Source: pkg/config/security/security.go `ValidCipherSuites`, the same from 1.20 to 1.31.
private let suites: Set<String> = [
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA", "ECDHE-RSA-AES256-SHA",
    "AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA", "DES-CBC3-SHA",
]
