/// A tree that Istio writes out and reads again.
///
/// istiod decodes `defaultConfig` and `defaultProviders` of a mesh configuration a second time: from the JSON of the first
/// reading, read as YAML, written as YAML, and read once more. Most values come through unharmed; here are those that do
/// not.
///
/// Source: pkg/config/mesh/mesh.go `extractYamlField`; sigs.k8s.io/yaml `Marshal`, `JSONToYAML`.
extension Node {
    /// The tree as Istio has it after the second reading.
    ///
    /// A quoted `<<`, which go-yaml writes without quotes, becomes a merge key; an integer over 2^53 goes through a
    /// double.
    ///
    /// - Throws: ``YAMLError`` where the second reading fails: a merge key whose value is no mapping; an escaped control
    ///   character, which JSON holds as it is and YAML refuses; a line break (U+0085) or more than 1,024 characters in a
    ///   key.
    package func writtenAndReadAgain() throws(YAMLError) -> Node {
        switch value {
        case .string(let string):
            try string.checkThatYAMLReadsItInJSON(at: mark)
            return self
        case .integer(let integer) where integer.magnitude > 1 << 53:
            return roundedToDouble(Double(integer))
        case .unsigned(let integer):
            return roundedToDouble(Double(integer))
        case .sequence(let elements):
            var read: [Node] = []
            for element in elements { read.append(try element.writtenAndReadAgain()) }
            return Node(.sequence(read), mark: mark, end: end, style: style)
        case .mapping(let entries):
            return Node(.mapping(try Self.readAgain(entries)), mark: mark, end: end, style: style)
        default:
            return self
        }
    }

    private func roundedToDouble(_ number: Double) -> Node {
        let digits = GoNumber.json(number)
        let value = Int64(digits).map(Value.integer) ?? UInt64(digits).map(Value.unsigned) ?? .number(number)
        return Node(value, mark: mark, end: end, style: style, text: text)
    }

    private static func readAgain(_ entries: [Entry]) throws(YAMLError) -> [Entry] {
        var merged: [Entry] = []
        var read: [Entry] = []
        for entry in entries {
            try entry.name.checkThatYAMLReadsItAsKey(at: entry.keyMark)
            let value = try entry.value.writtenAndReadAgain()
            if entry.name == "<<" {
                // The last of repeated keys is the one that was written.
                merged = try mergedEntries(of: value, at: entry.keyMark)
            } else {
                read.append(Entry(entry, value: value))
            }
        }
        // Keys are written in order, and `<` comes before every letter.
        return merged + read
    }

    private static func mergedEntries(of value: Node, at mark: SourceMark) throws(YAMLError) -> [Entry] {
        switch value.value {
        case .mapping(let entries):
            return entries.map(\.merged)
        case .sequence(let elements):
            var merged: [Entry] = []
            for element in elements.reversed() {
                guard case .mapping(let entries) = element.value else { throw notAMapping(at: mark) }
                merged += entries.map(\.merged)
            }
            return merged
        default:
            throw notAMapping(at: mark)
        }
    }

    private static func notAMapping(at mark: SourceMark) -> YAMLError {
        YAMLError("Istio reads << here as a merge key, though quoted, and its value is no mapping", at: mark)
    }
}

extension String {
    /// Whether the text may fail or change when it is written as JSON and read as YAML.
    var changesWhenReadAgain: Bool {
        if utf8.count > 512 || self == "<<" { return true }
        return utf8.contains { $0 == 0x7F || $0 == 0xC2 || $0 == 0xEF }
    }

    /// Source: go-yaml v2.4 readerc.go, `yaml_parser_update_buffer`.
    fileprivate func checkThatYAMLReadsItInJSON(at mark: SourceMark) throws(YAMLError) {
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x7F...0x84, 0x86...0x9F, 0xFFFE, 0xFFFF:
                throw YAMLError(
                    "Istio reads this twice, and the control character U+\(String(scalar.value, radix: 16, uppercase: true)) "
                        + "stops it the second time", at: mark)
            default:
                break
            }
        }
    }

    fileprivate func checkThatYAMLReadsItAsKey(at mark: SourceMark) throws(YAMLError) {
        guard changesWhenReadAgain else { return }
        try checkThatYAMLReadsItInJSON(at: mark)
        if unicodeScalars.contains("\u{85}") {
            throw YAMLError("Istio reads this key twice, and its line break stops it the second time", at: mark)
        }
        var json = JSONWriter()
        json.string(self)
        if json.text.unicodeScalars.count > 1024 {
            throw YAMLError("Istio reads this key twice, and stops the second time at 1024 characters", at: mark)
        }
    }
}
