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
        guard mayBegin(in: text) else { return nil }
        if let whole = whole(text) { return whole }
        if let found = enclosed(text, "<", ">"), isName(found) { return PlaceholderText(text: found, kind: .mark) }
        if let found = enclosed(text, "{{", "}}") { return PlaceholderText(text: found, kind: .template) }
        if let found = enclosed(text, "${", "}") { return PlaceholderText(text: found, kind: .template) }
        if let found = enclosed(text, "$(", ")"), found != "$(HOST_IP)" {
            return PlaceholderText(text: found, kind: .variable)
        }
        if let start = text.offset(of: "***") {
            let stars = text.utf8.dropFirst(start).prefix { $0 == UInt8(ascii: "*") }
            return PlaceholderText(text: String(Substring(stars)), kind: .mark)
        }
        return words.first { text.holds($0) }.map { PlaceholderText(text: $0, kind: .mark) }
    }

    /// Whether a placeholder may stand in the text, by its bytes: nearly no text has one.
    ///
    /// What begins one here must also be noticed as `Node.Rarities.placeholder`, or documents are not looked at.
    static func mayBegin(in text: String) -> Bool {
        let bytes = text.utf8Span.span
        var mayBeWord = false
        var last: UInt8 = 0
        var stars = 0
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "<"):
                return true
            case UInt8(ascii: "{"):
                if last == UInt8(ascii: "{") || last == UInt8(ascii: "$") { return true }
            case UInt8(ascii: "("):
                if last == UInt8(ascii: "$") { return true }
            case UInt8(ascii: "*"):
                stars = last == byte ? stars &+ 1 : 1
                if stars == 3 { return true }
            case UInt8(ascii: "C"):
                mayBeWord = true
            default:
                break
            }
            last = byte
        }
        if mayBeWord, text.holds("CHANGE") { return true }
        guard !bytes.isEmpty, bytes.count <= 5 else { return false }
        switch bytes[0] {
        case UInt8(ascii: "."), UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "X"), 0xE2: return whole(text) != nil
        default: return false
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
        guard let start = text.offset(of: open) else { return nil }
        let inner = start &+ open.utf8.count
        guard let end = text.offset(of: close, from: inner), end > inner else { return nil }
        return String(Substring(text.utf8.dropFirst(start).prefix(end &+ close.utf8.count &- start)))
    }

    /// Whether what stands in angle brackets is a name of something: a few words, in any script.
    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= 256
            && text.dropFirst().dropLast().allSatisfy { character in
                character.isLetter || character.isNumber || " -_.:/".contains(character)
            }
    }
}
