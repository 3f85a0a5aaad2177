/// What a field of a message holds.
///
/// Neither lists nor maps hold one another in any of Istio's messages, so that no type need hold another in memory of its
/// own, to which references would be counted.
package enum FieldType: Hashable, Sendable {
    case single(ValueType)
    /// A wrapper such as `google.protobuf.BoolValue`, written as a bare scalar.
    case optional(ValueType)
    case list(ValueType)
    /// A map from strings.
    case map(ValueType)

    /// What the field holds one of, or several.
    package var value: ValueType {
        switch self {
        case .single(let value), .optional(let value), .list(let value), .map(let value): value
        }
    }
}

/// What one value of a field is.
package enum ValueType: Hashable, Sendable {
    case bool, int32, int64, uint32, uint64, double, string
    /// `google.protobuf.Duration`, written as Go writes durations.
    case duration
    /// `google.protobuf.Struct`: any mapping.
    case freeForm
    case enumeration(EnumName)
    case message(MessageName)
}

/// Types as the tables write them.
extension FieldType {
    package static var bool: FieldType { single(.bool) }
    package static var int32: FieldType { single(.int32) }
    package static var int64: FieldType { single(.int64) }
    package static var uint32: FieldType { single(.uint32) }
    package static var uint64: FieldType { single(.uint64) }
    package static var double: FieldType { single(.double) }
    package static var string: FieldType { single(.string) }
    package static var duration: FieldType { single(.duration) }
    package static var freeForm: FieldType { single(.freeForm) }
    package static func enumeration(_ name: EnumName) -> FieldType { single(.enumeration(name)) }
    package static func message(_ name: MessageName) -> FieldType { single(.message(name)) }
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
