import IstioSchema
import Validation

extension Rule {
    package static let pathNormalizationWeak = Rule(
        "path-normalization-weak", .note, .advice, in: .proxyPathNormalization, needs: ["normalization"],
        summary: "pathNormalization.normalization is NONE",
        rationale: """
            An AuthorizationPolicy compares the path as it came: /public/../admin is not under /admin to the proxy, \
            and is to many servers.
            """,
        fix: "Use BASE or more, unless the application needs the raw path and no policy looks at paths.",
        sources: [.api("MeshConfig.ProxyPathNormalization"), .document("istio.io: Security Best Practices")],
        examples: [
            .valid("more than the default", "pathNormalization: {normalization: MERGE_SLASHES}"),
            .valid("the default", "pathNormalization: {}"),
            .invalid(
                "none", "pathNormalization: {normalization: NONE}  # ✗ lets /a/../b past policies that look at paths"),
        ]
    ) { path, report in
        guard let normalization = path.enumeration("normalization"), normalization.value.number == 1 else { return }
        report.add("lets /a/../b past policies that look at paths", at: normalization)
    }
}
