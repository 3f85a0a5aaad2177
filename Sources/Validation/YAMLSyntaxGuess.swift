import Documents

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
    init?(_ error: YAMLError, in text: String) {
        guard text.utf8.count <= Self.maximumBytes, let place = error.mark else { return nil }
        let lines = Lines(text, around: place.line)
        for number in [place.line, place.line &- 1] {
            guard let line = lines.line(number), let fix = Self.fix(for: line, problem: error.problem) else { continue }
            self.init(line, number, fix)
            return
        }
        if error.problem.contains("could not find expected ':'") {
            guard let (line, number) = lines.lastKeyWithoutColon(upTo: place.line) else { return nil }
            self.init(line, number, "\(line.content.shown) has no colon behind it: \(line.content.shown):")
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

    private init(fix: String) {
        mark = nil
        self.fix = fix
    }

    private init(_ line: Line, _ number: Int, _ fix: String) {
        mark = SourceMark(line: number, column: line.indentation &+ 1)
        self.fix = fix
    }

    /// What is wrong with a line by itself.
    private static func fix(for line: Line, problem: String) -> String? {
        if line.isIndentedByTab { return "indent with spaces: YAML allows no tab there" }
        if line.content == "..." || line.content.hasSuffix(": ...") {
            return "write out what ... stands for: by itself it ends the document"
        }
        if let value = line.plainValue {
            if value.hasPrefix("%") || value.hasPrefix("@") || value.hasPrefix("`")
                || value.hasPrefix("*") && !problem.contains("merge")
            {
                return "quote the value: \"\(value.shown)\""
            }
            if value.hasPrefix("{{") { return "quote the value: \"\(value.shown)\"" }
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
            return "quote the value: \"\(value.shown)\""
        }
        if problem.contains("did not find expected key"), let rest = line.restBehindQuotes {
            return "\(rest.shown) stands behind the closing quote"
        }
        if problem.contains("could not find expected ':'"), let name = line.nameBeforeBareColon {
            return "put a space behind the colon of \(name.shown):"
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
            nearest = other.indentation
            if other.indentation == line.indentation || other.indentationOfKey == line.indentation { return true }
            if other.indentation < line.indentation { return false }
        }
        return true
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
    let indentation: Int
    let content: Substring
    let isIndentedByTab: Bool

    init(_ text: Substring) {
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

    /// `name` of `name:value`.
    var nameBeforeBareColon: Substring? {
        guard let colon = content.firstIndex(of: ":"), !isEntry else { return nil }
        let next = content.index(after: colon)
        guard next < content.endIndex, content[next] != "/" else { return nil }
        return content[..<colon]
    }

    /// A name by itself, where a key would stand.
    var isBareWord: Bool {
        guard !content.isEmpty else { return false }
        return content.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
            && content != "---" && content != "..."
    }
}

extension Substring {
    /// At most 32 characters, without control characters.
    fileprivate var shown: String { String(self).escapedForDisplay.elided(to: 32) }
}
