/// Which fields of a message are set, by their index in its shape.
@usableFromInline package struct FieldSet: Sendable {
    /// No message of Istio's has more fields; a test holds the tables to it.
    static let capacity = 128

    @usableFromInline var bits: UInt128 = 0

    package init() {}

    mutating func insert(_ ordinal: Int) { bits |= Self.bit(ordinal) }

    func contains(_ ordinal: Int) -> Bool { bits & Self.bit(ordinal) != 0 }

    /// How many fields before this one are set: where it stands in a list of those that are.
    func count(below ordinal: Int) -> Int { (bits & (Self.bit(ordinal) &- 1)).nonzeroBitCount }

    /// Inlinable, as the validator asks it for each message and rule of a document.
    @inlinable package func isDisjoint(with other: FieldSet) -> Bool { bits & other.bits == 0 }

    private static func bit(_ ordinal: Int) -> UInt128 { 1 &<< UInt128(truncatingIfNeeded: ordinal) }
}
