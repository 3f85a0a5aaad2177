import Testing

@testable import Documents
@testable import IstioSchema

@Suite struct `Keys by their numbers` {
    @Test func `mean what they mean by their names`() {
        let mark = SourceMark.start
        let value = Node(.null, mark: mark, style: .plain)
        let entries = Node.Entry.knownNames.enumerated().map { number, name in
            Node.Entry(
                name: name, keyMark: mark, keyEnd: mark, keyStyle: .plain, value: value,
                nameNumber: Int16(truncatingIfNeeded: number))
        }
        for message in MessageName.allCases {
            for position in entries.indices {
                let key = message.shape.key(of: entries, at: position)
                let named = message.shape.key(entries[position].name)
                #expect(key?.field == named?.field)
                #expect(key?.isProtoName == named?.isProtoName)
            }
        }
    }
}
