/// The syntax of RE2, Envoy's engine for regular expressions.
///
/// Finds what every release of RE2 refuses that Istio's releases have. Says nothing of what they disagree about
/// (`(?<name>x)`), of names of Unicode's classes and of expressions that are too large once they are compiled.
///
/// Source: google/re2 re2/parse.cc `Regexp::Parse`, with the flags `LikePerl` and `ClassNL`.
struct RE2Syntax {
    let scalars: [Unicode.Scalar]
    var position = 0
    /// What is wrong, as a clause.
    var problem: String?
    /// Whether the rest cannot be judged.
    var isUnsure = false
    var openGroups = 0
    /// Whether a repetition has something before it, in its own branch of its own group.
    var hasOperand = false
    /// Whether no `:]` is left.
    var hasNoMoreNames = false

    /// What is wrong with an expression, as a clause: `* has nothing to repeat`; nil where nothing is known to be.
    static func problem(of expression: String) -> String? {
        // Far more than anybody writes.
        guard expression.utf8.count <= 4096, !isPlain(expression) else { return nil }
        var syntax = RE2Syntax(expression)
        syntax.read()
        return syntax.problem
    }

    /// Whether it is of letters, digits, `_`, `-`, `:`, points and single stars, as most are: `.*upstream_rq_retry.*`.
    private static func isPlain(_ expression: String) -> Bool {
        var mayRepeat = false
        for byte in expression.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ":"),
                UInt8(ascii: "."):
                mayRepeat = true
            case UInt8(ascii: "*") where mayRepeat: mayRepeat = false
            default: return false
            }
        }
        return true
    }

    private init(_ expression: String) { scalars = Array(expression.unicodeScalars) }

    func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        let index = position &+ offset
        return scalars.indices.contains(index) ? scalars[index] : nil
    }

    mutating func read() {
        var followsRepetition = false
        while problem == nil, !isUnsure, let scalar = peek() {
            let isStacked = followsRepetition
            followsRepetition = false
            switch scalar {
            case "(": readGroup()
            case ")":
                if openGroups == 0 { problem = ") closes no (" }
                openGroups &-= 1
                take()
            case "|":
                position &+= 1
                hasOperand = false
            case "[": readClass()
            case "*", "+", "?":
                position &+= 1
                readRepetition("\(scalar)", isStacked: isStacked)
                followsRepetition = true
            case "{":
                guard let counts = readCounts() else {
                    take()
                    break
                }
                let text = counts.text
                readRepetition(text, isStacked: isStacked)
                if counts.low > 1000 || counts.high > 1000 { problem = "\(text) is more than 1000" }
                if counts.high < counts.low { problem = "\(text) is backwards" }
                followsRepetition = true
            case "\\": readEscape()
            default: take()
            }
        }
        if problem == nil, !isUnsure, openGroups > 0 { problem = "a ( is not closed" }
    }

    /// Goes beyond something that may be repeated.
    mutating func take(_ count: Int = 1) {
        position &+= count
        hasOperand = true
    }

    mutating func readRepetition(_ sign: String, isStacked: Bool) {
        if peek() == "?" { position &+= 1 }
        if isStacked {
            problem = "\(sign) repeats a repetition"
        } else if !hasOperand {
            problem = "\(sign) has nothing to repeat"
        }
    }

    /// The counts of `{2,3}`; nil, and nothing is read, where the brace stands for itself.
    mutating func readCounts() -> (low: Int, high: Int, text: String)? {
        let start = position
        var end = position &+ 1
        guard let low = digits(at: &end) else { return nil }
        var high = low
        if end < scalars.count, scalars[end] == "," {
            end &+= 1
            if end < scalars.count, scalars[end] == "}" {
                // No end: as good as the least.
            } else if let number = digits(at: &end) {
                high = number
            } else {
                return nil
            }
        }
        guard end < scalars.count, scalars[end] == "}" else { return nil }
        position = end &+ 1
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start...end])
        return (low, high, String(text))
    }

    /// - Parameter index: goes beyond the number.
    func digits(at index: inout Int) -> Int? {
        let start = index
        var number = 0
        while index < scalars.count, let digit = Self.digit(scalars[index], base: 10) {
            guard number < 100_000_000 else { return nil }
            number = number &* 10 &+ digit
            index &+= 1
        }
        guard index > start, index == start &+ 1 || scalars[start] != "0" else { return nil }
        return number
    }

    static func digit(_ scalar: Unicode.Scalar, base: Int) -> Int? {
        let digit: Int
        switch scalar {
        case "0"..."9": digit = Int(scalar.value &- 0x30)
        case "a"..."f": digit = Int(scalar.value &- 0x57)
        case "A"..."F": digit = Int(scalar.value &- 0x37)
        default: return nil
        }
        return digit < base ? digit : nil
    }
}

// MARK: - Groups

extension RE2Syntax {
    mutating func readGroup() {
        guard peek(1) == "?" else {
            position &+= 1
            openGroup()
            return
        }
        if peek(2) == "P", peek(3) == "<" {
            readName(at: position &+ 4)
        } else if peek(2) == "<" {
            guard let sign = peek(3), sign == "=" || sign == "!" else {
                // A name, which RE2 takes since 2023.
                isUnsure = true
                return
            }
            problem = "(?<\(sign) has no meaning"
        } else {
            readFlags()
        }
    }

    mutating func openGroup() {
        openGroups &+= 1
        hasOperand = false
    }

    mutating func readName(at start: Int) {
        var end = start
        while end < scalars.count, scalars[end] != ">" {
            switch scalars[end] {
            case "a"..."z", "A"..."Z", "0"..."9", "_": break
            case let scalar where !scalar.isASCII: isUnsure = true
            default: problem = "(?P< has no name"
            }
            end &+= 1
        }
        if end == start || end >= scalars.count { problem = "(?P< has no name" }
        position = end &+ 1
        openGroup()
    }

    /// Flags by themselves, `(?i)`, or of a group, `(?i:`.
    mutating func readFlags() {
        position &+= 2
        var isNegated = false
        var hasFlag = false
        while let flag = peek() {
            position &+= 1
            switch flag {
            case "i", "m", "s", "U": hasFlag = true
            case "-" where !isNegated:
                isNegated = true
                hasFlag = false
            case ":", ")":
                if isNegated, !hasFlag { problem = "(?- has no flag" }
                if flag == ":" { openGroup() }
                return
            default:
                problem = flag.isASCII && flag.value > 0x20 ? "(?\(flag) has no meaning" : "(? has no meaning"
                return
            }
        }
        problem = "a ( is not closed"
    }
}
