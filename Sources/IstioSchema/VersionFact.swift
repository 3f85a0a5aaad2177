/// Something that releases of Istio do differently.
package struct VersionFact<Value: Sendable>: Sendable {
    /// What it is about, as a phrase that fits a table: `the longest drainDuration`.
    package let subject: String
    /// The function or file of Istio's that shows it.
    package let source: String
    /// From which release on which value holds; the first row holds for ``IstioVersion/v1_20`` and before.
    package let rows: [(since: IstioVersion, value: Value)]
    private let oldest: Value

    /// A fact with a value for the oldest release, and one for each release that changed it.
    ///
    /// - Parameters:
    ///   - subject: what it is about.
    ///   - source: the function or file of Istio's that shows it.
    ///   - oldest: the value in 1.20.
    ///   - changes: the later values, the oldest first.
    init(_ subject: String, source: String, _ oldest: Value, _ changes: (since: IstioVersion, value: Value)...) {
        self.subject = subject
        self.source = source
        self.oldest = oldest
        rows = [(.v1_20, oldest)] + changes
    }

    /// The value in a release.
    package subscript(_ version: IstioVersion) -> Value {
        rows.last { $0.since <= version }?.value ?? oldest
    }
}
