import Documents
import IstioSchema

/// The tracers that `tracing` of a ProxyConfig can name.
///
/// Source: istio.io/api mesh/v1alpha1/proxy.proto, Tracing.
extension Message {
    /// The tracer that a Tracing message names, where the author wrote it.
    var writtenTracer: Field? {
        guard let tracers = Self.tracers, !written.isDisjoint(with: tracers) else { return nil }
        return fields.first { $0.shape.oneof == "tracer" && $0.isWritten }
    }

    private static let tracers: FieldSet? = {
        let shape = MessageName.tracing.shape
        return shape.fields(named: shape.fields.filter { $0.oneof == "tracer" }.map(\.name))
    }()

    /// Whether a Tracing message has the tracer that the chart writes by itself up to 1.21, and with
    /// `compatibilityVersion` up to 1.24: `zipkin.<namespace>:9411`.
    var isTracerOfChart: Bool {
        guard let address = message("zipkin")?.string("address")?.value else { return false }
        return address.hasPrefix("zipkin.") && address.hasSuffix(":9411")
            && DNSLabel.isIstio(String(address.dropFirst(7).dropLast(5)))
    }
}
