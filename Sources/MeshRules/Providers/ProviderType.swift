import IstioSchema
import Validation

/// What an extension provider is, by the name of its field.
enum ProviderType: String, CaseIterable {
    case envoyExtAuthzHttp, envoyExtAuthzGrpc
    case zipkin, lightstep, datadog, stackdriver, opencensus, skywalking, opentelemetry
    case prometheus
    case envoyFileAccessLog, envoyHttpAls, envoyTcpAls, envoyOtelAls
    case sds

    /// What a provider can be chosen for in `defaultProviders`.
    enum Signal: String, CaseIterable {
        case tracing, metrics, accessLogging

        /// Where Istio asks a provider for what it is chosen for.
        static let sources: [Source] = [
            .istio("configureFromProviderConfig"), .istio("telemetryAccessLog"), .istio("buildHTTPTelemetryFilter"),
            .issue("istio/istio#48782"),
        ]
    }

    /// Whether the proxies of a release get anything from the provider for the signal.
    ///
    /// Source: pilot/pkg/networking/core/tracing.go `configureFromProviderConfig`, pilot/pkg/model/telemetry_logging.go
    /// `telemetryAccessLog`, pilot/pkg/model/telemetry.go `buildHTTPTelemetryFilter`, each of 1.20 to 1.31. Stackdriver
    /// and OpenCensus have no case from 1.23 on; Lightstep has an empty one from 1.27 on.
    func serves(_ signal: Signal, in version: IstioVersion) -> Bool {
        switch (signal, self) {
        case (.tracing, .zipkin), (.tracing, .datadog), (.tracing, .skywalking), (.tracing, .opentelemetry): true
        case (.tracing, .lightstep): version <= .v1_26
        case (.tracing, .opencensus): version <= .v1_22
        case (.metrics, .prometheus): true
        case (.accessLogging, .envoyFileAccessLog), (.accessLogging, .envoyHttpAls), (.accessLogging, .envoyTcpAls),
            (.accessLogging, .envoyOtelAls):
            true
        case (_, .stackdriver): version <= .v1_22
        default: false
        }
    }

    /// Whether the type is there for spans, in whatever release.
    var isTracer: Bool {
        switch self {
        case .zipkin, .lightstep, .datadog, .opencensus, .skywalking, .opentelemetry: true
        default: false
        }
    }

    /// The fields that name authorizers, for rules about them.
    static let authorizerFields = allCases.filter(\.isAuthorizer).map(\.rawValue)

    /// The fields that name providers with an address, for rules about it.
    static let fieldsWithAddress = allCases.filter(\.hasAddress).map(\.rawValue)

    var isAuthorizer: Bool { self == .envoyExtAuthzHttp || self == .envoyExtAuthzGrpc }

    /// Whether `service` and `port` say where the provider is.
    var hasAddress: Bool {
        switch self {
        case .stackdriver, .prometheus, .envoyFileAccessLog: false
        default: true
        }
    }

    /// The port on which such a service usually listens, for an example; nil where there is no usual one.
    var usualPort: Int? {
        switch self {
        case .zipkin: 9411
        case .datadog: 8126
        case .skywalking: 11800
        case .opentelemetry, .envoyOtelAls: 4317
        default: nil
        }
    }
}

/// What an entry of `extensionProviders` says.
extension Message {
    /// Empty where none is written.
    var providerName: String { string("name")?.value ?? "" }

    /// The type of an entry; nil where it has none that the release knows.
    ///
    /// The types are the members of the one oneof that a provider has.
    var providerType: ProviderType? {
        guard let ordinal = ordinalOfMember else { return nil }
        return Self.providerTypes.indices.contains(ordinal) ? Self.providerTypes[ordinal] : nil
    }

    /// The message under the type.
    var providerSettings: Message? { messageOfMember }

    /// By field of the shape, whether it is a type.
    private static let providerTypes = MessageName.extensionProvider.shape.fields.map {
        ProviderType(rawValue: $0.name)
    }
}
