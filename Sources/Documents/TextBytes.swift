/// A text that is put together of pieces, as UTF-8: bytes cost a quarter of what strings do.
extension [UInt8] {
    /// As `+=` with the text's `utf8`, without what that does for any kind of sequence.
    package mutating func append(_ text: String) {
        text.utf8Span.span.withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    /// As the text of a number, which a generic function of the library makes at five times the cost.
    package mutating func append(decimal number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        let magnitude = number.magnitude
        var place: UInt = 1
        while magnitude / place >= 10 { place &*= 10 }
        while place > 0 {
            append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: magnitude / place % 10))
            place /= 10
        }
    }

    /// Whether every byte is a character of ASCII that prints.
    package var arePrintableASCII: Bool { withUnsafeBufferPointer { $0.arePrintableASCII } }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether every byte is a character of ASCII that prints.
    var arePrintableASCII: Bool { allWords(TextWord.isPrintable) }

    /// Whether every byte stands for itself in a string of JSON, and is ASCII.
    var arePlain: Bool { allWords(TextWord.isPlain) }

    /// Whether the test holds of all bytes, of which it is asked eight at a time, in any order and with blanks between.
    @inline(__always)
    private func allWords(_ test: (UInt64) -> Bool) -> Bool {
        guard count >= 8 else {
            var word = TextWord.ones &* 0x20
            for byte in self { word = word &<< 8 | UInt64(byte) }
            return test(word)
        }
        var index = 0
        while index < count &- 8 {
            guard test(TextWord.word(of: self, at: index)) else { return false }
            index = index &+ 8
        }
        // The last eight, some of which may have been looked at.
        return test(TextWord.word(of: self, at: count &- 8))
    }

    /// How many Unicode scalars the bytes, which are UTF-8, have: each has one byte that goes on none.
    var scalarCount: Int {
        var index = 0
        var trailing = 0
        while count &- index >= 8 {
            trailing = trailing &+ TextWord.countOfTrailingBytes(in: TextWord.word(of: self, at: index))
            index = index &+ 8
        }
        while index < count {
            trailing = trailing &+ (self[index] & 0xC0 == 0x80 ? 1 : 0)
            index = index &+ 1
        }
        return count &- trailing
    }
}
