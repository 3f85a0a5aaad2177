/// Sixteen bytes of a text at once.
///
/// Additions and bits alone: in comparisons of vectors each byte would be compared by itself.
enum TextVector {
    static let count = 16

    /// Where the first quote, backslash or control character stands; nil where none does.
    @inline(__always)
    static func firstSpecial(in vector: SIMD16<UInt8>) -> Int? {
        // No byte borrows from another. The second lowest bit changed, a quote is the one behind the control characters.
        // Less what is taken from it, a byte to be found has the top bit; those that had it before are taken out again.
        let controlsAndQuotes = (vector ^ SIMD16(repeating: 0x02)) &- SIMD16(repeating: 0x21)
        let backslashes = (vector ^ SIMD16(repeating: 0x5C)) &- SIMD16(repeating: 0x01)
        let marks = words(of: (controlsAndQuotes | backslashes) & ~vector & SIMD16(repeating: 0x80))
        if marks[0] | marks[1] == 0 { return nil }
        return marks[0] != 0 ? TextWord.place(of: marks[0]) : 8 &+ TextWord.place(of: marks[1])
    }

    /// The bytes as two numbers, each with its first byte in the lowest place.
    @inline(__always)
    fileprivate static func words(of vector: SIMD16<UInt8>) -> SIMD2<UInt64> {
        let words = unsafeBitCast(vector, to: SIMD2<UInt64>.self)
        return SIMD2(UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
    }

    /// The bytes from an offset on, which must be there.
    @inline(__always)
    static func vector(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> SIMD16<UInt8> {
        // Where bytes are, there is an address.
        UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped).loadUnaligned(
            fromByteOffset: offset, as: SIMD16<UInt8>.self)
    }

    /// Writes the bytes from an offset on, for which there must be room.
    @inline(__always)
    static func write(_ vector: SIMD16<UInt8>, to room: UnsafeMutableRawBufferPointer, at offset: Int) {
        room.baseAddress.unsafelyUnwrapped.storeBytes(of: vector, toByteOffset: offset, as: SIMD16<UInt8>.self)
    }
}

/// Bytes that were looked at, to tell in the end whether all of them are ASCII.
struct SeenBytes {
    private var vectors = SIMD16<UInt8>()
    /// Apart, as to change one byte of a vector takes as long as to look at all.
    private var singles: UInt8 = 0

    @inline(__always)
    mutating func add(_ vector: SIMD16<UInt8>) { vectors |= vector }

    @inline(__always)
    mutating func add(_ byte: UInt8) { singles |= byte }

    var areASCII: Bool {
        @inline(__always) get {
            let words = TextVector.words(of: vectors)
            return (words[0] | words[1]) & TextWord.highBits == 0 && singles < 0x80
        }
    }
}
