import Testing

@testable import Documents

@Suite struct `Known names` {
    private static let names = KnownNames.kubernetes + KnownNames.istio

    @Test func `stand in the table once`() { #expect(Set(Self.names).count == Self.names.count) }

    /// So that no text of the same length is equivalent to one of them.
    @Test func `are ASCII`() { #expect(Self.names.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }) }

    @Test func `are numbered in JSON, where none is taken for another that looks the same`() throws {
        for name in Self.names {
            let root = try JSONReader().read("{\"\(name)\": 1, \"\(name)\u{301}\": 2, \"x\(name)\": 3}")
            #expect(root.entries.map { $0.nameNumber >= 0 ? KnownNames.all[$0.nameNumber] : nil } == [name, nil, nil])
            #expect(root.entries.lastIndex(of: name) == 0)
            #expect(root.entries.lastIndex(of: name + "\u{301}") == 1)
        }
    }

    /// So that a key without quotes that is one of them need not be looked at as a scalar.
    @Test func `are strings without quotes`() {
        for name in Self.names {
            guard case .string = YAMLScalars.resolve(name) else {
                Issue.record("\(name) is no string")
                continue
            }
        }
    }

    @Test func `are read as themselves, and what is nearly one as it is`() throws {
        for name in Self.names {
            var keys = [name, name + "x", String(name.dropLast()), "x" + name.dropFirst(), name.uppercased()]
            // One other letter at each place.
            for place in name.indices {
                keys.append(name.replacingCharacters(at: place, with: name[place] == "q" ? "w" : "q"))
            }
            for key in keys where !key.isEmpty {
                let node = try YAMLReader().readSubset("\(key): [{\(key): 1}]\n")?.root
                // `n` and `y` are booleans.
                guard let entry = node?.entries.first, entry.key.string != nil else { continue }
                #expect(entry.name == key)
                #expect(entry.value.elements.first?.entries.first?.name == key)
            }
        }
    }
}

extension String {
    fileprivate func replacingCharacters(at place: Index, with character: Character) -> String {
        var copy = self
        copy.replaceSubrange(place...place, with: [character])
        return copy
    }
}
