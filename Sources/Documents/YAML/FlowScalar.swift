/// How a text is written as a string of YAML that may stand anywhere: between brackets too, and where it looks like a
/// number.
extension String {
    /// The text itself where it is surely read as that, else the text in double quotes; on one line.
    package var asFlowScalar: String { isPlainFlowScalar ? self : inDoubleQuotes }

    /// Whether the text stands for itself: letters, digits and `_-./` that make no number, boolean or null.
    private var isPlainFlowScalar: Bool {
        guard let first = utf8.first, first != UInt8(ascii: "-"), utf8.allSatisfy(\.isPlainInFlow), self != "..." else {
            return false
        }
        guard case .string = YAMLScalars.resolve(self) else { return false }
        return true
    }

    /// The text in double quotes, with YAML's own escapes for all that does not print.
    private var inDoubleQuotes: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.needsEscapeForDisplay:
                let digits = String(scalar.value, radix: 16)
                let (letter, width) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
                text += "\\" + letter + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

extension UInt8 {
    fileprivate var isPlainInFlow: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
