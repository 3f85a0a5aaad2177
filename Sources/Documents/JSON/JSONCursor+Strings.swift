/// A string of a JSON text: the bytes between its quotes, or what they stand for where there are escapes among them.
struct JSONStringExtent {
    /// Places in the text or, of a string with escapes, in ``JSONCursor/unescaped``.
    let bytes: Range<Int>
    let hasEscapes: Bool
    let isASCII: Bool
}

extension JSONCursor {
    /// Steps over a string, from its opening quote to behind its closing one.
    ///
    /// - Returns: what stands in it; what has escapes, until the next string is read.
    mutating func stringExtent() throws(JSONError) -> JSONStringExtent {
        let start = offset &+ 1
        var seen = SeenBytes()
        let end = endOfPlain(from: start, &seen)
        switch byte(at: end) {
        case UInt8(ascii: "\""):
            let isASCII = seen.areASCII
            stepOverString(to: end, isASCII: isASCII)
            return JSONStringExtent(bytes: start..<end, hasEscapes: false, isASCII: isASCII)
        case UInt8(ascii: "\\"): return try unescape(from: start, firstEscape: end, seen)
        default: throw unfinishedString(at: end)
        }
    }

    /// Steps over a string that nobody reads, which is refused where ``stringExtent()`` refuses it.
    mutating func skipString() throws(JSONError) {
        var index = offset &+ 1
        var seen = SeenBytes()
        while true {
            index = endOfPlain(from: index, &seen)
            switch byte(at: index) {
            case UInt8(ascii: "\""): return stepOverString(to: index, isASCII: seen.areASCII)
            case UInt8(ascii: "\\"): index = try escape(at: index).end
            default: throw unfinishedString(at: index)
            }
        }
    }

    /// The place of the next byte that does not stand for itself in a string, or the end of the text.
    ///
    /// - Parameter seen: takes up all bytes before it, and maybe some behind, to tell whether one of them is no ASCII.
    @inline(__always)
    private func endOfPlain(from start: Int, _ seen: inout SeenBytes) -> Int {
        var index = start
        while count &- index >= TextVector.count {
            let vector = TextVector.vector(of: bytes, at: index)
            seen.add(vector)
            if let place = TextVector.firstSpecial(in: vector) { return index &+ place }
            index = index &+ TextVector.count
        }
        while index < count, !bytes[index].isSpecialInString {
            seen.add(bytes[index])
            index = index &+ 1
        }
        return index
    }

    /// Steps over a string that has escapes, and writes down what it stands for.
    ///
    /// In one pass, and not straight into a string, which would need to be told its length before.
    ///
    /// - Parameters:
    ///   - start: where the string begins, behind its quote.
    ///   - firstEscape: up to where every byte stands for itself.
    ///   - seen: all bytes up to there.
    private mutating func unescape(
        from start: Int, firstEscape: Int, _ seen: SeenBytes
    ) throws(JSONError) -> JSONStringExtent {
        let bytes = bytes
        let count = count
        // An escape is written as eight bytes, of which what follows overwrites those that are too many.
        let room = UnsafeMutableRawBufferPointer(unescaped.room(count &- start &+ 8))
        room.copyMemory(from: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<firstEscape])))
        var index = firstEscape
        // What to take from a place in the text for the one in the room. It never shrinks, as no escape is shorter than
        // what it stands for: what is in the text is in the room.
        var shift = start
        var seen = seen
        while index < count, room.count &- (index &- shift) >= 8 {
            switch bytes[index] {
            case UInt8(ascii: "\\"):
                let (piece, length, end) = try escape(at: index)
                TextWord.write(piece, to: room, at: index &- shift)
                // Of a character that is no ASCII the first byte tells.
                seen.add(UInt8(truncatingIfNeeded: piece))
                shift = shift &+ (end &- index &- length)
                index = end
            case UInt8(ascii: "\""):
                let isASCII = seen.areASCII
                stepOverString(to: index, isASCII: isASCII)
                return JSONStringExtent(bytes: 0..<index &- shift, hasEscapes: true, isASCII: isASCII)
            case let byte:
                guard !byte.isSpecialInString else { throw unfinishedString(at: index) }
                room[index &- shift] = byte
                seen.add(byte)
                index = index &+ 1
            }
            // Sixteen bytes at a time as long as each stands for itself.
            while count &- index >= TextVector.count {
                let vector = TextVector.vector(of: bytes, at: index)
                TextVector.write(vector, to: room, at: index &- shift)
                seen.add(vector)
                if let place = TextVector.firstSpecial(in: vector) {
                    index = index &+ place
                    break
                }
                index = index &+ TextVector.count
            }
        }
        throw unfinishedString(at: count)
    }

    /// Steps behind the closing quote of a string.
    @inline(__always)
    private mutating func stepOverString(to quote: Int, isASCII: Bool) {
        if !isASCII { countTrailingBytes(to: quote) }
        offset = quote &+ 1
    }

    /// Takes the bytes that go on a character out of the column.
    @inline(never)
    private mutating func countTrailingBytes(to end: Int) {
        var index = offset
        while end &- index >= 8 {
            columnBase = columnBase &+ TextWord.countOfTrailingBytes(in: word(at: index))
            index = index &+ 8
        }
        while index < end {
            if byte(at: index) & 0xC0 == 0x80 { columnBase = columnBase &+ 1 }
            index = index &+ 1
        }
    }

    /// - Parameter index: of a control character, or the end of the text.
    @inline(never)
    private mutating func unfinishedString(at index: Int) -> JSONError {
        offset = index
        return failure(index < count ? "a control character stands in a string" : "a string has no closing quote")
    }

    /// What stands in a string.
    ///
    /// - Parameter string: the one that was read last.
    func text(of string: JSONStringExtent) -> String {
        let source = string.hasEscapes ? unescaped.bytes : bytes
        let raw = UnsafeBufferPointer(rebasing: source[string.bytes])
        // Every byte was looked at.
        return string.isASCII
            ? String(copying: UTF8Span(unchecked: raw.span, isKnownASCII: true)) : GoText.string(of: raw)
    }

    /// What stands in a string that is the name of a member, and its number among the known names; negative for another.
    ///
    /// - Parameter string: the one that was read last.
    func name(of string: JSONStringExtent) -> (String, number: Int16) {
        if !string.hasEscapes,
            let number = knownNames.number(in: bytes, from: string.bytes.lowerBound, to: string.bytes.upperBound)
        {
            return (knownNames[number], number)
        }
        return (text(of: string), -1)
    }

    /// What an escape stands for, in UTF-8 from the lowest byte on, and the index behind it.
    @inline(__always)
    private mutating func escape(at index: Int) throws(JSONError) -> (bytes: UInt64, length: Int, end: Int) {
        // The most frequent ones.
        switch byte(at: index &+ 1) {
        case UInt8(ascii: "n"): (0x0A, 1, index &+ 2)
        case UInt8(ascii: "\""): (0x22, 1, index &+ 2)
        case UInt8(ascii: "\\"): (0x5C, 1, index &+ 2)
        default: try rareEscape(at: index)
        }
    }

    @inline(never)
    private mutating func rareEscape(at index: Int) throws(JSONError) -> (bytes: UInt64, length: Int, end: Int) {
        let byte = byte(at: index &+ 1)
        switch byte {
        case UInt8(ascii: "t"): return (0x09, 1, index &+ 2)
        case UInt8(ascii: "r"): return (0x0D, 1, index &+ 2)
        case UInt8(ascii: "b"): return (0x08, 1, index &+ 2)
        case UInt8(ascii: "f"): return (0x0C, 1, index &+ 2)
        case UInt8(ascii: "/"): return (0x2F, 1, index &+ 2)
        case UInt8(ascii: "u"): if let first = codeUnit(at: index) { return unicodeEscape(at: index, first) }
        default: break
        }
        offset = min(index, count)
        throw failure("an escape is none of JSON's")
    }

    /// `\u0041`, or two of them for one character; half a pair stands for U+FFFD, as in Go.
    private func unicodeEscape(at index: Int, _ first: UInt16) -> (bytes: UInt64, length: Int, end: Int) {
        let scalar: Unicode.Scalar?
        var end = index &+ 6
        if UTF16.isLeadSurrogate(first), let second = codeUnit(at: end), UTF16.isTrailSurrogate(second) {
            scalar = Unicode.Scalar(0x10000 &+ (UInt32(first &- 0xD800) << 10 | UInt32(second &- 0xDC00)))
            end = index &+ 12
        } else {
            scalar = Unicode.Scalar(first)
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

extension UInt8 {
    /// Whether a byte of a JSON string does not stand for itself: a quote, a backslash or a control character.
    fileprivate var isSpecialInString: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") || self < 0x20 }
}
