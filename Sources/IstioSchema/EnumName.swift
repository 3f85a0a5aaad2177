/// An enumeration of Istio's API.
package enum EnumName: Hashable, CaseIterable, Sendable {
    case authenticationPolicy
    case forwardClientCertDetails
    case accessLogEncoding
    case openCensusProviderTraceContext
    case serviceAttributeEnrichment
    case traceContextOption
    case meshH2UpgradePolicy
    case inboundTrafficPolicyMode
    case ingressControllerMode
    case outboundTrafficPolicyMode
    case normalizationType
    case serviceScope
    case tlsProtocol
    case headersWithUnderscoresAction
    case pathWithEscapedSlashesAction
    case connectionProfile
    case inboundInterceptionMode
    case metadataExchangeMode
    case tracingServiceName
    case resource
    case serviceEntryVisibility
    case openCensusTraceContext
    case tlsMode
    case h2UpgradePolicy

    /// The values of the enumeration.
    package var shape: EnumShape {
        switch self {
        case .authenticationPolicy: .authenticationPolicy
        case .forwardClientCertDetails: .forwardClientCertDetails
        case .accessLogEncoding: .accessLogEncoding
        case .openCensusProviderTraceContext: .openCensusProviderTraceContext
        case .serviceAttributeEnrichment: .serviceAttributeEnrichment
        case .traceContextOption: .traceContextOption
        case .meshH2UpgradePolicy: .meshH2UpgradePolicy
        case .inboundTrafficPolicyMode: .inboundTrafficPolicyMode
        case .ingressControllerMode: .ingressControllerMode
        case .outboundTrafficPolicyMode: .outboundTrafficPolicyMode
        case .normalizationType: .normalizationType
        case .serviceScope: .serviceScope
        case .tlsProtocol: .tlsProtocol
        case .headersWithUnderscoresAction: .headersWithUnderscoresAction
        case .pathWithEscapedSlashesAction: .pathWithEscapedSlashesAction
        case .connectionProfile: .connectionProfile
        case .inboundInterceptionMode: .inboundInterceptionMode
        case .metadataExchangeMode: .metadataExchangeMode
        case .tracingServiceName: .tracingServiceName
        case .resource: .resource
        case .serviceEntryVisibility: .serviceEntryVisibility
        case .openCensusTraceContext: .openCensusTraceContext
        case .tlsMode: .tlsMode
        case .h2UpgradePolicy: .h2UpgradePolicy
        }
    }
}
