import Documents
import IstioSchema
import Synchronization

/// Reports on documents that come again.
///
/// GitOps tools send the same object again and again (Argo CD's server-side diff with every refresh), and the old state of
/// an update is what was reviewed before. A report is found again by all that a ``Validator`` looks at, compared byte for
/// byte; one that depends on the time is not kept. Who asks, and under which policy, is no part of a report.
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
        let report: Report
        let byteCount: Int
        var lastTurn: UInt64
    }

    /// - Parameter maximumBytes: bytes of memory that the reports may take, by an estimate that is rather too high.
    package init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    /// How often a report was found, and how often one had to be made, of documents that can be kept.
    package var counts: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

    /// What ``Validator/report(on:now:)`` says.
    package func report(on document: MeshDocument, by validator: Validator, now: Int64) -> Report {
        guard let key = Key(document, validator.version), key.byteCount <= maximumBytes / 4 else {
            return validator.report(on: document, now: now)
        }
        if let report = state.withLock({ $0.report(for: key) }) { return report }
        let report = validator.report(on: document, now: now)
        if !report.dependsOnTime {
            let byteCount = key.byteCount + report.byteCount
            // One large report would push out all others.
            if byteCount <= maximumBytes / 4 {
                state.withLock { $0.keep(report, byteCount, for: key, within: maximumBytes) }
            }
        }
        return report
    }
}

extension ReportCache.State {
    fileprivate mutating func report(for key: ReportCache.Key) -> Report? {
        guard let index = reports.index(forKey: key) else {
            misses &+= 1
            return nil
        }
        hits &+= 1
        turn &+= 1
        reports.values[index].lastTurn = turn
        return reports.values[index].report
    }

    /// Keeps a report, at the cost of those that nobody asked for the longest.
    fileprivate mutating func keep(
        _ report: Report, _ byteCount: Int, for key: ReportCache.Key, within maximumBytes: Int
    ) {
        turn &+= 1
        // Another thread may have kept the same meanwhile.
        guard reports[key] == nil else { return }
        reports[key] = ReportCache.Kept(report: report, byteCount: byteCount, lastTurn: turn)
        bytes += byteCount
        while bytes > maximumBytes, let oldest = reports.min(by: { $0.value.lastTurn < $1.value.lastTurn }) {
            bytes -= oldest.value.byteCount
            reports[oldest.key] = nil
        }
    }
}

// MARK: - What a report takes

extension Report {
    /// Bytes of memory, rather too many: a value takes up to 390, as a node and as the fields that are made of it, with the
    /// defaults under them and without; a diagnostic about as much, and the line that it is told in.
    fileprivate var byteCount: Int { 400 * (read.node?.valueCount ?? 0) + 560 * diagnostics.count }
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
        private let kind: MeshDocument.Kind
        private let text: String
        private let label: String
        private let field: FieldPath
        private let object: ObjectReference
        private let textHash: UInt64

        /// Nil for a document that is a tree, or stands in a file.
        init?(_ document: MeshDocument, _ version: IstioVersion) {
            guard case .text(let text) = document.body, case .same = document.origin else { return nil }
            self.version = version
            kind = document.kind
            self.text = text
            label = document.label
            field = document.field
            object = document.object
            textHash = TextHash.of(text)
        }

        /// Never 0, so that no number of empty documents is kept.
        var byteCount: Int { text.utf8.count + object.byteCount + 256 }

        static func == (left: Key, right: Key) -> Bool {
            left.textHash == right.textHash && left.version == right.version && left.kind == right.kind
                && left.text.isExactly(right.text) && left.label.isExactly(right.label) && left.field == right.field
                && left.object.isExactly(right.object)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(version)
            hasher.combine(kind)
            hasher.combine(textHash)
        }
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
