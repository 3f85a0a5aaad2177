/// Names to be looked up by the bytes of a text.
///
/// A table of its own, as every key of every document and every field that a rule asks for is looked up here: a dictionary
/// would hash the whole name by SipHash, and take a letter for another of the same look (U+212A for K), which Go does not.
struct NameTable: Sendable {
    /// Indices into ``names``, -1 for none; a power of two, at least twice as many as there are names.
    private let slots: [Int16]
    private let names: [String]
    /// The ends of each name, apart from the names so that looking at them counts no references.
    private let ends: [TextEnds]

    /// - Parameter names: fewer than 2^15; of a repeated one the first is found.
    init(_ names: [String]) {
        var count = 8
        while count < names.count * 2 { count *= 2 }
        var slots = [Int16](repeating: -1, count: count)
        self.names = names
        ends = names.map(TextEnds.init)
        for (index, ends) in ends.enumerated() {
            var slot = ends.hash & (count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = Int16(index)
        }
        self.slots = slots
    }

    /// Which of the names a text is, byte for byte; nil for none.
    subscript(text: String) -> Int? {
        let ends = TextEnds(text)
        let mask = slots.count &- 1
        var slot = ends.hash & mask
        while true {
            let index = Int(slots[slot])
            guard index >= 0 else { return nil }
            // Of texts that Swift takes for the same, only the ones without a letter beyond ASCII have the same length.
            if self.ends[index] == ends, ends.areWhole || names[index] == text { return index }
            slot = (slot &+ 1) & mask
        }
    }
}

/// The length of a text and up to sixteen bytes of each of its ends, which may be the same bytes: all there is of nearly
/// every name, and enough to tell any from nearly all other texts.
private struct TextEnds: Equatable {
    private let length: Int
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let last: UInt64

    init(_ text: String) {
        // Bytes have no padding, each load is checked to lie within them, and any eight of them make an integer.
        let bytes = unsafe text.utf8.span.bytes
        let count = bytes.byteCount
        length = count
        if count >= 16 {
            first = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
            second = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self)
            third = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count &- 16, as: UInt64.self)
            last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            return
        }
        second = 0
        third = 0
        if count >= 8 {
            first = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
            last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        } else if count >= 4 {
            first = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self))
            last = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
        } else if count > 0 {
            let middle = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count / 2, as: UInt8.self)
            first = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt8.self)) | UInt64(middle) << 8
            last = UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count &- 1, as: UInt8.self))
        } else {
            first = 0
            last = 0
        }
    }

    /// Whether there is nothing between the ends.
    var areWhole: Bool { length <= 32 }

    /// Odd numbers of many bits spread each byte over the whole, of which the upper half is the better one.
    var hash: Int {
        let mixed = (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &* 0xC2B2_AE3D_27D4_EB4F)
        return Int(truncatingIfNeeded: (mixed ^ (mixed >> 29)) >> 20) &+ length
    }
}
