import Testing

@testable import Documents
@testable import IstioSchema

@Suite struct `A table of names` {
    @Test func `finds every name of every table, and no other`() {
        var names: Set<String> = []
        for message in MessageName.allCases {
            names.formUnion(message.shape.fields.flatMap { [$0.name, $0.protoName] })
        }
        for enumeration in EnumName.allCases { names.formUnion(enumeration.shape.values.map(\.name)) }
        for count in 0...40 { names.insert(String(repeating: "a", count: count)) }
        let all = names.sorted()
        let table = NameTable(all)
        for (index, name) in all.enumerated() { #expect(table[name] == index) }
        // One letter taken out, put in or changed anywhere, and letters that look the same.
        for name in all {
            for position in name.indices {
                let head = name[..<position]
                let rest = name[name.index(after: position)...]
                let others = ["\(head)\(rest)", "\(head)~\(rest)", "\(head)~\(name[position...])", "\(name)e\u{301}"]
                for other in others where !names.contains(other) { #expect(table[other] == nil) }
            }
        }
        #expect(NameTable([])["a"] == nil)
        #expect(NameTable(["b", "a", "b"])["b"] == 0)
    }

    @Test func `tells texts that Unicode calls the same`() {
        let composed = "\u{E9}-of-a-name-that-is-longer-than-32-bytes"
        let other = "e\u{301}-of-a-name-that-is-longer-than-32-bytes"
        #expect(NameTable([composed])[composed] == 0)
        #expect(NameTable([composed])[other] == nil)
    }
}
