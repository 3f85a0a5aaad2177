/// A place in the bytes of a JSON text, and the scalars that begin there.
///
/// The one place that reads memory unchecked: every index is compared with ``count`` first.
struct JSONCursor: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    let count: Int
    var offset = 0
    private var line = 1
    /// What to take from the offset for the column: where the line began, and the bytes after the first of each character.
    var columnBase = -1
    /// What the last string with escapes stands for.
    var unescaped = UnescapedBytes()
    let knownNames = KnownNames.all

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        count = bytes.count
    }

    var isAtEnd: Bool { offset >= count }

    /// The byte here; 0, with which nothing in JSON begins, at the end.
    var byte: UInt8 { byte(at: offset) }

    /// No text is read that has 2^32 bytes.
    var mark: SourceMark { SourceMark(smallLine: line, smallColumn: offset &- columnBase) }

    func byte(at index: Int) -> UInt8 { index < count ? bytes[index] : 0 }

    /// Eight bytes, which must be within the text.
    @inline(__always)
    func word(at index: Int) -> UInt64 { TextWord.word(of: bytes, at: index) }

    @inline(never)
    func failure(_ problem: StaticString) -> JSONError { failure("\(problem)", kind: .syntax) }

    func failure(_ problem: String, kind: JSONError.Kind) -> JSONError {
        let problem = isAtEnd && kind == .syntax ? "the text ends too early: \(problem)" : problem
        return JSONError(problem, offset: offset, mark: mark, kind: kind)
    }

    mutating func skipByte() { offset = offset &+ 1 }

    @inline(__always)
    mutating func skipBlanks() {
        // What a program has written has none.
        if byte <= 0x20 { skipSomeBlanks() }
    }

    @inline(never)
    private mutating func skipSomeBlanks() {
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
