/// Base64 as Go's `StdEncoding` reads it (RFC 4648 §4): padded; line breaks are skipped.
package enum Base64 {
    /// The bytes, or nil where the text is not base64.
    package static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 &* 3)
        var bits: UInt32 = 0
        var digits = 0
        var padding = 0
        for character in text.utf8 where character != 0x0A && character != 0x0D {
            if character == UInt8(ascii: "=") {
                padding &+= 1
                continue
            }
            guard padding == 0, let value = digit(character) else { return nil }
            bits = bits << 6 | UInt32(value)
            digits &+= 1
            if digits % 4 == 0 {
                // One by one: an array of three would be an allocation for each three bytes.
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
            }
        }
        switch (digits % 4, padding) {
        case (0, 0):
            return bytes
        case (2, 2):
            return bytes + [UInt8(truncatingIfNeeded: bits >> 4)]
        case (3, 1):
            return bytes + [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
        default:
            return nil
        }
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character &- UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character &- UInt8(ascii: "a") &+ 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character &- UInt8(ascii: "0") &+ 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
