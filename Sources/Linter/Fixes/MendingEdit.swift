import Documents
import IstioSchema
import Manifests
import Validation

/// Finds the change of a text that mends a diagnostic and changes nothing else that Istio reads.
struct MendingEdit {
    let placed: PlacedDiagnostic
    /// The file; the document's text is a part of it.
    let file: SourceText
    let version: IstioVersion

    /// Changes of the file, made together; nil where only a person can tell, or the text's form does not allow it.
    var edits: TextEdits? {
        let document = placed.document
        switch (document.body, document.origin) {
        case (.node, _):
            return sureEdits(in: file).map { $0.map(quotedForJSON) }
        case (.text(let text), .same):
            return sureEdits(in: SourceText(text)).map { $0.map(quotedForJSON) }
        case (.text(let text), .literalBlock(_, let indentation)):
            guard let edits = sureEdits(in: SourceText(text)) else { return nil }
            return edits.map { moved($0, indentation) }
        case (.text, .scalar):
            return nil
        }
    }

    /// The changes, unless they take an anchor or a tag away, or write plain words between the brackets of JSON.
    private func sureEdits(in source: SourceText) -> TextEdits? {
        guard let edits = edits(in: source), !edits.contains(where: { isAnchored($0, source) }) else { return nil }
        if isJSON, edits.contains(where: { $0.replacement.hasPrefix("[") || $0.replacement.hasPrefix("{") }) {
            return nil
        }
        return edits
    }

    /// Whether what is written over begins with an anchor or a tag.
    private func isAnchored(_ edit: TextEdit, _ source: SourceText) -> Bool {
        guard let first = source.line(edit.start.line)?.unicodeScalars.dropFirst(max(0, edit.start.column - 1)).first
        else { return false }
        return edit.start < edit.end && (first == "&" || first == "!")
    }

    private func edits(in source: SourceText) -> TextEdits? {
        let diagnostic = placed.diagnostic
        switch diagnostic.id {
        case .meshUnknownField, .proxyConfigResourceUnknownField:
            return renamed(source)
        case .meshMisplacedField:
            return movedToItsPlace(source)
        case .meshTypeMismatch, .meshEnumUnknown, .meshYAML11BooleanTrap, .proxyMetadataNotString:
            guard MendableFields.contain(diagnostic.path) else { return nil }
            return diagnostic.edit.map { [$0] }
        case "proxymetadata-removed-variable" where diagnostic.severity != .note:
            return removed(source)
        default:
            return diagnostic.edit.map { [$0] }
        }
    }

    // MARK: Kinds of changes

    /// Writes the name that is meant.
    private func renamed(_ source: SourceText) -> TextEdits? {
        let diagnostic = placed.diagnostic
        guard let edit = diagnostic.edit, let message = diagnostic.path.parent,
            MendableFields.contain(message.field(edit.replacement)), let root = root(source),
            let (parent, entry) = entry(at: diagnostic.path, in: root), parent[edit.replacement] == nil,
            !isAnchored(entry, source)
        else { return nil }
        // Of two keys that may both be meant for one, a person picks.
        let rivals = parent.entries.filter { $0.keyMark != entry.keyMark }
        guard !rivals.contains(where: { NearName.nearest(to: $0.name, among: [edit.replacement]) != nil }) else {
            return nil
        }
        // `{"name":value}` is read only with its quotes.
        let written = source.line(entry.keyMark.line)?.unicodeScalars.dropFirst(max(0, entry.keyMark.column - 1)).first
        guard let quote = written, quote == "\"" || quote == "'", !edit.replacement.hasPrefix(String(quote)) else {
            return [edit]
        }
        return [TextEdit(from: edit.start, to: edit.end, replacement: "\(quote)\(edit.replacement)\(quote)")]
    }

    /// Whether others refer to an entry's value: a key of any name may hold it for them.
    private func isAnchored(_ entry: Node.Entry, _ source: SourceText) -> Bool {
        guard let line = source.line(entry.keyMark.line) else { return true }
        let rest = line.unicodeScalars.dropFirst(max(0, entry.keyEnd.column - 1))
        return rest.drop { $0 == " " || $0 == ":" }.first == "&"
    }

    /// Takes the entry out.
    private func removed(_ source: SourceText) -> TextEdits? {
        guard let root = root(source), let (parent, entry) = entry(at: placed.diagnostic.path, in: root),
            parent.style == .block
        else { return nil }
        let block = BlockEditing(source: source)
        guard let lines = block.linesWithComments(of: entry, in: parent), let edit = block.removal(of: lines) else {
            return nil
        }
        return [edit]
    }

    /// Takes the entry out and puts it where Istio looks for it.
    private func movedToItsPlace(_ source: SourceText) -> TextEdits? {
        guard let message = placed.document.rootMessage, let root = root(source), root.style == .block,
            let (parent, entry) = entry(at: placed.diagnostic.path, in: root), parent.style == .block,
            parent.entries.count > 1,
            let home = FieldHomes.home(of: entry.name, root: message, in: version), !home.contains("["),
            MendableFields.contain(Self.path(home).field(entry.name)), !isAnchored(entry, source)
        else { return nil }
        let block = BlockEditing(source: source)
        guard let lines = block.linesWithComments(of: entry, in: parent), let removal = block.removal(of: lines) else {
            return nil
        }
        let steps = home.isEmpty ? [] : home.split(separator: ".").map(String.init)
        var target = root
        for (index, step) in steps.enumerated() {
            guard let next = target.entry(step) else {
                return created(steps[index...], in: target, entry, lines, removal, block)
            }
            guard !next.isMerged, next.value.style == .block, case .mapping = next.value.value else { return nil }
            target = next.value
        }
        guard target[entry.name] == nil, let column = target.entries.first(where: { !$0.isMerged })?.keyMark.column,
            let text = block.text(of: lines, indentedBy: column - entry.keyMark.column),
            let last = lastLine(of: target, besides: lines, block),
            let insertion = block.insertion(of: text, behind: last)
        else { return nil }
        return [removal, insertion]
    }

    /// The path of a message's fields, as `defaultConfig.tracing` names them.
    private static func path(_ home: String) -> FieldPath {
        home.split(separator: ".").reduce(.root) { $0.field(String($1)) }
    }

    /// Writes the messages on the way that are not there yet.
    private func created(
        _ steps: ArraySlice<String>, in target: Node, _ entry: Node.Entry, _ lines: ClosedRange<Int>,
        _ removal: TextEdit,
        _ block: BlockEditing
    ) -> TextEdits? {
        guard let column = target.entries.first(where: { !$0.isMerged })?.keyMark.column,
            let text = block.text(of: lines, indentedBy: column + 2 * steps.count - entry.keyMark.column)
        else { return nil }
        var head: [String] = []
        for (depth, step) in steps.enumerated() {
            head.append(String(repeating: " ", count: column - 1 + 2 * depth) + step + ":")
        }
        // Where the entry stands in the target itself, its lines are written anew.
        if target.entries.contains(where: { $0.keyMark == entry.keyMark }) {
            guard let last = block.source.line(lines.upperBound) else { return nil }
            let end = SourceMark(line: lines.upperBound, column: last.unicodeScalars.count + 1)
            return [
                TextEdit(
                    from: SourceMark(line: lines.lowerBound, column: 1), to: end,
                    replacement: (head + text).joined(separator: "\n"))
            ]
        }
        guard let last = lastLine(of: target, besides: lines, block),
            let insertion = block.insertion(of: head + text, behind: last)
        else { return nil }
        return [removal, insertion]
    }

    /// The last line of a mapping's entries that stays; nil where it is one of those that go.
    private func lastLine(of mapping: Node, besides lines: ClosedRange<Int>, _ block: BlockEditing) -> Int? {
        var last: Int?
        for entry in mapping.entries where !entry.isMerged {
            guard let own = block.lines(of: entry) else { return nil }
            // An entry that holds the lines at its end ends before them.
            if lines.contains(own.lowerBound) { continue }
            let end = lines.contains(own.upperBound) ? lines.lowerBound - 1 : own.upperBound
            last = max(last ?? end, end)
        }
        return last
    }

    // MARK: Places

    private func root(_ source: SourceText) -> Node? {
        switch placed.document.body {
        case .node(let node): return node
        case .text: return try? YAMLReader().read(source.text).root
        }
    }

    /// The mapping and the entry of it that a path names.
    private func entry(at path: FieldPath, in root: Node) -> (parent: Node, entry: Node.Entry)? {
        var node = root
        var found: (Node, Node.Entry)?
        for step in path.steps {
            switch step {
            case .field(let name), .key(let name):
                let entry =
                    node.entry(name)
                    ?? node.entries.last { $0.name.filter { $0 != "_" }.lowercased() == name.lowercased() }
                guard let entry else { return nil }
                found = (node, entry)
                node = entry.value
            case .element(let index):
                let elements = node.elements
                guard elements.indices.contains(index) else { return nil }
                node = elements[index]
                found = nil
            }
        }
        return found
    }

    private func moved(_ edit: TextEdit, _ indentation: Int) -> TextEdit {
        let origin = placed.document.origin
        let (start, end) = (origin.mark(edit.start), origin.mark(edit.end))
        // Whole lines go with their indentation, of which nothing is left on the next line then.
        if edit.replacement.isEmpty, edit.start.column == 1, edit.end.column == 1 {
            return TextEdit(
                from: SourceMark(line: start.line, column: 1), to: SourceMark(line: end.line, column: 1),
                replacement: "")
        }
        let blanks = String(repeating: " ", count: indentation)
        let lines = edit.replacement.split(separator: "\n", omittingEmptySubsequences: false)
        // What follows the last line stands behind its indentation; a blank line has none.
        let replacement = lines.enumerated().map { number, line in
            number == 0 || line.isEmpty && number < lines.count - 1 ? String(line) : blanks + line
        }
        .joined(separator: "\n")
        return withLineBreaks(
            of: start.line, TextEdit(from: withinLine(start), to: withinLine(end), replacement: replacement))
    }

    /// The same place, or the end of its line in the file: a blank line of a block may have no indentation.
    private func withinLine(_ mark: SourceMark) -> SourceMark {
        guard let line = file.line(mark.line) else { return mark }
        return SourceMark(line: mark.line, column: min(mark.column, line.unicodeScalars.count + 1))
    }

    /// A text that breaks its lines with CR LF goes on to.
    private func withLineBreaks(of line: Int, _ edit: TextEdit) -> TextEdit {
        guard edit.replacement.contains("\n"), file.endsWithCarriageReturn(line: line) else { return edit }
        return TextEdit(from: edit.start, to: edit.end, replacement: edit.replacement.replacing("\n", with: "\r\n"))
    }

    private var isJSON: Bool { file.text.utf8.first { $0 > 0x20 } == UInt8(ascii: "{") }

    /// In JSON a text stands in quotes.
    private func quotedForJSON(_ edit: TextEdit) -> TextEdit {
        guard isJSON, let first = edit.replacement.utf8.first, !"\"{[".utf8.contains(first),
            !["true", "false", "null"].contains(edit.replacement), Double(edit.replacement) == nil
        else { return withLineBreaks(of: edit.start.line, edit) }
        return TextEdit(from: edit.start, to: edit.end, replacement: "\"\(edit.replacement)\"")
    }
}

extension SourceText {
    /// Whether a line ends with CR LF.
    fileprivate func endsWithCarriageReturn(line: Int) -> Bool {
        guard let start = startOffset(ofLine: line + 1), start >= 2 else { return false }
        let bytes = text.utf8Span.span
        return start <= bytes.count && bytes[start - 1] == 0x0A && bytes[start - 2] == 0x0D
    }
}
