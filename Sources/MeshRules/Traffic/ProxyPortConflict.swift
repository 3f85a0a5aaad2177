import IstioSchema
import Validation

extension Rule {
    package static let proxyPortConflict = Rule(
        "proxy-port-conflict", .warning, .risky, in: .meshConfig,
        needs: ProxyPort.ofMesh.map(\.description) + ["defaultConfig"],
        summary: "two listeners of a proxy are to have the same port",
        rationale:
            "The second listener cannot bind. All traffic of the pod breaks when its proxy starts the next time.",
        fix: "Leave the ports out, or give each its own, beside those that proxies always use.",
        sources: [.istio("conflictWithReservedListener"), .document("istio.io: Ports used by Istio")],
        examples: [
            .valid("the defaults", "proxyListenPort: 15001\ndefaultConfig: {proxyAdminPort: 15000}"),
            .valid("swapped", "proxyListenPort: 15006\nproxyInboundListenPort: 15001"),
            .invalid(
                "that of a default",
                "proxyListenPort: 15006  # ✗ must differ from proxyInboundListenPort, which is 15006 too"),
            .invalid(
                "twice the same",
                """
                proxyHttpPort: 15100
                defaultConfig:
                  statusPort: 15100  # ✗ must differ from proxyHttpPort, which is 15100 too
                """),
            .invalid(
                "reserved", "defaultConfig: {statusPort: 15090}  # ✗ must not be 15090, the proxy's port for metrics"),
        ]
    ) { mesh, report in
        let ports = ProxyPort.written(in: mesh)
        for (index, it) in ports.enumerated() {
            if it.port.isWritten, let use = reservedPorts[it.port.value] {
                report.add("must not be \(it.port.value), the proxy's port for \(use)", at: it.port)
            }
            for earlier in ports.prefix(index) where earlier.port.value == it.port.value {
                let (named, other) = it.port.isWritten ? (it, earlier) : (earlier, it)
                guard named.port.isWritten else { continue }
                report.add("must differ from \(other.name), which is \(other.port.value) too", at: named.port)
            }
        }
    }
}

// Source: istio.io/docs/ops/deployment/application-requirements "Ports used by Istio"; the same from 1.20 to 1.31.
private let reservedPorts: [Int64: String] = [
    15004: "debugging", 15008: "HBONE", 15021: "health checks", 15053: "DNS", 15090: "metrics",
]
