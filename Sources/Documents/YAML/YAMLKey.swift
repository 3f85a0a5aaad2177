/// How the key of a mapping becomes a JSON name.
enum YAMLKey {
    /// Source: sigs.k8s.io/yaml `convertToJSONableObject`.
    ///
    /// - Returns: nil for a key that JSON cannot hold: null, or an integer over `Int64.max`. Istio refuses the text unless
    ///   a later key replaces what holds it.
    /// - Throws: ``YAMLError`` for a list or a mapping, which Go's maps cannot hold either.
    static func jsonName(of key: Node) throws(YAMLError) -> String? {
        switch key.value {
        case .string(let string): return string
        case .bool(let bool): return bool ? "true" : "false"
        case .integer(let integer): return String(integer)
        case .number(let number): return GoNumber.shortestFloat32(number)
        case .null, .unsigned: return nil
        case .sequence: throw YAMLError("a key must be a string, not a list", at: key.mark)
        case .mapping: throw YAMLError("a key must be a string, not a mapping", at: key.mark)
        }
    }
}

extension Node {
    /// Refuses what JSON has no words for: NaN, the infinities, and keys that are null or over 64 bits.
    ///
    /// A value that a later key of the same name replaces never gets into the JSON.
    ///
    /// - Throws: ``YAMLError`` at the value.
    func checkThatJSONHoldsIt() throws(YAMLError) {
        switch value {
        case .number(let number) where !number.isFinite:
            throw YAMLError("JSON, which Istio makes of YAML, has no \(scalarText ?? "such number")", at: mark)
        case .sequence(let elements):
            for element in elements { try element.checkThatJSONHoldsIt() }
        case .mapping(let entries):
            var last: [ExactText: Int] = [:]
            // A key without a JSON name replaces nothing, and nothing replaces it: its name here is a stand-in.
            for (index, entry) in entries.enumerated() where entry.key.canBeJSONName {
                last[ExactText(entry.name)] = index
            }
            for (index, entry) in entries.enumerated() {
                switch entry.key.value {
                case .null: throw YAMLError("a key must be a string, not null", at: entry.key.mark)
                case .unsigned: throw YAMLError("a key must be a string, not a number over 64 bits", at: entry.key.mark)
                default: if last[ExactText(entry.name)] == index { try entry.value.checkThatJSONHoldsIt() }
                }
            }
        default:
            break
        }
    }

    private var canBeJSONName: Bool {
        switch value {
        case .null, .unsigned: false
        default: true
        }
    }
}
