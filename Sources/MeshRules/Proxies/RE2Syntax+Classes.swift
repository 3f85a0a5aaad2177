extension RE2Syntax {
    mutating func readClass() {
        position &+= 1
        if peek() == "^" { position &+= 1 }
        var isFirst = true
        while problem == nil, !isUnsure, let next = peek(), next != "]" || isFirst {
            isFirst = false
            if next == "[", peek(1) == ":", readNamedClass() { continue }
            if next == "\\", let letter = peek(1), isClass(letter) {
                readEscape()
                continue
            }
            guard let low = readClassCharacter() else { return }
            guard peek() == "-", let after = peek(1), after != "]" else { continue }
            position &+= 1
            guard let high = readClassCharacter() else { return }
            if high < low { problem = "a range in [ ] is backwards" }
        }
        guard problem == nil, !isUnsure else { return }
        if peek() != "]" { problem = "a [ is not closed" }
        take()
    }

    func isClass(_ letter: Unicode.Scalar) -> Bool {
        switch letter {
        case "d", "D", "s", "S", "w", "W", "p", "P": true
        default: false
        }
    }

    /// Reads `[:alpha:]`; false where the bracket stands for itself.
    mutating func readNamedClass() -> Bool {
        guard !hasNoMoreNames else { return false }
        let start = position &+ 2
        var end = start
        while end &+ 1 < scalars.count, scalars[end] != ":" || scalars[end &+ 1] != "]" { end &+= 1 }
        guard end &+ 1 < scalars.count else {
            hasNoMoreNames = true
            return false
        }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars[start..<end].prefix(10))
        if !Self.classNames.contains(String(name)) { problem = "[:\(String(name)):] is no class" }
        position = end &+ 2
        return true
    }

    private static let classNames: Set<String> = {
        let names = [
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit",
        ]
        return Set(names + names.map { "^\($0)" })
    }()

    /// Its number; nil where it cannot be read.
    mutating func readClassCharacter() -> UInt32? {
        guard let scalar = peek() else {
            problem = "a [ is not closed"
            return nil
        }
        if scalar == "\\" { return readEscapedCharacter() }
        position &+= 1
        return scalar.value
    }

    mutating func readEscape() {
        switch peek(1) ?? "\0" {
        case "b", "B", "A", "z", "C", "d", "D", "s", "S", "w", "W": take(2)
        case "Q":
            position &+= 2
            while let next = peek() {
                if next == "\\", peek(1) == "E" {
                    position &+= 2
                    return
                }
                take()
            }
        case "E": isUnsure = true
        case "p", "P":
            // Whether there is a class of the name is left open.
            take(3)
            guard peek(-1) == "{" else {
                if position > scalars.count { isUnsure = true }
                return
            }
            while let next = peek(), next != "}" { position &+= 1 }
            if peek() == nil { problem = "a \\p{ is not closed" }
            position &+= 1
        default: if readEscapedCharacter() != nil { hasOperand = true }
        }
    }

    /// Its number; nil where it is no character.
    mutating func readEscapedCharacter() -> UInt32? {
        guard let letter = peek(1) else {
            problem = "it ends in a \\"
            return nil
        }
        position &+= 2
        switch letter {
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "a": return 0x07
        case "f": return 0x0C
        case "v": return 0x0B
        case "_": return letter.value
        case "0"..."7":
            // \1 would be what the first group matched.
            guard letter == "0" || peek().flatMap({ Self.digit($0, base: 8) }) != nil else { break }
            var value = letter.value &- 0x30
            for _ in 0..<2 {
                guard let digit = peek().flatMap({ Self.digit($0, base: 8) }) else { break }
                value = value &* 8 &+ UInt32(digit)
                position &+= 1
            }
            return value
        case "x": if let value = readHexadecimal() { return value }
        case let letter where !letter.isASCII:
            isUnsure = true
            return nil
        case "8", "9", "a"..."z", "A"..."Z": break
        default: return letter.value
        }
        problem = "\\\(letter) has no meaning"
        return nil
    }

    /// The digits of `\x41` and `\x{1F600}`.
    mutating func readHexadecimal() -> UInt32? {
        let isBraced = peek() == "{"
        if isBraced { position &+= 1 }
        var value: UInt32 = 0
        var count = 0
        while isBraced || count < 2, let digit = peek().flatMap({ Self.digit($0, base: 16) }) {
            value = value &* 16 &+ UInt32(digit)
            guard value <= 0x10FFFF else { return nil }
            count &+= 1
            position &+= 1
        }
        guard isBraced else { return count == 2 ? value : nil }
        guard count > 0, peek() == "}" else { return nil }
        position &+= 1
        return value
    }
}
