/// A place in the bytes of a JSON text, and the scalars that begin there.
///
/// The one place that reads memory unchecked: every index is compared with ``count`` first.
struct JSONCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let count: Int
    private(set) var offset = 0
    private var line = 1
    /// What to take from the offset for the column: where the line began, and the bytes after the first of each character.
    private var columnBase = -1
    /// The text of a string with escapes, kept to save an allocation for each.
    private var unescaped: [UInt8] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        count = bytes.count
    }

    var isAtEnd: Bool { offset >= count }

    /// The byte here; 0, with which nothing in JSON begins, at the end.
    var byte: UInt8 { byte(at: offset) }

    var mark: SourceMark { SourceMark(line: line, column: offset &- columnBase) }

    private func byte(at index: Int) -> UInt8 { index < count ? bytes[index] : 0 }

    func failure(_ problem: String, kind: JSONError.Kind = .syntax) -> JSONError {
        let problem = isAtEnd && kind == .syntax ? "the text ends too early: \(problem)" : problem
        return JSONError(problem, offset: offset, mark: mark, kind: kind)
    }

    mutating func skipByte() { offset = offset &+ 1 }

    mutating func skipBlanks() {
        while true {
            switch byte {
            case 0x20, 0x09:
                offset = offset &+ 1
            case 0x0A, 0x0D:
                // CR LF is one break: the line is counted at its LF.
                let isBreak = byte == 0x0A || byte(at: offset &+ 1) != 0x0A
                offset = offset &+ 1
                if isBreak {
                    line = line &+ 1
                    columnBase = offset &- 1
                }
            default:
                return
            }
        }
    }

    /// Steps over a word; false, and no step, where another one stands.
    mutating func skip(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            for (index, letter) in word.enumerated() where byte(at: offset &+ index) != letter { return false }
            offset = offset &+ word.count
            return true
        }
    }
}

// MARK: Strings

extension JSONCursor {
    /// Reads a string, from its opening quote to behind its closing one.
    mutating func string() throws(JSONError) -> String {
        let start = offset &+ 1
        var index = start
        while index < count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                offset = index &+ 1
                return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") || byte < 0x20 || byte >= 0x80 { break }
            index = index &+ 1
        }
        return try unescapedString(from: start, plainUntil: index)
    }

    /// Reads a string that holds something else than plain ASCII.
    private mutating func unescapedString(from start: Int, plainUntil end: Int) throws(JSONError) -> String {
        unescaped.removeAll(keepingCapacity: true)
        var runStart = start
        var index = end
        var trailing = 0
        while index < count {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                index = index &+ 1
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                append(runStart, index)
                offset = index &+ 1
                columnBase = columnBase &+ trailing
                return GoText.string(of: unescaped)
            case UInt8(ascii: "\\"):
                append(runStart, index)
                index = try escape(at: index)
                runStart = index
            case 0..<0x20:
                offset = index
                throw failure("a control character stands in a string")
            default:
                if byte & 0xC0 == 0x80 { trailing = trailing &+ 1 }
                index = index &+ 1
            }
        }
        offset = count
        throw failure("a string has no closing quote")
    }

    private mutating func append(_ start: Int, _ end: Int) {
        guard start < end else { return }
        unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }

    /// Appends what an escape stands for.
    ///
    /// - Returns: the index behind it.
    private mutating func escape(at index: Int) throws(JSONError) -> Int {
        switch byte(at: index &+ 1) {
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "\""): unescaped.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): unescaped.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): unescaped.append(UInt8(ascii: "/"))
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "u"): return try unicodeEscape(at: index)
        default:
            offset = min(index, count)
            throw failure("an escape is none of JSON's")
        }
        return index &+ 2
    }

    /// `\u0041`, or two of them for one character; half a pair stands for U+FFFD, as in Go.
    private mutating func unicodeEscape(at index: Int) throws(JSONError) -> Int {
        guard let first = codeUnit(at: index) else {
            offset = min(index, count)
            throw failure("an escape is none of JSON's")
        }
        if UTF16.isLeadSurrogate(first), let second = codeUnit(at: index &+ 6), UTF16.isTrailSurrogate(second) {
            let value = 0x10000 &+ (UInt32(first &- 0xD800) << 10 | UInt32(second &- 0xDC00))
            append(Unicode.Scalar(value) ?? "\u{FFFD}")
            return index &+ 12
        }
        append(Unicode.Scalar(first) ?? "\u{FFFD}")
        return index &+ 6
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { unescaped.append(byte) }
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

// MARK: Numbers

extension JSONCursor {
    /// Reads a number (RFC 8259 §6): an integer where it has neither fraction nor exponent and fits 64 bits.
    ///
    /// - Returns: the number, and its text where that is not the usual one.
    mutating func number() throws(JSONError) -> (Node.Value, text: String?) {
        let start = offset
        var index = offset
        let isNegative = byte(at: index) == UInt8(ascii: "-")
        if isNegative { index = index &+ 1 }
        let firstDigit = index
        var magnitude: UInt64 = 0
        var overflows = false
        while let digit = digit(at: index) {
            let (product, over) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(digit)
            overflows = overflows || over || carry
            magnitude = sum
            index = index &+ 1
        }
        guard index > firstDigit, index == firstDigit &+ 1 || byte(at: firstDigit) != UInt8(ascii: "0") else {
            offset = min(index, count)
            throw failure("a number is none of JSON's")
        }
        var isInteger = true
        if byte(at: index) == UInt8(ascii: ".") {
            isInteger = false
            index = try digits(from: index &+ 1)
        }
        if byte(at: index) | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            let sign = byte(at: index &+ 1)
            index = try digits(from: sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? index &+ 2 : index &+ 1)
        }
        if isInteger, !overflows {
            offset = index
            if !isNegative { return (Int64(exactly: magnitude).map(Node.Value.integer) ?? .unsigned(magnitude), nil) }
            if magnitude == 0 { return (.integer(0), "-0") }
            if magnitude <= UInt64(Int64.max) &+ 1 { return (.integer(Int64(truncatingIfNeeded: 0 &- magnitude)), nil) }
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        guard let number = Double(text), number.isFinite else {
            throw failure("a number is over the largest of 64 bits")
        }
        offset = index
        return (.number(number), text)
    }

    private func digit(at index: Int) -> UInt64? {
        let byte = byte(at: index)
        return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? UInt64(byte &- UInt8(ascii: "0")) : nil
    }

    /// Steps over one digit at least.
    private mutating func digits(from start: Int) throws(JSONError) -> Int {
        var index = start
        while digit(at: index) != nil { index = index &+ 1 }
        guard index > start else {
            offset = min(index, count)
            throw failure("a number is none of JSON's")
        }
        return index
    }
}
