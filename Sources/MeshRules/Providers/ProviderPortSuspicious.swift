import Documents
import IstioSchema
import Validation

extension Rule {
    package static let providerPortSuspicious = Rule(
        "provider-port-suspicious", .note, .advice, document: [.mesh],
        summary: "the port of an extension provider is usually one for another protocol",
        rationale: """
            Collectors listen for each protocol on a port of its own: Zipkin on 9411, OTLP over gRPC on 4317 and over \
            HTTP on 4318, Datadog on 8126, SkyWalking on 11800. What is sent to the wrong one is lost.
            """,
        fix: "Write the port for the provider's protocol, unless the collector was told to listen elsewhere.",
        sources: [.document("ports of Zipkin, OTLP, Jaeger, Datadog and SkyWalking in their documentation")],
        examples: [
            .valid(
                "as usual",
                """
                extensionProviders:
                  - {name: z, zipkin: {service: zipkin.obs.svc.cluster.local, port: 9411}}
                  - {name: h, opentelemetry: {service: o.obs.svc.cluster.local, port: 4318, http: {path: /v1/traces}}}
                  - {name: own, datadog: {service: d.obs.svc.cluster.local, port: 18126}}
                """),
            .invalid(
                "Datadog's port for Zipkin",
                """
                extensionProviders:
                  - name: jaeger
                    zipkin:
                      service: jaeger-agent.obs.svc.cluster.local
                      port: 8126  # ✗ is the port of Datadog; zipkin has 9411
                """),
            .invalid(
                "HTTP and gRPC",
                """
                extensionProviders:
                  - name: grpc
                    opentelemetry:
                      service: otel.obs.svc.cluster.local
                      port: 4318  # ✗ is the port of OTLP over HTTP; opentelemetry without http has 4317
                  - name: http
                    opentelemetry:
                      service: otel.obs.svc.cluster.local
                      port: 4317  # ✗ is the port of OTLP over gRPC; opentelemetry with http has 4318
                      http: {path: /v1/traces}
                """),
            .invalid(
                "under a type that is none",
                """
                extensionProviders:
                  - name: jaeger
                    jaeger:
                      service: jaeger-agent.obs.svc.cluster.local
                      port: 8126  # ✗ is the port of Datadog; zipkin has 9411
                """),
        ]
    ) { document, report in
        for entry in report.providerEntries(in: document) {
            if let type = entry.type, type.usualPort == nil { continue }
            guard let key = entry.typeEntry ?? entry.unknownType, let port = key.value["port"],
                let number = number(port), let owner = owners[number],
                let type = entry.type ?? ProviderEntry.meant(by: key.name)
            else { continue }
            let isHTTP = type == .opentelemetry && key.value["http"].map { !$0.isNull } ?? false
            guard let usual = usualPort(type, isHTTP: isHTTP), number != usual.port, owner != usual.owner else {
                continue
            }
            report.add(
                "is the port of \(owner); \(usual.who) has \(usual.port)", at: port,
                path: entry.path.field(key.name).field("port"))
        }
    }
}

private func number(_ port: Node) -> Int64? { port.integer ?? port.string.flatMap { Int64($0) } }

/// The ports that have one meaning to everybody who runs collectors.
private let owners: [Int64: String] = [
    9411: "Zipkin", 4317: "OTLP over gRPC", 4318: "OTLP over HTTP", 8126: "Datadog", 11800: "SkyWalking over gRPC",
    12800: "SkyWalking over HTTP", 14250: "Jaeger over gRPC", 14268: "Jaeger over HTTP", 6831: "Jaeger over UDP",
]

private func usualPort(_ type: ProviderType, isHTTP: Bool) -> (port: Int64, owner: String, who: String)? {
    switch type {
    case .zipkin: (9411, "Zipkin", "zipkin")
    case .datadog: (8126, "Datadog", "datadog")
    case .skywalking: (11800, "SkyWalking over gRPC", "skywalking")
    case .opentelemetry where isHTTP: (4318, "OTLP over HTTP", "opentelemetry with http")
    case .opentelemetry: (4317, "OTLP over gRPC", "opentelemetry without http")
    case .envoyOtelAls: (4317, "OTLP over gRPC", "envoyOtelAls")
    default: nil
    }
}
