/// Text as Go's `encoding/json` makes it of bytes.
enum GoText {
    /// The text of UTF-8; each byte that belongs to no character reads as U+FFFD.
    ///
    /// Source: Go encoding/json decode.go `unquoteBytes`, unicode/utf8 `DecodeRune`.
    static func string(of bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { string(of: $0) } }

    /// The text of UTF-8; each byte that belongs to no character reads as U+FFFD.
    static func string(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        if let string = String(validating: bytes, as: UTF8.self) { return string }
        var mended: [UInt8] = []
        mended.reserveCapacity(bytes.count &+ 16)
        var rest = Array(bytes)[...]
        while let first = rest.first {
            let length = length(ofCharacterAt: rest, first: first)
            if length > 0 {
                mended.append(contentsOf: rest.prefix(length))
                rest = rest.dropFirst(length)
            } else {
                mended.append(contentsOf: UTF8.encodedReplacementCharacter)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: mended, as: UTF8.self)
    }

    /// Unicode 16 table 3-7; 0 where no character begins.
    private static func length(ofCharacterAt bytes: ArraySlice<UInt8>, first: UInt8) -> Int {
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0x00...0x7F: (1, 0x80...0xBF)
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        guard length > 1 else { return length }
        let trailing = bytes.dropFirst().prefix(length &- 1)
        guard trailing.count == length &- 1, let next = trailing.first, second.contains(next),
            trailing.allSatisfy({ $0 & 0xC0 == 0x80 })
        else { return 0 }
        return length
    }
}
