import Documents
import IstioSchema

/// An example as a test: what its text expects, and what the rule says.
extension Example {
    /// What is expected, or what was said: where, and what.
    package struct Finding: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// From 1; nil for what has no place in the text.
        package let line: Int?
        package let message: String

        package init(line: Int?, message: String) {
            self.line = line
            self.message = message
        }

        package var description: String { line.map { "line \($0): \(message)" } ?? message }

        package static func < (left: Finding, right: Finding) -> Bool {
            (left.line ?? .max, left.message) < (right.line ?? .max, right.message)
        }
    }

    /// When the certificates among the examples are judged: 2026-11-23T00:00:00Z, in seconds since 1970.
    package static let judgedAt: Int64 = 1_795_392_000

    /// The comment that marks a mistake.
    package static let marker = "# ✗ "

    /// What the comments and ``expects`` ask for.
    ///
    /// Two messages on one line are separated by ` ✗ `.
    package var expected: [Finding] {
        var findings = expects.map { Finding(line: nil, message: $0) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard line.utf8.contains(UInt8(ascii: "#")), let comment = line.range(of: Self.marker) else { continue }
            for message in line[comment.upperBound...].components(separatedBy: " ✗ ") {
                findings.append(Finding(line: index + 1, message: message))
            }
        }
        return findings.sorted()
    }

    /// What a rule says of the example.
    ///
    /// - Parameters:
    ///   - now: the time that certificates are judged by.
    ///   - documents: finds the documents in a text of several objects, for rules that look at several.
    package func findings(
        of rule: Rule, now: Int64? = nil, documents: ((String) -> [MeshDocument])? = nil
    ) -> [Finding] {
        diagnostics(of: rule, now: now, documents: documents)
            .map { Finding(line: $0.mark?.line, message: $0.message) }.sorted()
    }

    /// What a rule says of the example, whole; the parameters are those of ``findings(of:now:documents:)``.
    package func diagnostics(
        of rule: Rule, now: Int64? = nil, documents: ((String) -> [MeshDocument])? = nil
    ) -> [Diagnostic] {
        let validator = Validator(rules: [rule], version: version)
        let diagnostics: [Diagnostic]
        switch rule.check {
        case .change(let kind, _):
            let new = isDeletion ? nil : validator.report(on: document(text, kind), now: now).read
            let before = old.map { validator.report(on: document($0, kind), now: now).read }
            diagnostics = validator.diagnostics(ofChangeFrom: before, to: new, now: now)
        case .together:
            let all = GivenDocuments((documents?(text) ?? []).map { validator.report(on: $0, now: now).read })
            diagnostics = all.all.flatMap { validator.diagnostics(of: $0, among: all, now: now) }
        default:
            diagnostics = validator.report(on: document(text, rule.homeKind), now: now).diagnostics
        }
        return diagnostics.filter { $0.id == rule.id }
    }

    private func document(_ text: String, _ fallback: MeshDocument.Kind) -> MeshDocument {
        let kind = kind ?? fallback
        guard kind.isWholeObject else { return MeshDocument(kind, .text(text), object: object ?? ObjectReference()) }
        let node = (try? YAMLReader().read(text).root) ?? Node(.null, mark: .start, style: .plain)
        return MeshDocument(kind, .node(node), object: object ?? ObjectReference(of: node))
    }
}

extension Rule {
    /// The kind of document in which the rule's examples are written, unless they say otherwise.
    package var homeKind: MeshDocument.Kind {
        switch check {
        case .document(let kinds, _): kinds.min { $0.rawValue < $1.rawValue } ?? .mesh
        case .message(let name, _): name.homeKind
        case .change(let kind, _): kind
        default: .mesh
        }
    }
}

extension MeshDocument.Kind {
    /// Whether the document is a whole Kubernetes object, whose tree rules look at, and no text of its own.
    package var isWholeObject: Bool {
        switch self {
        case .mesh, .meshNetworks, .proxyConfigAnnotation, .injectorConfig, .injectorValues: false
        default: true
        }
    }
}

extension MessageName {
    /// The kind of document in which examples of a message are written.
    fileprivate var homeKind: MeshDocument.Kind {
        switch self {
        case .proxyConfigResource, .workloadSelector: .proxyConfigResource
        case .meshNetworks, .network, .networkEndpoints, .networkGateway: .meshNetworks
        default: .mesh
        }
    }
}

extension Substring {
    /// The first place of a text; the standard library alone finds single characters only.
    fileprivate func range(of text: String) -> Range<Index>? {
        firstRange(of: text)
    }

    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
