import Glibc

/// What the server counts about itself; what a review says is counted by who knows reviews.
package struct ServerMetrics: Sendable {
    package let registry: Metrics
    let requests: Metrics.Family
    let requestSeconds: Metrics.Family
    let rejections: Metrics.Family
    let shed: Metrics.Family
    let connections: Metrics.Family
    let connectionsOpened: Metrics.Family
    let connectionsClosed: Metrics.Family
    let connectionTimeouts: Metrics.Family
    let handshakes: Metrics.Family
    let handshakeFailures: Metrics.Family
    let handshakeSeconds: Metrics.Family
    let bytesInFlight: Metrics.Family
    let bytesInFlightLimit: Metrics.Family
    let acceptFailures: Metrics.Family
    let reloads: Metrics.Family
    let reloadTime: Metrics.Family
    let certificateNotAfter: Metrics.Family
    let certificateNotBefore: Metrics.Family
    let ready: Metrics.Family
    let logLinesDropped: Metrics.Family

    /// From 100 µs, a small review all in, to 10 s, the default timeout of a webhook's call.
    package static let secondsBuckets = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    package init(registry: Metrics) {
        self.registry = registry
        requests = registry.family(
            "sekisho_http_requests_total", .counter, help: "Requests answered, by path and status.",
            labels: ["path", "status"])
        requestSeconds = registry.family(
            "sekisho_http_request_duration_seconds", .histogram,
            help: "Time from the first byte of a request to the last byte of its response given to the kernel.",
            labels: ["path"], buckets: Self.secondsBuckets)
        rejections = registry.family(
            "sekisho_http_rejections_total", .counter,
            help: "Requests refused before they reached a path, by what is wrong with them.", labels: ["reason"])
        shed = registry.family(
            "sekisho_shed_total", .counter,
            help: "Requests answered 429 and connections closed because a limit was reached, by limit.",
            labels: ["limit"])
        connections = registry.family(
            "sekisho_connections", .gauge, help: "Open connections, by port.", labels: ["port"])
        connectionsOpened = registry.family(
            "sekisho_connections_opened_total", .counter, help: "Accepted connections, by port.", labels: ["port"])
        connectionsClosed = registry.family(
            "sekisho_connections_closed_total", .counter, help: "Closed connections, by why.", labels: ["reason"])
        connectionTimeouts = registry.family(
            "sekisho_connection_timeouts_total", .counter, help: "Deadlines that passed, by what was waited for.",
            labels: ["phase"])
        handshakes = registry.family(
            "sekisho_tls_handshakes_total", .counter, help: "Completed TLS handshakes, by version.", labels: ["version"]
        )
        handshakeFailures = registry.family(
            "sekisho_tls_failures_total", .counter, help: "Failed TLS sessions, by OpenSSL's reason.",
            labels: ["reason"], maximumSets: 64)
        handshakeSeconds = registry.family(
            "sekisho_tls_handshake_duration_seconds", .histogram, help: "Time from accept to the end of the handshake.",
            buckets: Self.secondsBuckets)
        bytesInFlight = registry.family(
            "sekisho_request_bytes_in_flight", .gauge,
            help: "Bytes that are held for clients: of requests being read or answered, and of answers.")
        bytesInFlightLimit = registry.family(
            "sekisho_request_bytes_in_flight_limit", .gauge, help: "Over this, large requests are answered 429.")
        acceptFailures = registry.family(
            "sekisho_accept_failures_total", .counter, help: "Failed calls of accept, by errno.", labels: ["errno"])
        reloads = registry.family(
            "sekisho_reloads_total", .counter, help: "Changed files that were read anew, by file and result.",
            labels: ["file", "result"])
        reloadTime = registry.family(
            "sekisho_reload_timestamp_seconds", .gauge, help: "When a file was last taken into use.", labels: ["file"])
        certificateNotAfter = registry.family(
            "sekisho_certificate_not_after_timestamp_seconds", .gauge,
            help: "When the certificate in use expires.")
        certificateNotBefore = registry.family(
            "sekisho_certificate_not_before_timestamp_seconds", .gauge,
            help: "From when on the certificate in use is valid.")
        ready = registry.family("sekisho_ready", .gauge, help: "Whether /readyz says yes (1) or no (0).")
        logLinesDropped = registry.family(
            "sekisho_log_lines_dropped_total", .counter,
            help: "Log lines dropped because standard error took them too slowly or not at all.")
    }
}

/// What every Prometheus client tells of its process.
package struct ProcessMetrics: Sendable {
    private let cpu: Metrics.Family
    private let resident: Metrics.Family
    private let virtual: Metrics.Family
    private let openDescriptors: Metrics.Family
    private let maximumDescriptors: Metrics.Family
    private let threads: Metrics.Family

    package init(registry: Metrics, started: Int64) {
        cpu = registry.family(
            "process_cpu_seconds_total", .counter, help: "Total user and system CPU time spent in seconds.")
        resident = registry.family("process_resident_memory_bytes", .gauge, help: "Resident memory size in bytes.")
        virtual = registry.family("process_virtual_memory_bytes", .gauge, help: "Virtual memory size in bytes.")
        openDescriptors = registry.family("process_open_fds", .gauge, help: "Number of open file descriptors.")
        maximumDescriptors = registry.family(
            "process_max_fds", .gauge, help: "Maximum number of open file descriptors.")
        threads = registry.family("process_threads", .gauge, help: "Number of operating system threads.")
        registry.family(
            "process_start_time_seconds", .gauge, help: "Start time of the process since Unix epoch in seconds."
        ).set(Double(started))
        registry.collect { [self] in collect() }
    }

    private func collect() {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        cpu.set(Double(used.tv_sec) + Double(used.tv_nsec) / 1e9)
        let pages = Self.text("/proc/self/statm").split(separator: " ").prefix(2).compactMap { Double($0) }
        if pages.count == 2 {
            let pageBytes = Double(sysconf(Int32(_SC_PAGESIZE)))
            virtual.set(pages[0] * pageBytes)
            resident.set(pages[1] * pageBytes)
        }
        for line in Self.text("/proc/self/status").split(separator: "\n") where line.hasPrefix("Threads:") {
            if let count = Double(line.dropFirst(8).drop { $0 == "\t" || $0 == " " }) { threads.set(count) }
        }
        openDescriptors.set(Double(Self.countOpenDescriptors()))
        maximumDescriptors.set(Double(sysconf(Int32(_SC_OPEN_MAX))))
    }

    private static func text(_ path: String) -> String {
        let bytes = (try? FileDescriptor.contents(ofFile: path)) ?? []
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func countOpenDescriptors() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Without ".", ".." and the folder's own.
        return max(0, count - 3)
    }
}
