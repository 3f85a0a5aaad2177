import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshPlaceholderLeft = Rule(
        "mesh-placeholder-left", .warning, .risky,
        document: [.mesh, .meshNetworks, .proxyConfigAnnotation, .proxyConfigResource],
        summary: "a host, an address, a name or a certificate still has a placeholder in it",
        rationale: """
            Nothing has this address or name. For some fields istiod refuses the whole document; for the others the \
            proxies look for a host that does not exist.
            """,
        fix: "Write what the placeholder stands for.",
        sources: [.istio("ValidateProxyAddress"), .kubernetes("dependent environment variables, $(VAR)")],
        examples: [
            .valid("filled in", "defaultConfig:\n  discoveryAddress: istiod-1-31.istio-system.svc:15012"),
            .valid("the node's address", "defaultConfig:\n  tracing:\n    zipkin:\n      address: $(HOST_IP):9411"),
            .valid("a format", "accessLogFormat: \"<%REQ(:METHOD)%> ... {{ }}\""),
            .valid("a variable that kubelet expands", "defaultConfig:\n  proxyMetadata:\n    MY_NODE: $(NODE_NAME)"),
            .invalid(
                "angle brackets",
                """
                defaultConfig:
                  discoveryAddress: istiod-<revision>.istio-system.svc:15012  # ✗ has the placeholder <revision> left in it
                """),
            .invalid(
                "of a template, of a shell, of nobody",
                """
                trustDomain: "{{ .Values.trustDomain }}"  # ✗ has the placeholder {{ .Values.trustDomain }} left in it
                rootNamespace: ${NAMESPACE}  # ✗ has the placeholder ${NAMESPACE} left in it
                caCertificates:
                  - pem: "*****"  # ✗ has the placeholder ***** left in it
                """),
            .invalid(
                "an elision, a variable that nobody expands, a note to oneself",
                """
                extensionProviders:
                  - name: ...  # ✗ has the placeholder ... left in it
                    opentelemetry:
                      service: $(COLLECTOR)  # ✗ has the placeholder $(COLLECTOR) left in it
                      port: 4317
                ingressService: CHANGEME  # ✗ has the placeholder CHANGEME left in it
                """),
        ]
    ) { document, report in
        for text in report.survey(of: document).placeholders where !text.place.isMerged {
            guard let (path, isInMap) = PlaceholderField.place(of: text.place.path),
                let found = PlaceholderText.first(in: text.string), !isInMap || found.kind != .variable
            else { continue }
            let shown = found.text.excerpt(32)
            report.add("has the placeholder \(shown) left in it", at: text.node, path: path)
        }
    }
}
