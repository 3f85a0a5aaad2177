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
        guard bytes.count >= 8 else {
            rarities = .all
            mayBeRead = look(at: bytes, from: 0, to: bytes.count)
            return
        }
        if !arePlain(bytes) { mayBeRead = lookByWords(at: bytes) }
    }

    // MARK: Eight bytes at a time

    /// Whether all are printable ASCII or LF; and on the way, what may stand in them.
    ///
    /// - Parameter bytes: at least eight.
    private mutating func arePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var strange: UInt64 = 0
        let last = bytes.count &- 8
        var index = 0
        while true {
            let eight = TextWord.word(of: bytes, at: index)
            strange |= Self.strangeBytes(in: eight)
            if Self.signs(in: eight) != 0 { lookForRarities(in: bytes, from: index) }
            if index == last { return strange & TextWord.highBits == 0 }
            // The last turn looks at some bytes again.
            index = min(index &+ 8, last)
        }
    }

    /// Marks the bytes that are in all of ``Node/Rarities``: `<`, `{`, `$` or `*`, and the G of CHANGE and BEGIN.
    @inline(__always)
    private static func signs(in word: UInt64) -> UInt64 {
        let brackets = word.mayEqual("<") | word.mayEqual("{")
        return (brackets | word.mayEqual("$") | word.mayEqual("*") | word.mayEqual("G")) & ~word & TextWord.highBits
    }

    private mutating func lookForRarities(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        for place in start..<start &+ 8 {
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
    }

    private mutating func lookByWords(at bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index &+ 8 <= bytes.count {
            let eight = TextWord.word(of: bytes, at: index)
            if Self.strangeBytes(in: eight) & TextWord.highBits != 0, !look(at: bytes, from: index, to: index &+ 8) {
                return false
            }
            index = index &+ 8
        }
        return look(at: bytes, from: index, to: bytes.count)
    }

    /// Marks, by its top bit, every byte that is neither printable ASCII nor LF.
    @inline(__always)
    private static func strangeBytes(in bytes: UInt64) -> UInt64 {
        // Where all are ASCII no byte carries over to the next; else the answer is right for the word.
        let isNoControl = (bytes | TextWord.highBits) &- TextWord.ones &* 0x20
        let isNoLineFeed = (bytes ^ TextWord.ones &* 0x0A) &+ TextWord.ones &* 0x7F
        let isDelete = bytes &+ TextWord.ones
        return ~isNoControl & isNoLineFeed | isDelete | bytes
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

extension UInt64 {
    /// Marks, by its top bit, every byte of a word that is this character, and now and then the one behind such.
    @inline(__always)
    fileprivate func mayEqual(_ character: Unicode.Scalar) -> UInt64 {
        (self ^ TextWord.ones &* UInt64(character.value)) &- TextWord.ones
    }
}
