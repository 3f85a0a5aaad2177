/// A number for a text, the same for the same bytes, to look a text up by before it is compared.
///
/// Swift's own hash costs six instructions a byte, which for the text of a mesh configuration is a tenth of a review. This one
/// costs one. The numbers are secret and of this process alone: each step multiplies by one in full width and folds the
/// product, so that nobody who does not know them can make texts that share a number, and so slow down the search. It would
/// not let a text pass for another one either: a text that is found is compared byte for byte.
enum TextHash {
    /// Odd, so that no step loses bits.
    private static let multiplier = UInt64.random(in: .min ... .max) | 1
    static let start = UInt64.random(in: .min ... .max)

    /// - Parameter before: the number of what stands before the text, for one number of several texts.
    static func of(_ text: String, after before: UInt64 = start) -> UInt64 {
        let bytes = unsafe text.utf8Span.span.bytes
        let multiplier = multiplier
        var hash = step(before, UInt64(truncatingIfNeeded: bytes.byteCount), multiplier)
        var offset = 0
        while bytes.byteCount &- offset >= 8 {
            // Eight bytes are there, as the line above says.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = step(hash, word, multiplier)
            offset = offset &+ 8
        }
        var rest: UInt64 = 0
        while offset < bytes.byteCount {
            let byte = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
            rest = rest &<< 8 | UInt64(byte)
            offset = offset &+ 1
        }
        return step(hash, rest, multiplier)
    }

    private static func step(_ hash: UInt64, _ word: UInt64, _ multiplier: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: multiplier)
        return product.high ^ product.low
    }
}
