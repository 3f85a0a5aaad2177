import Synchronization

/// Documents that were given together in one run of the linter, and what rules have worked out of all of them.
package final class GivenDocuments: Sendable {
    package let all: [ReadDocument]
    private let derivations = Mutex(Derivations())

    package init(_ all: [ReadDocument]) { self.all = all }

    /// What is worked out of all documents, once for all rules and for each document that a rule looks at.
    ///
    /// - Parameters:
    ///   - type: a final class.
    ///   - make: makes it, for the first rule that asks.
    package func derived<Value: AnyObject & Sendable>(
        _ type: Value.Type = Value.self, from make: ([ReadDocument]) -> Value
    ) -> Value {
        if let value = derivations.withLock({ $0.value(type) }) { return value }
        let value = make(all)
        derivations.withLock { $0.add(value) }
        return value
    }
}
