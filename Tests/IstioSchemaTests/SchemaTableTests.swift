import Foundation
import IstioSchema
import Testing

/// The tables against the protos of every release, both ways.
@Suite struct `Schema tables` {
    private let facts: SchemaFacts

    init() throws { facts = try SchemaFacts.read() }

    private static let messages = Dictionary(
        uniqueKeysWithValues: MessageName.allCases.map { ($0.shape.protoName, $0.shape) })
    private static let enums = Dictionary(
        uniqueKeysWithValues: EnumName.allCases.map { ($0.shape.protoName, $0.shape) })

    /// Which fields of a message are set is kept in 128 bits.
    @Test(arguments: MessageName.allCases) func `have room for every field of a message`(name: MessageName) {
        #expect(name.shape.fields.count <= 128)
    }

    @Test func `have every message of the protos, and no other`() {
        let known = facts.messages.filter { $0.value.removed != "1.20" && !Self.isGoneBefore120($0.value.removed) }
        #expect(Set(known.keys) == Set(Self.messages.keys))
        for (name, fact) in known {
            #expect(Self.messages[name]?.since == SchemaFacts.release(fact.since), "\(name)")
            #expect(Self.messages[name]?.removed == SchemaFacts.release(fact.removed), "\(name)")
        }
    }

    @Test func `have every field of the protos in their order, and no other`() {
        for (name, fact) in facts.messages {
            guard let shape = Self.messages[name] else { continue }
            let known = fact.fields.filter { !Self.isGoneBefore120($0.removed) }
            #expect(shape.fields.map(\.protoName) == known.map(\.name), "\(name)")
            for (field, fact) in zip(shape.fields, known) { compare(field, fact, "\(name).\(fact.name)") }
        }
    }

    private func compare(_ field: FieldShape, _ fact: SchemaFacts.Field, _ place: String) {
        #expect(Set([field.name, field.protoName]) == Set(fact.jsonNames), "\(place)")
        #expect(field.name == fact.jsonNames.first, "\(place)")
        #expect(field.number == fact.number, "\(place)")
        #expect(name(of: field.type) == name(of: fact), "\(place)")
        #expect(field.oneof.map(snakeCase) == fact.oneof, "\(place)")
        #expect(field.since == SchemaFacts.release(fact.since), "\(place)")
        #expect(field.removed == SchemaFacts.release(fact.removed), "\(place)")
        let deprecated = fact.deprecated ? SchemaFacts.release(fact.deprecatedSince) ?? .v1_20 : nil
        #expect(field.deprecated == deprecated, "\(place)")
        let change = fact.changes?.first { SchemaFacts.release($0.since) != nil }
        #expect(field.earlier?.until == SchemaFacts.release(change?.since), "\(place)")
        if let earlier = field.earlier, let change {
            #expect(earlier.oneof.map(snakeCase) == change.was.oneof, "\(place)")
            if let type = change.was.type { #expect(name(of: earlier.type).hasSuffix(type), "\(place)") }
        }
    }

    @Test func `have every enumeration and value of the protos, and no other`() {
        let known = facts.enums.filter { !Self.isGoneBefore120($0.value.removed) }
        #expect(Set(known.keys) == Set(Self.enums.keys))
        for (name, fact) in known {
            let values = fact.values.filter { !Self.isGoneBefore120($0.removed) }
            let rows = Self.enums[name]?.values ?? []
            #expect(rows.map(\.name) == values.map(\.name), "\(name)")
            #expect(rows.map(\.number) == values.map(\.number), "\(name)")
            #expect(rows.map(\.since) == values.map { SchemaFacts.release($0.since) }, "\(name)")
            #expect(rows.map(\.removed) == values.map { SchemaFacts.release($0.removed) }, "\(name)")
        }
    }

    @Test func `count what the facts count`() {
        #expect(facts.messages.count == 104)
        #expect(facts.messages.values.reduce(0) { $0 + $1.fields.count } == 438)
        #expect(facts.enums.count == 25)
    }

    private static func isGoneBefore120(_ removed: String?) -> Bool {
        removed.map { ["1.19", "1.20", "<=1.18"].contains($0) } ?? false
    }

    // MARK: Types in words

    private func name(of type: FieldType) -> String {
        switch type {
        case .single(let type): name(of: type)
        case .optional(let type): "optional \(name(of: type))"
        case .list(let type): "list of \(name(of: type))"
        case .map(let type): "map of \(name(of: type))"
        }
    }

    private func name(of type: ValueType) -> String {
        switch type {
        case .bool: "bool"
        case .int32: "int32"
        case .int64: "int64"
        case .uint32: "uint32"
        case .uint64: "uint64"
        case .double: "double"
        case .string: "string"
        case .duration: "google.protobuf.Duration"
        case .freeForm: "google.protobuf.Struct"
        case .enumeration(let enumeration): enumeration.shape.protoName
        case .message(let message): message.shape.protoName
        }
    }

    private func name(of fact: SchemaFacts.Field) -> String {
        let single =
            fact.wraps.map { fact.kind == "wrapper" ? "optional \($0)" : $0 } ?? fact.type ?? fact.value?.type ?? ""
        switch fact.cardinality {
        case "repeated": return "list of \(single)"
        case "map": return "map of \(fact.value?.type ?? "")"
        default: return single
        }
    }

    private func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
}
