/// What comes of a mistake that several rules are about, for their rationales.
enum Consequence {
    static let meshRejected = """
        istiod refuses the whole mesh configuration and goes on with the one it had: this change and every later one \
        are without effect, and at its next restart it runs on its built-in defaults.
        """

    static let proxyConfigRejected = """
        \(meshRejected) Where the same is written in the annotation proxy.istio.io/config, the injector refuses the pod.
        """

    static let networksRejected = """
        istiod refuses all of meshNetworks and goes on with the networks it had; at its next restart it has none, and \
        calls between networks go to addresses that cannot be reached.
        """

    static let signalLost = """
        A provider of another type is skipped: no spans, no metrics or no access log is made. envoyOtelAls sends \
        access logs only and opentelemetry spans only, though both speak to the same collector.
        """
}
