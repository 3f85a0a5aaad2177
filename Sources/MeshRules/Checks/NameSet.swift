/// A few names of ASCII, to ask of every key of a document whether it is one of them.
///
/// Nearly no key is, and most are told by their length.
struct NameSet: Sendable, ExpressibleByArrayLiteral {
    private let names: Set<String>
    /// A bit for each length that a name has; the last for 63 bytes and more.
    private let lengths: UInt64

    init(arrayLiteral names: String...) { self.init(Set(names)) }

    init(_ names: Set<String>) {
        self.names = names
        lengths = names.reduce(0) { $0 | Self.bit($1) }
    }

    func contains(_ name: String) -> Bool {
        guard lengths & Self.bit(name) != 0, let index = names.firstIndex(of: name) else { return false }
        return name.isByBytes(names[index])
    }

    /// The names of fields, with the proto's spelling of each.
    var inBothSpellings: NameSet { NameSet(names.inBothSpellings) }

    private static func bit(_ name: String) -> UInt64 { 1 << UInt64(min(name.utf8.count, 63)) }
}

extension String {
    /// Whether the text is a name of ASCII, as Go compares them.
    ///
    /// To Swift U+212A is the letter K, U+037E a semicolon and U+1FEF a backtick, each of which has more bytes than the
    /// other; all other characters that Swift takes for ASCII are ASCII.
    func isByBytes(_ name: String) -> Bool { utf8.count == name.utf8.count && self == name }
}
