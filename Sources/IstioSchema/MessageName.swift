/// A message of Istio's API, or of Kubernetes' where Istio uses it.
///
/// A case without a table does not compile: ``shape`` names each.
package enum MessageName: Int, CaseIterable, Sendable {
    case meshConfig
    case proxyConfig
    case meshNetworks
    case proxyConfigResource
    case tcpKeepalive
    case outboundTrafficPolicy
    case inboundTrafficPolicy
    case configSource
    case certificateData
    case localityLoadBalancerSetting
    case zoneAwareLoadBalancerSetting
    case certificate
    case serviceSettings
    case serviceScopeConfigs
    case certificateAuthority
    case extensionProvider
    case defaultProviders
    case labelSelector
    case proxyPathNormalization
    case httpRetry
    case tlsConfig
    case defaultTrafficPolicy
    case serviceEntryVisibility
    case tracing
    case secretDiscovery
    case remoteService
    case topology
    case readinessProbe
    case proxyStatsMatcher
    case proxyImage
    case privateKeyProvider
    case proxyHeaders
    case connectionSettings
    case network
    case workloadSelector
    case clientTLSSettings
    case localityDistribute
    case localityFailover
    case zoneAwareFailover
    case serviceSettingsSettings
    case envoyExternalAuthorizationHttpProvider
    case envoyExternalAuthorizationGrpcProvider
    case zipkinTracingProvider
    case lightstepTracingProvider
    case datadogTracingProvider
    case stackdriverProvider
    case openCensusAgentTracingProvider
    case skyWalkingTracingProvider
    case openTelemetryTracingProvider
    case prometheusMetricsProvider
    case envoyFileAccessLogProvider
    case envoyHttpGrpcV3LogProvider
    case envoyTcpGrpcV3LogProvider
    case envoyOpenTelemetryLogProvider
    case sdsProvider
    case labelSelectorRequirement
    case connectionPoolSettings
    case outlierDetection
    case serviceEntryVisibilityPolicy
    case zipkinTracing
    case lightstepTracing
    case datadogTracing
    case stackdriverTracing
    case openCensusAgentTracing
    case customTag
    case proxyProtocolConfiguration
    case httpHealthCheck
    case tcpHealthCheck
    case execHealthCheck
    case grpcHealthCheck
    case cryptoMb
    case qat
    case setCurrentClientCertDetails
    case requestId
    case server
    case attemptCount
    case envoyDebugHeaders
    case metadataExchangeHeaders
    case xForwardedHost
    case xForwardedPort
    case networkEndpoints
    case networkGateway
    case envoyExternalAuthorizationRequestBody
    case httpHeader
    case stackdriverLogging
    case httpService
    case grpcService
    case resourceDetectors
    case dynatraceSampler
    case fileLogFormat
    case openTelemetryLogFormat
    case tcpSettings
    case httpSettings
    case serviceEntryVisibilityMatchRule
    case customTagLiteral
    case customTagEnvironment
    case customTagRequestHeader
    case probeHTTPHeader
    case environmentResourceDetector
    case dynatraceResourceDetector
    case dynatraceApi
    case connectionKeepalive
    case kubernetesLabelSelector
    case kubernetesLabelSelectorRequirement

    /// The fields of the message.
    package var shape: MessageShape {
        switch self {
        case .meshConfig: .meshConfig
        case .proxyConfig: .proxyConfig
        case .meshNetworks: .meshNetworks
        case .proxyConfigResource: .proxyConfigResource
        case .tcpKeepalive: .tcpKeepalive
        case .outboundTrafficPolicy: .outboundTrafficPolicy
        case .inboundTrafficPolicy: .inboundTrafficPolicy
        case .configSource: .configSource
        case .certificateData: .certificateData
        case .localityLoadBalancerSetting: .localityLoadBalancerSetting
        case .zoneAwareLoadBalancerSetting: .zoneAwareLoadBalancerSetting
        case .certificate: .certificate
        case .serviceSettings: .serviceSettings
        case .serviceScopeConfigs: .serviceScopeConfigs
        case .certificateAuthority: .certificateAuthority
        case .extensionProvider: .extensionProvider
        case .defaultProviders: .defaultProviders
        case .labelSelector: .labelSelector
        case .proxyPathNormalization: .proxyPathNormalization
        case .httpRetry: .httpRetry
        case .tlsConfig: .tlsConfig
        case .defaultTrafficPolicy: .defaultTrafficPolicy
        case .serviceEntryVisibility: .serviceEntryVisibility
        case .tracing: .tracing
        case .secretDiscovery: .secretDiscovery
        case .remoteService: .remoteService
        case .topology: .topology
        case .readinessProbe: .readinessProbe
        case .proxyStatsMatcher: .proxyStatsMatcher
        case .proxyImage: .proxyImage
        case .privateKeyProvider: .privateKeyProvider
        case .proxyHeaders: .proxyHeaders
        case .connectionSettings: .connectionSettings
        case .network: .network
        case .workloadSelector: .workloadSelector
        case .clientTLSSettings: .clientTLSSettings
        case .localityDistribute: .localityDistribute
        case .localityFailover: .localityFailover
        case .zoneAwareFailover: .zoneAwareFailover
        case .serviceSettingsSettings: .serviceSettingsSettings
        case .envoyExternalAuthorizationHttpProvider: .envoyExternalAuthorizationHttpProvider
        case .envoyExternalAuthorizationGrpcProvider: .envoyExternalAuthorizationGrpcProvider
        case .zipkinTracingProvider: .zipkinTracingProvider
        case .lightstepTracingProvider: .lightstepTracingProvider
        case .datadogTracingProvider: .datadogTracingProvider
        case .stackdriverProvider: .stackdriverProvider
        case .openCensusAgentTracingProvider: .openCensusAgentTracingProvider
        case .skyWalkingTracingProvider: .skyWalkingTracingProvider
        case .openTelemetryTracingProvider: .openTelemetryTracingProvider
        case .prometheusMetricsProvider: .prometheusMetricsProvider
        case .envoyFileAccessLogProvider: .envoyFileAccessLogProvider
        case .envoyHttpGrpcV3LogProvider: .envoyHttpGrpcV3LogProvider
        case .envoyTcpGrpcV3LogProvider: .envoyTcpGrpcV3LogProvider
        case .envoyOpenTelemetryLogProvider: .envoyOpenTelemetryLogProvider
        case .sdsProvider: .sdsProvider
        case .labelSelectorRequirement: .labelSelectorRequirement
        case .connectionPoolSettings: .connectionPoolSettings
        case .outlierDetection: .outlierDetection
        case .serviceEntryVisibilityPolicy: .serviceEntryVisibilityPolicy
        case .zipkinTracing: .zipkinTracing
        case .lightstepTracing: .lightstepTracing
        case .datadogTracing: .datadogTracing
        case .stackdriverTracing: .stackdriverTracing
        case .openCensusAgentTracing: .openCensusAgentTracing
        case .customTag: .customTag
        case .proxyProtocolConfiguration: .proxyProtocolConfiguration
        case .httpHealthCheck: .httpHealthCheck
        case .tcpHealthCheck: .tcpHealthCheck
        case .execHealthCheck: .execHealthCheck
        case .grpcHealthCheck: .grpcHealthCheck
        case .cryptoMb: .cryptoMb
        case .qat: .qat
        case .setCurrentClientCertDetails: .setCurrentClientCertDetails
        case .requestId: .requestId
        case .server: .server
        case .attemptCount: .attemptCount
        case .envoyDebugHeaders: .envoyDebugHeaders
        case .metadataExchangeHeaders: .metadataExchangeHeaders
        case .xForwardedHost: .xForwardedHost
        case .xForwardedPort: .xForwardedPort
        case .networkEndpoints: .networkEndpoints
        case .networkGateway: .networkGateway
        case .envoyExternalAuthorizationRequestBody: .envoyExternalAuthorizationRequestBody
        case .httpHeader: .httpHeader
        case .stackdriverLogging: .stackdriverLogging
        case .httpService: .httpService
        case .grpcService: .grpcService
        case .resourceDetectors: .resourceDetectors
        case .dynatraceSampler: .dynatraceSampler
        case .fileLogFormat: .fileLogFormat
        case .openTelemetryLogFormat: .openTelemetryLogFormat
        case .tcpSettings: .tcpSettings
        case .httpSettings: .httpSettings
        case .serviceEntryVisibilityMatchRule: .serviceEntryVisibilityMatchRule
        case .customTagLiteral: .customTagLiteral
        case .customTagEnvironment: .customTagEnvironment
        case .customTagRequestHeader: .customTagRequestHeader
        case .probeHTTPHeader: .probeHTTPHeader
        case .environmentResourceDetector: .environmentResourceDetector
        case .dynatraceResourceDetector: .dynatraceResourceDetector
        case .dynatraceApi: .dynatraceApi
        case .connectionKeepalive: .connectionKeepalive
        case .kubernetesLabelSelector: .kubernetesLabelSelector
        case .kubernetesLabelSelectorRequirement: .kubernetesLabelSelectorRequirement
        }
    }
}
