/// A set of ASCII characters as two words, so that a look-up is a shift.
struct ASCIISet: Sendable {
    /// Bit n stands for the character n.
    let low: UInt64
    /// Bit n stands for the character 64 + n.
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        let word = byte < 64 ? low : high
        return (word &>> UInt64(byte & 63)) & 1 == 1
    }

    /// `tchar` of RFC 9110 §5.6.2: letters, digits and ``!#$%&'*+-.^_`|~``.
    static let token = ASCIISet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)

    /// What a target may hold: printable ASCII without space and `#` (a fragment is never sent, RFC 9112 §3.2).
    static let target = ASCIISet(low: 0xFFFF_FFF6_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF)

    /// What a host and port may hold (RFC 3986 §3.2), without the comma, which would be a list of two.
    static let host = ASCIISet(low: 0x2FFF_6FF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFE)
}

/// Bytes with a meaning in RFC 9112.
enum Byte {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let asterisk: UInt8 = 0x2A
    static let comma: UInt8 = 0x2C
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let zero: UInt8 = 0x30
    static let nine: UInt8 = 0x39
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let question: UInt8 = 0x3F
    static let percent: UInt8 = 0x25
    static let delete: UInt8 = 0x7F

    @inline(__always)
    static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == delete }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    /// The value of a hexadecimal digit.
    @inline(__always)
    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte &- 0x30
        case 0x41...0x46: byte &- 0x37
        case 0x61...0x66: byte &- 0x57
        default: nil
        }
    }
}

extension Span<UInt8> {
    /// The offset of the first control character (with tab and DEL) in a range, or the range's end.
    ///
    /// Both ends must be in bounds.
    func firstControl(from start: Int, to end: Int) -> Int {
        var offset = start
        // Eight bytes at a time: a byte below 0x20 borrows from its top bit, one that is 0x7F becomes zero by the exclusive or.
        while end &- offset >= 8 {
            let word = UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let flipped = word ^ 0x7F7F_7F7F_7F7F_7F7F
            let below = (word &- 0x2020_2020_2020_2020) & ~word
            let deletes = (flipped &- 0x0101_0101_0101_0101) & ~flipped
            let marks = (below | deletes) & 0x8080_8080_8080_8080
            // A borrow can mark bytes behind a control character, never the first one before it.
            guard marks == 0 else { return offset &+ marks.trailingZeroBitCount >> 3 }
            offset &+= 8
        }
        while offset < end, !Byte.isControl(self[offset]) { offset &+= 1 }
        return offset
    }

    /// The offset of the first such byte in a range.
    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        for offset in range where self[offset] == byte { return offset }
        return nil
    }

    /// Whether every byte of a range is in a set.
    func all(_ range: Range<Int>, in set: ASCIISet) -> Bool {
        for offset in range where !set.contains(self[offset]) { return false }
        return true
    }

    /// A range without the spaces and tabs at its ends (OWS, RFC 9110 §5.6.3).
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, Byte.isBlank(self[start]) { start &+= 1 }
        while start < end, Byte.isBlank(self[end &- 1]) { end &-= 1 }
        return start..<end
    }

    /// Whether a range is a word, whatever the case of its letters.
    ///
    /// The word is in lower case. Only for ranges without control characters, which would pass for `-` and digits.
    func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { word in
            var offset = range.lowerBound
            for byte in word {
                guard self[offset] | 0x20 == byte else { return false }
                offset &+= 1
            }
            return true
        }
    }

    /// Whether a range is a word, letter by letter.
    func equals(_ range: Range<Int>, exactly word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { word in
            var offset = range.lowerBound
            for byte in word {
                guard self[offset] == byte else { return false }
                offset &+= 1
            }
            return true
        }
    }

    /// Calls a closure with each element of a comma-separated list that is not empty (RFC 9110 §5.6.1).
    func forEachElement(of range: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = range.lowerBound
        while start <= range.upperBound {
            let end = first(Byte.comma, in: start..<range.upperBound) ?? range.upperBound
            let element = trimmed(start..<end)
            if !element.isEmpty { body(element) }
            start = end &+ 1
        }
    }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD.
    func text(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

extension [UInt8] {
    mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
