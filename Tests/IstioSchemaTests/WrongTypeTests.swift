import Documents
import IstioSchema
import Testing

/// For every field, a value of each wrong type is one error, at that value.
@Suite struct `Values of a wrong type` {
    private static let values = [
        "bool": "true", "integer": "7", "fraction": "1.5", "word": "\"no such thing\"", "list": "[{a: 1}]",
        "mapping": "{k: [1]}",
    ]

    /// What a field of a type takes of ``values``, so that it is no mistake.
    private func takes(_ type: FieldType) -> Set<String> {
        switch type {
        case .single(let type), .optional(let type): takes(type)
        case .map: ["mapping"]
        case .list: ["list"]
        }
    }

    private func takes(_ type: ValueType) -> Set<String> {
        switch type {
        case .bool: ["bool"]
        case .int32, .int64, .uint32, .uint64: ["integer"]
        case .double: ["integer", "fraction"]
        case .string: ["word"]
        case .duration: []
        case .enumeration: ["integer"]
        case .message, .freeForm: ["mapping"]
        }
    }

    @Test(arguments: [IstioVersion.v1_20, .newest])
    func `are one error at the value, for every field`(version: IstioVersion) throws {
        var count = 0
        for message in MessageName.allCases {
            for field in message.shape.fields where field.exists(in: version) {
                let type = field.type(in: version)
                for (name, text) in Self.values where !takes(type).contains(name) {
                    count += 1
                    expectOneError("\(field.name): \(text)", column: field.name.count + 3, message, version)
                }
                try expectErrorsInside(type, of: field, message, version, &count)
            }
        }
        #expect(count > 1500)
    }

    /// Elements of lists and values of maps.
    private func expectErrorsInside(
        _ type: FieldType, of field: FieldShape, _ message: MessageName, _ version: IstioVersion, _ count: inout Int
    ) throws {
        let (element, open, close): (ValueType, String, String)
        switch type {
        case .list(let inner): (element, open, close) = (inner, "[null, ", "]")
        case .map(let inner): (element, open, close) = (inner, "{j: null, k: ", "}")
        default: return
        }
        for (name, text) in Self.values where !takes(element).contains(name) {
            count += 1
            expectOneError(
                "\(field.name): \(open)\(text)\(close)", column: field.name.count + 3 + open.count, message, version)
        }
    }

    private func expectOneError(_ text: String, column: Int, _ message: MessageName, _ version: IstioVersion) {
        guard let root = try? YAMLReader().read(text).root else {
            Issue.record("\(text) is no YAML")
            return
        }
        var decoder = MessageDecoder(version: version, root: message)
        _ = decoder.decodeRoot(root)
        let errors = decoder.diagnostics.all.filter { $0.effect == .rejected }
        let marks = errors.map { $0.mark?.description ?? "" }
        let place = "\(message.shape.protoName) \(text)"
        #expect(marks == ["1:\(column)"], "\(place)")
        #expect(errors.allSatisfy { $0.severity == .error && !$0.message.isEmpty }, "\(place)")
    }
}
