/// A scalar of one line that was found, and of which nothing is made yet: of a key only its name is wanted.
struct YAMLSubsetScalar {
    /// Where its text stands, without quotes.
    let start: Int
    let end: Int
    let mark: SourceMark
    let endMark: SourceMark
    let style: Node.Style
    /// Whether its text does not stand in one piece, and was collected.
    let isCollected: Bool

    /// Whether the text may hold characters that do not stand there.
    var hasEscapes: Bool { isCollected && style == .doubleQuoted }
}

// Plain and quoted scalars of one line.
extension YAMLSubset {
    /// The scalar that is the token of a block collection, up to just behind it.
    mutating func scalar() throws(OutsideSubset) -> YAMLSubsetScalar { try scalar(inFlow: false) }

    /// The scalar that is the token between brackets, up to just behind it.
    mutating func scalarInFlow() throws(OutsideSubset) -> YAMLSubsetScalar { try scalar(inFlow: true) }

    /// Inlined, so that there is code for each of the two, which asks at no byte which it is.
    @inline(__always)
    private mutating func scalar(inFlow isInFlow: Bool) throws(OutsideSubset) -> YAMLSubsetScalar {
        switch byte(at: index) {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted()
        default: return try plain(inFlow: isInFlow)
        }
    }

    mutating func quoted() throws(OutsideSubset) -> YAMLSubsetScalar {
        byte(at: index) == UInt8(ascii: "'") ? try singleQuoted() : try doubleQuoted()
    }

    /// What a scalar is, before another one is collected.
    mutating func node(of scalar: YAMLSubsetScalar) throws(OutsideSubset) -> Node {
        if scalar.style == .plain, let value = value(ofPlain: scalar) { return try node(of: value, scalar) }
        let string = string(of: scalar)
        note(string, of: scalar)
        noteShort(scalar)
        return Node(.string(string), from: scalar.mark, to: scalar.endMark, scalar.style)
    }

    /// What a plain scalar is; nil for a string.
    @inline(__always)
    func value(ofPlain scalar: YAMLSubsetScalar) -> Node.Value? {
        YAMLScalars.resolve(bytes(from: scalar.start, to: scalar.end))
    }

    /// A plain scalar that is no string.
    mutating func node(of value: Node.Value, _ scalar: YAMLSubsetScalar) throws(OutsideSubset) -> Node {
        switch value {
        case .integer(let integer):
            if integer.magnitude > 1 << 53 { changesWhenReadAgain = true }
        case .unsigned:
            changesWhenReadAgain = true
        case .number(let number) where !number.isFinite:
            throw OutsideSubset()
        default:
            break
        }
        return YAMLScalars.node(
            of: value, writtenAs: bytes(from: scalar.start, to: scalar.end), mark: scalar.mark, end: scalar.endMark,
            style: .plain)
    }

    /// The bytes of a part of the text.
    @inline(__always)
    func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        guard start >= 0, start < end, end <= count else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Takes note of a string that may read differently when it was written out and read again.
    ///
    /// A plain one cannot hold what YAML refuses, but may be long.
    @inline(__always)
    mutating func note(_ string: String, of scalar: YAMLSubsetScalar) {
        if scalar.style != .plain || scalar.end &- scalar.start > 512 { note(string, hasEscapes: scalar.hasEscapes) }
    }

    /// - Parameter hasEscapes: whether it may hold characters that do not stand in the text.
    @inline(__always)
    mutating func note(_ string: String, hasEscapes: Bool = false) {
        let count = string.utf8.count
        if changesWhenReadAgain || isASCII && !hasEscapes && count < 512 && count != 2 { return }
        changesWhenReadAgain = string.changesWhenReadAgain
    }

    /// Takes note of a value that may be one of the words which stand for something to be filled in, whole: `...`, `TODO`.
    @inline(__always)
    private mutating func noteShort(_ scalar: YAMLSubsetScalar) {
        let count = scalar.end &- scalar.start
        if count >= 3, count <= 5 { noteShort(beginningWith: byte(at: scalar.start), byte(at: scalar.start &+ 1)) }
    }

    mutating func noteShort(beginningWith first: UInt8, _ second: UInt8) {
        switch (Unicode.Scalar(first), Unicode.Scalar(second)) {
        case (".", "."), ("T", "O"), ("T", "B"), ("F", "I"), ("X", "X"), ("\u{E2}", "\u{80}"):
            rarities.insert(.placeholder)
        default:
            break
        }
    }

    @inline(__always)
    func string(of scalar: YAMLSubsetScalar) -> String {
        scalar.isCollected
            ? String(decoding: scratch, as: UTF8.self)
            : Self.string(of: bytes(from: scalar.start, to: scalar.end), isASCII: isASCII)
    }

    /// The string of a part of the text, or of parts without escapes.
    ///
    /// One of ASCII needs no look at its encoding, which for a short one takes longer than all else.
    @inline(__always)
    static func string(of text: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String {
        guard isASCII else { return String(decoding: text, as: UTF8.self) }
        if text.count > 15 { return String(copying: UTF8Span(unchecked: text.span, isKnownASCII: true)) }
        return String(unsafeUninitializedCapacity: text.count) { $0.initialize(fromContentsOf: text) }
    }

    // MARK: Plain

    @inline(__always)
    mutating func plain(inFlow isInFlow: Bool) throws(OutsideSubset) -> YAMLSubsetScalar {
        let start = index
        guard mayBeginPlain(at: start) else { throw OutsideSubset() }
        index = try endOfPlain(from: start, inFlow: isInFlow)
        return YAMLSubsetScalar(
            start: start, end: index, mark: mark(at: start), endMark: mark(at: index), style: .plain, isCollected: false
        )
    }

    /// Whether a plain scalar surely begins here.
    @inline(__always)
    private func mayBeginPlain(at place: Int) -> Bool {
        let byte = byte(at: place)
        if byte.isLetterOrDigit { return true }
        switch byte {
        case UInt8(ascii: "."):
            // `...` ends a document.
            return place > lineStart || self.byte(at: place &+ 1) != byte
        case UInt8(ascii: "-"):
            let next = self.byte(at: place &+ 1)
            // `---` begins one.
            if next == byte { return place > lineStart }
            return next.isLetterOrDigit || next == UInt8(ascii: ".") || next == UInt8(ascii: "_")
        case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "+"), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "\\"),
            UInt8(ascii: "^"), UInt8(ascii: "~"), 0x80...:
            return true
        default:
            return false
        }
    }

    /// Where a plain scalar ends: behind the last character that is no blank.
    @inline(__always)
    private mutating func endOfPlain(from start: Int, inFlow isInFlow: Bool) throws(OutsideSubset) -> Int {
        var place = start
        var end = start
        while true {
            let next = placeOfIndicator(from: place, inFlow: isInFlow)
            if next > place { end = next }
            guard next < count else { return end }
            place = next &+ 1
            switch bytes[next] {
            case 0x20:
                continue
            case UInt8(ascii: ":"):
                let following = byte(at: place)
                if following.isBlankOrBreak { return end }
                if isInFlow, following.isFlowIndicator { throw OutsideSubset() }
            case 0x09:
                throw OutsideSubset()
            case 0..<0x20:
                return end
            case UInt8(ascii: "#") where next > end:
                return end  // Behind a blank a comment begins.
            case UInt8(ascii: "?") where isInFlow:
                throw OutsideSubset()
            case let byte where isInFlow && byte.isFlowIndicator:
                return end
            default:
                break
            }
            end = place
        }
    }

    /// The next place of what may end a plain scalar, of some other characters too, or the end of the text.
    @inline(__always)
    private func placeOfIndicator(from start: Int, inFlow isInFlow: Bool) -> Int {
        var place = start
        while count &- place >= 8 {
            let word = TextWord.word(of: bytes, at: place)
            let marks =
                isInFlow ? TextWord.indicators(in: word) | TextWord.brackets(in: word) : TextWord.indicators(in: word)
            if marks != 0 { return place &+ TextWord.place(of: marks) }
            place = place &+ 8
        }
        while place < count {
            let byte = bytes[place]
            if byte < UInt8(ascii: "-") || byte == UInt8(ascii: ":") || isInFlow && byte.isFlowIndicator { break }
            place = place &+ 1
        }
        return place
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        let small = self | 0x20
        return small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z") || isDigit
    }

    /// Whether libyaml refuses this behind a colon inside a plain scalar between brackets.
    fileprivate var isFlowIndicator: Bool {
        switch self {
        case UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"):
            true
        default: false
        }
    }
}
