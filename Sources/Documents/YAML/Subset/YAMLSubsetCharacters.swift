/// What the characters of a text tell before it is read.
struct YAMLSubsetCharacters {
    /// Whether all of them mean the same to everybody.
    ///
    /// Outside are control characters, which YAML refuses; line breaks but LF and CR LF; and a byte order mark.
    private(set) var mayBeRead = true
    private(set) var isASCII = true
    /// What may stand in strings that are written without numbers of characters (`\x3C`), and are more than
    /// one short word.
    private(set) var rarities: Node.Rarities = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= Lanes.scalarCount else {
            rarities = .all
            mayBeRead = look(at: bytes, from: 0, to: bytes.count)
            return
        }
        if !arePlain(bytes) { mayBeRead = lookClosely(at: bytes) }
    }

    // MARK: Sixteen bytes at a time

    private typealias Lanes = SIMD16<UInt8>
    private typealias Words = SIMD2<UInt64>

    /// Whether all are printable ASCII or LF; and on the way, what may stand in them.
    ///
    /// - Parameter bytes: at least sixteen.
    private mutating func arePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var strange = Lanes()
        let last = bytes.count &- Lanes.scalarCount
        var index = 0
        while true {
            let lanes = Self.lanes(of: bytes, at: index)
            strange |= Self.strangeBytes(in: lanes)
            let signs = Self.signs(in: lanes)
            if Self.isAnyMarked(signs) { noteRarities(in: bytes, from: index, at: signs) }
            if index == last { return !Self.isAnyMarked(strange) }
            // The last turn looks at some bytes again.
            index = min(index &+ Lanes.scalarCount, last)
        }
    }

    /// The bytes from an offset on, which must be there.
    @inline(__always)
    private static func lanes(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Lanes {
        UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: Lanes.self)
    }

    /// Marks, by its top bit, every byte that is neither printable ASCII nor LF.
    @inline(__always)
    private static func strangeBytes(in lanes: Lanes) -> Lanes {
        let isControl = lanes &- 0x20
        let isNoLineFeed = (lanes ^ 0x0A) &+ 0x7F
        let isDelete = lanes &+ 1
        return isControl & isNoLineFeed | isDelete | lanes
    }

    /// Marks the bytes that are in all of ``Node/Rarities``: `<`, `{`, `$` or `*`, and the G of CHANGE and BEGIN.
    @inline(__always)
    private static func signs(in lanes: Lanes) -> Lanes {
        let brackets = zeroes(in: lanes ^ UInt8(ascii: "<")) | zeroes(in: lanes ^ UInt8(ascii: "{"))
        let others = zeroes(in: lanes ^ UInt8(ascii: "$")) | zeroes(in: lanes ^ UInt8(ascii: "*"))
        return (brackets | others | zeroes(in: lanes ^ UInt8(ascii: "G"))) & ~lanes
    }

    /// Marks every zero, and bytes above 0x80.
    @inline(__always)
    private static func zeroes(in lanes: Lanes) -> Lanes { lanes &- 1 }

    /// Comparing vectors would be compiled to a loop over their bytes.
    @inline(__always)
    private static func isAnyMarked(_ lanes: Lanes) -> Bool {
        let words = unsafeBitCast(lanes, to: Words.self)
        return (words[0] | words[1]) & TextWord.highBits != 0
    }

    /// Looks around the bytes that are marked in the lanes from a place on.
    private mutating func noteRarities(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, at marks: Lanes) {
        let words = unsafeBitCast(marks, to: Words.self)
        for index in words.indices {
            var left = words[index] & TextWord.highBits
            while left != 0 {
                noteRarity(in: bytes, at: start &+ index &* 8 &+ TextWord.place(of: left))
                left &= left &- 1
            }
        }
    }

    private mutating func noteRarity(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
        let before = Unicode.Scalar(Self.byte(bytes, place &- 1))
        let behind = Unicode.Scalar(Self.byte(bytes, place &+ 1))
        switch (before, Unicode.Scalar(Self.byte(bytes, place)), behind) {
        case (_, "<", _), ("{", "{", _), ("$", "{", _), (_, "$", "("), ("*", "*", _), ("N", "G", "E"):
            rarities.insert(.placeholder)
        case ("E", "G", "I") where Self.byte(bytes, place &- 2) == UInt8(ascii: "B"):
            rarities.insert(.privateKey)
        default:
            break
        }
    }

    private mutating func lookClosely(at bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index &+ Lanes.scalarCount <= bytes.count {
            let end = index &+ Lanes.scalarCount
            let isPlain = !Self.isAnyMarked(Self.strangeBytes(in: Self.lanes(of: bytes, at: index)))
            guard isPlain || look(at: bytes, from: index, to: end) else { return false }
            index = end
        }
        return look(at: bytes, from: index, to: bytes.count)
    }

    private mutating func look(at bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Bool {
        var index = start
        while index < end, index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x80 {
                isASCII = false
                if !Self.mayBegin(byte, Self.byte(bytes, index &+ 1), Self.byte(bytes, index &+ 2)) { return false }
            } else if byte < 0x20 || byte == 0x7F {
                guard byte == 0x0A || byte == 0x09 || byte == 0x0D && Self.byte(bytes, index &+ 1) == 0x0A else {
                    return false
                }
            }
            index = index &+ 1
        }
        return true
    }

    private static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt8 {
        bytes.indices.contains(index) ? bytes[index] : 0
    }

    /// Whether a byte that is no ASCII may stand before two others.
    private static func mayBegin(_ byte: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch byte {
        case 0xC2: second >= 0xA0  // C1 control characters, and the line break U+0085
        case 0xE2: second != 0x80 || third & 0xFE != 0xA8  // the line breaks U+2028 and U+2029
        case 0xEF: second != 0xBB && (second != 0xBF || third < 0xBE)  // U+FEFF and its neighbours, U+FFFE, U+FFFF
        default: true
        }
    }
}
