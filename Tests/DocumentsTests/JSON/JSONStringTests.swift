import Documents
import Foundation
import Testing

/// Strings are read sixteen bytes at a time; nothing may depend on where in sixteen a byte stands.
@Suite struct `JSON strings of every length` {
    /// What stands in a text, and what it reads as; nil where the text is refused.
    private static let pieces: [(written: [UInt8], read: String?)] = [
        (Array("x".utf8), "x"), (Array("\\n".utf8), "\n"), (Array("\\\"".utf8), "\""), (Array("\\\\".utf8), "\\"),
        (Array("\\/".utf8), "/"), (Array("\\b".utf8), "\u{8}"), (Array("\\u0041".utf8), "A"),
        (Array("\\u00e9".utf8), "é"), (Array("\\u20AC".utf8), "€"), (Array("\\ud83d\\ude00".utf8), "😀"),
        (Array("\\ud83d".utf8), "\u{FFFD}"), (Array("\\ude00".utf8), "\u{FFFD}"), (Array("é".utf8), "é"),
        (Array("€".utf8), "€"), (Array("😀".utf8), "😀"), ([0xFF], "\u{FFFD}"), ([0x7F], "\u{7F}"), ([0x20], " "),
        ([0x21], "!"), ([0x23], "#"), ([0x5B], "["), ([0x5D], "]"),
        ([0x1F], nil), ([0x00], nil), ([0x0A], nil), (Array("\\x".utf8), nil), (Array("\\u00g0".utf8), nil),
        (Array("\\u12x".utf8), nil),
    ]

    /// Steps over each text.
    private static let skipping = JSONReader(omitting: JSONOmissions([[]]))

    @Test(arguments: 0..<pieces.count)
    func `with one piece at every place`(index: Int) throws {
        let (written, read) = Self.pieces[index]
        for length in 0...70 {
            for place in 0...length {
                let before = Self.filler(place)
                let behind = Self.filler(length - place)
                let text = [0x22] + before + written + behind + [0x22]
                guard let read else {
                    let error = #expect(throws: JSONError.self) { try JSONReader().read(text) }
                    #expect(error?.offset == 1 + place)
                    let other = #expect(throws: JSONError.self) { try Self.skipping.read(text) }
                    #expect(other?.offset == error?.offset && other?.problem == error?.problem)
                    continue
                }
                let node = try JSONReader().read(text)
                let expected = String(decoding: before, as: UTF8.self) + read + String(decoding: behind, as: UTF8.self)
                #expect(node.string.map { Array($0.utf8) } == Array(expected.utf8), "\(length), \(place)")
                // Each byte that goes on a character counts for no column.
                let trailing = written.count { $0 & 0xC0 == 0x80 }
                #expect(node.end == SourceMark(line: 1, column: text.count + 1 - trailing))
                #expect(try Self.skipping.read(text).end == node.end)
            }
        }
    }

    @Test func `with two pieces in any order and at any distance`() throws {
        let valid = Self.pieces.filter { $0.read != nil }
        for first in valid {
            for second in valid {
                for distance in 1...17 {
                    let middle = Self.filler(distance)
                    let text = [0x22] + first.written + middle + second.written + [0x22]
                    let node = try JSONReader().read(text)
                    let expected = (first.read ?? "") + String(decoding: middle, as: UTF8.self) + (second.read ?? "")
                    #expect(node.string.map { Array($0.utf8) } == Array(expected.utf8))
                }
            }
        }
    }

    @Test func `that end too early`() throws {
        for length in 0...40 {
            for open in [[0x22], Array("[\"".utf8), Array("{\"".utf8)] as [[UInt8]] {
                let text = open + Self.filler(length)
                let error = #expect(throws: JSONError.self) { try JSONReader().read(text) }
                #expect(error?.offset == text.count)
                let escape = #expect(throws: JSONError.self) { try JSONReader().read(text + [0x5C]) }
                #expect(escape?.offset == text.count)
            }
        }
    }

    /// So many letters, none of them special.
    private static func filler(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) }
    }
}
