/// What rules have worked out of one document, so that no rule does again what another has done.
///
/// Of each type there is one value. A rule asks for it by ``RuleReport/derived(_:from:)``; the first to ask makes it. That
/// is inlinable, as a rule that asks knows the type, which costs nothing to compare then.
@usableFromInline
struct Derivations: Sendable {
    @usableFromInline var values: [any AnyObject & Sendable] = []

    @usableFromInline init() {}

    /// The value of a type, where a rule has asked for it before.
    @inlinable
    func value<Value: AnyObject & Sendable>(_ type: Value.Type) -> Value? {
        for index in values.indices {
            if let value = values[index] as? Value { return value }
        }
        return nil
    }

    @usableFromInline
    mutating func add(_ value: any AnyObject & Sendable) {
        // More than most documents need, so that the array moves seldom.
        if values.isEmpty { values.reserveCapacity(8) }
        values.append(value)
    }
}

extension RuleReport {
    /// What is worked out of the document once for all rules that ask for the type.
    ///
    /// - Parameters:
    ///   - type: a final class.
    ///   - make: makes it of the report's document and of what else is derived, for the first rule that asks.
    @inlinable
    package mutating func derived<Value: AnyObject & Sendable>(
        _ type: Value.Type = Value.self, from make: (inout RuleReport) -> Value
    ) -> Value {
        if let value = derivations.value(type) { return value }
        let value = make(&self)
        derivations.add(value)
        return value
    }
}
