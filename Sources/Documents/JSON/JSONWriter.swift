/// Writes JSON (RFC 8259), one value after another, in the order of the calls.
///
/// The same calls give the same bytes. Control characters and the line separators U+2028 and U+2029 are escaped, so that
/// a text of the author's never breaks a line of a log. The writer puts commas; that brackets are closed and that keys
/// stand in objects only is the caller's to see to.
///
///     var json = JSONWriter()
///     json.object {
///         $0.member("uid", uid)
///         $0.array("warnings") { for warning in warnings { $0.string(warning) } }
///     }
///     json.bytes
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private let indentation: Int?
    private var depth = 0
    /// Whether a value stands before on this level, so that a comma must come first.
    private var followsValue = false
    /// Whether a key stands before, so that its value goes on the same line.
    private var isBehindKey = false

    /// - Parameters:
    ///   - indentation: blanks a level, with each value on a line; nil for a text without any blank.
    ///   - capacity: how many bytes to make room for.
    package init(indentation: Int? = nil, capacity: Int = 0) {
        self.indentation = indentation
        bytes.reserveCapacity(capacity)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Collections

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        beginObject()
        members(&self)
        endObject()
    }

    package mutating func array(_ elements: (inout JSONWriter) -> Void) {
        beginArray()
        elements(&self)
        endArray()
    }

    package mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
        key(name)
        object(members)
    }

    package mutating func array(_ name: String, _ elements: (inout JSONWriter) -> Void) {
        key(name)
        array(elements)
    }

    // MARK: Members

    /// The name of a member; its value comes next.
    package mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if indentation != nil { bytes.append(0x20) }
        followsValue = false
        isBehindKey = true
    }

    package mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    package mutating func member(_ name: String, _ value: Int) {
        key(name)
        integer(Int64(value))
    }

    package mutating func member(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    package mutating func member(_ name: String, _ values: [String]) {
        array(name) { json in for value in values { json.string(value) } }
    }

    // MARK: Scalars

    package mutating func string(_ text: String) {
        separate()
        quote(text)
        followsValue = true
    }

    package mutating func integer(_ integer: some BinaryInteger) { raw(String(integer)) }

    /// Null for what JSON has no number for: NaN and the infinities.
    package mutating func number(_ number: Double) { raw(number.isFinite ? GoNumber.json(number) : "null") }

    package mutating func bool(_ bool: Bool) { raw(bool ? "true" : "false") }

    package mutating func null() { raw("null") }

    /// A tree, with repeated keys as they are.
    ///
    /// Recursion is as deep as the tree, which ``DocumentLimits`` bound.
    package mutating func node(_ node: Node) {
        switch node.value {
        case .null: null()
        case .bool(let bool): self.bool(bool)
        case .integer(let integer): self.integer(integer)
        case .unsigned(let integer): self.integer(integer)
        case .number(let number): self.number(number)
        case .string(let string): self.string(string)
        case .sequence(let elements):
            array { json in for element in elements { json.node(element) } }
        case .mapping(let entries):
            object { json in
                for entry in entries {
                    json.key(entry.name)
                    json.node(entry.value)
                }
            }
        }
    }

    // MARK: Bytes

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(text)
        followsValue = true
    }

    /// What stands between the last value and the next.
    private mutating func separate() {
        if followsValue { bytes.append(UInt8(ascii: ",")) }
        if depth > 0, !isBehindKey { breakLine() }
        isBehindKey = false
    }

    private mutating func breakLine() {
        guard let indentation else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: max(0, indentation &* depth)))
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth = depth &+ 1
        followsValue = false
    }

    private mutating func close(_ bracket: UInt8) {
        depth = depth &- 1
        if followsValue { breakLine() }
        bytes.append(bracket)
        followsValue = true
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        text.utf8Span.span.withUnsafeBufferPointer { Self.escape($0, into: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends UTF-8, with escapes for what cannot stand in a string.
    private static func escape(_ utf8: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
        // Nearly every text.
        if utf8.arePlain { return bytes.append(contentsOf: utf8) }
        var runStart = 0
        var index = 0
        while index < utf8.count {
            while utf8.count &- index >= 8, TextWord.isPlain(TextWord.word(of: utf8, at: index)) {
                index = index &+ 8
            }
            guard index < utf8.count else { break }
            let byte = utf8[index]
            // Nearly every byte stands for itself; what may not is looked at.
            if byte >= 0x20, byte != 0x22, byte != 0x5C, byte != 0x7F, byte != 0xC2, byte != 0xE2 {
                index = index &+ 1
                continue
            }
            guard let (escape, length) = Self.escape(utf8, at: index) else {
                index = index &+ 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[runStart..<index]))
            bytes.append(escape)
            index = index &+ length
            runStart = index
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[runStart..<utf8.count]))
    }

    /// The escape of the character here and its length in UTF-8; nil where it stands for itself.
    private static func escape(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (String, length: Int)? {
        switch utf8[index] {
        case UInt8(ascii: "\""): return ("\\\"", 1)
        case UInt8(ascii: "\\"): return ("\\\\", 1)
        case 0x0A: return ("\\n", 1)
        case 0x0D: return ("\\r", 1)
        case 0x09: return ("\\t", 1)
        case let byte where byte < 0x20 || byte == 0x7F:
            let digits = String(byte, radix: 16)
            return ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits, 1)
        case 0xC2 where index &+ 1 < utf8.count && utf8[index &+ 1] < 0xA0:
            // C1 controls; terminals obey some.
            return ("\\u00" + String(utf8[index &+ 1], radix: 16), 2)
        case 0xE2 where index &+ 2 < utf8.count && utf8[index &+ 1] == 0x80 && utf8[index &+ 2] & 0xFE == 0xA8:
            return (utf8[index &+ 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
        default:
            return nil
        }
    }
}
