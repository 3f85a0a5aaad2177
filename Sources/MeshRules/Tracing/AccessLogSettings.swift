import IstioSchema

/// How the access log of a mesh is chosen: by providers, or by the settings that were there before them.
extension Message {
    /// The default providers that write access logs in a release.
    ///
    /// Source: pilot/pkg/networking/core/accesslog.go `setHTTPAccessLog`: with one of them, the older settings are not
    /// looked at.
    func accessLogProviders(in version: IstioVersion) -> [Message] {
        let names = defaultProviders(of: .accessLogging)
        guard !names.isEmpty else { return [] }
        let directory = ProviderDirectory(self)
        return names.compactMap { directory.named($0.value) }
            .filter { $0.providerType?.serves(.accessLogging, in: version) == true }
    }

    /// Whether a provider takes `accessLogFormat` and `accessLogEncoding` of the mesh.
    ///
    /// Source: pilot/pkg/model/telemetry_logging.go `telemetryAccessLog`.
    var takesFormatOfMesh: Bool {
        guard providerName == "envoy", let log = message("envoyFileAccessLog") else { return false }
        return !log.isSet("logFormat") && log.bool("omitEmptyValues")?.value != true
    }
}
