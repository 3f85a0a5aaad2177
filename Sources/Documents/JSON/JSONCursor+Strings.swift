/// A string of a JSON text: the bytes between its quotes, which are in order.
struct JSONStringExtent {
    let start: Int
    let end: Int
    let hasEscapes: Bool
    /// Whether every byte is ASCII; escapes may stand for something else.
    let isASCII: Bool

    var count: Int { end &- start }
}

extension JSONCursor {
    /// Reads a string, from its opening quote to behind its closing one.
    mutating func string() throws(JSONError) -> String { text(of: try stringExtent()) }

    /// Steps over a string, from its opening quote to behind its closing one.
    mutating func stringExtent() throws(JSONError) -> JSONStringExtent {
        let start = offset &+ 1
        var index = start
        var hasEscapes = false
        var highBits: UInt64 = 0
        var trailing = 0
        while index < count {
            // Eight bytes at a time as long as each stands for itself.
            while count &- index >= 8 {
                let word = word(at: index)
                let marks = TextWord.specialBytes(in: word)
                if marks | (word & TextWord.highBits) == 0 {
                    index = index &+ 8
                    continue
                }
                let before = TextWord.bytes(of: word, before: marks)
                if before & TextWord.highBits != 0 {
                    highBits |= before & TextWord.highBits
                    trailing = trailing &+ TextWord.countOfTrailingBytes(in: before)
                }
                index = index &+ TextWord.place(of: marks)
                if marks != 0 { break }
            }
            guard index < count else { break }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                offset = index &+ 1
                columnBase = columnBase &+ trailing
                return JSONStringExtent(start: start, end: index, hasEscapes: hasEscapes, isASCII: highBits == 0)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                // The most frequent ones.
                let letter = self.byte(at: index &+ 1)
                let isCommon = letter == UInt8(ascii: "n") || letter == UInt8(ascii: "\"") || letter == byte
                index = index &+ (isCommon ? 2 : try lengthOfEscape(at: index))
            case 0..<0x20:
                offset = index
                throw failure("a control character stands in a string")
            default:
                highBits |= UInt64(byte & 0x80)
                if byte & 0xC0 == 0x80 { trailing = trailing &+ 1 }
                index = index &+ 1
            }
        }
        offset = count
        throw failure("a string has no closing quote")
    }

    /// 2, or 6 for `\u0041`.
    private mutating func lengthOfEscape(at index: Int) throws(JSONError) -> Int {
        switch byte(at: index &+ 1) {
        case UInt8(ascii: "n"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "t"),
            UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"):
            return 2
        case UInt8(ascii: "u") where codeUnit(at: index) != nil:
            return 6
        default:
            offset = min(index, count)
            throw failure("an escape is none of JSON's")
        }
    }

    /// What a string stands for.
    func text(of string: JSONStringExtent) -> String {
        let raw = UnsafeBufferPointer(rebasing: bytes[string.start..<string.end])
        guard string.hasEscapes else {
            // Every byte was looked at.
            return string.isASCII
                ? String(copying: UTF8Span(unchecked: raw.span, isKnownASCII: true)) : GoText.string(of: raw)
        }
        if string.isASCII {
            // Each escape is longer than what it stands for.
            return String(unsafeUninitializedCapacity: string.count) { unescape(string, into: $0) }
        }
        let unescaped = [UInt8](unsafeUninitializedCapacity: string.count) { $1 = unescape(string, into: $0) }
        return unescaped.withUnsafeBufferPointer { GoText.string(of: $0) }
    }

    /// Copies a string with what its escapes stand for.
    ///
    /// - Parameter target: has room for as many bytes as the string has; no more are written.
    /// - Returns: the number of bytes written.
    private func unescape(_ string: JSONStringExtent, into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let room = UnsafeMutableRawBufferPointer(target)
        let limit = min(string.count, room.count)
        var index = string.start
        var written = 0
        while index < string.end {
            // What is copied behind an escape is overwritten by the next bytes.
            while string.end &- index >= 8, limit &- written >= 8 {
                let word = word(at: index)
                room.storeBytes(of: word.littleEndian, toByteOffset: written, as: UInt64.self)
                let marks = TextWord.backslashes(in: word)
                let place = TextWord.place(of: marks)
                index = index &+ place
                written = written &+ place
                if marks != 0 { break }
            }
            guard index < string.end else { break }
            let byte = bytes[index]
            var piece = UInt64(byte)
            var length = 1
            if byte == UInt8(ascii: "\\") {
                (piece, length, index) = escaped(at: index)
            } else {
                index = index &+ 1
            }
            guard limit &- written >= length else { break }
            for _ in 0..<length {
                room[written] = UInt8(truncatingIfNeeded: piece)
                piece >>= 8
                written = written &+ 1
            }
        }
        return written
    }

    /// What an escape that is in order stands for, in UTF-8 from the lowest byte on, and the index behind it.
    private func escaped(at index: Int) -> (bytes: UInt64, length: Int, end: Int) {
        let byte = byte(at: index &+ 1)
        switch byte {
        case UInt8(ascii: "n"): return (0x0A, 1, index &+ 2)
        case UInt8(ascii: "t"): return (0x09, 1, index &+ 2)
        case UInt8(ascii: "r"): return (0x0D, 1, index &+ 2)
        case UInt8(ascii: "b"): return (0x08, 1, index &+ 2)
        case UInt8(ascii: "f"): return (0x0C, 1, index &+ 2)
        case UInt8(ascii: "u"): return unicodeEscape(at: index)
        default: return (UInt64(byte), 1, index &+ 2)
        }
    }

    /// `\u0041`, or two of them for one character; half a pair stands for U+FFFD, as in Go.
    private func unicodeEscape(at index: Int) -> (bytes: UInt64, length: Int, end: Int) {
        var scalar: Unicode.Scalar?
        var end = index &+ 6
        if let first = codeUnit(at: index) {
            if UTF16.isLeadSurrogate(first), let second = codeUnit(at: end), UTF16.isTrailSurrogate(second) {
                scalar = Unicode.Scalar(0x10000 &+ (UInt32(first &- 0xD800) << 10 | UInt32(second &- 0xDC00)))
                end = index &+ 12
            } else {
                scalar = Unicode.Scalar(first)
            }
        }
        var bytes: UInt64 = 0
        var length = 0
        for byte in UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            bytes |= UInt64(byte) << UInt64(length &* 8)
            length = length &+ 1
        }
        return (bytes, length, end)
    }

    /// The four hexadecimal digits of `\uXXXX`; nil where no such escape stands.
    private func codeUnit(at index: Int) -> UInt16? {
        guard byte(at: index) == UInt8(ascii: "\\"), byte(at: index &+ 1) == UInt8(ascii: "u") else { return nil }
        var unit: UInt16 = 0
        for position in 2..<6 {
            let byte = byte(at: index &+ position)
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
            default: return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
