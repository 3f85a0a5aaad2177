import IstioSchema
import MeshRules
import Testing
import Validation

/// A key that no field has is reported once: by a rule that knows what is meant, or else by the decoder.
@Suite("Unknown keys") struct UnknownKeyTests {
    private static let validator = Validator(rules: Rule.all, version: .newest)

    private func ids(_ kind: MeshDocument.Kind, _ text: String) -> [String] {
        Self.validator.report(on: MeshDocument(kind, .text(text))).diagnostics.map(\.id.text)
    }

    @Test func `are left to the rule that knows what is meant`() {
        let mesh = """
            extensionProviders:
            - name: authz
              envoyExtAuthGrpc: {service: authz.foo.svc.cluster.local, port: 9000}
            """
        #expect(ids(.mesh, mesh) == ["provider-type-unknown"])
    }

    @Test(arguments: ["adress: 1.2.3.4\n      port: 15443", "port: 15443\n      adress: 1.2.3.4"])
    func `are told beside what is said of the mapping that they begin`(gateway: String) {
        let networks = """
            networks:
              east:
                endpoints: [{fromRegistry: a}]
                gateways:
                - \(gateway)
            """
        #expect(ids(.meshNetworks, networks).sorted() == ["mesh-unknown-field", "network-gateway-missing"])
    }

    @Test func `are none where they hold what others refer to`() {
        let holder = "x-meta: &x {ISTIO_META_DNS_CAPTURE: 'true'}\ndefaultConfig: {proxyMetadata: {<<: *x}}\n"
        #expect(ids(.mesh, holder) == [])
        #expect(ids(.mesh, "x-meta: {a: b}\n") == ["mesh-unknown-field"])
        #expect(ids(.mesh, "meta: &x {a: b}\n") == ["mesh-unknown-field"])
        #expect(ids(.mesh, "b: &b 1\nx-meta: *b\n") == ["mesh-unknown-field", "mesh-unknown-field"])
        #expect(ids(.mesh, "defaultConfig:\n  x-meta: &x {a: b}\n") == ["mesh-unknown-field"])
    }
}
