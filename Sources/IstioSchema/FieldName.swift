/// The JSON name of a field, as rules ask for it: always a literal.
///
/// With it goes a number made of its bytes, by which the field is found. That is inlined where the literal stands, so that
/// the compiler works it out: a rule hands over a constant, where each look at a field would read the name again.
@usableFromInline package struct FieldName: ExpressibleByStringLiteral, CustomStringConvertible, Equatable, Sendable {
    @usableFromInline let text: StaticString
    /// Of each name in the schema another one; a test holds the tables to it.
    @usableFromInline let key: UInt64

    @inlinable @inline(__always)
    package init(stringLiteral text: StaticString) {
        self.text = text
        unsafe key = Self.key(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @usableFromInline package var description: String { text.description }

    @usableFromInline package static func == (left: FieldName, right: FieldName) -> Bool { left.key == right.key }

    /// The number of a name of the schema.
    static func key(_ name: String) -> UInt64 {
        var name = name
        return name.withUTF8 { unsafe key(UnsafeRawBufferPointer($0)) }
    }

    /// Eight bytes at once, the last of them maybe once more: that few steps the compiler takes by itself.
    @inlinable @inline(__always)
    static func key(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        // Each load lies within the bytes, by the branch and by the loop that it stands in.
        let count = bytes.count
        if count < 8 {
            var key = UInt64(truncatingIfNeeded: count)
            for offset in 0..<count { unsafe key = mixed(key, UInt64(bytes[offset])) }
            return key
        }
        var key = unsafe mixed(
            UInt64(truncatingIfNeeded: count), bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
        var offset = 0
        while offset &+ 8 < count {
            unsafe key = mixed(key, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset = offset &+ 8
        }
        return key
    }

    /// An odd number of many bits spreads each byte upwards, and the shift brings the upper half down.
    @inlinable @inline(__always)
    static func mixed(_ key: UInt64, _ bytes: UInt64) -> UInt64 {
        let product = (key ^ bytes) &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 32)
    }
}

/// The fields of a message by the numbers of their JSON names.
struct FieldTable: Sendable {
    /// A power of two, at least twice as many as there are fields.
    private let slots: [Slot]

    private struct Slot {
        var key: UInt64 = 0
        /// Negative in a slot without a field.
        var ordinal = -1
    }

    init(_ fields: [FieldShape]) {
        var count = 8
        while count < fields.count * 2 { count *= 2 }
        var slots = [Slot](repeating: Slot(), count: count)
        for (ordinal, field) in fields.enumerated() {
            let key = FieldName.key(field.name)
            var slot = Self.first(key, in: count)
            while slots[slot].ordinal >= 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = Slot(key: key, ordinal: ordinal)
        }
        self.slots = slots
    }

    @inline(__always)
    subscript(name: FieldName) -> Int? { self[key: name.key] }

    @inline(__always)
    subscript(key key: UInt64) -> Int? {
        var slot = Self.first(key, in: slots.count)
        while slots[slot].key != key {
            guard slots[slot].ordinal >= 0 else { return nil }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return slots[slot].ordinal
    }

    /// - Parameter count: a power of two.
    private static func first(_ key: UInt64, in count: Int) -> Int { Int(truncatingIfNeeded: key) & (count &- 1) }
}
