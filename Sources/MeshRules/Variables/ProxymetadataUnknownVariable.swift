import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataUnknownVariable = Rule(
        "proxymetadata-unknown-variable", .warning, .ignored, document: .ofProxyVariables,
        summary: "a variable is misspelt",
        rationale: """
            Every variable is accepted and put into the proxies' containers; one with a slip in its name is read by \
            nothing. Variables of your own are fine: only names close to one of Istio's are reported.
            """,
        fix: "Correct the name.",
        sources: [.api("ProxyConfig.proxy_metadata"), .istio("GetNodeMetaData")],
        examples: [
            .valid("a variable of your own", "defaultConfig: {proxyMetadata: {MY_APP_REGION: ap-northeast-1}}"),
            .valid("metadata of your own", "defaultConfig: {proxyMetadata: {ISTIO_META_TEAM: payments}}"),
            .valid(
                "as Istio's own samples have it", "proxyMetadata: {INBOUND_CAPTURE_PORTS: \"\"}",
                kind: .proxyConfigAnnotation),
            .invalid(
                "an underscore missing",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_DNS_AUTOALLOCATE: "true"  # ✗ must be ISTIO_META_DNS_AUTO_ALLOCATE to be read
                """),
            .invalid(
                "a letter missing",
                """
                defaultConfig:
                  proxyMetadata:
                    EXIT_ON_ZERO_ACTIVE_CONNECTION: "true"  # ✗ must be EXIT_ON_ZERO_ACTIVE_CONNECTIONS to be read
                """),
            .invalid(
                "in lower case",
                """
                defaultConfig:
                  proxyMetadata:
                    istio_meta_dns_capture: "true"  # ✗ must be ISTIO_META_DNS_CAPTURE to be read
                """),
        ]
    ) { _, report in
        // Looking for a near name costs a comparison with each of Istio's; a list of hundreds of unknown names gets no more.
        var searchesLeft = 20
        for variable in report.proxyVariables.all {
            guard searchesLeft > 0 else { return }
            guard variable.known == nil, !ProxyVariableUse.isKnown(variable, in: report.version),
                !ofSamples.contains(variable.name)
            else { continue }
            searchesLeft &-= 1
            guard let near = nearName(of: variable.name, in: report.version) else { continue }
            report.add("must be \(near) to be read", atKeyOf: variable.value, fix: near)
        }
    }
}

/// What Istio's documentation has people write although nothing reads it.
///
/// Source: samples/addons/extras/prometheus-secure-metrics.yaml.
private let ofSamples: Set<String> = ["INBOUND_CAPTURE_PORTS"]

/// Edits are looked for in long names only: short ones of different meaning lie close together.
private func nearName(of name: String, in version: IstioVersion) -> String? {
    let metadata = NodeMetadataKey.all.filter { $0.since.map { $0 <= version } ?? true }.map(\.variableName)
    let variables = EnvironmentVariables.all.filter { $0.isReadByProxy(in: version) }.map(\.name)
    let all = metadata + variables
    if let same = all.first(where: { NearName.isSameButForCase($0, name) }) { return same }
    let distinctive = all.filter { $0.utf8.count >= ($0.hasPrefix(NodeMetadataKey.prefix) ? 18 : 12) }
    return name.utf8.count >= 10 ? NearName.nearest(to: name, among: distinctive) : nil
}
