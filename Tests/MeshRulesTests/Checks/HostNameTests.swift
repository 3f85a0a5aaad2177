import Testing

@testable import MeshRules

@Suite("Host names") struct HostNameTests {
    private static let label63 = String(repeating: "a", count: 63)
    private static let label64 = String(repeating: "a", count: 64)

    @Test(arguments: [
        "istiod", "istiod.istio-system.svc", "ISTIOD.x", "a.b.", "a-b.c", "1.example", "1.example.", "a.0x1", label63,
        "a.99999999999999999999", "xn--bcher-kva.example",
    ])
    func `fully qualified names`(_ name: String) {
        #expect(HostName.isFullyQualified(name))
    }

    @Test(arguments: [
        "", ".", "a..b", ".a", "a_b", "-a", "a-", "*.a", "bücher.example", "a b", "istiod.example.123", "123", "a.007",
        label64, "a\u{301}.b", "a.\u{301}b", "http://a", "a/b",
    ])
    func `texts that are no fully qualified names`(_ name: String) {
        #expect(name == "." || !HostName.isFullyQualified(name))
        #expect(!HostName.isFullyQualified(name))
    }

    @Test func `the length of a name`() {
        let long = Array(repeating: Self.label63, count: 4).joined(separator: ".")
        #expect(HostName.isFullyQualified(long))
        #expect(!HostName.isFullyQualified(long + ".a"))
        #expect(!HostName.isWildcard(long + ".a"))
    }

    @Test(arguments: ["*", "*.", "123", "*a.b", "*-a.b", "1.example.", "*.foo.svc.cluster.local", "a.b", "*a", "A.b"])
    func `names with a wildcard`(_ name: String) {
        #expect(HostName.isWildcard(name))
    }

    @Test(arguments: [
        "", "*-", "1.2.3.4", "foo*.a", "**", "**.a", "a.*", "foo.*.svc.cluster.local", "*.*", "*--a", "*_a", "*..a",
        ".a",
        "*" + label63,
    ])
    func `texts that are no names with a wildcard`(_ name: String) {
        #expect(!HostName.isWildcard(name))
    }

    @Test(arguments: [
        "cluster.local", "1.2.3.4", "A.B.", "2024-01-02", "a",
        Array(repeating: label63, count: 9).joined(separator: "."),
    ])
    func `trust domains`(_ name: String) {
        #expect(HostName.isTrustDomain(name))
    }

    @Test(arguments: ["", "a_b", "*", "a..b", "cluster.local\n", "spiffe://a", "a/b", label64, "..", "é.local"])
    func `texts that are no trust domains`(_ name: String) {
        #expect(!HostName.isTrustDomain(name))
    }

    @Test func `labels of Kubernetes`() {
        #expect(DNSLabel.isKubernetes1123("1-a"))
        #expect(!DNSLabel.isKubernetes1123("A"))
        #expect(!DNSLabel.isKubernetes1123(""))
        #expect(!DNSLabel.isKubernetes1123(Self.label64))
        #expect(DNSLabel.isKubernetes1035("a-1"))
        #expect(!DNSLabel.isKubernetes1035("1-a"))
        #expect(DNSLabel.isKubernetesSubdomain("a.1.b-c"))
        #expect(!DNSLabel.isKubernetesSubdomain("a..b"))
        #expect(DNSLabel.isIstio("Kubernetes"))
        #expect(!DNSLabel.isIstio("my_cluster"))
    }
}
