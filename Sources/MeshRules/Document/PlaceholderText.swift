import Documents

/// A part of a text that stands for something to be filled in.
struct PlaceholderText {
    let text: String
    let kind: Kind

    enum Kind {
        /// `<revision>`, `*****`, `...`, `TODO`
        case mark
        /// `{{ .Values.name }}`, `${NAME}`
        case template
        /// `$(NAME)`, which kubelet expands in the environment of a container, and nowhere else
        case variable
    }

    /// The first placeholder of a text, or nil.
    ///
    /// `$(HOST_IP)` is none: the proxy's bootstrap expands it.
    static func first(in text: String) -> PlaceholderText? {
        if let whole = whole(text) { return whole }
        guard text.utf8.contains(where: { Self.isSign($0) }) || text.holds("CHANGE") else { return nil }
        if let found = enclosed(text, "<", ">"), isName(found) { return PlaceholderText(text: found, kind: .mark) }
        if let found = enclosed(text, "{{", "}}") { return PlaceholderText(text: found, kind: .template) }
        if let found = enclosed(text, "${", "}") { return PlaceholderText(text: found, kind: .template) }
        if let found = enclosed(text, "$(", ")"), found != "$(HOST_IP)" {
            return PlaceholderText(text: found, kind: .variable)
        }
        if let stars = text.placeOf("***") {
            return PlaceholderText(text: String(text[stars.lowerBound...].prefix { $0 == "*" }), kind: .mark)
        }
        return words.first { text.holds($0) }.map { PlaceholderText(text: $0, kind: .mark) }
    }

    /// Whether a placeholder may begin with the character; nearly no text has one.
    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "$"), UInt8(ascii: "*"): true
        default: false
        }
    }

    private static func whole(_ text: String) -> PlaceholderText? {
        guard text.utf8.count <= 5 else { return nil }
        switch text {
        case "...", "…", "TODO", "FIXME", "TBD", "XXX": return PlaceholderText(text: text, kind: .mark)
        default: return nil
        }
    }

    private static let words = ["CHANGEME", "CHANGE_ME", "CHANGE-ME"]

    /// From the first `open` to the `close` behind it, both included.
    private static func enclosed(_ text: String, _ open: String, _ close: String) -> String? {
        guard let start = text.placeOf(open) else { return nil }
        let rest = text[start.upperBound...]
        guard let end = rest.placeOf(close), end.lowerBound > rest.startIndex else { return nil }
        return String(text[start.lowerBound..<end.upperBound])
    }

    /// Whether what stands in angle brackets is a name of something: a few words, in any script.
    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= 256
            && text.dropFirst().dropLast().allSatisfy { character in
                character.isLetter || character.isNumber || " -_.:/".contains(character)
            }
    }
}
