/// A text that is no YAML and holds a template's actions: whether a template engine is to fill them in, or a program of
/// Istio's that reads them out of a block of text.
///
/// The injector's templates stand in a literal block of its ConfigMap; one that is broken elsewhere is broken, and no
/// template.
struct TemplateText {
    private let text: String

    /// YAML lets nobody indent by a tab; whoever does means a line further in.
    private static let columnsOfTab = 8

    init(_ text: String) { self.text = text }

    /// Whether an action stands on a line that belongs to no block scalar, or may be what makes a block end too early.
    ///
    /// One pass over the bytes.
    var hasActionOutsideOfBlocks: Bool {
        var block: Block?
        for line in text.utf8.split(separator: 0x0A) {
            guard let indentation = Self.indentation(of: line) else { continue }
            if var open = block, indentation > open.parent {
                let content = open.content ?? indentation
                open.content = content
                // The engine may take out the line that the block's indentation is told by, or indent what it writes by itself.
                if indentation < content, open.hasAction || Self.beginsWithAction(line) { return true }
                open.hasAction = open.hasAction || Self.holdsAction(line)
                block = open
                continue
            }
            block = nil
            if Self.holdsAction(line) { return true }
            if Self.opensBlock(line) { block = Block(parent: Self.indentationOfKey(in: line, from: indentation)) }
        }
        return false
    }

    /// A block scalar whose lines are read.
    private struct Block {
        /// The indentation of the key, or of the dash, that it belongs to.
        let parent: Int
        /// The indentation of its first line.
        var content: Int?
        var hasAction = false
    }

    /// The blanks before the line's first character; nil for a line of blanks alone.
    private static func indentation(of line: Substring.UTF8View) -> Int? {
        var count = 0
        for byte in line {
            switch byte {
            case 0x20: count &+= 1
            case 0x09: count &+= columnsOfTab
            case 0x0D: continue
            default: return count
            }
        }
        return nil
    }

    /// Where the key stands of `key: |` or `- key: |`; of `- |` the dash.
    private static func indentationOfKey(in line: Substring.UTF8View, from indentation: Int) -> Int {
        var place = indentation
        var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
        while rest.first == UInt8(ascii: "-"), rest.dropFirst().first == 0x20 {
            let blanks = rest.dropFirst().prefix { $0 == 0x20 }.count
            let next = rest.dropFirst(1 &+ blanks)
            guard let first = next.first, first != UInt8(ascii: "|"), first != UInt8(ascii: ">") else { return place }
            place &+= 1 &+ blanks
            rest = next
        }
        return place
    }

    private static func holdsAction(_ line: Substring.UTF8View) -> Bool {
        var last: UInt8 = 0
        for byte in line {
            if last == UInt8(ascii: "{"), byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") { return true }
            last = byte
        }
        return false
    }

    private static func beginsWithAction(_ line: Substring.UTF8View) -> Bool {
        holdsAction(line.drop { $0 == 0x20 || $0 == 0x09 }.prefix(2))
    }

    /// Whether the line ends with the header of a block scalar: `key: |`, `- >-`, with a comment behind it or none.
    private static func opensBlock(_ line: Substring.UTF8View) -> Bool {
        var rest = line
        if let hash = line.indices.first(where: { line[$0] == UInt8(ascii: "#") }) { rest = line[..<hash] }
        while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D { rest = rest.dropLast() }
        while let last = rest.last, (0x30...0x39).contains(last) || last == 0x2B || last == 0x2D {
            rest = rest.dropLast()
        }
        guard let last = rest.last, last == UInt8(ascii: "|") || last == UInt8(ascii: ">") else { return false }
        return rest.dropLast().last == 0x20
    }
}
