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
    var arePrintableASCII: Bool {
        var index = 0
        while count &- index >= 8 {
            guard TextWord.isPrintable(TextWord.word(of: self, at: index)) else { return false }
            index = index &+ 8
        }
        while index < count {
            guard self[index] >= 0x20, self[index] < 0x7F else { return false }
            index = index &+ 1
        }
        return true
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
