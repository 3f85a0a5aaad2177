/// What rules have worked out of one document, so that no rule does again what another has done.
///
/// Of each type there is one value. A rule asks for it by ``RuleReport/derived(_:from:)``; the first to ask makes it.
struct Derivations: Sendable {
    private var values: [(type: ObjectIdentifier, value: any AnyObject & Sendable)] = []

    /// The value of a type, where a rule has asked for it before.
    func value<Value: AnyObject & Sendable>(_ type: Value.Type) -> Value? {
        let wanted = ObjectIdentifier(type)
        for index in values.indices where values[index].type == wanted { return values[index].value as? Value }
        return nil
    }

    mutating func keep<Value: AnyObject & Sendable>(_ value: Value) {
        values.append((ObjectIdentifier(Value.self), value))
    }
}

extension RuleReport {
    /// What is worked out of the document once for all rules that ask for the type.
    ///
    /// - Parameter make: makes it of the report's document, for the first rule that asks.
    package mutating func derived<Value: AnyObject & Sendable>(
        _ type: Value.Type = Value.self, from make: (RuleReport) -> Value
    ) -> Value {
        if let value = derivations.value(type) { return value }
        let value = make(self)
        derivations.keep(value)
        return value
    }
}
