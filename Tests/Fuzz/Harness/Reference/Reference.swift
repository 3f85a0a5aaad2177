/// Readers of small texts, made to be simple and not to be fast, with which the fuzzers compare ours.
enum Reference {
    /// The text of bytes in base64 (RFC 4648 §4).
    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count { text.append(digits[bits >> (18 - 6 * place) & 63]) }
            text += String(repeating: "=", count: 3 - group.count)
        }
        return text
    }

    /// Where some bytes first stand in others; nil where they do not, or are none.
    static func place(of piece: [UInt8], in bytes: [UInt8]) -> Int? {
        guard !piece.isEmpty, bytes.count >= piece.count else { return nil }
        return (0...bytes.count - piece.count).first { Array(bytes[$0..<$0 + piece.count]) == piece }
    }

    /// Whether bytes fit a pattern of which `*` stands for any.
    static func matches(_ pattern: ArraySlice<UInt8>, _ name: [UInt8]) -> Bool {
        // The lengths of the name's beginnings that the pattern's beginning fits.
        var fits: Set<Int> = [0]
        for byte in pattern {
            if byte == UInt8(ascii: "*") {
                fits = fits.min().map { Set($0...name.count) } ?? []
            } else {
                fits = Set(fits.filter { $0 < name.count && name[$0] == byte }.map { $0 + 1 })
            }
        }
        return fits.contains(name.count)
    }
}
