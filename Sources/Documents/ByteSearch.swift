/// Searches that look at bytes only. `contains` and `firstRange` of the standard library compare characters, which costs a
/// hundred times as much and finds the same where the text that is looked for is ASCII.
extension String {
    /// Whether some ASCII text stands in this one.
    package func containsASCII(_ part: StaticString) -> Bool { utf8Offset(ofASCII: part) != nil }

    /// How many bytes of UTF-8 stand before the first place of some ASCII text; nil where it stands nowhere.
    package func utf8Offset(ofASCII part: StaticString, from start: Int = 0) -> Int? {
        part.withUTF8Buffer { part in
            let found: Int?? = utf8.withContiguousStorageIfAvailable { bytes in
                ByteSearch.offset(of: part, in: bytes, from: start)
            }
            if let found { return found }
            var copy = self
            return copy.withUTF8 { ByteSearch.offset(of: part, in: $0, from: start) }
        }
    }
}

private enum ByteSearch {
    static func offset(
        of part: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard let first = part.first, start >= 0, bytes.count >= part.count else { return nil }
        var index = start
        let last = bytes.count &- part.count
        while index <= last {
            if bytes[index] == first, rest(of: part, standsIn: bytes, at: index) { return index }
            index = index &+ 1
        }
        return nil
    }

    private static func rest(
        of part: UnsafeBufferPointer<UInt8>, standsIn bytes: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> Bool {
        var offset = 1
        while offset < part.count {
            guard bytes[index &+ offset] == part[offset] else { return false }
            offset = offset &+ 1
        }
        return true
    }
}
