import Documents
import IstioSchema

/// A template of Go's text/template, read as its parser reads it, as far as that is needed to tell whether it can.
///
/// What only the execution of a template finds is not looked for: what a field or a function is, or an assignment to a
/// variable that nobody declared. Blocks and brackets may nest as deep as they like, as nothing here calls itself.
///
/// Source: Go text/template/parse, parse.go, of Go 1.20 to 1.26.
struct GoTemplate {
    struct Mistake: Equatable {
        /// From 1, in the template.
        let line: Int
        let message: String
        /// Whether some builds of istiod read the template.
        var isOfSomeReleases = false
    }

    private var lexer: GoTemplateLexer
    /// Tokens that were looked at too early, the next one last.
    private var pending: [GoTemplateLexer.Token] = []
    private let version: IstioVersion
    private var blocks: [Block] = []
    /// The template that is being read: the whole, or one that it defines.
    private var tree = Tree(name: Array(GoTemplate.wholeName.utf8))
    private var outerTrees: [Tree] = []
    /// Whether each template that was defined is empty.
    private var defined: [[UInt8]: Bool] = [:]
    private var mistakes: [Mistake] = []
    private(set) var hasEnded = false

    private struct Block {
        let keyword: GoTemplateLexer.Keyword
        let line: Int
        /// How many variables there were before it.
        let variables: Int
        var hasElse = false
    }

    private struct Tree {
        let name: [UInt8]
        var isEmpty = true
        var variables = GoTemplateVariables()
        /// How many ranges are open.
        var ranges = 0
    }

    /// Source: pkg/kube/inject/inject.go, `parseDryTemplate`.
    private static let wholeName = "inject"

    /// What is wrong with a template: every unknown function, and the first thing that stops the parser.
    static func mistakes(in text: String, version: IstioVersion) -> [Mistake] {
        var template = GoTemplate(text, version)
        template.run()
        return template.mistakes
    }

    private init(_ text: String, _ version: IstioVersion) {
        lexer = GoTemplateLexer(text)
        self.version = version
    }

    private mutating func run() {
        while !hasEnded {
            let token = next()
            switch token.kind {
            case .text: tree.isEmpty = false
            case .opening: readAction(at: token.line)
            case .end: return finish(at: token.line)
            default: stop(at: token)
            }
        }
    }

    private mutating func finish(at line: Int) {
        if let open = blocks.last { return stop("{{\(open.keyword.rawValue)}} has no {{end}}", at: open.line) }
        guard defined[tree.name] == false, !tree.isEmpty else { return }
        stop("\(Self.wholeName) names the whole template", at: line)
    }

    // MARK: Tokens

    mutating func next() -> GoTemplateLexer.Token {
        if let token = pending.popLast() { return token }
        return lexer.next()
    }

    mutating func nextNonSpace() -> GoTemplateLexer.Token {
        var token = next()
        while token.kind == .space { token = next() }
        return token
    }

    mutating func putBack(_ token: GoTemplateLexer.Token) { pending.append(token) }

    func bytes(of token: GoTemplateLexer.Token) -> ArraySlice<UInt8> { lexer.bytes(of: token) }

    private func text(of token: GoTemplateLexer.Token) -> String { lexer.text(of: token) }

    /// As much of a token as a message has room for.
    func shown(_ token: GoTemplateLexer.Token) -> String { text(of: token).elided(to: 20) }

    // MARK: Mistakes

    mutating func stop(_ message: String, at line: Int) {
        guard !hasEnded else { return }
        mistakes.append(Mistake(line: line, message: message))
        hasEnded = true
    }

    /// Stops at a token that must not stand where it does.
    mutating func stop(at token: GoTemplateLexer.Token) {
        switch token.kind {
        case .failure(let message): stop(message, at: token.line)
        case .end: stop("{{ is not closed", at: token.line)
        case .keyword(let keyword): stop("\(keyword.rawValue) stands inside an action", at: token.line)
        case .closing: stop("}} stands where a value must", at: token.line)
        case .other: stop("\(shown(token)) has no meaning in an action", at: token.line)
        default: stop("\(shown(token)) has no place here", at: token.line)
        }
    }

    /// Says what does not stop the parser of every release, as often as anybody reads.
    mutating func warn(_ message: String, at line: Int) {
        guard mistakes.count < 20 else { return }
        mistakes.append(Mistake(line: line, message: message, isOfSomeReleases: true))
    }

    /// Says that no function of a name; what follows is read on, to find all of them.
    mutating func check(function token: GoTemplateLexer.Token) {
        let name = text(of: token)
        switch InjectionFunctions.firstRelease(of: name) {
        case nil:
            guard mistakes.count < 20 else { return }
            mistakes.append(Mistake(line: token.line, message: "no function \(shown(token))"))
        case let release? where version < release:
            warn("\(name) needs Istio \(release)", at: token.line)
        default: break
        }
    }

    // MARK: Variables

    mutating func declare(_ token: GoTemplateLexer.Token) { tree.variables.declare(text(of: token)) }

    func isDeclared(_ token: GoTemplateLexer.Token) -> Bool { tree.variables.contains(text(of: token)) }

    // MARK: Actions

    private mutating func readAction(at line: Int) {
        let token = nextNonSpace()
        guard case .keyword(let keyword) = token.kind else {
            putBack(token)
            tree.isEmpty = false
            return readPipeline(.command, at: line)
        }
        switch keyword {
        case .if, .with, .range:
            tree.isEmpty = false
            blocks.append(Block(keyword: keyword, line: line, variables: tree.variables.count))
            readValue(of: keyword, at: line)
        case .define: readDefine(at: line)
        case .block, .template: readTemplate(keyword, at: line)
        case .else: readElse(at: line)
        case .end: readEnd(at: line)
        case .break, .continue:
            guard isClosed() else { return stop("{{\(keyword.rawValue)}} takes no value", at: line) }
            guard tree.ranges > 0 else { return stop("{{\(keyword.rawValue)}} is outside {{range}}", at: line) }
        }
    }

    private mutating func readValue(of keyword: GoTemplateLexer.Keyword, at line: Int) {
        readPipeline(.keyword(keyword), at: line)
        if keyword == .range { tree.ranges &+= 1 }
    }

    /// Whether the action ends here.
    private mutating func isClosed() -> Bool {
        let token = nextNonSpace()
        if case .failure = token.kind { stop(at: token) }
        return token.kind == .closing
    }

    private mutating func readName(of keyword: GoTemplateLexer.Keyword, at line: Int) -> [UInt8]? {
        let token = nextNonSpace()
        switch token.kind {
        case .string, .rawString:
            if let name = GoTemplateLiteral.unquoted(bytes(of: token)) { return name }
            stop("\(shown(token)) has an unknown escape", at: token.line)
        case .failure: stop(at: token)
        default: stop("{{\(keyword.rawValue)}} needs a quoted name", at: line)
        }
        return nil
    }

    private mutating func readDefine(at line: Int) {
        guard blocks.isEmpty else { return stop("{{define}} stands inside a block", at: line) }
        guard let name = readName(of: .define, at: line) else { return }
        guard isClosed() else { return stop("{{define}} takes a name alone", at: line) }
        open(.define, name, at: line)
    }

    private mutating func readTemplate(_ keyword: GoTemplateLexer.Keyword, at line: Int) {
        tree.isEmpty = false
        guard let name = readName(of: keyword, at: line) else { return }
        let token = nextNonSpace()
        if keyword == .template, token.kind == .closing { return }
        putBack(token)
        readValue(of: keyword, at: line)
        if keyword == .block, !hasEnded { open(.block, name, at: line) }
    }

    /// Begins a template of its own, which knows no variable and no range of the one around it.
    private mutating func open(_ keyword: GoTemplateLexer.Keyword, _ name: [UInt8], at line: Int) {
        blocks.append(Block(keyword: keyword, line: line, variables: tree.variables.count))
        outerTrees.append(tree)
        tree = Tree(name: name)
    }

    private mutating func readElse(at line: Int) {
        guard var block = blocks.popLast(), [.if, .with, .range].contains(block.keyword), !block.hasElse else {
            return stop("{{else}} belongs to nothing", at: line)
        }
        let token = nextNonSpace()
        switch token.kind {
        case .closing:
            if block.keyword == .range { tree.ranges &-= 1 }
            block.hasElse = true
            blocks.append(block)
        case .keyword(let keyword) where keyword == block.keyword && keyword != .range:
            // Go 1.23 brought it, and Istio 1.22 is the last release that nobody builds with that.
            if keyword == .with, version < .v1_23 { warn("{{else with}} needs Istio 1.23", at: line) }
            blocks.append(block)
            readValue(of: keyword, at: line)
        case .failure: stop(at: token)
        default: stop("{{else}} takes no value", at: line)
        }
    }

    private mutating func readEnd(at line: Int) {
        guard let block = blocks.popLast() else { return stop("{{end}} closes nothing", at: line) }
        guard isClosed() else { return stop("{{end}} takes no value", at: line) }
        guard block.keyword == .define || block.keyword == .block else {
            if block.keyword == .range, !block.hasElse { tree.ranges &-= 1 }
            return tree.variables.keep(block.variables)
        }
        if defined[tree.name] == false, !tree.isEmpty {
            let name = String(decoding: tree.name, as: UTF8.self)
            return stop("\(name.elided(to: 20)) is defined a second time", at: block.line)
        }
        if defined[tree.name] != false { defined[tree.name] = tree.isEmpty }
        if let outer = outerTrees.popLast() { tree = outer }
    }
}
