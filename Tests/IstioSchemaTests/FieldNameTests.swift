import Testing

@testable import IstioSchema

@Suite struct `Names of fields` {
    @Test func `no two names of the schema have the same number`() {
        var names: [UInt64: String] = [:]
        for message in MessageName.allCases {
            for field in message.shape.fields {
                let key = FieldName.key(field.name)
                #expect(key != 0, "\(field.name)")
                #expect(names.updateValue(field.name, forKey: key) ?? field.name == field.name, "\(field.name)")
            }
        }
    }

    @Test(arguments: [
        ("a" as FieldName, "a"), ("service", "service"), ("failover", "failover"), ("discovery", "discovery"),
        ("drainDuration123", "drainDuration123"), ("defaultProvidersA", "defaultProvidersA"),
        ("includeAdditionalHeadersInCheck", "includeAdditionalHeadersInCheck"),
        ("listenerPerConnectionBufferLimitBytes", "listenerPerConnectionBufferLimitBytes"),
    ])
    func `a literal has the number of its bytes`(_ name: FieldName, _ text: String) {
        #expect(name.key == FieldName.key(text))
        #expect(name.description == text)
    }

    @Test(arguments: MessageName.allCases)
    func `every field of a message is found by its number`(_ message: MessageName) {
        let table = FieldTable(message.shape.fields)
        for (ordinal, field) in message.shape.fields.enumerated() {
            #expect(table[key: FieldName.key(field.name)] == ordinal, "\(field.name)")
        }
        #expect(table["noFieldOfIstio"] == nil)
    }
}
