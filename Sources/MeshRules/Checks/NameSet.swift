import Documents

/// A few names of ASCII, to ask of every key of a document whether it is one of them.
///
/// Nearly no key is, and most are told by their length.
struct NameSet: Sendable, ExpressibleByArrayLiteral {
    private let names: Set<String>
    private let table: NameTable
    /// A bit for each length that a name has; the last for 63 bytes and more.
    private let lengths: UInt64

    init(arrayLiteral names: String...) { self.init(Set(names)) }

    init(_ names: Set<String>) {
        self.names = names
        table = NameTable(names.sorted())
        lengths = names.reduce(0) { $0 | Self.bit($1) }
    }

    func contains(_ name: String) -> Bool { lengths & Self.bit(name) != 0 && table[name] != nil }

    /// The names of fields, with the proto's spelling of each.
    var inBothSpellings: NameSet { NameSet(names.inBothSpellings) }

    private static func bit(_ name: String) -> UInt64 { 1 << UInt64(min(name.utf8.count, 63)) }
}
