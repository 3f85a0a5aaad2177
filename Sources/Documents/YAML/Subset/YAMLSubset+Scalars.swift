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
    func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        guard start >= 0, start < end, end <= count else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Takes note of a string that may read differently when it was written out and read again.
    ///
    /// - Parameter hasEscapes: whether it may hold characters that do not stand in the text.
    mutating func note(_ string: String, hasEscapes: Bool = false) {
        if changesWhenReadAgain || isASCII && !hasEscapes && string.utf8.count < 512 && string != "<<" { return }
        changesWhenReadAgain = string.changesWhenReadAgain
    }

    // MARK: Plain

    private mutating func plain(inFlow isInFlow: Bool) throws(OutsideSubset) -> Node {
        let start = index
        guard mayBeginPlain(at: start) else { throw OutsideSubset() }
        let end = try endOfPlain(from: start, inFlow: isInFlow)
        index = end
        let mark = mark(at: start)
        let text = bytes(from: start, to: end)
        let node = YAMLScalars.node(ofPlain: text, mark: mark, end: self.mark(at: end))
        switch node.value {
        case .string(let string):
            if text.count > 512 { note(string) }
        case .integer(let integer):
            if integer.magnitude > 1 << 53 { changesWhenReadAgain = true }
        case .unsigned:
            changesWhenReadAgain = true
        case .number(let number) where !number.isFinite:
            throw OutsideSubset()
        default:
            break
        }
        return node
    }

    /// Whether a plain scalar surely begins here.
    private func mayBeginPlain(at place: Int) -> Bool {
        let byte = byte(at: place)
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), 0x80...:
            return true
        case UInt8(ascii: "."):
            // `...` ends a document.
            return place > lineStart || self.byte(at: place &+ 1) != byte
        case UInt8(ascii: "-"):
            switch self.byte(at: place &+ 1) {
            case UInt8(ascii: "-"): return place > lineStart
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
                return true
            default: return false
            }
        case UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: ";"),
            UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "~"):
            return true
        default:
            return false
        }
    }

    private func endOfPlain(from start: Int, inFlow isInFlow: Bool) throws(OutsideSubset) -> Int {
        var place = start
        var end = start
        while true {
            let byte = byte(at: place)
            switch byte {
            case 0x24...0x2B, 0x2D...0x39, 0x3B...0x3E, 0x40...0x5A, 0x5E...0x7A, 0x80...:
                // Nearly every byte is a part of the scalar, and nothing else.
                break
            case UInt8(ascii: ":"):
                let next = self.byte(at: place &+ 1)
                if next.isBlankOrBreak { return end }
                if isInFlow, next.isFlowIndicator { throw OutsideSubset() }
            case UInt8(ascii: "#"):
                // Behind a blank a comment begins.
                if place > end { return end }
            case 0x20:
                place = place &+ 1
                continue
            case 0x0A, 0x0D, 0:
                return end
            case 0x09:
                throw OutsideSubset()
            default:
                if isInFlow, byte.isFlowIndicator {
                    if byte == UInt8(ascii: "?") { throw OutsideSubset() }
                    return end
                }
            }
            place = place &+ 1
            end = place
        }
    }
}

extension UInt8 {
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
