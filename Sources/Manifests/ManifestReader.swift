import Documents
import IstioSchema

/// Reads a file of Kubernetes manifests: several YAML documents, JSON, Lists.
///
/// Documents are split at lines that begin with `---`, as kubectl splits them, so that one that cannot be read does not
/// hide the others; objects of JSON may also stand one behind the other.
package struct ManifestReader: Sendable {
    private let limits: DocumentLimits

    package init(limits: DocumentLimits = .standard) { self.limits = limits }

    /// One object of a file, or why there is none.
    package struct Item: Sendable {
        package let content: Content
        /// The text of the document that holds the object.
        package let chunk: ManifestChunk
        /// The line of the file, from 1, where the document begins.
        package var line: Int { chunk.line }

        package enum Content: Sendable {
            /// The object's tree with the marks of the file, and the file's text to map inner texts with.
            case object(Node, SourceText)
            /// The document is no YAML; marks are the file's.
            case unreadable(YAMLError)
            /// The document holds what a template engine must fill in first.
            case template
        }
    }

    /// The objects of a text, in its order; the elements of Lists in the place of the List.
    package func items(in text: String) -> [Item] { items(in: SourceText(text)) }

    /// The objects of a text, in its order; the elements of Lists in the place of the List.
    ///
    /// The trees of objects that are not wanted keep the marks of their own document, as moving them costs as much as
    /// reading them.
    package func items(in source: SourceText, where isWanted: (Node) -> Bool = { _ in true }) -> [Item] {
        ManifestChunk.all(in: source).flatMap(\.jsonObjects).flatMap { read($0, source, isWanted) }
    }

    private func read(_ chunk: ManifestChunk, _ source: SourceText, _ isWanted: (Node) -> Bool) -> [Item] {
        do throws(YAMLError) {
            let root = try root(of: chunk)
            guard !root.isNull else { return [] }
            return objects(in: root).map { object in
                let node = isWanted(object) ? object.shifted(byLines: chunk.line &- 1) : object
                return Item(content: .object(node, source), chunk: chunk)
            }
        } catch {
            if chunk.text.isTemplate, TemplateText(chunk.text).hasActionOutsideOfBlocks {
                return [Item(content: .template, chunk: chunk)]
            }
            let mark = error.mark.map {
                let place = $0.within(chunk.text)
                return SourceMark(line: place.line &+ chunk.line &- 1, column: place.column)
            }
            return [
                Item(content: .unreadable(YAMLError(error.problem, at: mark, kind: error.kind)), chunk: chunk)
            ]
        }
    }

    /// A text that begins like JSON is read as JSON, which libyaml takes four times as long for; what is no JSON may yet
    /// be YAML.
    private func root(of chunk: ManifestChunk) throws(YAMLError) -> Node {
        if chunk.text.utf8.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) == UInt8(ascii: "{"),
            let node = try? JSONReader(limits: limits).read(chunk.text)
        {
            return node
        }
        return try YAMLReader(limits: limits).read(chunk.text).root
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
