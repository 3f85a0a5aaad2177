/// A place in a template of Go's text/template, and how to get from it over a word or a number.
///
/// Source: Go text/template/parse, lex.go, `scanNumber` and `isAlphaNumeric`.
struct GoTemplateCursor {
    let bytes: [UInt8]
    private(set) var position = 0
    /// From 1.
    private(set) var line = 1

    init(_ text: String) { bytes = Array(text.utf8) }

    func byte(_ offset: Int = 0) -> UInt8? {
        let index = position &+ offset
        return index < bytes.count ? bytes[index] : nil
    }

    /// The bytes of a part; of one beyond the end, those that there are.
    func bytes(in range: Range<Int>) -> ArraySlice<UInt8> { bytes[range.clamped(to: bytes.indices)] }

    /// The text between a place before and this one.
    func text(from start: Int) -> String {
        String(decoding: bytes(in: min(start, position)..<position), as: UTF8.self)
    }

    /// The character here, and its length in bytes.
    func character() -> (scalar: Unicode.Scalar, length: Int)? {
        guard let first = byte() else { return nil }
        guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        let text = String(decoding: bytes(in: position..<(position &+ length)), as: UTF8.self)
        return text.unicodeScalars.first.map { ($0, length) }
    }

    mutating func advance(to end: Int) {
        while position < end, position < bytes.count {
            if bytes[position] == UInt8(ascii: "\n") { line &+= 1 }
            position &+= 1
        }
    }

    mutating func advance(by count: Int = 1) { advance(to: position &+ count) }

    /// The place of two bytes in a row, from here on.
    func position(of first: UInt8, _ second: UInt8) -> Int? {
        var index = position
        while index &+ 1 < bytes.count {
            if bytes[index] == first, bytes[index &+ 1] == second { return index }
            index &+= 1
        }
        return nil
    }

    mutating func skipWord() {
        while let (scalar, length) = character(), Self.isWord(scalar) { advance(by: length) }
    }

    /// Goes over what looks like a number; false where a letter or a digit follows that belongs to none.
    mutating func skipNumber() -> Bool {
        skip(oneOf: "+-")
        var digits = "0123456789_"
        var exponent = "eE"
        if skip(oneOf: "0") {
            if skip(oneOf: "xX") {
                digits = "0123456789abcdefABCDEF_"
                exponent = "pP"
            } else if skip(oneOf: "oO") {
                digits = "01234567_"
                exponent = ""
            } else if skip(oneOf: "bB") {
                digits = "01_"
                exponent = ""
            }
        }
        skip(allOf: digits)
        if skip(oneOf: ".") { skip(allOf: digits) }
        if skip(oneOf: exponent) {
            skip(oneOf: "+-")
            skip(allOf: "0123456789_")
        }
        skip(oneOf: "i")
        guard let (scalar, _) = character() else { return true }
        return !Self.isWord(scalar)
    }

    @discardableResult private mutating func skip(oneOf characters: String) -> Bool {
        guard let next = byte(), characters.utf8.contains(next) else { return false }
        advance()
        return true
    }

    private mutating func skip(allOf characters: String) {
        while skip(oneOf: characters) {}
    }

    // MARK: Characters

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Letters and digits of any script, and the underscore.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: !scalar.isASCII && isLetterOrDigit(scalar.properties.generalCategory)
        }
    }

    private static func isLetterOrDigit(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }
}
