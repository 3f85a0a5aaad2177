import Documents
import IstioSchema
import Manifests
import Validation

/// A diagnostic as a person meets it: in a file, with the severity that counts there.
package struct FileDiagnostic: Sendable {
    /// The file's name as it was given.
    package let file: String
    /// Which of the files that were given.
    package let fileIndex: Int
    package let id: DiagnosticID
    package let severity: Severity
    package let effect: Effect
    /// The path from the object's root, such as data.mesh.connectTimeout.
    package let fullPath: String
    /// From the document's root: `connectTimeout`; empty for what concerns all of it.
    package let path: String
    package let object: ObjectReference
    package let message: String
    package let fix: String?
    /// Where to point in the file.
    package let mark: SourceMark
    /// Just behind what is pointed at, where that is known.
    package let end: SourceMark?
    /// The place in a text inside the file whose lines are not the file's, as in a quoted scalar.
    package let inner: Inner?
    /// Changes of the file that together mend this; nil where only a person can tell.
    package internal(set) var edits: TextEdits?
    /// Why this is less severe than it would be.
    package let softening: Verdict.Softening?
    package let release: IstioRelease
    /// Tells this from others however lines move: a hash of id, path without the numbers of list elements, and value.
    package let identity: String
    /// Whether the value may be a secret, so that no excerpt shows it.
    package let mayHoldSecret: Bool

    package struct Inner: Sendable {
        /// The field whose text it is, such as data.mesh.
        package let label: String
        package let mark: SourceMark
        package let end: SourceMark?
        package let source: SourceText
    }
}

extension FileDiagnostic {
    init(
        _ placed: PlacedDiagnostic, in object: InputObject, of file: InputFile, severity: Severity,
        release: IstioRelease, softening: Verdict.Softening? = nil, sources: inout InnerSources
    ) {
        let diagnostic = placed.diagnostic
        let document = placed.document
        let place = FilePlace(diagnostic, in: document, object: object, &sources)
        self.file = file.name
        fileIndex = object.file
        id = diagnostic.id
        self.severity = severity
        effect = severity == .note ? .advice : diagnostic.effect
        fullPath = placed.fullPath
        path = diagnostic.path.description
        self.object = object.reference
        message = diagnostic.message
        fix = diagnostic.fix
        mark = place.mark
        end = place.end
        inner = place.inner
        edits =
            object.isEditable && place.inner == nil
            ? MendingEdit(placed: placed, file: file.source, version: release.version).edits : nil
        self.softening = softening
        self.release = release
        identity = DiagnosticHash.text(of: placed, object: object.identity)
        mayHoldSecret = diagnostic.path.mayHoldSecret
    }

    /// By file, place, path and id, so that the same input gives the same bytes on every run.
    package static func inOrderOfPlace(_ left: FileDiagnostic, _ right: FileDiagnostic) -> Bool {
        if left.fileIndex != right.fileIndex { return left.fileIndex < right.fileIndex }
        if left.mark != right.mark { return left.mark < right.mark }
        let leftInner = left.inner?.mark ?? .start
        let rightInner = right.inner?.mark ?? .start
        if leftInner != rightInner { return leftInner < rightInner }
        if left.fullPath != right.fullPath { return left.fullPath < right.fullPath }
        if left.id != right.id { return left.id < right.id }
        return left.message < right.message
    }

    /// What an author wrote about: the path, or the object where the path is its root.
    package var subject: String {
        if !path.isEmpty { return path }
        guard !object.kind.isEmpty else { return "" }
        return object.name.isEmpty ? object.kind : "\(object.kind) \(object.name)"
    }
}

/// The texts inside of a file that diagnostics of one object stand in, each split into its lines once.
struct InnerSources {
    private var sources: [(document: MeshDocument, source: SourceText)] = []

    mutating func source(_ text: String, of document: MeshDocument) -> SourceText {
        if let known = sources.first(where: { $0.document.isIdentical(to: document) }) { return known.source }
        let source = SourceText(text)
        sources.append((document, source))
        return source
    }
}

/// Where a diagnostic stands in its file.
private struct FilePlace {
    let mark: SourceMark
    let end: SourceMark?
    let inner: FileDiagnostic.Inner?

    init(
        _ diagnostic: Diagnostic, in document: MeshDocument, object: InputObject, _ sources: inout InnerSources
    ) {
        switch (document.body, document.origin) {
        case (.node(let part), _) where object.node == nil:
            mark = diagnostic.mark ?? part.mark
            end = diagnostic.mark == nil ? nil : diagnostic.end
            inner = nil
        case (.node, _), (.text, .same):
            mark = diagnostic.mark ?? (document.field == .root ? object.mark : object.markOfKey(of: document))
            end = diagnostic.mark == nil ? nil : diagnostic.end
            inner = nil
        case (.text, .literalBlock(let firstLine, _)):
            let origin = document.origin
            mark = diagnostic.mark.map(origin.mark) ?? SourceMark(line: max(1, firstLine - 1), column: 1)
            end = diagnostic.mark == nil ? nil : diagnostic.end.map(origin.mark)
            inner = nil
        case (.text(let text), .scalar(let place)):
            mark = place
            end = nil
            inner = diagnostic.mark.map { mark in
                FileDiagnostic.Inner(
                    label: document.field.description, mark: mark, end: diagnostic.end,
                    source: sources.source(text, of: document))
            }
        }
    }
}

extension InputObject {
    /// Where a part of the object's tree begins: at its key.
    fileprivate func markOfKey(of document: MeshDocument) -> SourceMark {
        var place = mark
        var node = node
        for step in document.field.steps {
            guard case .field(let name) = step, let entry = node?.entry(name) else { break }
            place = entry.keyMark
            node = entry.value
        }
        return place
    }
}

/// A hash that names a diagnostic however lines move.
enum DiagnosticHash {
    static func text(of placed: PlacedDiagnostic, object: String) -> String {
        let steps = placed.diagnostic.path.steps.map { step in
            switch step {
            case .field(let name): ".\(name)"
            case .key(let key): "[\(key)]"
            case .element: "[]"
            }
        }
        let parts = [
            placed.diagnostic.id.text, object, placed.document.field.description, steps.joined(),
            placed.diagnostic.value ?? "", placed.diagnostic.message,
        ]
        return text(of: parts.joined(separator: "\u{0}"))
    }

    /// FNV-1a with 64 bits, as 16 digits.
    ///
    /// It names, and protects nothing.
    static func text(of text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
