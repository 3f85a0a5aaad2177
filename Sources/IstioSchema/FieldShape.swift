/// What a field of a message holds.
package enum FieldType: Hashable, Sendable {
    // Only what holds another type is indirect: the others are copied without counting references.

    case bool, int32, int64, uint32, uint64, double, string
    /// `google.protobuf.Duration`, written as Go writes durations.
    case duration
    /// `google.protobuf.Struct`: any mapping.
    case freeForm
    /// A wrapper such as `google.protobuf.BoolValue`, written as a bare scalar.
    indirect case optional(FieldType)
    case enumeration(EnumName)
    case message(MessageName)
    indirect case list(FieldType)
    /// A map from strings.
    indirect case map(FieldType)

    /// The message that a value of the type is, or has in its list or map; nil for a type without messages.
    var messageName: MessageName? {
        switch self {
        case .message(let name): name
        case .list(let inner), .map(let inner), .optional(let inner): inner.messageName
        default: nil
        }
    }
}

/// One field of a message: its names, its type, and the releases that have it.
package final class FieldShape: Sendable {
    /// The JSON name: `connectTimeout`.
    package let name: String
    /// The name in the proto, which Istio takes too: `connect_timeout`.
    package let protoName: String
    package let number: Int
    package let type: FieldType
    /// The oneof that the field belongs to, or nil.
    package let oneof: String?
    /// The first release that has the field; nil for those of 1.20 and before.
    package let since: IstioVersion?
    /// The first release without the field; nil where the newest has it.
    package let removed: IstioVersion?
    /// The first release in which the proto marks the field deprecated; ``IstioVersion/v1_20`` stands for earlier too.
    package let deprecated: IstioVersion?
    /// What the field was before a release changed it.
    package let earlier: Earlier?

    package struct Earlier: Sendable {
        /// The first release with the present shape.
        package let until: IstioVersion
        package let type: FieldType
        package let oneof: String?
    }

    init(
        name: String, protoName: String, number: Int, type: FieldType, oneof: String?, since: IstioVersion?,
        removed: IstioVersion?, deprecated: IstioVersion?, earlier: Earlier?
    ) {
        self.name = name
        self.protoName = protoName
        self.number = number
        self.type = type
        self.oneof = oneof
        self.since = since
        self.removed = removed
        self.deprecated = deprecated
        self.earlier = earlier
    }

    /// A row of a table.
    ///
    /// The proto's name is the JSON name in snake case unless `proto` says otherwise.
    static func field(
        _ name: String, _ number: Int, _ type: FieldType, proto: String? = nil, oneof: String? = nil,
        since: IstioVersion? = nil, removed: IstioVersion? = nil, deprecated: IstioVersion? = nil,
        until earlier: (IstioVersion, FieldType, String?)? = nil
    ) -> FieldShape {
        FieldShape(
            name: name, protoName: proto ?? snakeCase(name), number: number, type: type, oneof: oneof, since: since,
            removed: removed, deprecated: deprecated,
            earlier: earlier.map { Earlier(until: $0.0, type: $0.1, oneof: $0.2) })
    }

    /// Whether releases have the field differently, or not at all.
    var varies: Bool { since != nil || removed != nil || deprecated != nil || earlier != nil }

    /// Whether a release has the field.
    package func exists(in version: IstioVersion) -> Bool {
        if let since, version < since { return false }
        if let removed, version >= removed { return false }
        return true
    }

    package func isDeprecated(in version: IstioVersion) -> Bool {
        deprecated.map { version >= $0 } ?? false
    }

    package func type(in version: IstioVersion) -> FieldType {
        guard let earlier, version < earlier.until else { return type }
        return earlier.type
    }

    package func oneof(in version: IstioVersion) -> String? {
        guard let earlier, version < earlier.until else { return oneof }
        return earlier.oneof
    }

    private static func snakeCase(_ name: String) -> String {
        var text = ""
        for character in name {
            if character.isUppercase {
                text += "_" + character.lowercased()
            } else {
                text.append(character)
            }
        }
        return text
    }
}
