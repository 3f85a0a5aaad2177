/// Eight bytes of a text as one number, the first in the lowest place.
enum TextWord {
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Marks, by its top bit, the first byte that is a quote, a backslash or a control character, and maybe some behind it.
    @inline(__always)
    static func specialBytes(in word: UInt64) -> UInt64 {
        // A borrow can mark bytes behind a special one, never one before the first. The second lowest bit changed, a quote
        // is the one behind the control characters.
        let controlsAndQuotes = (word ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121
        let backslashes = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- ones
        // The exclusive ors leave the top bits as they are.
        return (controlsAndQuotes | backslashes) & ~word & highBits
    }

    /// Whether every byte stands for itself in a string: is ASCII and none that is special, DEL neither.
    @inline(__always)
    static func isPlain(_ word: UInt64) -> Bool {
        let deletes = ((word ^ 0x7F7F_7F7F_7F7F_7F7F) &- ones) & ~word & highBits
        return specialBytes(in: word) | deletes | (word & highBits) == 0
    }

    /// Whether every byte is a character of ASCII that prints.
    @inline(__always)
    static func isPrintable(_ word: UInt64) -> Bool {
        // With the top bit set no byte borrows from the next.
        let controls = ~((word | highBits) &- ones &* 0x20)
        // One more than DEL has the top bit set.
        return (controls | word | (word &+ ones)) & highBits == 0
    }

    /// Marks the first byte that is below `-` (most of YAML's indicators, and what separates lines and words), a `:` or no
    /// ASCII, and maybe some behind it.
    @inline(__always)
    static func indicators(in word: UInt64) -> UInt64 {
        // With the top bit set no byte borrows from the next, and without it none carries into the next.
        let isNotLow = (word | highBits) &- ones &* 0x2D
        let isNoColon = (word ^ ones &* 0x3A) &+ ~highBits
        return (~(isNotLow & isNoColon) | word) & highBits
    }

    /// Marks the first `:`, and maybe some bytes behind it.
    @inline(__always)
    static func colons(in word: UInt64) -> UInt64 {
        let difference = word ^ ones &* 0x3A
        return (difference &- ones) & ~difference & highBits
    }

    /// Marks every `[`, `]`, `{`, `}` and `?`.
    @inline(__always)
    static func brackets(in word: UInt64) -> UInt64 {
        let small = word | ones &* 0x20
        return bytes(of: small, equal: 0x7B) | bytes(of: small, equal: 0x7D) | bytes(of: word, equal: 0x3F)
    }

    /// Marks every byte that is the one given, an ASCII one.
    @inline(__always)
    private static func bytes(of word: UInt64, equal byte: UInt64) -> UInt64 {
        let difference = word ^ ones &* byte
        return ~((difference & ~highBits) &+ ~highBits | difference) & highBits
    }

    /// The eight bytes from an offset on, which must be there.
    @inline(__always)
    static func word(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt64 {
        // Where eight bytes are, there is an address.
        let start = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
        return UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Up to seven bytes, which must be there, and 0 in the places of the others.
    @inline(__always)
    static func word(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> UInt64 {
        // Nearly always others stand behind them, which are masked away.
        if bytes.count &- start >= 8 { return word(of: bytes, at: start) & ~(~0 &<< UInt64((end &- start) &* 8)) }
        var word: UInt64 = 0
        for index in (start..<end).reversed() { word = word &<< 8 | UInt64(bytes[index]) }
        return word
    }

    /// Writes eight bytes from an offset on, for which there must be room.
    @inline(__always)
    static func write(_ word: UInt64, to room: UnsafeMutableRawBufferPointer, at offset: Int) {
        room.baseAddress.unsafelyUnwrapped.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
    }

    /// The place of the first byte that is marked; 8 where none is.
    @inline(__always)
    static func place(of marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }

    /// The bytes before the first that is marked; all where none is.
    @inline(__always)
    static func bytes(of word: UInt64, before marks: UInt64) -> UInt64 {
        // All bits below the lowest that is set.
        word & (marks &- 1) & ~marks
    }

    /// How many bytes go on a character of UTF-8 (10xxxxxx).
    static func countOfTrailingBytes(in word: UInt64) -> Int { (word & ~(word &<< 1) & highBits).nonzeroBitCount }
}
