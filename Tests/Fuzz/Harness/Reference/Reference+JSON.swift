extension Reference {
    /// Whether bytes are JSON by its grammar (RFC 8259); a byte over 127 may stand in a string.
    static func isJSON(_ bytes: [UInt8]) -> Bool {
        // What the collections around the place are closed by.
        var open: [UInt8] = []
        var rest = bytes[...]
        skipBlanks(&rest)
        while true {
            // A value, or the end of an empty collection.
            guard let first = rest.first else { return false }
            if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
                open.append(first &+ 2)
                rest = rest.dropFirst()
                skipBlanks(&rest)
                if rest.first != open.last {
                    if first == UInt8(ascii: "{"), !skipKey(&rest) { return false }
                    continue
                }
                rest = rest.dropFirst()
                open.removeLast()
            } else if !skipScalar(&rest) {
                return false
            }
            // What follows a value.
            skipBlanks(&rest)
            while let closing = open.last, rest.first == closing {
                rest = rest.dropFirst()
                open.removeLast()
                skipBlanks(&rest)
            }
            guard let closing = open.last else { return rest.isEmpty }
            guard rest.first == UInt8(ascii: ",") else { return false }
            rest = rest.dropFirst()
            skipBlanks(&rest)
            if closing == UInt8(ascii: "}"), !skipKey(&rest) { return false }
        }
    }

    private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    private static func skipKey(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard skipString(&rest) else { return false }
        skipBlanks(&rest)
        guard rest.popFirst() == UInt8(ascii: ":") else { return false }
        skipBlanks(&rest)
        return true
    }

    private static func skipScalar(_ rest: inout ArraySlice<UInt8>) -> Bool {
        if rest.first == UInt8(ascii: "\"") { return skipString(&rest) }
        for word in ["true", "false", "null"] where rest.starts(with: word.utf8) {
            rest = rest.dropFirst(word.utf8.count)
            return true
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let hasLeadingZero = rest.first == UInt8(ascii: "0")
        let digits = skipDigits(&rest)
        guard digits > 0, digits == 1 || !hasLeadingZero else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard skipDigits(&rest) > 0 else { return false }
        }
        guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return true }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return skipDigits(&rest) > 0
    }

    private static func skipDigits(_ rest: inout ArraySlice<UInt8>) -> Int {
        let digits = rest.prefix(while: isDigit).count
        rest = rest.dropFirst(digits)
        return digits
    }

    private static func skipString(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.popFirst() == UInt8(ascii: "\"") else { return false }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return true
            case 0..<0x20: return false
            case UInt8(ascii: "\\"):
                guard let letter = rest.popFirst(), "\"\\/bfnrtu".utf8.contains(letter) else { return false }
                guard letter == UInt8(ascii: "u") else { continue }
                let digits = rest.prefix(4)
                guard digits.count == 4, digits.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) }) else {
                    return false
                }
                rest = rest.dropFirst(4)
            default: continue
            }
        }
        return false
    }
}
