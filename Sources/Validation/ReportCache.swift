import Documents
import IstioSchema
import Synchronization

/// Reports on documents that come again.
///
/// GitOps tools send the same object again and again (Argo CD's server-side diff with every refresh), and the old state of
/// an update is what was reviewed before. A report is found again by all that a ``Validator`` looks at, compared byte for
/// byte; of one that depends on the time only the reading is kept. Who asks, and under which policy, is no part of a
/// report.
package final class ReportCache: Sendable {
    private let maximumBytes: Int
    private let state = Mutex(State())

    fileprivate struct State {
        var reports: [Key: Kept] = [:]
        /// What ``reports`` take, in bytes.
        var bytes = 0
        /// Counts what is asked for, to tell what was not for the longest time.
        var turn: UInt64 = 0
        var hits = 0
        var misses = 0
    }

    fileprivate struct Kept {
        let read: ReadDocument
        /// Nil as long as nobody has asked for more than the reading, and where it depends on the time.
        let report: Report?
        let byteCount: Int
        var lastTurn: UInt64
    }

    /// - Parameter maximumBytes: bytes of memory that the reports may take, by an estimate that is rather too high.
    package init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    /// How often what was asked for was found, and how often it had to be made, of documents that can be kept.
    package var counts: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

    /// What ``Validator/read(_:)`` reads.
    package func read(_ document: MeshDocument, by validator: Validator) -> ReadDocument {
        guard let key = key(document, document.object, validator) else { return validator.read(document) }
        if let read = state.withLock({ $0.kept(for: key, withReport: false)?.read }) { return read }
        let read = validator.read(document)
        keep(read, nil, for: key)
        return read
    }

    /// What ``Validator/report(on:now:)`` says of each of the documents of one object.
    package func reports(on documents: [MeshDocument], by validator: Validator, now: Int64) -> [Report] {
        var reports: [Report] = []
        reports.reserveCapacity(documents.count)
        // Of the object whose document was found the kept one, so that its labels and annotations are compared once.
        var same: (object: ObjectReference, kept: ObjectReference)?
        for document in documents {
            let object = document.object
            let known = same.flatMap { $0.object.isIdentical(to: object) ? $0.kept : nil } ?? object
            let report = report(on: document, of: known, nil, by: validator, now: now)
            same = (object, report.document.object)
            reports.append(report)
        }
        return reports
    }

    /// What ``Validator/report(on:now:)`` says of a document that was read.
    package func report(on read: ReadDocument, by validator: Validator, now: Int64) -> Report {
        report(on: read.document, of: read.document.object, read, by: validator, now: now)
    }

    /// - Parameter object: the document's, or one that is exactly the same.
    private func report(
        on document: MeshDocument, of object: ObjectReference, _ read: ReadDocument?, by validator: Validator,
        now: Int64
    ) -> Report {
        guard let key = key(document, object, validator) else {
            return validator.report(on: read ?? validator.read(document), now: now)
        }
        let kept = state.withLock { $0.kept(for: key, withReport: true) }
        if let report = kept?.report { return report }
        let read = read ?? kept?.read ?? validator.read(document)
        let report = validator.report(on: read, now: now)
        keep(read, report.dependsOnTime ? nil : report, for: key)
        return report
    }

    /// Nil for what is not kept.
    private func key(_ document: MeshDocument, _ object: ObjectReference, _ validator: Validator) -> Key? {
        guard let key = Key(document, object, validator.version), key.byteCount <= maximumBytes / 4 else { return nil }
        return key
    }

    private func keep(_ read: ReadDocument, _ report: Report?, for key: Key) {
        let byteCount = key.byteCount + read.byteCount + (report?.byteCount ?? 0)
        // One large report would push out all others.
        guard byteCount <= maximumBytes / 4 else { return }
        state.withLock {
            $0.keep(
                ReportCache.Kept(read: read, report: report, byteCount: byteCount, lastTurn: 0), for: key,
                within: maximumBytes)
        }
    }
}

extension ReportCache.State {
    /// What is kept of a document, which counts as found where it holds what is asked for.
    fileprivate mutating func kept(for key: ReportCache.Key, withReport: Bool) -> ReportCache.Kept? {
        guard let index = reports.index(forKey: key) else {
            misses &+= 1
            return nil
        }
        if withReport, reports.values[index].report == nil { misses &+= 1 } else { hits &+= 1 }
        turn &+= 1
        reports.values[index].lastTurn = turn
        return reports.values[index]
    }

    /// Keeps what was made, at the cost of what nobody asked for the longest.
    fileprivate mutating func keep(_ kept: ReportCache.Kept, for key: ReportCache.Key, within maximumBytes: Int) {
        turn &+= 1
        var kept = kept
        kept.lastTurn = turn
        if let known = reports[key] {
            // Another thread may have kept the same, or more, meanwhile.
            guard known.report == nil, kept.report != nil else { return }
            bytes -= known.byteCount
        }
        reports[key] = kept
        bytes += kept.byteCount
        while bytes > maximumBytes, let oldest = reports.min(by: { $0.value.lastTurn < $1.value.lastTurn }) {
            bytes -= oldest.value.byteCount
            reports[oldest.key] = nil
        }
    }
}

// MARK: - What a report takes

/// Bytes of memory, rather too many: a value takes up to 390, as a node and as the fields that are made of it, with the
/// defaults under them and without; a diagnostic about as much, and the line that it is told in.
extension ReadDocument {
    fileprivate var byteCount: Int { 400 * (node?.valueCount ?? 0) + 560 * found.all.count }
}

extension Report {
    /// Without what was read: diagnostics of reading count twice, as few as they are.
    fileprivate var byteCount: Int { 560 * diagnostics.count }
}

extension Node {
    /// How many values stand in this one, itself counted; as deep as a reader lets a text be.
    fileprivate var valueCount: Int {
        switch value {
        case .sequence(let elements): elements.reduce(1) { $0 + $1.valueCount }
        case .mapping(let entries): entries.reduce(1) { $0 + $1.value.valueCount }
        default: 1
        }
    }
}

// MARK: - What a report depends on

extension ReportCache {
    /// All that a report on a text depends on, but for the time.
    fileprivate struct Key: Hashable {
        private let version: IstioVersion
        private let text: String
        /// For its kind, label and field; a reference, as the document and the text are.
        private let document: MeshDocument
        /// The document's, or one that is exactly the same.
        private let object: ObjectReference
        /// Of the text and the object's name: the same annotation may stand on a thousand workloads.
        private let hash: UInt64

        /// Nil for a document that is a tree, a part, or stands in a file.
        init?(_ document: MeshDocument, _ object: ObjectReference, _ version: IstioVersion) {
            guard case .text(let text) = document.body, case .same = document.origin, !document.isPartial else {
                return nil
            }
            self.version = version
            self.text = text
            self.document = document
            self.object = object
            hash = TextHash.of(text, after: TextHash.of(object.name, after: TextHash.of(object.namespace)))
        }

        /// Never 0, so that no number of empty documents is kept.
        var byteCount: Int { text.utf8.count + object.byteCount + 256 }

        static func == (left: Key, right: Key) -> Bool {
            left.hash == right.hash && left.version == right.version
                && left.document.kind == right.document.kind && left.text.isExactly(right.text)
                && left.document.label.isExactly(right.document.label) && left.document.field == right.document.field
                && (left.object.isIdentical(to: right.object) || left.object.isExactly(right.object))
        }

        func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    }
}

extension ObjectReference {
    fileprivate var byteCount: Int {
        // An entry takes 88 bytes.
        apiVersion.utf8.count + kind.utf8.count + namespace.utf8.count + name.utf8.count + labels.byteCount
            + annotations.byteCount + 100 * (labels.count + annotations.count)
    }

    /// Byte for byte: what looks the same is not the same to Kubernetes.
    fileprivate func isExactly(_ other: ObjectReference) -> Bool {
        apiVersion.isExactly(other.apiVersion) && kind.isExactly(other.kind) && namespace.isExactly(other.namespace)
            && name.isExactly(other.name) && Self.areExactly(installedVersion, other.installedVersion)
            && labels.isExactly(other.labels) && annotations.isExactly(other.annotations)
    }

    private static func areExactly(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.isExactly(right)
    }
}
