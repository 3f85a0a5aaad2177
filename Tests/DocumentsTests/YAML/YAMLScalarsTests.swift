import Documents
import Foundation
import Testing

/// What go-yaml v2 makes of plain scalars.
@Suite struct `Plain scalars` {
    private func json(_ text: String) -> String {
        switch YAMLScalars.resolve(text) {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .integer(let integer): "\(integer)"
        case .unsigned(let integer): "\(integer)"
        case .number(let number): number.isFinite ? GoNumber.json(number) + "f" : "\(number)"
        case .string(let string): "'\(string)'"
        default: "?"
        }
    }

    @Test(arguments: [
        ("", "null"), ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nUll", "'nUll'"),
        ("y", "true"), ("Y", "true"), ("yes", "true"), ("on", "true"), ("On", "true"), ("TRUE", "true"), ("t", "'t'"),
        ("n", "false"), ("No", "false"), ("off", "false"), ("OFF", "false"), ("False", "false"), ("yEs", "'yEs'"),
        ("yess", "'yess'"), ("falsey", "'falsey'"), ("~~", "'~~'"),
    ])
    func `are words`(text: String, expected: String) { #expect(json(text) == expected) }

    @Test func `are words in three ways of writing only`() {
        let truths = ["y", "yes", "true", "on"]
        for word in truths + ["n", "no", "false", "off", "null"] {
            for choice in 0..<(1 << word.count) {
                let letters = word.enumerated().map {
                    choice >> $0.offset & 1 == 1 ? $0.element.uppercased() : "\($0.element)"
                }
                let written = letters.joined()
                let isWord = [word, word.uppercased(), word.capitalized].contains(written)
                let meaning = word == "null" ? word : "\(truths.contains(word))"
                #expect(json(written) == (isWord ? meaning : "'\(written)'"))
            }
        }
    }

    @Test(arguments: [
        ("0", "0"), ("7", "7"), ("1.0.", "'1.0.'"), ("0b1.1", "'0b1.1'"), ("^", "'^'"), ("-0", "0"), ("+12", "12"),
        ("15001", "15001"), ("015001", "6657"), ("0o17", "15"), ("0O17", "15"),
        ("0x3A99", "15001"), ("0X3a99", "15001"), ("-0xF", "-15"), ("0b11", "3"), ("0B11", "3"), ("-0b11", "-3"),
        ("0b+1", "1"), ("0b-1", "-1"), ("-0b+1", "'-0b+1'"), ("15_001", "15001"), ("1__5", "15"), ("0_7", "7"),
        ("0b", "'0b'"), ("0x", "'0x'"), ("0b2", "'0b2'"), ("0xg", "'0xg'"), ("-", "'-'"), ("+", "'+'"),
        ("--1", "'--1'"),
        ("1-", "'1-'"), ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808"), ("18446744073709551615", "18446744073709551615"),
        ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"), ("18446744073709551616", "18446744073709552000f"),
        ("-9223372036854775809", "-9223372036854776000f"), ("08", "8f"), ("0999", "999f"), ("1e", "'1e'"),
    ])
    func `are integers`(text: String, expected: String) { #expect(json(text) == expected) }

    @Test(arguments: [
        ("1.5", "1.5f"), ("15020.", "15020f"), (".5", "0.5f"), ("+.5", "0.5f"), ("-.5", "-0.5f"), ("1.5e4", "15000f"),
        ("1e3", "1000f"), ("1E+3", "1000f"), ("1e-7", "1e-7f"), ("1_0.5", "10.5f"),
        ("15001.0000000000000001", "15001f"),
        ("1e400", "'1e400'"), ("1e-400", "0f"), ("-0.0", "-0f"), (".", "'.'"), ("._5", "'._5'"), ("..", "'..'"),
        (".nan", "nan"), (".NaN", "nan"), (".inf", "inf"), ("-.INF", "-inf"), ("+.Inf", "inf"), (".Nan", "'.Nan'"),
        ("NaN", "'NaN'"), ("inf", "'inf'"), ("Infinity", "'Infinity'"), ("0x1p4", "'0x1p4'"), ("1.2.3", "'1.2.3'"),
        ("1,5", "'1,5'"), ("1:30", "'1:30'"), ("10s", "'10s'"), ("1.24.3", "'1.24.3'"), ("١", "'١'"),
    ])
    func `are floats, or text that only looks like one`(text: String, expected: String) {
        #expect(json(text) == expected)
    }

    /// Of up to fifteen digits a number is a quotient, of more it is parsed.
    @Test func `are floats as a parser reads them`() {
        for digits in ["739205816473091562", "999999999999999999", "000000000000000000", "100000000000000001"] {
            for length in 1...18 {
                for place in 1...length {
                    let text = digits.prefix(place) + "." + digits.prefix(length).dropFirst(place)
                    #expect(json(String(text)) == Double(text).map { GoNumber.json($0) + "f" })
                }
            }
        }
    }

    @Test(arguments: ["2001-01-01", "2001-1-1", "2024-01-02T03:04:05Z", "2024-13-01", "2001-12-14 21:59:43.10"])
    func `are text where they are timestamps`(text: String) { #expect(json(text) == "'\(text)'") }

    @Test func `are words that people do not take for booleans`() {
        #expect(["on", "NO", "y", "Off"].allSatisfy(YAMLScalars.isBooleanTrap))
        #expect(!["true", "False", "maybe", ""].contains(where: YAMLScalars.isBooleanTrap))
    }
}
