import ArgumentParser
import Glibc
import HTTP
import Server
import TLS

/// `sekisho serve`: the admission webhook.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers the API server's admission reviews over HTTPS.",
        discussion: """
            POST /validate, GET /livez and /readyz over HTTPS; GET /metrics, /livez and /readyz over HTTP on the metrics \
            port. Each flag can also be given as an environment variable, SEKISHO_ and its name in capitals \
            (SEKISHO_METRICS_PORT); the flag wins. SIGTERM drains and ends the server, SIGHUP looks at the files at once.
            """)

    @Option(help: "Numeric address to listen at; :: takes IPv4 and IPv6. (default: 0.0.0.0)")
    var address: String?
    @Option(help: "Port for HTTPS; 0 takes a free one. (default: 8443)")
    var port: String?
    @Option(help: "Port for metrics and probes over HTTP; 0 for none. (default: 8080)")
    var metricsPort: String?
    @Option(help: "Certificate chain, PEM. (default: certs/tls.crt)")
    var tlsCert: String?
    @Option(help: "Private key of the certificate, PEM. (default: certs/tls.key)")
    var tlsKey: String?
    @Option(help: "Oldest TLS version: 1.2 or 1.3. (default: 1.2)")
    var tlsMinVersion: String?
    @Option(help: "Authorities of clients, PEM; only clients with their certificates may connect.")
    var clientCa: String?
    @Option(help: "Name that a client's certificate must have, as CN or SAN; repeatable.")
    var clientName: [String] = []
    @Option(help: "Policy file; a change of it is taken into use without a restart.")
    var policy: String?
    @Option(help: "Istio release to assume where an object does not say, such as 1.24.")
    var istio: String?
    @Option(help: "Threads that answer; 0 for as many as the CPU quota gives. (default: 0)")
    var workers: String?
    @Option(help: "How long to go on accepting after SIGTERM. (default: 5s)")
    var shutdownDelay: String?
    @Option(help: "How long to wait for answers after that. (default: 25s)")
    var shutdownTimeout: String?
    @Option(help: "Least level to log: debug, info, warn or error. (default: info)")
    var logLevel: String?
    @Option(help: "Form of log lines: json or text. (default: json)")
    var logFormat: String?
    @Option(help: "Open connections of the HTTPS port. (default: 2048)")
    var maxConnections: String?
    @Option(help: "Bytes of one request's content. (default: 20MiB)")
    var maxBody: String?
    @Option(help: "Bytes of large requests held at once. (default: 256MiB)")
    var maxBytesInFlight: String?
    @Option(help: "Memory for reports on documents that come again, in bytes; 0 for none. (default: 4MiB)")
    var reportCache: String?

    /// Says what is wrong with a flag or variable before anything is started.
    func validate() throws {
        _ = try serverSettings()
        _ = try certificateFiles()
        _ = try logSettings()
        _ = try cachedBytes()
    }

    func run() throws {
        let settings = try serverSettings()
        let certificates = try certificateFiles()
        let (logLevel, logFormat) = try logSettings()
        let policyPath = ServeSettings.text(policy, "policy")
        let istio = ServeSettings.text(istio, "istio")

        ProcessLimits.fillStandardDescriptors()
        // Threads inherit which signals are blocked: before the first of them.
        let signals = try ShutdownSignals()
        ProcessLimits.boundMemory()
        let log = try Log(level: logLevel, format: logFormat)
        let admission = try ServeAdmission(istio: istio, cachedBytes: try cachedBytes())
        let server: AdmissionServer
        do {
            server = try makeServer(settings, certificates, policyPath, admission, log, signals)
        } catch {
            log.flush()
            throw StartFailure(error, certificates: certificates, policy: policyPath)
        }
        let workers = settings.workers
        log.write(
            .info, "listening",
            [
                ("url", .text("https://\(Self.urlHost(settings.address)):\(server.port)/validate")),
                (
                    "metrics",
                    .text(server.metricsPort.map { "http://\(Self.urlHost(settings.address)):\($0)/metrics" } ?? "off")
                ), ("workers", .number(workers)), ("pid", .number(Int(getpid()))), ("version", .text(Sekisho.version)),
                ("openssl", .text(TLSLibrary.version)),
            ])
        let cutOff = server.waitUntilStopped()
        log.write(
            cutOff == 0 ? .info : .warn, cutOff == 0 ? "stopped" : "stopped with requests cut off",
            [("cutOff", .number(cutOff))])
        log.flush()
        if cutOff > 0 { throw ExitCode(1) }
    }

    private func cachedBytes() throws -> Int {
        try ServeSettings.bytes(reportCache, "report-cache", orNone: true) ?? 4 << 20
    }

    private func logSettings() throws -> (Log.Level, Log.Format) {
        let level = try ServeSettings.value(logLevel, "log-level", expected: "debug, info, warn or error") {
            Log.Level(rawValue: $0)
        }
        let format = try ServeSettings.value(logFormat, "log-format", expected: "json or text") {
            Log.Format(rawValue: $0)
        }
        return (level ?? .info, format ?? .json)
    }

    private func makeServer(
        _ settings: AdmissionServer.Settings, _ certificates: CertificateFiles, _ policy: String?,
        _ admission: ServeAdmission, _ log: Log, _ signals: ShutdownSignals
    ) throws(ServerError) -> AdmissionServer {
        let registry = Metrics()
        registry.family(
            "sekisho_build_info", .gauge, help: "1, with the versions of what runs.", labels: ["version", "openssl"]
        ).set(1, Sekisho.version, TLSLibrary.version)
        let reviews = ServeReviews(registry: registry, log: log, answer: admission.answer)
        admission.collect(in: registry)
        let metrics = ServerMetrics(registry: registry)
        _ = ProcessMetrics(registry: registry, started: ServerClock.system.unixSeconds)
        var files: [WatchedFile] = []
        if let policy {
            files.append(
                WatchedFile("policy", paths: [policy]) { contents in
                    guard let bytes = contents.first else { return }
                    try admission.usePolicy(bytes)
                })
        }
        let server = try AdmissionServer(
            settings: settings, certificates: certificates, files: files, routes: ["/validate": reviews.route],
            metrics: metrics, log: log, signals: signals)
        try server.holdReadiness(for: "self-test", until: admission.selfTest)
        try server.start()
        return server
    }

    private func serverSettings() throws -> AdmissionServer.Settings {
        var settings = AdmissionServer.Settings()
        settings.address = ServeSettings.text(address, "address") ?? settings.address
        settings.port = try ServeSettings.number(port, "port", in: 0...65_535) ?? settings.port
        if let port = try ServeSettings.number(metricsPort, "metrics-port", in: 0...65_535) {
            settings.metricsPort = port == 0 ? nil : port
        }
        let workers = try ServeSettings.number(workers, "workers", in: 0...1024) ?? 0
        settings.workers = workers == 0 ? Workers.count() : workers
        settings.shutdownDelay = try ServeSettings.duration(shutdownDelay, "shutdown-delay") ?? settings.shutdownDelay
        settings.shutdownTimeout =
            try ServeSettings.duration(shutdownTimeout, "shutdown-timeout") ?? settings.shutdownTimeout
        // Each connection is a descriptor; some are for files, loops and the metrics port.
        let descriptors = max(64, ProcessLimits.raiseDescriptors() - 128)
        settings.limits.maximumConnections = min(
            descriptors,
            try ServeSettings.number(maxConnections, "max-connections", in: 1...1_000_000)
                ?? settings.limits.maximumConnections)
        settings.httpLimits.maximumBodyBytes =
            try ServeSettings.bytes(maxBody, "max-body") ?? settings.httpLimits.maximumBodyBytes
        settings.limits.maximumBytesInFlight =
            try ServeSettings.bytes(maxBytesInFlight, "max-bytes-in-flight") ?? settings.limits.maximumBytesInFlight
        guard settings.limits.maximumBytesInFlight >= settings.httpLimits.maximumBodyBytes else {
            throw ValidationError("--max-bytes-in-flight must be at least --max-body, or no such body could be read.")
        }
        return settings
    }

    private func certificateFiles() throws -> CertificateFiles {
        let version: TLSContext.Version? = try ServeSettings.value(
            tlsMinVersion, "tls-min-version", expected: "1.2 or 1.3"
        ) { ["1.2": .v1_2, "1.3": .v1_3][$0] }
        let fromEnvironment = ServeSettings.text(nil, "client-name").map { $0.split(separator: ",").map(String.init) }
        let names = clientName.isEmpty ? fromEnvironment ?? [] : clientName
        let authority = ServeSettings.text(clientCa, "client-ca")
        guard names.isEmpty || authority != nil else {
            throw ValidationError("--client-name needs --client-ca: without it no client shows a certificate.")
        }
        return CertificateFiles(
            certificate: ServeSettings.text(tlsCert, "tls-cert") ?? "certs/tls.crt",
            key: ServeSettings.text(tlsKey, "tls-key") ?? "certs/tls.key",
            minimumVersion: version ?? .v1_2, clientAuthority: authority, clientNames: Set(names))
    }

    /// An address as it stands in a URL.
    private static func urlHost(_ address: String) -> String { address.contains(":") ? "[\(address)]" : address }
}
