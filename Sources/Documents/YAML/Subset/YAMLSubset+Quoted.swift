// Quoted scalars of one line.
extension YAMLSubset {
    mutating func singleQuoted() throws(OutsideSubset) -> YAMLSubsetScalar {
        let mark = mark(at: index)
        let quote = UInt8(ascii: "'")
        var place = index &+ 1
        var runStart = place
        if !scratch.isEmpty { scratch.removeAll(keepingCapacity: true) }
        while true {
            let byte = byte(at: place)
            if byte == quote {
                guard self.byte(at: place &+ 1) == quote else { break }
                scratch.append(contentsOf: bytes(from: runStart, to: place &+ 1))
                place = place &+ 2
                runStart = place
                continue
            }
            // A scalar over several lines is not for us; 0 is the end of the text.
            if byte == 0x0A || byte == 0x0D || byte == 0 { throw OutsideSubset() }
            place = place &+ 1
        }
        return quoted(from: mark, runStart, to: place, style: .singleQuoted)
    }

    mutating func doubleQuoted() throws(OutsideSubset) -> YAMLSubsetScalar {
        let mark = mark(at: index)
        var place = index &+ 1
        var runStart = place
        if !scratch.isEmpty { scratch.removeAll(keepingCapacity: true) }
        while true {
            // Eight bytes at a time as long as each stands for itself.
            while count &- place >= 8 {
                let marks = TextWord.specialBytes(in: TextWord.word(of: bytes, at: place))
                place = place &+ TextWord.place(of: marks)
                if marks != 0 { break }
            }
            let byte = byte(at: place)
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                scratch.append(contentsOf: bytes(from: runStart, to: place))
                place = try escape(at: place)
                runStart = place
                continue
            }
            if byte == 0x0A || byte == 0x0D || byte == 0 { throw OutsideSubset() }
            place = place &+ 1
        }
        return quoted(from: mark, runStart, to: place, style: .doubleQuoted)
    }

    /// A quoted scalar: what was collected, and the rest up to the closing quote.
    private mutating func quoted(
        from mark: SourceMark, _ runStart: Int, to quote: Int, style: Node.Style
    ) -> YAMLSubsetScalar {
        let isCollected = !scratch.isEmpty
        if isCollected { scratch.append(contentsOf: bytes(from: runStart, to: quote)) }
        index = quote &+ 1
        return YAMLSubsetScalar(
            start: runStart, end: quote, mark: mark, endMark: self.mark(at: index), style: style,
            isCollected: isCollected)
    }

    /// Collects what an escape stands for.
    ///
    /// Outside are an escaped line break, `\/` and `\'`, of which libyaml and go-yaml think differently, and what neither
    /// knows.
    ///
    /// - Returns: the place behind it.
    private mutating func escape(at place: Int) throws(OutsideSubset) -> Int {
        let character: Unicode.Scalar
        switch byte(at: place &+ 1) {
        case UInt8(ascii: "\""): character = "\""
        case UInt8(ascii: "\\"): character = "\\"
        case UInt8(ascii: "n"): character = "\n"
        case UInt8(ascii: "t"): character = "\t"
        case UInt8(ascii: "r"): character = "\r"
        case UInt8(ascii: "0"): character = "\0"
        case UInt8(ascii: "a"): character = "\u{07}"
        case UInt8(ascii: "b"): character = "\u{08}"
        case UInt8(ascii: "v"): character = "\u{0B}"
        case UInt8(ascii: "f"): character = "\u{0C}"
        case UInt8(ascii: "e"): character = "\u{1B}"
        case 0x20: character = " "
        case UInt8(ascii: "N"): character = "\u{85}"
        case UInt8(ascii: "_"): character = "\u{A0}"
        case UInt8(ascii: "L"): character = "\u{2028}"
        case UInt8(ascii: "P"): character = "\u{2029}"
        case UInt8(ascii: "x"): return try escape(at: place, digits: 2)
        case UInt8(ascii: "u"): return try escape(at: place, digits: 4)
        case UInt8(ascii: "U"): return try escape(at: place, digits: 8)
        default: throw OutsideSubset()
        }
        append(character)
        return place &+ 2
    }

    /// Collects the character of `\x41`, `\u0041` or `\U00000041`.
    private mutating func escape(at place: Int, digits: Int) throws(OutsideSubset) -> Int {
        var value: UInt32 = 0
        for offset in 0..<digits {
            let digit: UInt8
            switch byte(at: place &+ 2 &+ offset) {
            case let byte where byte.isDigit: digit = byte &- UInt8(ascii: "0")
            case let byte where byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"): digit = byte &- 87
            case let byte where byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "F"): digit = byte &- 55
            default: throw OutsideSubset()
            }
            value = value << 4 | UInt32(digit)
        }
        guard let character = Unicode.Scalar(value) else { throw OutsideSubset() }
        append(character)
        rarities = .all
        return place &+ 2 &+ digits
    }

    private mutating func append(_ character: Unicode.Scalar) {
        scratch.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
    }
}
