/// A few names, to ask of every key of a document whether it is one of them.
///
/// Nearly no key is, and most are told by their length.
struct NameSet: Sendable, ExpressibleByArrayLiteral {
    private let names: Set<String>
    /// A bit for each length that a name has; names have fewer than 64 bytes.
    private let lengths: UInt64

    init(arrayLiteral names: String...) { self.init(Set(names)) }

    init(_ names: Set<String>) {
        self.names = names
        lengths = names.reduce(0) { $0 | Self.bit($1) }
    }

    func contains(_ name: String) -> Bool { lengths & Self.bit(name) != 0 && names.contains(name) }

    /// The names of fields, with the proto's spelling of each.
    var inBothSpellings: NameSet { NameSet(names.inBothSpellings) }

    private static func bit(_ name: String) -> UInt64 { 1 << UInt64(min(name.utf8.count, 63)) }
}
