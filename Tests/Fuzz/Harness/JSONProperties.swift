import Documents
import Foundation

/// What holds of any bytes as JSON.
enum JSONProperties {
    private typealias Node = Documents.Node

    private static let omissions = JSONOmissions([
        ["metadata", "managedFields"], ["metadata", "annotations", "a"], ["items", JSONOmissions.anyElement, "status"],
        ["a"],
    ])

    static func failure(on bytes: [UInt8]) -> String? {
        let whole = read(bytes, JSONReader())
        // What is left out is under no limit.
        if case .failure(let error) = whole, error.kind == .limit { return nil }
        let partial = read(bytes, JSONReader(omitting: omissions))
        switch (whole, partial) {
        case (.success(let root), .success(let part)):
            guard root.end == part.end else { return "what is left out moves the end" }
            return failure(of: root, bytes)
        case (.failure(let error), .failure(let other)):
            guard error == other else { return "what is left out changes the refusal: \(error), \(other)" }
            guard error.offset <= bytes.count else { return "a problem behind the text" }
            return failureOfRefusal(error, bytes)
        default:
            return "what is left out changes whether it is JSON"
        }
    }

    private static func read(_ bytes: [UInt8], _ reader: JSONReader) -> Result<Node, JSONError> {
        Result { () throws(JSONError) in try reader.read(bytes) }
    }

    private static func failure(of root: Node, _ bytes: [UInt8]) -> String? {
        guard Reference.isJSON(bytes) else { return "takes what is no JSON" }
        if let failure = YAMLProperties.failureOfCopy(of: root) { return failure }
        guard isComparable(bytes) else { return nil }
        guard let other = foundation(bytes) else { return "Foundation refuses it" }
        return agree(root, other) ? nil : "Foundation reads other values"
    }

    /// Foundation is not asked: it takes a comma behind the last element.
    private static func failureOfRefusal(_ error: JSONError, _ bytes: [UInt8]) -> String? {
        guard error.kind == .syntax, !error.problem.hasPrefix("a number is over") else { return nil }
        return Reference.isJSON(bytes) ? "refuses JSON: \(error.problem)" : nil
    }

    private static func foundation(_ bytes: [UInt8]) -> Any? {
        try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    /// Whether both readers mean to read the bytes in the same way: Foundation refuses what is no UTF-8 and half a
    /// surrogate pair, which Go mends, guesses at UTF-16 from zeros, and loses byte order marks at the ends of texts.
    private static func isComparable(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return !bytes.contains(0) && !text.holds("\u{FEFF}") && !text.holds("\\ud")
            && !text.holds("\\uD")
    }

    /// Recursion is as deep as the tree.
    private static func agree(_ node: Node, _ other: Any) -> Bool {
        switch node.value {
        case .null: other is NSNull
        case .bool(let bool): (other as? Bool) == bool
        case .integer(let integer): isNear(other, Double(integer))
        case .unsigned(let integer): isNear(other, Double(integer))
        case .number(let number): isNear(other, number)
        case .string(let string): (other as? String).map { $0.utf8.elementsEqual(string.utf8) } ?? false
        case .sequence(let elements):
            (other as? [Any]).map { others in
                elements.count == others.count && zip(elements, others).allSatisfy { agree($0, $1) }
            } ?? false
        case .mapping(let entries):
            (other as? [String: Any]).map { agree(entries, $0) } ?? false
        }
    }

    /// Foundation reads a long number as a decimal of 38 digits, and does not round that to the nearest double: its text
    /// says more than its value.
    private static func isNear(_ other: Any, _ number: Double) -> Bool {
        guard let other = (other as? NSNumber).flatMap({ Double($0.stringValue) }) else { return false }
        return other == number || (other - number).magnitude <= number.magnitude * 1e-15
    }

    /// A key of Foundation's stands for all that are canonically equivalent.
    private static func agree(_ entries: [Node.Entry], _ others: [String: Any]) -> Bool {
        guard Set(entries.map(\.name)).count == others.count else { return false }
        guard entries.count == others.count else { return true }
        return entries.allSatisfy { entry in others[entry.name].map { agree(entry.value, $0) } ?? false }
    }
}
