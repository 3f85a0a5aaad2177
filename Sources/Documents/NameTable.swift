/// Names to be looked up by the bytes of a text.
///
/// A table of its own, as every key of every document and every field that a rule asks for is looked up here: a dictionary
/// would hash the whole name by SipHash, and take a letter for another of the same look (U+212A for K), which Go and Envoy
/// do not. The names are the program's own, so that nobody can choose them to collide.
package struct NameTable: Sendable {
    /// A power of two, at least twice as many as there are names.
    private let slots: [Slot]
    private let names: [String]
    /// What is between the ends of each name.
    private let middles: [TextMiddle]

    /// The ends of a name stand in its slot: one look tells most texts apart, and counts no references.
    private struct Slot {
        var ends = TextEnds.ofNoText
        /// Index into ``names``.
        var index = 0
    }

    /// - Parameter names: of a repeated one the first is found.
    package init(_ names: [String]) {
        var count = 8
        while count < names.count * 2 { count *= 2 }
        var slots = [Slot](repeating: Slot(), count: count)
        self.names = names
        middles = names.map { TextMiddle($0.utf8.span) }
        for (index, name) in names.enumerated() {
            let ends = TextEnds(name.utf8.span)
            var slot = ends.hash & (count - 1)
            while slots[slot].ends != .ofNoText { slot = (slot + 1) & (count - 1) }
            slots[slot] = Slot(ends: ends, index: index)
        }
        self.slots = slots
    }

    /// Which of the names a text is, byte for byte; nil for none.
    package subscript(text: String) -> Int? {
        // Where the bytes of a text lie is told faster by this than by its span.
        let index = text.utf8.withContiguousStorageIfAvailable { self[$0.span] }
        return index ?? self[text.utf8.span]
    }

    package subscript(bytes: Span<UInt8>) -> Int? {
        let ends = TextEnds(bytes)
        let mask = slots.count &- 1
        var slot = ends.hash & mask
        while slots[slot].ends != ends || !ends.areWhole && !isSame(slots[slot].index, bytes) {
            guard slots[slot].ends != .ofNoText else { return nil }
            slot = (slot &+ 1) & mask
        }
        return slots[slot].index
    }

    /// Whether a name of more than 16 bytes is a text of the same ends.
    private func isSame(_ index: Int, _ bytes: Span<UInt8>) -> Bool {
        let middle = TextMiddle(bytes)
        guard middles[index] == middle else { return false }
        if bytes.count <= TextMiddle.maximumWhole { return true }
        let name = names[index].utf8.span
        guard name.count == bytes.count else { return false }
        for index in name.indices where name[index] != bytes[index] { return false }
        return true
    }
}

/// The length of a text and up to eight bytes of each of its ends, which may be the same bytes: all there is of most
/// names, and enough to tell one from nearly all other texts.
private struct TextEnds: Equatable {
    private let count: Int
    private let first: UInt64
    private let last: UInt64

    /// What no text has.
    static let ofNoText = TextEnds(count: -1, first: 0, last: 0)

    private init(count: Int, first: UInt64, last: UInt64) {
        self.count = count
        self.first = first
        self.last = last
    }

    @inline(__always)
    init(_ text: Span<UInt8>) {
        // Each load lies within the bytes, by the branch that it stands in.
        let bytes = text.bytes
        count = bytes.byteCount
        if count >= 8 {
            first = bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
            last = bytes.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        } else if count >= 4 {
            first = UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self))
            last = UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
        } else if count > 0 {
            first = UInt64(text[0]) | UInt64(text[count / 2]) << 8
            last = UInt64(text[count &- 1])
        } else {
            first = 0
            last = 0
        }
    }

    /// Whether there is nothing between the ends.
    var areWhole: Bool { count <= 16 }

    /// Odd numbers of many bits spread each byte over the whole, of which the upper half is the better one.
    var hash: Int {
        let mixed = (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &* 0xC2B2_AE3D_27D4_EB4F)
        return Int(truncatingIfNeeded: (mixed ^ (mixed >> 29)) >> 20) &+ count
    }
}

/// The second and the third eight bytes of a text, of which none is at its end: with both ends all there is of nearly all
/// names.
private struct TextMiddle: Equatable {
    private let second: UInt64
    private let third: UInt64

    /// The longest text that is known by its ends and its middle.
    static let maximumWhole = 32

    init(_ text: Span<UInt8>) {
        // Each load lies within the bytes, as they are more than its last.
        let bytes = text.bytes
        let count = bytes.byteCount
        second = count > 16 ? bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self) : 0
        third = count > 24 ? bytes.unsafeLoadUnaligned(fromByteOffset: 16, as: UInt64.self) : 0
    }
}
