import Documents

/// The tokens of a template of Go's text/template, one after the other.
///
/// Text between actions is told only where it is not blank, and comments not at all, as nothing depends on them. After
/// a failure no token means anything.
///
/// Source: Go text/template/parse, lex.go, of Go 1.20 to 1.26.
struct GoTemplateLexer {
    struct Token {
        let kind: Kind
        /// Where it stands in the template.
        let range: Range<Int>
        /// From 1, in the template.
        let line: Int
    }

    enum Kind: Equatable {
        case text, opening, closing, end
        case space, pipe, comma, declare, assign, openingBracket, closingBracket
        case dot, field, variable, name, boolean, null, number, complex, character, string, rawString
        case keyword(Keyword)
        /// A character of ASCII that means nothing.
        case other
        case failure(String)
    }

    enum Keyword: String {
        case `if`, with, range, define, block, template, end, `else`, `break`, `continue`
    }

    private var cursor: GoTemplateCursor
    private var isInAction = false
    private var actionLine = 1
    private var depth = 0

    init(_ text: String) { cursor = GoTemplateCursor(text) }

    mutating func next() -> Token { isInAction ? nextInAction() : nextOutside() }

    func bytes(of token: Token) -> ArraySlice<UInt8> { cursor.bytes(in: token.range) }

    func text(of token: Token) -> String { String(decoding: bytes(of: token), as: UTF8.self) }

    private func token(_ kind: Kind, from start: Int, at line: Int) -> Token {
        Token(kind: kind, range: start..<max(start, cursor.position), line: line)
    }

    private func failure(_ message: String, at line: Int) -> Token {
        token(.failure(message), from: cursor.position, at: line)
    }

    // MARK: Text

    private mutating func nextOutside() -> Token {
        while true {
            let start = cursor.position
            let line = cursor.line
            guard let opening = cursor.position(of: Self.open, Self.open) else {
                cursor.advance(to: cursor.bytes.count)
                return token(isBlank(start..<cursor.position) ? .end : .text, from: start, at: line)
            }
            cursor.advance(to: opening)
            if !isBlank(start..<opening) { return token(.text, from: start, at: line) }
            actionLine = cursor.line
            cursor.advance(by: 2)
            if cursor.byte() == Self.dash, let next = cursor.byte(1), GoTemplateCursor.isSpace(next) {
                cursor.advance(by: 2)
            }
            guard cursor.byte() == Self.slash, cursor.byte(1) == Self.star else {
                isInAction = true
                depth = 0
                return token(.opening, from: opening, at: actionLine)
            }
            if let failure = skipComment() { return failure }
        }
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        let text = cursor.bytes(in: range)
        guard let index = text.firstIndex(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else { return true }
        return text[index] >= 0x80
            && String(decoding: text[index...], as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    private mutating func skipComment() -> Token? {
        cursor.advance(by: 2)
        guard let end = cursor.position(of: Self.star, Self.slash) else {
            return failure("a comment is not closed", at: actionLine)
        }
        cursor.advance(to: end &+ 2)
        guard let length = closingLength else { return failure("a comment must end with */}}", at: actionLine) }
        cursor.advance(by: length)
        return nil
    }

    // MARK: Actions

    /// The length of the closing delimiter here, with its trim marker; nil where there is none.
    private var closingLength: Int? {
        if cursor.byte() == Self.close, cursor.byte(1) == Self.close { return 2 }
        guard isAtSpace, cursor.byte(1) == Self.dash, cursor.byte(2) == Self.close, cursor.byte(3) == Self.close
        else { return nil }
        return 4
    }

    private var isAtSpace: Bool { cursor.byte().map(GoTemplateCursor.isSpace) ?? false }

    private mutating func nextInAction() -> Token {
        let start = cursor.position
        let line = cursor.line
        if let length = closingLength {
            guard depth == 0 else { return failure("a bracket is not closed", at: line) }
            cursor.advance(by: length)
            isInAction = false
            return token(.closing, from: start, at: line)
        }
        guard let (scalar, length) = cursor.character() else { return failure("{{ is not closed", at: actionLine) }
        switch scalar {
        case " ", "\t", "\n", "\r":
            cursor.advance()
            // The last blank may belong to a trim marker.
            while isAtSpace, closingLength == nil { cursor.advance() }
            return token(.space, from: start, at: line)
        case "\"": return quoted(UInt8(ascii: "\""), .string, at: line)
        case "'": return quoted(UInt8(ascii: "'"), .character, at: line)
        case "`": return rawString(at: line)
        case "+", "-", "0"..."9": return number(at: line)
        case ".":
            if let next = cursor.byte(1), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) {
                return number(at: line)
            }
            return fieldOrVariable(.field, alone: .dot, at: line)
        case "$": return fieldOrVariable(.variable, alone: .variable, at: line)
        case ":":
            guard cursor.byte(1) == UInt8(ascii: "=") else { return failure(": must be :=", at: line) }
            cursor.advance(by: 2)
            return token(.declare, from: start, at: line)
        case "(": depth &+= 1
        case ")":
            depth &-= 1
            guard depth >= 0 else { return failure("a bracket is closed, not opened", at: line) }
        case _ where GoTemplateCursor.isWord(scalar): return word(at: line)
        default:
            guard (0x21...0x7E).contains(scalar.value) else {
                return failure("\(Character(scalar)) has no meaning in an action", at: line)
            }
        }
        cursor.advance(by: length)
        return token(Self.signs[scalar] ?? .other, from: start, at: line)
    }

    private static let signs: [Unicode.Scalar: Kind] = [
        "(": .openingBracket, ")": .closingBracket, "|": .pipe, ",": .comma, "=": .assign,
    ]

    /// What is wrong with what follows a name right away; nil where it may.
    private func mistakeAfterName(at line: Int) -> Token? {
        guard let (scalar, _) = cursor.character(), !isAtSpace, !".,|:)(".unicodeScalars.contains(scalar) else {
            return nil
        }
        if cursor.byte() == Self.close, cursor.byte(1) == Self.close { return nil }
        return failure("\(Character(scalar)) follows a name without a blank", at: line)
    }

    private mutating func word(at line: Int) -> Token {
        let start = cursor.position
        cursor.skipWord()
        if let failure = mistakeAfterName(at: line) { return failure }
        let text = cursor.text(from: start)
        let kind: Kind =
            switch text {
            case "true", "false": .boolean
            case "nil": .null
            default: Keyword(rawValue: text).map(Kind.keyword) ?? .name
            }
        return token(kind, from: start, at: line)
    }

    private mutating func fieldOrVariable(_ kind: Kind, alone: Kind, at line: Int) -> Token {
        let start = cursor.position
        cursor.advance()
        if mistakeAfterName(at: line) == nil { return token(alone, from: start, at: line) }
        cursor.skipWord()
        return mistakeAfterName(at: line) ?? token(kind, from: start, at: line)
    }

    private mutating func quoted(_ quote: UInt8, _ kind: Kind, at line: Int) -> Token {
        let start = cursor.position
        cursor.advance()
        while let next = cursor.byte(), next != quote, next != Self.newline {
            guard next == UInt8(ascii: "\\") else {
                cursor.advance()
                continue
            }
            guard let escaped = cursor.byte(1), escaped != Self.newline else { break }
            cursor.advance(by: 2)
        }
        guard cursor.byte() == quote else {
            return failure(kind == .string ? "a string is not closed" : "a character is not closed", at: line)
        }
        cursor.advance()
        return token(kind, from: start, at: line)
    }

    private mutating func rawString(at line: Int) -> Token {
        let start = cursor.position
        cursor.advance()
        while let next = cursor.byte(), next != UInt8(ascii: "`") { cursor.advance() }
        guard cursor.byte() != nil else { return failure("a string is not closed", at: line) }
        cursor.advance()
        return token(.rawString, from: start, at: line)
    }

    private mutating func number(at line: Int) -> Token {
        let start = cursor.position
        var isNumber = cursor.skipNumber()
        var kind = Kind.number
        if isNumber, let sign = cursor.byte(), sign == UInt8(ascii: "+") || sign == Self.dash {
            kind = .complex
            isNumber = cursor.skipNumber() && cursor.bytes(in: start..<cursor.position).last == UInt8(ascii: "i")
        }
        guard isNumber else {
            cursor.skipWord()
            return failure("\(cursor.text(from: start).elided(to: 20)) is no number", at: line)
        }
        return token(kind, from: start, at: line)
    }

    private static let newline = UInt8(ascii: "\n")
    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")
    private static let dash = UInt8(ascii: "-")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
}
