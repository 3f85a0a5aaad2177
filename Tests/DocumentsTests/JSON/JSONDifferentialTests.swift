import Documents
import Foundation
import Testing

/// Our reader against Foundation's, on documents made at random.
@Suite struct `JSON of our reader and of Foundation` {
    @Test func `agrees on documents made at random`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let text = JSONText.random(depth: 4, &generator)
            let ours = try JSONReader().read(text)
            let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            let agree = agrees(ours, theirs)
            #expect(agree, "\(text)")
        }
    }

    @Test func `agrees on what is no JSON, but for Foundation's leniency`() throws {
        var generator = SeededGenerator(seed: 2)
        var refused = 0
        for _ in 0..<4000 {
            var bytes = Array(JSONText.random(depth: 3, &generator).utf8)
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(JSONText.alphabet.randomElement(using: &generator) ?? 0x20, at: place)
            default: bytes[place] = JSONText.alphabet.randomElement(using: &generator) ?? 0x20
            }
            let ours = try? JSONReader().read(bytes)
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            if ours == nil { refused += 1 }
            // Foundation refuses half a surrogate pair and what is no UTF-8, which Go mends.
            let text = String(decoding: bytes, as: UTF8.self)
            if ours != nil, theirs == nil, text.contains("\\u") || text.contains("\u{FFFD}") { continue }
            #expect((ours == nil) == (theirs == nil), "\(text)")
        }
        #expect(refused > 1000)
    }

    private func agrees(_ ours: Node, _ theirs: Any) -> Bool {
        switch ours.value {
        case .null: return theirs is NSNull
        case .bool(let bool): return (theirs as? NSNumber)?.boolValue == bool
        case .integer(let integer): return (theirs as? NSNumber)?.int64Value == integer
        case .unsigned(let integer): return (theirs as? NSNumber)?.uint64Value == integer
        case .number(let number):
            // Foundation may read a number as a decimal, and lose its last bit on the way to a double.
            guard let other = (theirs as? NSNumber)?.doubleValue else { return false }
            return (number - other).magnitude <= 4 * number.ulp
        case .string(let string): return (theirs as? String).map { Array($0.utf8) == Array(string.utf8) } ?? false
        case .sequence(let elements):
            guard let others = theirs as? [Any], others.count == elements.count else { return false }
            return zip(elements, others).allSatisfy(agrees)
        case .mapping(let entries):
            guard let others = theirs as? [String: Any], Set(entries.map(\.name)).count == others.count else {
                return false
            }
            return others.allSatisfy { name, other in
                // Foundation takes any of repeated keys.
                entries.contains { $0.name == name && agrees($0.value, other) }
            }
        }
    }
}

/// JSON texts made at random.
enum JSONText {
    static let alphabet = Array("{}[]:,\"\\0123456789eE+-.truefalsn \n\tu".utf8)

    static func random(depth: Int, _ generator: inout SeededGenerator) -> String {
        let blank = ["", "", " ", "\n", "\t "].randomElement(using: &generator) ?? ""
        return blank + value(depth, &generator) + blank
    }

    private static func value(_ depth: Int, _ generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: return ["null", "true", "false"].randomElement(using: &generator) ?? ""
        case 1: return String(Int64.random(in: .min ... .max, using: &generator))
        case 2: return String(Int.random(in: -99...99, using: &generator))
        case 3: return "\(Double.random(in: -1e6...1e6, using: &generator))"
        case 4, 5: return string(&generator)
        case 6, 7:
            let members = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                string(&generator) + ":" + random(depth: depth - 1, &generator)
            }
            return "{" + members.joined(separator: ",") + "}"
        default:
            let elements = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                random(depth: depth - 1, &generator)
            }
            return "[" + elements.joined(separator: ",") + "]"
        }
    }

    private static func string(_ generator: inout SeededGenerator) -> String {
        let pieces = ["a", "mesh", "é", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", " ", "/", "\\/", "日"]
        let text = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
            pieces.randomElement(using: &generator)
        }
        return "\"" + text.joined() + "\""
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
