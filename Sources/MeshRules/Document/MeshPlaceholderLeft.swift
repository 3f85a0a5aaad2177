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
        reportPlaceholders(in: document, named: "", at: .root, &report)
    }
}

/// The fields that hold hosts, addresses, names and certificates; formats and header values may hold any text.
private let fields = Set<String>([
    "address", "caCertificates", "certSigners", "clientCertificate", "clusterName", "discoveryAddress",
    "envoyMetricsServiceAddress", "fromCidr", "fromRegistry", "host", "hosts", "imageType", "ingressClass",
    "ingressSelector", "ingressService", "locality", "name", "pem", "privateKey", "region",
    "registryServiceName", "rootNamespace", "service", "serviceCluster", "sni", "spiffeBundleUrl", "subjectAltNames",
    "trustDomain", "trustDomainAliases", "trustDomains", "zipkinAddress",
]).inBothSpellings
private let maps = Set<String>(["proxyMetadata", "environmentVariables"]).inBothSpellings

private func reportPlaceholders(
    in node: Node, named name: String, at path: FieldPath, _ report: inout RuleReport
) {
    switch node.value {
    case .mapping(let entries):
        for entry in entries where !entry.isMerged {
            if maps.contains(name) {
                guard let text = entry.value.string, let found = PlaceholderText.first(in: text),
                    found.kind != .variable
                else { continue }
                add(found, at: entry.value, path: path.key(entry.name), &report)
            } else if entry.value.isCollection || fields.contains(entry.name) {
                // A path is made only for what is looked at.
                reportPlaceholders(in: entry.value, named: entry.name, at: path.field(entry.name), &report)
            }
        }
    case .sequence(let elements):
        for (index, element) in elements.enumerated() {
            reportPlaceholders(in: element, named: name, at: path.element(index), &report)
        }
    case .string(let text) where fields.contains(name):
        guard let found = PlaceholderText.first(in: text) else { return }
        add(found, at: node, path: path, &report)
    default:
        break
    }
}

private func add(_ found: PlaceholderText, at node: Node, path: FieldPath, _ report: inout RuleReport) {
    let shown = found.text.escapedForDisplay.elided(to: 32)
    report.add("has the placeholder \(shown) left in it", at: node, path: path)
}
