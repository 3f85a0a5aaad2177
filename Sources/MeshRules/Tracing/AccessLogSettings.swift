import IstioSchema
import Validation

/// How the access log of a mesh is chosen: by providers, or by the settings that were there before them.
extension RuleReport {
    /// The default providers of a mesh that write access logs.
    ///
    /// Source: pilot/pkg/networking/core/accesslog.go `setHTTPAccessLog`: with one of them, the older settings are not
    /// looked at.
    mutating func accessLogProviders(of mesh: Message) -> [Message] {
        let choices = defaultProviders(of: mesh).accessLogging
        var providers: [Message] = []
        for index in choices.indices {
            guard let provider = choices[index].provider, let type = choices[index].type,
                type.serves(.accessLogging, in: version)
            else { continue }
            providers.append(provider)
        }
        return providers
    }
}

extension Message {
    /// Whether a provider takes `accessLogFormat` and `accessLogEncoding` of the mesh.
    ///
    /// Source: pilot/pkg/model/telemetry_logging.go `telemetryAccessLog`.
    var takesFormatOfMesh: Bool {
        guard providerName == "envoy", let log = message("envoyFileAccessLog") else { return false }
        return !log.isSet("logFormat") && log.bool("omitEmptyValues")?.value != true
    }
}
