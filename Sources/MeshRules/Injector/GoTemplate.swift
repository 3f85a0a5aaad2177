/// A template of Go's text/template, looked at for what certainly keeps it from being parsed.
///
/// One pass over the bytes finds the actions, their strings and brackets, and how blocks nest. Pipelines are not
/// understood beyond their names, so that what is said is sure and some mistakes are missed.
///
/// Source: Go text/template/parse, lex.go and parse.go.
struct GoTemplate {
    struct Mistake: Equatable {
        /// From 1, in the template.
        let line: Int
        let message: String
        /// Whether it is only a function that nobody knows, which another build of istiod may have.
        let isUnknownFunction: Bool
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var blocks: [Block] = []
    private let functions: Set<String>
    private var mistakes: [Mistake] = []
    private var hasEnded = false

    private struct Block {
        let keyword: String
        let line: Int
        var hasElse = false
    }

    /// What is wrong with a template: every unknown function, and the first thing that stops the parser.
    static func mistakes(in text: String, functions: Set<String>) -> [Mistake] {
        var template = GoTemplate(text, functions)
        template.run()
        return template.mistakes
    }

    private init(_ text: String, _ functions: Set<String>) {
        bytes = Array(text.utf8)
        self.functions = functions
    }

    private mutating func run() {
        while !hasEnded, let start = findOpening() {
            advance(to: start &+ 2)
            readAction()
        }
        if !hasEnded, let open = blocks.last { stop("{{\(open.keyword)}} has no {{end}}", at: open.line) }
    }

    // MARK: Bytes

    private func byte(_ offset: Int = 0) -> UInt8? {
        let index = position &+ offset
        return index < bytes.count ? bytes[index] : nil
    }

    private mutating func advance(to end: Int) {
        while position < end, position < bytes.count {
            if bytes[position] == Self.newline { line &+= 1 }
            position &+= 1
        }
    }

    private mutating func advance(by count: Int = 1) { advance(to: position &+ count) }

    private func findOpening() -> Int? {
        var index = position
        while index &+ 1 < bytes.count {
            if bytes[index] == Self.open, bytes[index &+ 1] == Self.open { return index }
            index &+= 1
        }
        return nil
    }

    private mutating func stop(_ message: String, at place: Int? = nil) {
        mistakes.append(Mistake(line: place ?? line, message: message, isUnknownFunction: false))
        hasEnded = true
    }

    private var isAtSpace: Bool { byte().map(Self.isSpace) ?? false }

    /// The length of the closing delimiter here, with its trim marker; nil where there is none.
    private var closing: Int? {
        if byte() == Self.close, byte(1) == Self.close { return 2 }
        guard isAtSpace, byte(1) == UInt8(ascii: "-"), byte(2) == Self.close, byte(3) == Self.close else { return nil }
        return 4
    }

    // MARK: Actions

    private mutating func readAction() {
        let start = line
        if byte() == UInt8(ascii: "-"), let next = byte(1), Self.isSpace(next) { advance(by: 2) }
        if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") { return readComment(from: start) }
        var tokens: [Token] = []
        var depth = 0
        while !hasEnded {
            if let length = closing {
                guard depth == 0 else { return stop("a bracket is not closed") }
                advance(by: length)
                return finish(tokens, at: start)
            }
            guard let next = byte() else { return stop("{{ is not closed", at: start) }
            switch next {
            case _ where Self.isSpace(next):
                advance()
            case UInt8(ascii: "("):
                depth &+= 1
                tokens.append(.other)
                advance()
            case UInt8(ascii: ")"):
                depth &-= 1
                guard depth >= 0 else { return stop("a bracket is closed that was not opened") }
                advance()
            default:
                guard let token = readToken(next) else { return }
                tokens.append(token)
            }
        }
    }

    private enum Token: Equatable {
        case name(String), text, other
    }

    private mutating func readComment(from start: Int) {
        var index = position &+ 2
        while index &+ 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index &+ 1] == UInt8(ascii: "/")) {
            index &+= 1
        }
        guard index &+ 1 < bytes.count else { return stop("a comment is not closed", at: start) }
        advance(to: index &+ 2)
        guard let length = closing else { return stop("a comment must end right before }}", at: start) }
        advance(by: length)
    }

    private mutating func readToken(_ first: UInt8) -> Token? {
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            return readQuoted(first) ? .text : nil
        case UInt8(ascii: "."), UInt8(ascii: "$"):
            advance()
            skipName()
            return .other
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            advance()
            while let next = byte(), Self.isName(next) || next == UInt8(ascii: ".") { advance() }
            return .other
        case UInt8(ascii: ":"):
            guard byte(1) == UInt8(ascii: "=") else {
                stop(": must be :=")
                return nil
            }
            advance(by: 2)
            return .other
        case UInt8(ascii: "|"), UInt8(ascii: "="), UInt8(ascii: ","):
            advance()
            return .other
        case _ where Self.isName(first):
            let start = position
            skipName()
            return .name(String(decoding: bytes[start..<position], as: UTF8.self))
        default:
            stop("\(Character(Unicode.Scalar(first))) has no meaning in an action")
            return nil
        }
    }

    private mutating func skipName() {
        while let next = byte(), Self.isName(next) { advance() }
    }

    private mutating func readQuoted(_ quote: UInt8) -> Bool {
        let start = line
        advance()
        while let next = byte(), next != quote, next != Self.newline || quote == UInt8(ascii: "`") {
            advance(by: next == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1)
        }
        guard byte() == quote else {
            stop("a string is not closed", at: start)
            return false
        }
        advance()
        return true
    }

    // MARK: Blocks

    private mutating func finish(_ tokens: [Token], at start: Int) {
        guard let first = tokens.first else { return stop("an action is empty", at: start) }
        var rest = tokens.dropFirst()
        guard case .name(let keyword) = first else { return check(tokens[...], at: start) }
        switch keyword {
        case "if", "with", "range":
            guard !rest.isEmpty else { return stop("{{\(keyword)}} has no value", at: start) }
            blocks.append(Block(keyword: keyword, line: start))
        case "define", "block":
            guard rest.first == .text else { return stop("{{\(keyword)}} must have a name in quotes", at: start) }
            guard keyword == "block" || blocks.isEmpty else {
                return stop("{{define}} stands inside a block", at: start)
            }
            blocks.append(Block(keyword: keyword, line: start))
        case "template":
            guard rest.first == .text else { return stop("{{template}} must have a name in quotes", at: start) }
        case "end":
            guard rest.isEmpty else { return stop("{{end}} takes no value", at: start) }
            guard blocks.popLast() != nil else { return stop("{{end}} closes nothing", at: start) }
        case "else":
            rest = readElse(rest, at: start)
        case "break", "continue":
            guard blocks.contains(where: { $0.keyword == "range" }) else {
                return stop("{{\(keyword)}} stands outside {{range}}", at: start)
            }
        default:
            rest = tokens[...]
        }
        if !hasEnded { check(rest, at: start) }
    }

    private mutating func readElse(_ rest: ArraySlice<Token>, at start: Int) -> ArraySlice<Token> {
        guard var block = blocks.popLast(), ["if", "with", "range"].contains(block.keyword), !block.hasElse else {
            stop("{{else}} belongs to nothing", at: start)
            return []
        }
        defer { blocks.append(block) }
        guard let first = rest.first else {
            block.hasElse = true
            return []
        }
        guard first == .name(block.keyword), block.keyword != "range", rest.count > 1 else {
            stop("{{else}} takes no value", at: start)
            return []
        }
        return rest.dropFirst()
    }

    private mutating func check(_ tokens: ArraySlice<Token>, at start: Int) {
        for case .name(let name) in tokens where !functions.contains(name) {
            if Self.keywords.contains(name) { return stop("\(name) stands inside an action", at: start) }
            // As many as anybody reads.
            guard mistakes.count < 20 else { return }
            mistakes.append(
                Mistake(line: start, message: "there is no function \(name)", isUnknownFunction: true))
        }
    }

    private static let keywords: Set<String> = [
        "if", "with", "range", "define", "block", "template", "end", "else",
    ]

    private static let newline = UInt8(ascii: "\n")
    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: "\t") || byte == newline || byte == UInt8(ascii: "\r")
    }

    /// Letters, digits and the underscore; every byte of a character beyond ASCII counts as a letter.
    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
