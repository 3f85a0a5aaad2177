import Documents
import Manifests
import TestDocuments

/// What holds of any text as YAML.
enum YAMLProperties {
    private static let small: DocumentLimits = {
        var limits = DocumentLimits.standard
        limits.maximumDepth = 6
        limits.maximumNodes = 40
        limits.maximumExpandedNodes = 60
        limits.maximumWork = 200
        return limits
    }()

    static func failure(on bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        for limits in [DocumentLimits.standard, small] {
            if case .differs(let what) = Agreement(of: text, limits: limits) { return "the readers differ: \(what)" }
        }
        let items = ManifestReader().items(in: text)
        guard items.count <= DocumentLimits.standard.maximumExpandedNodes + text.utf8.count else {
            return "more objects than the text can hold"
        }
        let root: Node
        do throws(YAMLError) {
            root = try YAMLReader().read(text).root
        } catch {
            return failureOfRefusal(error, of: text)
        }
        do throws(YAMLError) {
            let bounded = try YAMLReader(limits: small).read(text).root
            if let what = difference(bounded, root) { return "reads differently within limits: \(what)" }
        } catch {
            if error.kind != .limit { return "limits make it no YAML: \(error.problem)" }
        }
        let lines = 1 + text.utf8.count
        return failureOfMarks(in: root, lines: lines) ?? failureOfCopy(of: root)
    }

    private static func failureOfRefusal(_ error: YAMLError, of text: String) -> String? {
        guard !error.problem.isEmpty, error.problem.isPlain else { return "a problem that cannot be shown" }
        if (try? YAMLReader(limits: small).read(text)) != nil { return "small limits let more pass" }
        guard let mark = error.mark else { return nil }
        return mark.line >= 1 && mark.line <= 2 + text.utf8.count ? nil : "a problem at \(mark)"
    }

    /// Recursion is as deep as the tree.
    private static func failureOfMarks(in node: Node, lines: Int) -> String? {
        guard node.mark <= node.end, node.end.line <= lines else { return "a value from \(node.mark) to \(node.end)" }
        for element in node.elements {
            if let failure = failureOfMarks(in: element, lines: lines) { return failure }
        }
        for entry in node.entries {
            if entry.keyMark > entry.keyEnd { return "a key from \(entry.keyMark) to \(entry.keyEnd)" }
            if let failure = failureOfMarks(in: entry.value, lines: lines) { return failure }
        }
        return nil
    }

    /// The tree as JSON has the same values, to both readers.
    ///
    /// But for a negative zero: what is written for it, as Go does, is an integer.
    static func failureOfCopy(of root: Node) -> String? {
        guard !hasNegativeZero(root) else { return nil }
        var writer = JSONWriter()
        writer.node(root)
        let written = writer.bytes
        for indentation in [nil, 2] as [Int?] {
            var writer = JSONWriter(indentation: indentation)
            writer.node(root)
            do throws(JSONError) {
                var copy = JSONWriter()
                copy.node(try JSONReader().read(writer.bytes))
                guard copy.bytes == written else { return "reads differently as JSON" }
            } catch {
                if error.kind != .limit { return "what was written is no JSON: \(error.problem)" }
            }
        }
        // YAML refuses what JSON takes: a key over 1,024 characters, U+FFFF.
        guard let read = try? YAMLReader().read(writer.text).root else { return nil }
        var copy = JSONWriter()
        copy.node(read)
        return copy.bytes == written ? nil : "its JSON reads differently as YAML"
    }

    private static func hasNegativeZero(_ node: Node) -> Bool {
        if case .number(let number) = node.value { return number == 0 && number.sign == .minus }
        return node.elements.contains(where: hasNegativeZero) || node.entries.contains { hasNegativeZero($0.value) }
    }
}
