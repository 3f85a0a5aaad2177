/// Which fields of a message are set, by their index in its shape.
///
/// Two words: one of 128 bits would make the memory of every message aligned, which costs more than the whole set.
@usableFromInline package struct FieldSet: Sendable {
    /// No message of Istio's has more fields; a test holds the tables to it.
    static let capacity = 128

    @usableFromInline var low: UInt64 = 0
    @usableFromInline var high: UInt64 = 0

    package init() {}

    mutating func insert(_ ordinal: Int) {
        if ordinal < 64 { low |= Self.bit(ordinal) } else { high |= Self.bit(ordinal) }
    }

    /// Takes the lowest field out; nil where none is left.
    mutating func popFirst() -> Int? {
        if low != 0 {
            let ordinal = low.trailingZeroBitCount
            low &= low &- 1
            return ordinal
        }
        guard high != 0 else { return nil }
        let ordinal = high.trailingZeroBitCount
        high &= high &- 1
        return ordinal &+ 64
    }

    /// The highest field; nil where there is none.
    var last: Int? {
        if high != 0 { return 127 &- high.leadingZeroBitCount }
        return low == 0 ? nil : 63 &- low.leadingZeroBitCount
    }

    func contains(_ ordinal: Int) -> Bool { (ordinal < 64 ? low : high) & Self.bit(ordinal) != 0 }

    var count: Int { low.nonzeroBitCount &+ high.nonzeroBitCount }

    /// How many fields before this one are set: where it stands in a list of those that are.
    func count(below ordinal: Int) -> Int {
        let below = Self.bit(ordinal) &- 1
        return ordinal < 64 ? (low & below).nonzeroBitCount : low.nonzeroBitCount &+ (high & below).nonzeroBitCount
    }

    /// Inlinable, as the validator asks it for each message and rule of a document.
    @inlinable package func isDisjoint(with other: FieldSet) -> Bool { low & other.low | high & other.high == 0 }

    /// The fields that are in another set too.
    func intersection(_ other: FieldSet) -> FieldSet {
        var both = self
        both.low &= other.low
        both.high &= other.high
        return both
    }

    /// Whether more than one of the fields are also in another set.
    func holdsSeveral(of other: FieldSet) -> Bool {
        let low = low & other.low
        let high = high & other.high
        if low != 0, high != 0 { return true }
        return low & (low &- 1) != 0 || high & (high &- 1) != 0
    }

    /// The bit of a field in its word: the shift takes the lowest six bits.
    private static func bit(_ ordinal: Int) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: ordinal) }
}
