import Documents
import IstioSchema

/// Reads a file of Kubernetes manifests: several YAML documents, JSON, Lists.
///
/// Documents are split at lines that begin with `---`, as kubectl splits them, so that one that cannot be read does not
/// hide the others.
package struct ManifestReader: Sendable {
    private let limits: DocumentLimits

    package init(limits: DocumentLimits = .standard) { self.limits = limits }

    /// One object of a file, or why there is none.
    package struct Item: Sendable {
        package let content: Content
        /// The line of the file, from 1, where the document begins.
        package let line: Int

        package enum Content: Sendable {
            /// The object's tree with the marks of the file, and the file's text to map inner texts with.
            case object(Node, SourceText)
            /// The document is no YAML.
            case unreadable(YAMLError)
            /// The document holds what a template engine must fill in first.
            case template
        }
    }

    /// The objects of a text, in its order; the elements of Lists in the place of the List.
    package func items(in text: String) -> [Item] {
        let source = SourceText(text)
        return chunks(of: text).flatMap { chunk in read(chunk, source) }
    }

    private struct Chunk {
        let text: String
        /// Lines of the file before the chunk.
        let offset: Int
    }

    private func chunks(of text: String) -> [Chunk] {
        var chunks: [Chunk] = []
        var start = text.startIndex
        var lineStart = text.startIndex
        var line = 0
        var startLine = 0
        while lineStart < text.endIndex {
            if text[lineStart...].hasPrefix("---"), lineStart > start, Self.isSeparator(text[lineStart...]) {
                chunks.append(Chunk(text: String(text[start..<lineStart]), offset: startLine))
                start = lineStart
                startLine = line
            }
            guard let end = text[lineStart...].firstIndex(where: \.isNewline) else { break }
            lineStart = text.index(after: end)
            line = line &+ 1
        }
        chunks.append(Chunk(text: String(text[start...]), offset: startLine))
        return chunks
    }

    private static func isSeparator(_ rest: Substring) -> Bool {
        guard let next = rest.dropFirst(3).first else { return true }
        return next.isWhitespace
    }

    private func read(_ chunk: Chunk, _ source: SourceText) -> [Item] {
        let line = chunk.offset &+ 1
        do throws(YAMLError) {
            let root = try YAMLReader(limits: limits).read(chunk.text).root.shifted(byLines: chunk.offset)
            guard !root.isNull else { return [] }
            return objects(in: root).map { Item(content: .object($0, source), line: line) }
        } catch {
            guard !Self.isTemplate(chunk.text) else { return [Item(content: .template, line: line)] }
            let mark = error.mark.map { SourceMark(line: $0.line &+ chunk.offset, column: $0.column) }
            return [Item(content: .unreadable(YAMLError(error.problem, at: mark, kind: error.kind)), line: line)]
        }
    }

    /// The elements of a List, also of a List in a List; else the object itself.
    private func objects(in root: Node) -> [Node] {
        var objects: [Node] = []
        var rest = [root]
        while let node = rest.popLast() {
            if node["kind"]?.string?.hasSuffix("List") == true, case .sequence(let items)? = node["items"]?.value {
                rest += items.reversed()
            } else {
                objects.append(node)
            }
        }
        return objects
    }

    /// Whether a line of a text that is no YAML holds a template's action, as Helm's templates do.
    private static func isTemplate(_ text: String) -> Bool { text.contains("{{") && text.contains("}}") }
}

extension Node {
    /// The same tree with its marks so many lines further down.
    fileprivate func shifted(byLines lines: Int) -> Node {
        guard lines > 0 else { return self }
        func shift(_ mark: SourceMark) -> SourceMark { SourceMark(line: mark.line &+ lines, column: mark.column) }
        let value: Value =
            switch value {
            case .sequence(let elements): .sequence(elements.map { $0.shifted(byLines: lines) })
            case .mapping(let entries):
                .mapping(
                    entries.map {
                        Entry(
                            name: $0.name, key: $0.key.shifted(byLines: lines), value: $0.value.shifted(byLines: lines),
                            isMerged: $0.isMerged)
                    })
            default: self.value
            }
        return Node(value, mark: shift(mark), end: shift(end), style: style, text: text)
    }
}
