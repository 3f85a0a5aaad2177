/// Whether a text holds only characters that mean the same to everybody.
///
/// Outside are control characters, which YAML refuses; line breaks but LF and CR LF; and a byte order mark.
struct YAMLSubsetCharacters {
    private(set) var mayBeRead = true
    private(set) var isASCII = true

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index &+ 8 <= raw.count {
            let eight = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if !Self.arePlain(eight), !look(at: bytes, from: index, to: index &+ 8) {
                mayBeRead = false
                return
            }
            index = index &+ 8
        }
        mayBeRead = look(at: bytes, from: index, to: bytes.count)
    }

    /// Whether eight bytes are all printable ASCII or LF.
    private static func arePlain(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits = ones &* 0x80
        guard bytes & highBits == 0 else { return false }
        // Of each byte the highest bit is an answer, and no byte carries over to the next.
        let isNoControl = (bytes | highBits) &- ones &* 0x20
        let isNoLineFeed = (bytes ^ ones &* 0x0A) &+ ones &* 0x7F
        let isDelete = bytes &+ ones
        return (~isNoControl & isNoLineFeed | isDelete) & highBits == 0
    }

    private mutating func look(at bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Bool {
        var index = start
        while index < end, index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x80 {
                isASCII = false
                if !Self.mayBegin(byte, Self.byte(bytes, index &+ 1), Self.byte(bytes, index &+ 2)) { return false }
            } else if byte < 0x20 || byte == 0x7F {
                guard byte == 0x0A || byte == 0x09 || byte == 0x0D && Self.byte(bytes, index &+ 1) == 0x0A else {
                    return false
                }
            }
            index = index &+ 1
        }
        return true
    }

    private static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt8 {
        index < bytes.count ? bytes[index] : 0
    }

    /// Whether a byte that is no ASCII may stand before two others.
    private static func mayBegin(_ byte: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch byte {
        case 0xC2: second >= 0xA0  // C1 control characters, and the line break U+0085
        case 0xE2: second != 0x80 || third & 0xFE != 0xA8  // the line breaks U+2028 and U+2029
        case 0xEF: second != 0xBB && (second != 0xBF || third < 0xBE)  // U+FEFF and its neighbours, U+FFFE, U+FFFF
        default: true
        }
    }
}
