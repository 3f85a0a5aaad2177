import Documents
import IstioSchema
import Validation

extension Rule {
    package static let providerServiceShortName = Rule(
        "provider-service-short-name", .warning, .ignored, in: .extensionProvider,
        needs: ProviderType.fieldsWithAddress,
        summary: "the service of an extension provider is not the full name in the registry",
        rationale: """
            Istio's registry has a Service under its full name, otel.obs.svc.cluster.local, and finds no shorter one: no \
            search path applies. Its own check lets short names pass, and nothing is sent. A name of two parts can be the \
            host of a ServiceEntry.
            """,
        fix: "Write name.namespace.svc.cluster.local, with the cluster's own domain.",
        sources: [.istio("LookupCluster"), .issue("istio/istio#37829")],
        examples: [
            .valid(
                "the full name",
                "extensionProviders: [{name: o, opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}}]"),
            .valid(
                "an outer host",
                "extensionProviders: [{name: o, opentelemetry: {service: otlp.example.com, port: 443}}]"),
            .invalid(
                "without the domain",
                """
                extensionProviders:
                  - name: sky
                    skywalking:
                      service: oap.obs.svc  # ✗ must be name.namespace.svc.cluster.local, not oap.obs.svc
                      port: 11800
                """),
            .invalid(
                "one word",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: otel  # ✗ must be name.namespace.svc.cluster.local, not otel
                      port: 4317
                """),
            .invalid(
                "two words",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: otel.obs  # ✗ is found only as the host of a ServiceEntry, never as a Service
                      port: 4317
                """),
        ]
    ) { provider, report in
        guard provider.providerType?.hasAddress == true, let service = provider.providerSettings?.string("service"),
            !service.value.isEmpty, !service.value.endsIn(".cluster.local"),
            ServiceReference.problem(of: service.value) == nil, IPAddress(service.value) == nil
        else { return }
        let host = ServiceReference(service.value).host
        let dots = host.utf8.count { $0 == UInt8(ascii: ".") }
        if dots == 0 {
            report.add("must be name.namespace.svc.cluster.local", at: service)
        } else if service.value.endsIn(".svc") {
            report.add(
                "must be name.namespace.svc.cluster.local", at: service,
                fix: "service: \(service.value).cluster.local")
        } else if dots == 1, host.last != "." {
            report.add("is found only as the host of a ServiceEntry, never as a Service", at: service, severity: .note)
        }
    }
}
