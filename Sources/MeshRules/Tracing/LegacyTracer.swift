import Documents
import IstioSchema

/// The tracers that `tracing` of a ProxyConfig can name.
///
/// Source: istio.io/api mesh/v1alpha1/proxy.proto, Tracing.
extension Message {
    /// The tracer that a Tracing message names, where the author wrote it.
    var writtenTracer: Field? {
        fields.first { $0.shape.oneof == "tracer" && $0.origin != nil }
    }
}

extension Message.Field {
    /// The place of the field in a message at a path.
    func place(under path: FieldPath) -> Located<Void> { Located((), path: path.field(shape.name), origin: origin) }
}
