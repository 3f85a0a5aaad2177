/// The regular expression that Istio's template of Envoy's bootstrap makes of an extra tag of statistics.
///
/// The template puts the tag behind `(` and before `=\.=(.*?);\.;)`. Envoy reads that with the standard library of C++,
/// of which there is more than one, and Istio's proxies have had many releases: found is what all of them refuse. They
/// disagree about ranges that are backwards, repetitions of repetitions, empty classes and the signs `]` and `}`.
///
/// Source: Istio tools/packaging/common/envoy_bootstrap.json; Envoy source/common/stats/tag_extractor_impl.cc
/// `TagExtractorStdRegexImpl`; libc++ include/regex `__parse_ecma_exp`; LLVM pull request 148231.
struct TagExpression {
    private let bytes: [UInt8]
    private var position = 0
    /// The template's own group is open.
    private var openGroups = 1
    private var operand = Operand.none

    /// What stands before a place, in its own branch of its own group.
    private enum Operand {
        case none, some
        /// Something that not every library repeats.
        case unclear
    }

    private enum Step {
        case taken
        case flaw(String)
        /// The rest cannot be judged.
        case unsure
    }

    /// What is wrong with the expression, as a clause: `a ( is not closed`; nil where nothing is known to be.
    static func problem(of tag: String) -> String? {
        // Far more than anybody writes.
        guard tag.utf8.count <= 4096 else { return nil }
        var expression = TagExpression(bytes: Array(tag.utf8))
        return expression.read()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func peek(_ offset: Int = 0) -> UInt8? {
        let index = position &+ offset
        return bytes.indices.contains(index) ? bytes[index] : nil
    }

    private mutating func read() -> String? {
        var step = readGroupStart()
        while case .taken = step, let byte = peek() {
            position &+= 1
            step = read(byte)
        }
        switch step {
        case .unsure: return nil
        case .flaw(let text): return text
        case .taken: break
        }
        if openGroups > 1 { return "a ( is not closed" }
        return openGroups < 1 ? ") closes no (" : nil
    }

    /// - Parameter byte: the one before the position.
    private mutating func read(_ byte: UInt8) -> Step {
        switch byte {
        case UInt8(ascii: "("):
            openGroups &+= 1
            return readGroupStart()
        case UInt8(ascii: ")"):
            openGroups &-= 1
            // A group may be opened for the one that the template closes.
            if openGroups < 0 { return .flaw(") closes no (") }
            operand = .some
        case UInt8(ascii: "|"): operand = .none
        case UInt8(ascii: "["): return readClass()
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            switch operand {
            case .none: return .flaw("\(Unicode.Scalar(byte)) has nothing to repeat")
            case .unclear: return .unsure
            case .some: break
            }
            if peek() == UInt8(ascii: "?") { position &+= 1 }
            operand = .unclear
        case UInt8(ascii: "^"), UInt8(ascii: "$"): operand = .unclear
        // An escape, of JSON or of the expression; JSON itself; what libraries disagree about.
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "]"):
            return .unsure
        default: operand = .some
        }
        return .taken
    }

    /// Of what begins with a question mark, groups that capture nothing are the same everywhere.
    ///
    /// So is what no library knows. Behind the tag's end the template goes on with `=`.
    private mutating func readGroupStart() -> Step {
        operand = .none
        guard peek() == UInt8(ascii: "?") else { return .taken }
        switch peek(1) {
        case UInt8(ascii: ":"): break
        case nil, UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "\\"), UInt8(ascii: "\""): return .unsure
        default: return .flaw("? has nothing to repeat")
        }
        position &+= 2
        return .taken
    }

    private mutating func readClass() -> Step {
        if peek() == UInt8(ascii: "^") { position &+= 1 }
        if peek() == UInt8(ascii: "]") { return .unsure }
        while let byte = peek() {
            position &+= 1
            switch byte {
            case UInt8(ascii: "]"):
                operand = .some
                return .taken
            // An escape, or the name of a class.
            case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "["): return .unsure
            default: break
            }
        }
        return .flaw("a [ is not closed")
    }
}
