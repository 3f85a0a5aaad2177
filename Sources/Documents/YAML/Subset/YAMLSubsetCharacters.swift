/// What the characters of a text tell before it is read.
struct YAMLSubsetCharacters {
    /// Whether all of them mean the same to everybody.
    ///
    /// Outside are control characters, which YAML refuses; line breaks but LF and CR LF; and a byte order mark.
    private(set) var mayBeRead = true
    private(set) var isASCII = true
    /// What may stand in strings that are written without numbers of characters (`\x3C`); keys are not looked at.
    private(set) var rarities: Node.Rarities = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count > Vector.scalarCount else {
            rarities = .all
            mayBeRead = look(at: bytes, from: 0, to: bytes.count)
            return
        }
        if !arePlain(bytes) { mayBeRead = lookByWords(at: bytes) }
    }

    // MARK: Sixteen bytes at a time

    private typealias Vector = SIMD16<UInt8>
    private typealias Mask = SIMDMask<SIMD16<Int8>>

    /// Whether all are printable ASCII or LF; and on the way, what pairs of bytes tell.
    ///
    /// - Parameter bytes: more than sixteen.
    private mutating func arePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var strange = Mask(repeating: false)
        var placeholders = strange
        var privateKeys = strange
        let last = raw.count &- Vector.scalarCount &- 1
        var index = 0
        while true {
            // The last turn looks at some bytes again. It ends one byte before the end: that one is looked at as a second.
            index = min(index, last)
            let first = raw.loadUnaligned(fromByteOffset: index, as: Vector.self)
            let second = raw.loadUnaligned(fromByteOffset: index &+ 1, as: Vector.self)
            strange .|= first .< 0x20 .& first .!= 0x0A .| first .> 0x7E
            placeholders .|= Self.mayBeginPlaceholders(first, second)
            privateKeys .|= first .== UInt8(ascii: "-") .& second .== UInt8(ascii: "B")
            if index == last {
                strange .|= second .< 0x20 .& second .!= 0x0A .| second .> 0x7E
                break
            }
            index = index &+ Vector.scalarCount
        }
        if any(placeholders) { rarities.insert(.placeholder) }
        if any(privateKeys) { rarities.insert(.privateKey) }
        return !any(strange)
    }

    /// Whether `<`, `{{`, `${`, `$(`, `**` or `CH` stands in two bytes: the least that ``Node/Rarities/placeholder`` has.
    @inline(__always)
    private static func mayBeginPlaceholders(_ first: Vector, _ second: Vector) -> Mask {
        let isDollar = first .== UInt8(ascii: "$")
        let opensTwice = (isDollar .| first .== UInt8(ascii: "{")) .& second .== UInt8(ascii: "{")
        let isVariable = isDollar .& second .== UInt8(ascii: "(")
        let areStars = first .== UInt8(ascii: "*") .& second .== UInt8(ascii: "*")
        let isWord = first .== UInt8(ascii: "C") .& second .== UInt8(ascii: "H")
        return first .== UInt8(ascii: "<") .| opensTwice .| isVariable .| areStars .| isWord
    }

    // MARK: Eight bytes at a time

    private mutating func lookByWords(at bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index &+ 8 <= bytes.count {
            let eight = TextWord.word(of: bytes, at: index)
            if !Self.arePlain(eight), !look(at: bytes, from: index, to: index &+ 8) { return false }
            index = index &+ 8
        }
        return look(at: bytes, from: index, to: bytes.count)
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
