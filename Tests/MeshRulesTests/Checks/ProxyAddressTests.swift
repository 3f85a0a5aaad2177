import Testing

@testable import MeshRules

@Suite("Addresses of hosts and ports") struct ProxyAddressTests {
    @Test(arguments: [
        "istiod.istio-system.svc:15012", "[istiod.x]:+015012", "a.99999999999999999999:80", "[fe80::1%eth0]:1",
        "1.2.3.4:1",
        "[::1]:65535", "a.:1", "[1.2.3.4]:1", "[a]:1",
    ])
    func `that Istio takes`(_ text: String) {
        #expect(ProxyAddress.problem(of: text) == nil)
    }

    @Test(arguments: [
        ("", ProxyAddress.Problem.form), ("istiod.istio-system.svc", .form), ("::1:80", .form), ("[::1]", .form),
        ("[::1]80", .form), ("[::1]:80:90", .form), ("[::1:80", .form), ("a]:80", .form), ("[[a]:80", .form),
        ("[a]:8[0", .form), ("http://a:80", .form), ("a:", .port), ("a:b", .port), ("a:0", .port), ("a:65536", .port),
        ("a:-1", .port),
        ("a:80 ", .port), ("a:99999999999999999999", .port), (":80", .host), ("a_b:80", .host), ("*.a:80", .host),
        ("istiod.example.123:15012", .host), ("bücher.example:80", .host), ("$(HOST_IP):80", .host),
        ("1.2.3:80", .host),
        ("[]:80", .host),
    ])
    func `that Istio refuses`(_ text: String, _ problem: ProxyAddress.Problem) {
        #expect(ProxyAddress.problem(of: text) == problem)
    }

    @Test func `hold a host and a port`() throws {
        let address = try ProxyAddress("[::1]:0080")
        #expect(address.host == "::1")
        #expect(address.port == 80)
    }

    @Test func `ports`() {
        #expect(!PortNumber.isValid(0))
        #expect(PortNumber.isValid(1))
        #expect(PortNumber.isValid(65535))
        #expect(!PortNumber.isValid(65536))
        #expect(!PortNumber.isValid(-1))
    }
}
