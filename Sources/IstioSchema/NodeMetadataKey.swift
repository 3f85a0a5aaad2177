import Documents

/// A field of the metadata that a proxy sends to istiod, which the variable `ISTIO_META_` with its name sets.
///
/// Every other `ISTIO_META_` name is passed on as it is.
package struct NodeMetadataKey: Sendable {
    /// Without the prefix: `DNS_CAPTURE`.
    package let name: String
    package let type: ValueType
    package let since: IstioVersion?

    package enum ValueType: Sendable {
        /// Any text, be it a list or a name.
        case string
        /// What `strconv.ParseBool` takes. With anything else pilot-agent does not start.
        case bool
        /// No text at all: a variable of this name keeps pilot-agent from starting.
        case structured
    }

    package static let prefix = "ISTIO_META_"

    package var variableName: String { Self.prefix + name }

    static func key(_ name: String, _ type: ValueType, since: IstioVersion? = nil) -> NodeMetadataKey {
        NodeMetadataKey(name: name, type: type, since: since)
    }

    /// Variables of ``all``, of which the first counts where one is repeated.
    private static let variables = NameTable(all.map(\.variableName))

    /// The key that a variable sets, or nil where a release has none of that name.
    package static func named(_ variable: String, in version: IstioVersion) -> NodeMetadataKey? {
        guard let index = variables[variable] else { return nil }
        if let since = all[index].since, version < since { return nil }
        return all[index]
    }
}
