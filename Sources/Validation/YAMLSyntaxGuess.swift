import Documents
import IstioSchema

/// What somebody most likely meant where a text is not YAML.
///
/// The reader stops where it cannot go on, which is often a line or two behind the mistake.
struct YAMLSyntaxGuess {
    /// The line of the mistake; nil where it is the one that the reader names.
    let mark: SourceMark?
    let fix: String

    /// In a longer text nothing is guessed: its lines, which may be of any length, are looked at by character.
    private static let maximumBytes = 128 << 10

    /// Nil where nothing likely is found.
    init?(_ error: YAMLError, in text: String, of document: MeshDocument) {
        guard text.utf8.count <= Self.maximumBytes, let place = error.mark else { return nil }
        let lines = Lines(text, around: place.line)
        if let quote = error.openQuote ?? lines.openQuote(closedBefore: place) {
            self.init(mark: quote, fix: "close the quote that opens here")
            return
        }
        if error.problem.contains("mapping values are not allowed"), document.mayBeFolded,
            let shape = document.rootMessage?.shape, lines.line(place.line)?.joinsLines(of: shape) == true
        {
            self.init(fix: "write | before the text, not > or quotes, which join its lines")
            return
        }
        for number in [place.line, place.line &- 1] {
            guard let line = lines.line(number),
                let fix = Self.fix(for: line, isReaders: number == place.line, problem: error.problem)
            else { continue }
            self.init(line, number, fix)
            return
        }
        if error.problem.contains("could not find expected ':'") {
            guard let (line, number) = lines.lastKeyWithoutColon(upTo: place.line) else { return nil }
            if let above = lines.lineAbove(number), above.opensText, line.indentation <= above.indentation {
                self.init(line, number, "indent the text deeper than \(above.content.shown) above it")
            } else {
                self.init(line, number, "\(line.content.shown) has no colon behind it: \(line.content.shown):")
            }
        } else if error.problem.contains("mapping values are not allowed") {
            guard let line = lines.line(place.line), let above = lines.lineAbove(place.line),
                line.indentation > above.indentation, line.isEntry, above.isEntry
            else { return nil }
            self.init(line, place.line, "\(line.content.shown) is indented deeper than \(above.content.shown) above it")
        } else if error.problem.contains("did not find expected key"), let line = lines.line(place.line),
            let above = lines.lineAbove(place.line), line.isEntry, line.indentation > above.indentationOfKey,
            above.plainValue?.isEmpty == false
        {
            self.init(line, place.line, "\(line.content.shown) is indented deeper than \(above.content.shown) above it")
        } else if error.problem.contains("did not find expected key") || error.problem.contains("'-' indicator"),
            let line = lines.line(place.line), !line.content.isEmpty, !lines.align(place.line)
        {
            self.init(line, place.line, "\(line.content.shown) is indented like no line above it")
        } else if error.problem.contains("did not find expected ',' or") {
            self.init(fix: "close what { or [ opened, put a comma between entries, and quote values that have these")
        } else {
            return nil
        }
    }

    private init(mark: SourceMark? = nil, fix: String) {
        self.mark = mark
        self.fix = fix
    }

    private init(_ line: Line, _ number: Int, _ fix: String) {
        mark = SourceMark(line: number, column: line.indentation &+ 1)
        self.fix = fix
    }

    /// What is wrong with a line by itself.
    ///
    /// - Parameter isReaders: whether the reader stopped there; the line above may be as it should be.
    private static func fix(for line: Line, isReaders: Bool, problem: String) -> String? {
        // In a text with lines of its own a tab is a character.
        if line.isIndentedByTab, isReaders || problem.contains("tab") || problem.contains("cannot start any token") {
            return "indent with spaces: YAML allows no tab there"
        }
        if line.content == "..." || line.content.hasSuffix(": ...") {
            return "write out what ... stands for: by itself it ends the document"
        }
        if let value = line.plainValue {
            if problem.contains("unknown anchor"), value.hasPrefix("*") {
                return "write &\(value.dropFirst().shown) before the value that is meant, above this, or quote a text"
            }
            if value.hasPrefix("%") || value.hasPrefix("@") || value.hasPrefix("`") || value.hasPrefix("{{")
                || value.hasPrefix("*") && problem.contains("alphabetic or numeric")
            {
                return value.quotingAdvice
            }
        }
        if problem.contains("unknown escape character"), line.content.contains("\\") {
            return "write \\\\ for a backslash, or put the value in single quotes"
        }
        if problem.contains("block sequence entries are not allowed"), line.plainValue?.hasPrefix("- ") == true {
            return "begin the list on a line of its own"
        }
        if problem.contains("mapping values are not allowed"), let value = line.plainValue, value.contains(": "),
            !value.hasPrefix("{"), !value.hasPrefix("["), !value.hasPrefix("\""), !value.hasPrefix("'")
        {
            return value.quotingAdvice
        }
        if problem.contains("did not find expected key"), let rest = line.restBehindQuotes {
            return "\(rest.shown) stands behind the closing quote"
        }
        if problem.contains("could not find expected ':'") || problem.contains("mapping values are not allowed") {
            if line.isEntryBehindBareDash { return "put a space behind the dash of \(line.content.shown)" }
            if !line.isEntry, let slip = SlippedKey(line.content) { return slip.fix }
        }
        return nil
    }
}

/// The lines around a place of a text.
private struct Lines {
    private let lines: [Line]
    private let first: Int

    /// How far above the reader's place a mistake is looked for.
    private static let reach = 20

    init(_ text: String, around line: Int) {
        first = max(1, line &- Self.reach)
        lines = text.split(maxSplits: line, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .dropFirst(first &- 1).prefix(line &- first &+ 1)
            .map { Line($0) }
    }

    func line(_ number: Int) -> Line? {
        let index = number &- first
        return lines.indices.contains(index) ? lines[index] : nil
    }

    /// The nearest line above that is neither blank nor a comment.
    func lineAbove(_ number: Int) -> Line? {
        var number = number &- 1
        while let line = line(number) {
            if !line.content.isEmpty { return line }
            number &-= 1
        }
        return nil
    }

    /// Whether a line begins where one above it does, or where the key behind a dash above it does.
    ///
    /// Lines deeper than one that is nearer are in a block that has ended.
    func align(_ number: Int) -> Bool {
        guard let line = line(number) else { return true }
        var nearest = Int.max
        var above = number &- 1
        while above >= first, let other = self.line(above) {
            above &-= 1
            guard !other.content.isEmpty, other.indentation < nearest else { continue }
            // The first entry of a mapping or a list may be as deep as it likes.
            let isParent = nearest == Int.max && (other.content.hasSuffix(":") || other.content == "-")
            nearest = other.indentation
            if other.indentation == line.indentation || other.indentationOfKey == line.indentation { return true }
            if other.indentation < line.indentation { return isParent }
        }
        return true
    }

    /// Where a quote opens that the first one on the reader's line closes, though that is to open another value.
    func openQuote(closedBefore place: SourceMark) -> SourceMark? {
        guard let line = line(place.line) else { return nil }
        var before = line.text.unicodeScalars.prefix(max(0, place.column &- 1))[...]
        while before.last == " " { before.removeLast() }
        guard let quote = before.popLast(), quote == "\"" || quote == "'", !before.contains(quote) else { return nil }
        while before.last == " " { before.removeLast() }
        guard let sign = before.last, [":", "-", ",", "["].contains(sign) else { return nil }
        var number = place.line &- 1
        while number >= first, let above = self.line(number) {
            let scalars = above.text.unicodeScalars
            if let index = scalars.firstIndex(of: quote) {
                guard above.plainValue?.unicodeScalars.first == quote, scalars.lastIndex(of: quote) == index else {
                    return nil
                }
                let column = scalars.distance(from: scalars.startIndex, to: index) &+ 1
                return SourceMark(line: number, column: column)
            }
            number &-= 1
        }
        return nil
    }

    /// The last line that is a bare word.
    func lastKeyWithoutColon(upTo number: Int) -> (Line, Int)? {
        var number = number
        while number >= first {
            if let line = line(number), line.isBareWord { return (line, number) }
            number &-= 1
        }
        return nil
    }
}

/// A line without its indentation, its comment and the dash of a list.
private struct Line {
    let text: Substring
    let indentation: Int
    let content: Substring
    let isIndentedByTab: Bool

    init(_ text: Substring) {
        self.text = text
        let blanks = text.prefix { $0 == " " || $0 == "\t" }
        indentation = blanks.count
        isIndentedByTab = blanks.contains("\t") && blanks.count < text.count
        var content = text.dropFirst(blanks.count)
        if content.hasPrefix("#") { content = "" }
        if let comment = content.firstRange(of: " #") { content = content[..<comment.lowerBound] }
        while content.last == " " || content.last == "\t" { content.removeLast() }
        self.content = content
    }

    /// Whether the line is `name: value` or `name:`.
    var isEntry: Bool { content.hasSuffix(":") || content.contains(": ") }

    /// Whether the lines below it are to be a text.
    var opensText: Bool { [": |", ": |-", ": |+", ": >", ": >-", ": >+"].contains { content.hasSuffix($0) } }

    /// Where the key behind the dash of a list begins.
    var indentationOfKey: Int {
        guard content.hasPrefix("- ") else { return indentation }
        return indentation &+ 1 &+ content.dropFirst().prefix { $0 == " " }.count
    }

    /// What stands behind the quotes of `name: "value" rest`.
    var restBehindQuotes: Substring? {
        guard let value = plainValue, let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        let inner = value.dropFirst()
        guard !inner.contains("\\"), let end = inner.firstIndex(of: quote) else { return nil }
        let rest = inner[inner.index(after: end)...].drop { $0 == " " }
        return rest.isEmpty || rest.first == quote ? nil : rest
    }

    /// What stands behind the first `: `.
    var plainValue: Substring? {
        content.firstRange(of: ": ").map { content[$0.upperBound...].drop { $0 == " " } }
    }

    /// Whether the line is `-name: value`.
    var isEntryBehindBareDash: Bool {
        guard content.hasPrefix("-"), isEntry, let second = content.dropFirst().first else { return false }
        return second.isASCII && second.isLetter
    }

    /// Whether a field of a message stands behind the value of another.
    func joinsLines(of shape: MessageShape) -> Bool {
        guard let value = plainValue else { return false }
        return value.split(separator: " ").dropFirst().contains { word in
            word.hasSuffix(":") && word.utf8.count <= 64 && shape.field(String(word.dropLast())) != nil
        }
    }

    /// A name by itself, where a key would stand.
    var isBareWord: Bool {
        guard !content.isEmpty else { return false }
        return content.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
            && content != "---" && content != "..."
    }
}

extension MeshDocument {
    /// Whether the text may have been written in a style that joins its lines: nobody can tell of an object's.
    fileprivate var mayBeFolded: Bool {
        switch origin {
        case .literalBlock: false
        case .scalar: true
        case .same: field != .root
        }
    }
}

extension Substring {
    /// At most 32 characters, without control characters.
    fileprivate var shown: String { String(self).escapedForDisplay.elided(to: 32) }

    /// How to quote a value, so that it can be written as the advice stands.
    fileprivate var quotingAdvice: String {
        let isShown = utf8.count <= 32 && utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        if isShown, !contains("\""), !contains("\\") { return "quote the value: \"\(self)\"" }
        if isShown, !contains("'") { return "quote the value: '\(self)'" }
        return "put the value in single quotes, each ' in it twice"
    }
}
