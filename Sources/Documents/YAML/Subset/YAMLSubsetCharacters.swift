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
        guard bytes.count > 8 else {
            rarities = .all
            mayBeRead = look(at: bytes, from: 0, to: bytes.count)
            return
        }
        if !arePlain(bytes) { mayBeRead = lookByWords(at: bytes) }
    }

    // MARK: Eight bytes at a time

    /// Whether all are printable ASCII or LF; and on the way, without a branch, what pairs of bytes tell.
    ///
    /// - Parameter bytes: more than eight.
    private mutating func arePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var strange: UInt64 = 0
        var placeholders: UInt64 = 0
        var privateKeys: UInt64 = 0
        let last = bytes.count &- 9
        var index = 0
        while true {
            // The last turn looks at some bytes again, and at the last of all as a second one.
            index = min(index, last)
            let first = TextWord.word(of: bytes, at: index)
            let second = TextWord.word(of: bytes, at: index &+ 1)
            strange |= Self.strangeBytes(in: first)
            placeholders |= Self.placeholders(first, second) & ~first
            privateKeys |= first.mayEqual("-") & second.mayEqual("B") & ~first
            if index == last {
                strange |= Self.strangeBytes(in: second)
                break
            }
            index = index &+ 8
        }
        if placeholders & TextWord.highBits != 0 { rarities.insert(.placeholder) }
        if privateKeys & TextWord.highBits != 0 { rarities.insert(.privateKey) }
        return strange & TextWord.highBits == 0
    }

    /// Marks every `<`, and what begins `{{`, `${`, `$(`, `**` and `CH`: the least that ``Node/Rarities/placeholder`` has.
    @inline(__always)
    private static func placeholders(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let dollars = first.mayEqual("$")
        let opened = (dollars | first.mayEqual("{")) & second.mayEqual("{") | dollars & second.mayEqual("(")
        let stars = first.mayEqual("*") & second.mayEqual("*")
        return first.mayEqual("<") | opened | stars | first.mayEqual("C") & second.mayEqual("H")
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
        index < bytes.count ? bytes[index] : 0
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
