import IstioSchema
import Testing

@Suite struct `Facts of releases` {
    @Test func `hold from their release on`() {
        #expect(IstioFacts.longestDrainDuration[.v1_21] == .seconds(3600))
        #expect(IstioFacts.longestDrainDuration[.v1_22] == .some(nil))
        #expect(!IstioFacts.checksConfigMapCredential[.v1_25])
        #expect(IstioFacts.checksConfigMapCredential[.v1_31])
        #expect(IstioFacts.knownECDHCurves[.v1_22].contains("CECPQ2"))
        #expect(!IstioFacts.knownECDHCurves[.v1_24].contains("X25519MLKEM768"))
        #expect(IstioFacts.knownECDHCurves[.v1_26].contains("X25519MLKEM768"))
    }

    @Test func `agree with the defaults`() {
        for version in IstioVersion.allCases {
            let mesh = IstioDefaults.meshConfig(version)
            let mode = mesh.message("inboundTrafficPolicy")?.enumeration("mode")?.value.name
            #expect(mode == IstioFacts.defaultInboundPolicy[version])
            let zipkin = IstioDefaults.proxyConfig(version).message("tracing")?.message("zipkin")
            #expect(zipkin?.string("address")?.value == IstioFacts.defaultZipkinAddress[version])
        }
    }
}
