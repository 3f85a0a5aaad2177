// Plain and quoted scalars of one line.
extension YAMLSubset {
    /// The scalar that is the token, up to just behind it.
    mutating func scalar(inFlow isInFlow: Bool) throws(OutsideSubset) -> Node {
        switch byte(at: index) {
        case UInt8(ascii: "\""): return try doubleQuoted()
        case UInt8(ascii: "'"): return try singleQuoted()
        default: return try plain(inFlow: isInFlow)
        }
    }

    /// The bytes of a part of the text.
    @inline(__always)
    func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        guard start >= 0, start < end, end <= count else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Takes note of a string that may read differently when it was written out and read again.
    ///
    /// - Parameter hasEscapes: whether it may hold characters that do not stand in the text.
    mutating func note(_ string: String, hasEscapes: Bool = false) {
        let count = string.utf8.count
        if changesWhenReadAgain || isASCII && !hasEscapes && count < 512 && count != 2 { return }
        changesWhenReadAgain = string.changesWhenReadAgain
    }

    /// The string of a part of the text.
    ///
    /// A short one of ASCII needs no look at its encoding, which takes longer than all else of it.
    @inline(__always)
    func string(of text: UnsafeBufferPointer<UInt8>) -> String {
        guard isASCII, text.count <= 15 else { return String(decoding: text, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: text.count) { $0.initialize(fromContentsOf: text) }
    }

    // MARK: Plain

    private mutating func plain(inFlow isInFlow: Bool) throws(OutsideSubset) -> Node {
        let start = index
        guard mayBeginPlain(at: start) else { throw OutsideSubset() }
        index = try endOfPlain(from: start, inFlow: isInFlow)
        let mark = mark(at: start)
        let end = self.mark(at: index)
        let text = bytes(from: start, to: index)
        guard let value = YAMLScalars.resolve(text) else {
            let string = string(of: text)
            if text.count > 512 { note(string) }
            return Node(.string(string), mark: mark, end: end, style: .plain)
        }
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
        return YAMLScalars.node(of: value, writtenAs: text, mark: mark, end: end, style: .plain)
    }

    /// Whether a plain scalar surely begins here.
    private mutating func mayBeginPlain(at place: Int) -> Bool {
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
    private mutating func endOfPlain(from start: Int, inFlow isInFlow: Bool) throws(OutsideSubset) -> Int {
        let (bytes, count) = (bytes, count)
        var place = start
        var end = start
        while place < count {
            let byte = bytes[place]
            place = place &+ 1
            if byte > UInt8(ascii: ":") {
                if !isInFlow || !byte.isFlowIndicator {
                    end = place
                    continue
                }
                if byte == UInt8(ascii: "?") { throw OutsideSubset() }
                return end
            }
            if byte == 0x20 { continue }
            if byte == UInt8(ascii: ":") {
                let next = self.byte(at: place)
                if next.isBlankOrBreak { return end }
                if isInFlow, next.isFlowIndicator { throw OutsideSubset() }
            } else if byte < 0x20 {
                if byte == 0x09 { throw OutsideSubset() }
                return end
            } else if byte == UInt8(ascii: "#"), place &- 1 > end {
                return end  // Behind a blank a comment begins.
            } else if byte == UInt8(ascii: ","), isInFlow {
                return end
            }
            end = place
        }
        return end
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
