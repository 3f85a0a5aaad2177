import Synchronization

/// A registry of metrics, written in the text format of Prometheus (version 0.0.4).
///
/// Names carry their unit (`_seconds`, `_bytes`, `_total`). Every family has a bound on its label sets, and each label on its
/// length: beyond them, values are counted under `other`, so that no client can make the page grow.
package final class Metrics: Sendable {
    package enum Kind: String, Sendable { case counter, gauge, histogram }

    /// Longer than any name of ours, or reason of OpenSSL's.
    static let maximumLabelBytes = 128

    private struct State {
        var families: [Family] = []
        var collectors: [@Sendable () -> Void] = []
    }
    private let state = Mutex(State())

    package init() {}

    /// Adds a family; the metrics page has them in the order of the calls.
    package func family(
        _ name: String, _ kind: Kind, help: String, labels: [String] = [], buckets: [Double] = [],
        maximumSets: Int = 256
    ) -> Family {
        let family = Family(
            name: name, kind: kind, help: help, labels: labels, buckets: buckets, maximumSets: maximumSets)
        state.withLock { $0.families.append(family) }
        return family
    }

    /// Calls `collect` before each page, to set gauges that are read elsewhere.
    package func collect(_ collect: @escaping @Sendable () -> Void) {
        state.withLock { $0.collectors.append(collect) }
    }

    /// The page, as `text/plain; version=0.0.4; charset=utf-8`.
    package func page() -> [UInt8] {
        let (families, collectors) = state.withLock { ($0.families, $0.collectors) }
        for collect in collectors { collect() }
        var text = ""
        for family in families { family.write(to: &text) }
        return [UInt8](text.utf8)
    }

    /// One metric with all its label sets.
    package final class Family: Sendable {
        let name: String
        private let kind: Kind
        private let help: String
        private let labels: [String]
        private let buckets: [Double]
        private let maximumSets: Int
        private let cells: Mutex<[[String]: Cell]>

        fileprivate init(
            name: String, kind: Kind, help: String, labels: [String], buckets: [Double], maximumSets: Int
        ) {
            self.name = name
            self.kind = kind
            self.help = help
            self.labels = labels
            self.buckets = buckets
            self.maximumSets = maximumSets
            // Without labels there is one cell, which is 0 before anything happens.
            cells = Mutex(labels.isEmpty ? [[]: Cell(buckets: buckets)] : [:])
        }

        /// The cell of a label set, for those who count often: it spares the search.
        package func cell(_ values: String...) -> Cell { cell(values) }

        /// Adds to a counter or a gauge.
        package func add(_ amount: Double = 1, _ values: String...) { cell(values).add(amount) }

        /// Sets a gauge.
        package func set(_ value: Double, _ values: String...) { cell(values).set(value) }

        /// Enters an observation into a histogram.
        package func observe(_ value: Double, _ values: String...) { cell(values).observe(value) }

        /// The value of a counter or gauge, or the number of observations of a histogram; 0 if there is none.
        package func value(_ values: String...) -> Double {
            guard let sample = cells.withLock({ $0[values] })?.sample else { return 0 }
            return kind == .histogram ? Double(sample.observations) : sample.value
        }

        private func cell(_ values: [String]) -> Cell {
            assert(values.count == labels.count, "\(name) has \(labels.count) labels")
            return cells.withLock { cells in
                if let cell = cells[values] { return cell }
                let isKept = cells.count < maximumSets && values.allSatisfy { $0.utf8.count <= maximumLabelBytes }
                let key = isKept ? values : values.map { _ in "other" }
                if let cell = cells[key] { return cell }
                let cell = Cell(buckets: buckets)
                cells[key] = cell
                return cell
            }
        }

        fileprivate func write(to text: inout String) {
            let samples = cells.withLock { $0 }.mapValues(\.sample)
            guard !samples.isEmpty else { return }
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
            for (values, sample) in samples.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                let pairs = zip(labels, values).map { "\($0)=\"\(Self.escaped($1))\"" }
                guard kind == .histogram else {
                    text += "\(name)\(Self.braces(pairs)) \(Self.number(sample.value))\n"
                    continue
                }
                var sum: UInt64 = 0
                for (bound, count) in zip(buckets, sample.counts) {
                    sum &+= count
                    text += "\(name)_bucket\(Self.braces(pairs + ["le=\"\(Self.number(bound))\""])) \(sum)\n"
                }
                text += "\(name)_bucket\(Self.braces(pairs + ["le=\"+Inf\""])) \(sample.observations)\n"
                text += "\(name)_sum\(Self.braces(pairs)) \(Self.number(sample.value))\n"
                text += "\(name)_count\(Self.braces(pairs)) \(sample.observations)\n"
            }
        }

        private static func braces(_ pairs: [String]) -> String {
            pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
        }

        /// Whole numbers without a fraction, as a person reads them.
        private static func number(_ value: Double) -> String {
            if let whole = Int64(exactly: value) { return String(whole) }
            return value.description
        }

        private static func escaped(_ value: String) -> String {
            guard value.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C || $0 == 0x0A }) else { return value }
            // Not by characters, of which a line feed may be half of one.
            var escaped = ""
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\"": escaped += "\\\""
                case "\\": escaped += "\\\\"
                case "\n": escaped += "\\n"
                default: escaped.unicodeScalars.append(scalar)
                }
            }
            return escaped
        }
    }

    /// The number or the histogram of one label set.
    package final class Cell: Sendable {
        fileprivate struct Sample {
            var value = 0.0
            /// Observations in each bucket alone; the page adds them up.
            var counts: [UInt64]
            var observations: UInt64 = 0
        }

        private let buckets: [Double]
        private let state: Mutex<Sample>

        fileprivate init(buckets: [Double]) {
            self.buckets = buckets
            state = Mutex(Sample(counts: [UInt64](repeating: 0, count: buckets.count)))
        }

        fileprivate var sample: Sample { state.withLock { $0 } }

        /// Adds to a counter or a gauge.
        package func add(_ amount: Double = 1) { state.withLock { $0.value += amount } }

        /// Sets a gauge.
        package func set(_ value: Double) { state.withLock { $0.value = value } }

        /// Enters an observation into a histogram.
        package func observe(_ value: Double) {
            let bucket = buckets.firstIndex { value <= $0 }
            state.withLock { sample in
                if let bucket { sample.counts[bucket] &+= 1 }
                sample.observations &+= 1
                sample.value += value
            }
        }
    }
}
