/// The fields of one message, in the order of the proto.
///
/// The order matters: of two members of a oneof that are both written, Istio takes the one that is declared later.
package final class MessageShape: Sendable {
    /// The name in full: `istio.mesh.v1alpha1.MeshConfig`.
    package let protoName: String
    /// The first release that has the message; nil for those of 1.20 and before.
    package let since: IstioVersion?
    package let removed: IstioVersion?
    package let fields: [FieldShape]
    /// Whether any field belongs to a oneof, in any release.
    let hasOneofs: Bool
    private let keys: FieldNames

    /// What a key of a mapping means in this message.
    struct Key: Sendable {
        /// Index into ``fields``.
        let field: Int
        /// Whether the key is the proto's spelling, which loses to the JSON name where both are written.
        let isProtoName: Bool
    }

    init(_ protoName: String, since: IstioVersion? = nil, removed: IstioVersion? = nil, fields: [FieldShape]) {
        self.protoName = protoName
        self.since = since
        self.removed = removed
        self.fields = fields
        hasOneofs = fields.contains { $0.oneof != nil || $0.earlier?.oneof != nil }
        keys = FieldNames(of: fields)
    }

    /// The field of a JSON or proto name; nil where the message has none, in any release.
    package func field(_ name: String) -> FieldShape? {
        keys[name].map { fields[$0.field] }
    }

    func key(_ name: String) -> Key? { keys[name] }

    /// Index into ``fields`` of a JSON name; nil where the message has no such field, in any release.
    func ordinal(ofField name: String) -> Int? { keys[name]?.field }

    /// The set of fields of these JSON names; nil where the message lacks one of them in every release.
    package func fields(named names: [String]) -> FieldSet? {
        var set = FieldSet()
        for name in names {
            guard let ordinal = ordinal(ofField: name) else { return nil }
            set.insert(ordinal)
        }
        return set
    }
}

/// The values of one enumeration.
package final class EnumShape: Sendable {
    package let protoName: String
    package let values: [EnumValueShape]

    init(_ protoName: String, values: [EnumValueShape]) {
        self.protoName = protoName
        self.values = values
    }

    package func value(named name: String) -> EnumValueShape? { values.first { $0.name.isExactly(name) } }

    package func value(numbered number: Int32) -> EnumValueShape? { values.first { $0.number == number } }

    /// The names that a release has, in the proto's order.
    package func names(in version: IstioVersion) -> [String] {
        values.filter { $0.exists(in: version) }.map(\.name)
    }
}

/// One value of an enumeration, and the releases that have it.
package struct EnumValueShape: Sendable {
    package let name: String
    package let number: Int32
    package let since: IstioVersion?
    package let removed: IstioVersion?

    /// A row of a table.
    static func value(
        _ name: String, _ number: Int32, since: IstioVersion? = nil, removed: IstioVersion? = nil
    ) -> EnumValueShape {
        EnumValueShape(name: name, number: number, since: since, removed: removed)
    }

    package func exists(in version: IstioVersion) -> Bool {
        if let since, version < since { return false }
        if let removed, version >= removed { return false }
        return true
    }
}
