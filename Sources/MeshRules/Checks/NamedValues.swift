import Documents

/// Values by names, looked up by the bytes of a name.
struct NamedValues<Value: Sendable>: Sendable {
    private let names: NameTable
    private let values: [Value]

    /// - Parameter entries: each name once.
    init(_ entries: some Sequence<(key: String, value: Value)>) {
        let entries = Array(entries)
        names = NameTable(entries.map(\.key))
        values = entries.map(\.value)
    }

    subscript(name: String) -> Value? {
        guard let index = names[name] else { return nil }
        return values[index]
    }

    subscript(name: Span<UInt8>) -> Value? {
        guard let index = names[name] else { return nil }
        return values[index]
    }
}

extension NamedValues: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral entries: (String, Value)...) {
        self.init(entries.lazy.map { (key: $0.0, value: $0.1) })
    }
}
