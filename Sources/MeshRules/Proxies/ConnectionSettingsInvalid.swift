import IstioSchema
import Validation

extension Rule {
    package static let connectionSettingsInvalid = Rule(
        "connection-settings-invalid", .error, .rejected, in: .connectionSettings,
        summary: "connectionSettings has a limit, timeout or window that is too small",
        rationale: Consequence.proxyConfigRejected,
        fix: "Write buffers and timeouts from 0, limits from 1, and windows from 65535.",
        sources: [.istio("validateConnectionSettings")],
        releases: .since(.v1_31),
        examples: [
            .valid(
                "a window",
                "defaultConfig: {connectionSettings: {http2InitialStreamWindowSize: 65536, httpIdleTimeout: 0s}}"),
            .invalid(
                "a small window",
                """
                defaultConfig:
                  connectionSettings:
                    http2InitialStreamWindowSize: 1024  # ✗ must be at least 65535, not 1024
                """),
            .invalid(
                "the others",
                """
                connectionSettings:
                  listenerPerConnectionBufferLimitBytes: -1  # ✗ must be at least 0, not -1
                  httpMaxConcurrentStreams: 0  # ✗ must be at least 1, not 0
                  httpIdleTimeout: -1s  # ✗ must be at least 0s, not -1s
                """, kind: .proxyConfigAnnotation),
        ]
    ) { settings, report in
        for (name, minimum) in minimums {
            guard let number = settings.integer(name), number.value < minimum else { continue }
            report.add("must be at least \(minimum)", at: number)
        }
        for name in timeouts {
            guard let timeout = settings.duration(name), timeout.value < .zero else { continue }
            report.add("must be at least 0s", at: timeout)
        }
    }
}

// Source: pkg/config/validation/agent/validation.go `validateConnectionSettings`, 1.31.
private let minimums: [(FieldName, Int64)] = [
    ("listenerPerConnectionBufferLimitBytes", 0), ("clusterPerConnectionBufferLimitBytes", 0),
    ("httpMaxConcurrentStreams", 1), ("http2InitialStreamWindowSize", 65535),
    ("http2InitialConnectionWindowSize", 65535), ("listenerConnectionLimit", 1), ("globalDownstreamConnectionLimit", 1),
]

private let timeouts: [FieldName] = [
    "httpIdleTimeout", "httpMaxConnectionDuration", "httpDrainTimeout", "httpRequestTimeout",
    "httpRequestHeadersTimeout",
    "httpStreamIdleTimeout", "httpMaxStreamDuration",
]
