import IstioSchema
import Validation

/// The list that `retryOn` is, split as Istio splits it.
///
/// Source: pilot/pkg/networking/core/route/retry/retry.go `parseRetryOn`.
final class RetryOn: Sendable {
    /// The words between the commas, without the spaces around them and without empty ones.
    let words: [String]
    /// The same without repetitions, for what only asks which words there are.
    let distinctWords: [String]
    /// The codes that Istio takes for status codes.
    let codes: [Int]
    let text: Located<String>

    /// Nil where the author wrote none.
    fileprivate init?(of policy: Message) {
        guard let text = policy.string("retryOn"), text.isWritten, !text.value.isEmpty else { return nil }
        self.text = text
        words = Self.words(of: text.value)
        distinctWords = words.count > 16 ? Self.distinct(words) : words
        codes = distinctWords.compactMap(Self.number).filter(HTTPStatusCode.isKnown)
    }

    private static func words(of text: String) -> [String] {
        let bytes = text.utf8Span.span
        var words: [String] = []
        words.reserveCapacity(4)
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: ",") {
            if index > start {
                // Between commas of UTF-8 there is UTF-8.
                if let piece = try? UTF8Span(validating: bytes.extracting(start..<index)) {
                    let word = String(copying: piece).trimmed
                    if !word.isEmpty { words.append(word) }
                }
            }
            start = index &+ 1
        }
        return words
    }

    private static func distinct(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    /// The number that a word is, or nil.
    static func number(_ word: String) -> Int? {
        guard let first = word.utf8.first, first <= UInt8(ascii: "9") else { return nil }
        return Int(word)
    }

    /// The list without the words that a rule is against; what is safe where none is left.
    func without(_ isBad: (String) -> Bool) -> String {
        let rest = words.filter { !isBad($0) }
        return rest.isEmpty ? RetryCondition.safe : rest.joined(separator: ",")
    }

    /// The line that sets the list to another one.
    static func line(_ list: String) -> String { "retryOn: \(quotedWhereNeeded(list))" }

    /// What to write over the scalar for another list; nil where the words are none that can be written plainly, or the
    /// scalar is a block.
    func replacement(_ list: String) -> String? {
        guard let style = text.origin?.style, style != .literal, style != .folded else { return nil }
        let isPlain = list.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","),
                UInt8(ascii: "-"):
                true
            default:
                false
            }
        }
        return isPlain && list.utf8.first != UInt8(ascii: "-") ? Self.quotedWhereNeeded(list) : nil
    }

    /// A code alone would be a number to YAML, and a number is refused.
    private static func quotedWhereNeeded(_ list: String) -> String { Double(list) == nil ? list : "\"\(list)\"" }

    /// The first few of some words, for a message.
    static func listed(_ words: [String]) -> String {
        var unique: [String] = []
        for word in words where !unique.contains(word) {
            unique.append(word)
            if unique.count > 3 { break }
        }
        return unique.prefix(3).joined(separator: ", ") + (unique.count > 3 ? ", …" : "")
    }
}

extension String {
    /// Without the white space at both ends.
    fileprivate var trimmed: String {
        // A word of ASCII letters has none.
        guard let first = utf8.first, let last = utf8.last, !(0x21...0x7E ~= first && 0x21...0x7E ~= last) else {
            return self
        }
        var rest = unicodeScalars[...]
        while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
        while rest.last?.properties.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

/// The list of the one retry policy that a mesh has, `defaultHttpRetryPolicy`.
private final class RetryList: Sendable {
    let words: RetryOn?
    /// Whether anything is retried at all.
    let isActive: Bool

    init(of policy: Message) {
        words = RetryOn(of: policy)
        isActive = policy.integer("attempts").map { $0.value > 0 } ?? false
    }
}

extension RuleReport {
    /// The `retryOn` of the mesh's policy; nil where the author wrote none.
    mutating func retryOn(of policy: Message) -> RetryOn? { derived { _ in RetryList(of: policy) }.words }

    /// The `retryOn` of the mesh's policy; nil where nothing is retried by it: the author wrote none, or no attempts are
    /// made.
    mutating func retryOn(ofActive policy: Message) -> RetryOn? {
        let list = derived { _ in RetryList(of: policy) }
        return list.isActive ? list.words : nil
    }
}
