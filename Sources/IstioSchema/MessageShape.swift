import Documents

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
    /// What nearly every field of every document is asked for, beside the fields so that none is looked into for it: the
    /// types in the newest release, which fields releases have differently, and which belong to a oneof in any release.
    let types: [FieldType]
    let varying: FieldSet
    let oneofMembers: FieldSet
    /// The names of the fields, in both spellings, and what each means.
    private let names: NameTable
    private let keys: [Key]
    /// The fields as rules ask for them.
    private let table: FieldTable
    /// By the number of each name that nearly every document has: most keys are looked up without a look at their bytes.
    private let knownKeys: [Key?]

    /// What a key of a mapping means in this message.
    struct Key: Sendable {
        private let ordinal: UInt8
        /// Whether the key is the proto's spelling, which loses to the JSON name where both are written.
        let isProtoName: Bool

        /// - Parameter field: below ``FieldSet/capacity``.
        init(field: Int, isProtoName: Bool) {
            ordinal = UInt8(truncatingIfNeeded: field)
            self.isProtoName = isProtoName
        }

        /// Index into ``fields``.
        var field: Int { Int(ordinal) }
    }

    init(_ protoName: String, since: IstioVersion? = nil, removed: IstioVersion? = nil, fields: [FieldShape]) {
        self.protoName = protoName
        self.since = since
        self.removed = removed
        self.fields = fields
        types = fields.map(\.type)
        var varying = FieldSet()
        var oneofMembers = FieldSet()
        for (ordinal, field) in fields.enumerated() {
            if field.varies { varying.insert(ordinal) }
            if field.oneof != nil || field.earlier?.oneof != nil { oneofMembers.insert(ordinal) }
        }
        self.varying = varying
        self.oneofMembers = oneofMembers
        // The JSON name wins where it is another field's proto name.
        let jsonNames = Set(fields.map(\.name))
        let others = fields.indices.filter { !jsonNames.contains(fields[$0].protoName) }
        let names = NameTable(fields.map(\.name) + others.map { fields[$0].protoName })
        let keys =
            fields.indices.map { Key(field: $0, isProtoName: false) } + others.map { Key(field: $0, isProtoName: true) }
        self.names = names
        self.keys = keys
        table = FieldTable(fields)
        knownKeys = Node.Entry.knownNames.map { name in names[name].map { keys[$0] } }
    }

    /// The field of a JSON or proto name; nil where the message has none, in any release.
    package func field(_ name: String) -> FieldShape? {
        key(name).map { fields[$0.field] }
    }

    /// What the key of an entry means; nil where the message has no such field, in any release.
    @inline(__always)
    func key(of entries: [Node.Entry], at position: Int) -> Key? {
        let number = Int(entries[position].nameNumber)
        // A known name that means nothing here is asked for again, which is rare.
        if number >= 0, number < knownKeys.count, let key = knownKeys[number] { return key }
        return key(entries[position].name)
    }

    func key(_ name: String) -> Key? {
        guard let index = names[name] else { return nil }
        return keys[index]
    }

    /// Whether a release has the field of an ordinal.
    @inline(__always)
    func has(_ ordinal: Int, in version: IstioVersion) -> Bool {
        !varying.contains(ordinal) || fields[ordinal].exists(in: version)
    }

    @inline(__always)
    func isDeprecated(_ ordinal: Int, in version: IstioVersion) -> Bool {
        varying.contains(ordinal) && fields[ordinal].isDeprecated(in: version)
    }

    /// The type that the field of an ordinal has in a release.
    @inline(__always)
    func type(_ ordinal: Int, in version: IstioVersion) -> FieldType {
        varying.contains(ordinal) ? fields[ordinal].type(in: version) : types[ordinal]
    }

    /// Index into ``fields`` of a field that a rule asks for; nil where the message has no such field, in any release.
    @inline(__always)
    func ordinal(of name: FieldName) -> Int? { table[name] }

    /// Index into ``fields`` of a JSON name; nil where the message has no such field, in any release.
    func ordinal(ofField name: String) -> Int? {
        guard let index = names[name] else { return nil }
        // The JSON names come first, in the fields' order.
        return index < fields.count ? index : keys[index].field
    }

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
    private let names: NameTable

    init(_ protoName: String, values: [EnumValueShape]) {
        self.protoName = protoName
        self.values = values
        names = NameTable(values.map(\.name))
    }

    package func value(named name: String) -> EnumValueShape? {
        names[name].map { values[$0] }
    }

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
