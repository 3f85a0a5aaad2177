import Documents
import Testing

@Suite struct `What few documents have` {
    private static let texts: [(text: String, rarity: Documents.Node.Rarities)] = [
        ("a: istiod-<revision>.istio-system.svc", .placeholder), ("a: '{{ .Values.name }}'", .placeholder),
        ("a: ${NAME}", .placeholder), ("a: $(NAME)", .placeholder), ("a: \"*****\"", .placeholder),
        ("a: please-CHANGEME", .placeholder), ("a: [TODO]", .placeholder), ("- FIXME", .placeholder),
        ("a: 'XXX'", .placeholder), ("a: TBD # soon", .placeholder), ("a: |-\n  TBD", .placeholder),
        ("a: >-\n  TODO", .placeholder), ("- ...", .placeholder), ("a: …", .placeholder),
        ("a: \"\\u2026\"", .placeholder),
        ("a: \"\\x3Crevision>\"", .placeholder), ("a: \"\\x54ODO\"", .placeholder),
        ("a: |\n  -----BEGIN PRIVATE KEY-----", .privateKey), ("a: \"-----BEGIN\\x20KEY\"", .privateKey),
        ("on: 1", .booleanKey), ("{n: 1}", .booleanKey), ("a: {Yes: 1}", .booleanKey), ("a:\n- off: {}", .booleanKey),
    ]

    @Test(arguments: texts)
    func `is noticed`(text: String, rarity: Documents.Node.Rarities) throws {
        // Longer than the words in which bytes are looked at, before and behind.
        for text in [text, "# é\n" + text, "# a comment of some length\n\(text)\n# and one behind it, no shorter\n"] {
            let read = try #require(try YAMLReader().readSubset(text))
            #expect(read.root.mayHold.isSuperset(of: rarity), "\(text)")
        }
    }

    @Test func `is not seen where it is not`() throws {
        let text = "a: {b: [c, \"*\", '%REQ(:METHOD)%']}\nx-b3: $\non-call: TRUE\n\"on\": 1\nTODO: 'T'\nFALSE2: FALSE\n"
        let read = try #require(try YAMLReader().readSubset(text))
        #expect(read.root.mayHold == [])
    }

    @Test func `is an anchor where one stands, and not where it is referred to`() throws {
        let root = try YAMLReader().read("a: &a {b: c}\nd: &d [e]\nf: &f g\nh: *a\ni: {j: k}\n").root
        let anchored = root.entries.filter { $0.value.mayHold.contains(.anchor) }.map(\.name)
        #expect(anchored == ["a", "d", "f"])
        #expect(!root.mayHold.contains(.anchor))
    }

    @Test func `may be anywhere where nobody looked`() throws {
        #expect(try YAMLReader().readByLibyaml("a: 1").root.mayHold == .all)
        #expect(try JSONReader().read("{\"a\": 1}").mayHold == .all)
    }

    /// What rules find in a tree, the reader must have noticed.
    @Test func `is noticed in every text of the repository`() throws {
        var missed: [String] = []
        var count = 0
        for text in try RepositoryTexts.all() {
            guard let root = try? YAMLReader().readSubset(text.text)?.root else { continue }
            count += 1
            if !root.mayHold.isSuperset(of: root.rarities) { missed.append(text.name) }
        }
        #expect(count > 3_000)
        #expect(missed.prefix(10) == [])
    }
}

extension Documents.Node {
    /// What stands in the tree, looked for value by value.
    fileprivate var rarities: Rarities {
        switch value {
        case .string(let text):
            var found: Rarities = []
            let isWord = ["...", "…", "TODO", "FIXME", "TBD", "XXX"].contains(text)
            if isWord || ["<", "{{", "${", "$(", "***", "CHANGE"].contains(where: text.holds) { found = .placeholder }
            if text.holds("-----BEGIN ") { found.insert(.privateKey) }
            return found
        case .sequence(let elements):
            return elements.reduce(into: []) { $0.formUnion($1.rarities) }
        case .mapping(let entries):
            return entries.reduce(into: []) { found, entry in
                if case .bool = entry.key.value { found.insert(.booleanKey) }
                found.formUnion(entry.value.rarities)
            }
        default:
            return []
        }
    }
}
