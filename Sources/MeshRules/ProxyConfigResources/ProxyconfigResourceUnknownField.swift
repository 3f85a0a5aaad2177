import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceUnknownField = Rule(
        "proxyconfig-resource-unknown-field", .warning, .ignored,
        summary: "a field that the ProxyConfig resource does not have",
        rationale: """
            The resource has four fields, and shares its name only with the ProxyConfig of the mesh configuration. The API \
            server drops every other field, or refuses it under strict field validation; nothing of it reaches a proxy.
            """,
        fix: "Set the field in defaultConfig of the mesh configuration, or in the annotation proxy.istio.io/config.",
        sources: [.api("networking.v1beta1.ProxyConfig"), .istio("toMeshConfigProxyConfig")],
        examples: [
            .valid(
                "what there is",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec: {environmentVariables: {A: b}, image: {imageType: distroless}, concurrency: 2}
                """, kind: .proxyConfigResource),
            .invalid(
                "a field of the mesh's ProxyConfig",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  holdApplicationUntilProxyStarts: true  # ✗ is for defaultConfig and the annotation only
                """, kind: .proxyConfigResource),
            .invalid(
                "another name for it",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  proxyMetadata: {A: b}  # ✗ no such field; did you mean environmentVariables?
                """, kind: .proxyConfigResource),
        ],
        check: .reading)
}
