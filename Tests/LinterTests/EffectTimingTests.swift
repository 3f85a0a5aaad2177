import Testing

@testable import Linter

@Suite struct `When a change takes effect` {
    @Test(arguments: [
        ("connectTimeout", EffectTiming.live), ("rootNamespace", .live), ("trustDomain", .live),
        ("extensionProviders[otel].opentelemetry.port", .live), ("discoverySelectors[0].matchLabels.a", .live),
        ("defaultConfig.drainDuration", .newPods), ("enablePrometheusMerge", .newPods),
        ("proxyListenPort", .liveBesidePods), ("proxyInboundListenPort", .liveBesidePods),
        ("configSources[0].address", .istiodRestart), ("certificates[0].secretName", .unread), ("ca.address", .unread),
    ])
    func `depends on the field`(path: String, timing: EffectTiming) {
        #expect(EffectTiming.of(path, in: .mesh) == timing)
    }

    @Test func `waits for istiod only where it watched no Ingress`() {
        #expect(EffectTiming.of("ingressControllerMode", in: .mesh, from: "OFF") == .istiodRestart)
        #expect(EffectTiming.of("ingressControllerMode", in: .mesh, from: "STRICT") == .live)
    }

    @Test func `is at once for networks, and with the next pod for proxies`() {
        #expect(EffectTiming.of("networks.a.gateways[0].port", in: .meshNetworks) == .live)
        #expect(EffectTiming.of("environmentVariables.A", in: .proxyConfigResource) == .newPods)
        #expect(EffectTiming.of("concurrency", in: .proxyConfigAnnotation) == .newPods)
    }
}
