import Testing

@testable import MeshRules

@Suite("The service of a provider") struct ServiceReferenceTests {
    @Test(
        arguments: [
            "otel", "otel.obs", "otel.obs.svc.cluster.local", "obs/otel.obs.svc.cluster.local", "otlp.example.com",
            "10.0.0.1", "2001:db8::1", "otel.example.com.",
        ])
    func `may be there`(_ text: String) {
        #expect(ServiceReference.problem(of: text) == nil)
    }

    @Test func `cannot be there`() {
        #expect(ServiceReference.problem(of: "http://otel.obs:4317/v1") == .scheme)
        #expect(ServiceReference.problem(of: "otel.obs.svc:4317") == .port)
        #expect(ServiceReference.problem(of: "otel:http") == .host)
        #expect(ServiceReference.problem(of: "otel.example.com/v1/traces") == .path)
        #expect(ServiceReference.problem(of: "otel.example.com/v1") == .path)
        #expect(ServiceReference.problem(of: "obs/otel.obs/v1") == .path)
        #expect(ServiceReference.problem(of: "Otel.obs") == .capitals)
        #expect(ServiceReference.problem(of: "*.obs.svc.cluster.local") == .wildcard)
        #expect(ServiceReference.problem(of: "*/otel.obs.svc") == .namespace)
        #expect(ServiceReference.problem(of: "~obs/otel.obs.svc") == .namespace)
        #expect(ServiceReference.problem(of: "/otel.obs.svc") == .namespace)
        #expect(ServiceReference.problem(of: "obs/otel") == .shortHost)
        #expect(ServiceReference.problem(of: "obs/10.0.0.1") == .host)
        #expect(ServiceReference.problem(of: "a_b.obs") == .host)
        #expect(ServiceReference.problem(of: "a..b") == .host)
        #expect(ServiceReference.problem(of: " otel") == .host)
    }

    @Test func `has a host inside`() {
        #expect(ServiceReference.host(inside: "http://Otel.obs.svc:4317/v1") == "otel.obs.svc")
        #expect(ServiceReference.host(inside: "otel:4317") == nil)
        #expect(ServiceReference.host(inside: "") == nil)
    }
}
