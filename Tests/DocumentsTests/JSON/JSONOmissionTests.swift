import Documents
import Foundation
import Testing

/// The reader that leaves parts out against the one that keeps all.
@Suite struct `JSON of which parts are left out` {
    private static let omissions = JSONOmissions([
        ["a"], ["b", "c"], ["b", "d", JSONOmissions.anyElement, "e"], ["b", "f", "g"],
        ["list", JSONOmissions.anyElement],
    ])

    private func written(_ text: String, omitting omissions: JSONOmissions = Self.omissions) throws -> String {
        var writer = JSONWriter()
        writer.node(try JSONReader(omitting: omissions).read(text))
        return writer.text
    }

    @Test(arguments: [
        (#"{"a":"x","z":"x"}"#, #"{"a":"","z":"x"}"#),
        (#"{"a":{"x":[1,{"y":2}]},"z":{"a":1}}"#, #"{"a":{},"z":{"a":1}}"#),
        (#"{"a":[1,[2]],"a":7,"a":null,"a":true,"a":"t"}"#, #"{"a":[],"a":7,"a":null,"a":true,"a":""}"#),
        (
            #"{"b":{"c":"x","d":[{"e":{"f":1},"g":2},{"e":"x"},3,"y"],"c":{"h":1}}}"#,
            #"{"b":{"c":"","d":[{"e":{},"g":2},{"e":""},3,"y"],"c":{}}}"#
        ),
        (#"{"b":{"d":{"e":"x"},"f":[{"g":"x"}]}}"#, #"{"b":{"d":{"e":"x"},"f":[{"g":"x"}]}}"#),
        (#"{"b":[{"c":"x"}],"b":{"c":"x"}}"#, #"{"b":[{"c":"x"}],"b":{"c":""}}"#),
        (#"{"list":["x",{"y":1},[2],3],"[]":["x"]}"#, #"{"list":["",{},[],3],"[]":["x"]}"#),
        (#"{"\u0061":"x","A":"x","a ":"x"}"#, #"{"a":"","A":"x","a ":"x"}"#),
        (#"[{"a":"x"}]"#, #"[{"a":"x"}]"#), (#""a""#, #""a""#), ("[]", "[]"), ("{}", "{}"),
    ])
    func `leaves out those alone, and of each its kind stays`(text: String, expected: String) throws {
        #expect(try written(text) == expected)
        #expect(try written(text, omitting: JSONOmissions()) == written(text, omitting: JSONOmissions([["nothing"]])))
    }

    @Test func `leaves out the root`() throws {
        let root = JSONOmissions([[]])
        #expect(try written(#"{"a":[1]}"#, omitting: root) == "{}")
        #expect(throws: JSONError.self) { try written(#"{"a":[1}"#, omitting: root) }
    }

    @Test func `holds no limit inside of what is left out, and every one outside`() throws {
        var limits = DocumentLimits()
        limits.maximumDepth = 4
        limits.maximumNodes = 6
        let omitting = JSONReader(limits: limits, omitting: Self.omissions)
        for text in [#"{"a":[[[[1]]]]}"#, #"{"a":{"a":{"a":{"a":{}}}}}"#, #"{"a":[1,2,3,4,5,6]}"#] {
            #expect(try omitting.read(text)["a"]?.isCollection == true)
            let error = #expect(throws: JSONError.self) { try omitting.read("{\"z\":\(text)}") }
            #expect(error?.kind == .limit)
        }
        for (opening, closing) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = "{\"a\":" + String(repeating: opening, count: 100_000)
            #expect(throws: JSONError.self) { try omitting.read(deep) }
            let ends = "1" + String(repeating: closing, count: 100_000) + "}"
            #expect(try omitting.read(deep + ends)["a"]?.isCollection == true)
            #expect(throws: JSONError.self) { try omitting.read(deep + ends + closing) }
        }
    }

    @Test func `refuses what the other reader refuses, and reads all else alike`() throws {
        var generator = SeededGenerator(seed: 3)
        var refused = 0
        for _ in 0..<4000 {
            let part = JSONText.random(depth: 3, &generator)
            let other = JSONText.random(depth: 2, &generator)
            let text =
                [
                    "{\"a\":\(part),\"z\":\(other)}",
                    "{\"b\":{\"c\":\(part),\"d\":[{\"e\":\(part),\"h\":\(other)},\(other)]}}",
                    "{\"a\":\(part),\"a\":\(other)}", "{\"z\":\(other),\"list\":[\(part),\(other)]}",
                ].randomElement(using: &generator) ?? ""
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(JSONText.alphabet.randomElement(using: &generator) ?? 0x20, at: place)
                default: bytes[place] = JSONText.alphabet.randomElement(using: &generator) ?? 0x20
                }
            }
            let kept = Result { try JSONReader().read(bytes) }
            let omitted = Result { try JSONReader(omitting: Self.omissions).read(bytes) }
            switch (kept, omitted) {
            case (.success(let kept), .success(let omitted)):
                let agree = Self.agree(kept, omitted, at: [])
                #expect(agree, "\(String(decoding: bytes, as: UTF8.self))")
            case (.failure(let kept), .failure(let omitted)):
                refused += 1
                #expect(kept as? JSONError == omitted as? JSONError, "\(String(decoding: bytes, as: UTF8.self))")
            default:
                Issue.record("one reads what the other refuses: \(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(refused > 500)
    }

    /// Whether two trees are alike, marks too, but for what is left out.
    private static func agree(_ kept: Node, _ omitted: Node, at path: [String]) -> Bool {
        guard kept.mark == omitted.mark, kept.end == omitted.end, kept.text == omitted.text else { return false }
        let isOmitted =
            path == ["a"] || path == ["b", "c"] || path == ["b", "d", "[]", "e"] || path == ["b", "f", "g"]
            || path == ["list", "[]"]
        switch (kept.value, omitted.value) {
        case (.mapping(let kept), .mapping(let omitted)):
            if isOmitted { return omitted.isEmpty }
            return kept.count == omitted.count
                && zip(kept, omitted).allSatisfy {
                    $0.name == $1.name && $0.key.mark == $1.key.mark && $0.key.end == $1.key.end
                        && agree($0.value, $1.value, at: path + [$0.name])
                }
        case (.sequence(let kept), .sequence(let omitted)):
            if isOmitted { return omitted.isEmpty }
            return kept.count == omitted.count
                && zip(kept, omitted).allSatisfy { agree($0, $1, at: path + ["[]"]) }
        case (.string(let kept), .string(let omitted)): return isOmitted ? omitted.isEmpty : kept == omitted
        default: return "\(kept.value)" == "\(omitted.value)"
        }
    }
}

extension Node {
    fileprivate var isCollection: Bool {
        switch value {
        case .sequence, .mapping: true
        default: false
        }
    }
}
