/// Names of fields that stand in nearly every document, each made once.
///
/// A key that is one of them is looked up in less time than a string takes to be made, and one of more than 15 bytes needs
/// no memory of its own. They are literals: no copy of one counts references, of which all threads would have to agree.
struct KnownNames: Sendable {
    /// All names, by their numbers.
    let texts: [String]
    private let spellings: [Spelling]
    /// Indices into ``texts``, -1 for none.
    private let slots: [Int16]

    /// 2,048 slots, of which one in five has a name, so that nearly each is found where it is first looked for.
    private static let slotBits: UInt64 = 11
    /// The longest name, in bytes.
    static let maximumCount = 40

    static let all = KnownNames(kubernetes + istio)

    /// The bytes of a name: two that have the same are the same name.
    private struct Spelling: Equatable, Sendable {
        var count: Int
        // Eight bytes each, as far as there are so many, and the last eight; of a shorter name all in the first.
        var first: UInt64 = 0
        var second: UInt64 = 0
        var third: UInt64 = 0
        var fourth: UInt64 = 0
        var last: UInt64 = 0

        var slot: Int {
            let hash = first &* 0x9E37_79B9_7F4A_7C15 ^ (last &+ UInt64(count)) &* 0xC2B2_AE3D_27D4_EB4F
            return Int(truncatingIfNeeded: hash &>> (64 &- KnownNames.slotBits))
        }

        /// Nil for what is empty or too long.
        ///
        /// - Parameters: places in the bytes, within them and in order.
        @inline(__always)
        init?(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
            count = end &- start
            guard count > 0, count <= KnownNames.maximumCount, start >= 0, end <= bytes.count else { return nil }
            guard count >= 8 else {
                first = TextWord.word(of: bytes, from: start, to: end)
                return
            }
            first = TextWord.word(of: bytes, at: start)
            last = TextWord.word(of: bytes, at: end &- 8)
            guard count > 16 else { return }
            second = TextWord.word(of: bytes, at: start &+ 8)
            if count > 24 { third = TextWord.word(of: bytes, at: start &+ 16) }
            if count > 32 { fourth = TextWord.word(of: bytes, at: start &+ 24) }
        }
    }

    private init(_ texts: [String]) {
        var known: [String] = []
        var spellings: [Spelling] = []
        var slots = [Int16](repeating: -1, count: 1 << Self.slotBits)
        for text in texts {
            let bytes = Array(text.utf8)
            guard let spelling = bytes.withUnsafeBufferPointer({ Spelling(of: $0, from: 0, to: $0.count) }) else {
                continue
            }
            var slot = spelling.slot
            while slots[slot] >= 0 { slot = (slot + 1) % slots.count }
            slots[slot] = Int16(known.count)
            known.append(text)
            spellings.append(spelling)
        }
        self.texts = known
        self.spellings = spellings
        self.slots = slots
    }

    subscript(number: Int16) -> String { texts[Int(number)] }

    /// The number of the name that these bytes are; nil for another one.
    ///
    /// - Parameters:
    ///   - start: the place of its first byte.
    ///   - end: the place behind its last, not before the first.
    @inline(__always)
    func number(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int16? {
        guard let spelling = Spelling(of: bytes, from: start, to: end) else { return nil }
        var slot = spelling.slot
        while true {
            let number = slots[slot]
            if number < 0 { return nil }
            if spellings[Int(number)] == spelling { return number }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
    }
}
