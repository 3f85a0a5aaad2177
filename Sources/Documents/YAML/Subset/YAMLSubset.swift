// What does not change the reader but is called is mutating or inlined all the same: the compiler copies a value that
// cannot be copied to the stack before it lends it.

/// The part of YAML in which configuration is written by hand and by tools, read in one pass without libyaml.
///
/// Block mappings and sequences, plain and quoted scalars of one line, literal and folded blocks, flow collections and
/// comments. What else YAML has (anchors, tags, merge keys, explicit keys, directives, further documents, scalars over
/// several lines), what is wrong, and what is in any doubt lies outside: then nothing is said, and libyaml reads the text
/// from its start. So libyaml stays the reference, each message comes from its reading, and the two may differ in nothing:
/// `SubsetAgreementTests` compares their trees, places included.
///
/// Source: libyaml 0.2.5 scanner.c and parser.c, for what each place and each break is.
struct YAMLSubset: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    let count: Int
    /// Whether a column is a number of bytes.
    let isASCII: Bool

    /// The place of the token that comes next, in bytes from the start.
    var index = 0
    /// The column of that token, from 0; -1 at the end of the text, or of the document (`...`).
    var column = 0
    /// The line of `index`, from 1, and the byte at which it begins.
    private(set) var line = 1
    private(set) var lineStart = 0
    /// How far characters were counted on the line, and how many bytes of it only continue one.
    private var counted = 0
    private var continuations = 0

    private let maximumDepth: Int
    private var nodesLeft: Int
    private var workLeft: Int

    var changesWhenReadAgain = false
    var rarities: Node.Rarities
    let names = KnownNames.all
    /// Of the collections that are being read.
    var entries = PendingItems<Node.Entry>(capacity: 64)
    var elements = PendingItems<Node>(capacity: 16)
    /// The text of a scalar that does not stand in one piece, kept to save an allocation for each.
    var scratch: [UInt8] = []

    /// Deeper texts are left to libyaml; a mesh configuration has 9 levels.
    private static let maximumDepth = 64

    /// The first document of a text; nil where the text lies outside of the subset.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8; must stay as they are until the call returns.
    ///   - limits: over one of which a text lies outside too.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, limits: DocumentLimits) -> YAMLDocument? {
        let characters = YAMLSubsetCharacters(bytes)
        guard characters.mayBeRead, bytes.count <= Int32.max else { return nil }
        var subset = YAMLSubset(bytes, characters, limits: limits)
        do throws(OutsideSubset) { return try subset.document() } catch { return nil }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ characters: YAMLSubsetCharacters, limits: DocumentLimits) {
        self.bytes = bytes
        isASCII = characters.isASCII
        rarities = characters.rarities
        count = bytes.count
        maximumDepth = min(Self.maximumDepth, limits.maximumDepth)
        nodesLeft = limits.maximumNodes
        workLeft = limits.maximumWork
    }

    private mutating func document() throws(OutsideSubset) -> YAMLDocument {
        try skipToToken()
        guard column >= 0 else {
            // Nothing but comments; a document may be empty too, which is for libyaml to say.
            guard index >= count else { throw OutsideSubset() }
            return YAMLDocument(
                root: Node(.null, mark: .start, style: .plain), ignoredDocument: nil, changesWhenReadAgain: false)
        }
        if column == 0, try skipMarker(of: UInt8(ascii: "-")), column < 0 { throw OutsideSubset() }
        let root = try blockNode(in: -1, depth: 0)
        guard column < 0 else { throw OutsideSubset() }
        if index < count {
            guard try skipMarker(of: UInt8(ascii: ".")), index >= count else { throw OutsideSubset() }
        }
        return YAMLDocument(
            root: Node(root, mayHold: rarities), ignoredDocument: nil, changesWhenReadAgain: changesWhenReadAgain)
    }

    /// Steps over `---` or `...` on a line of its own; false where none stands.
    private mutating func skipMarker(of character: UInt8) throws(OutsideSubset) -> Bool {
        guard isAtMarker(of: character) else { return false }
        index = index &+ 3
        try finishLine()
        return true
    }

    /// Counts a value against the limits.
    @inline(__always)
    mutating func spend(depth: Int) throws(OutsideSubset) {
        nodesLeft = nodesLeft &- 1
        workLeft = workLeft &- depth
        guard depth < maximumDepth, nodesLeft >= 0, workLeft >= 0 else { throw OutsideSubset() }
    }
}

/// That a text is not, or not surely, of the subset.
struct OutsideSubset: Error {}

// MARK: Places

extension YAMLSubset {
    /// The byte here, or 0, which the text does not hold, behind the end.
    @inline(__always)
    func byte(at index: Int) -> UInt8 { index < count ? bytes[index] : 0 }

    /// The mark of a place on the line of `index`.
    ///
    /// - Parameter place: not before that of an earlier call.
    @inline(__always)
    mutating func mark(at place: Int) -> SourceMark {
        if !isASCII { count(upTo: place) }
        return SourceMark(smallLine: line, smallColumn: place &- lineStart &- continuations &+ 1)
    }

    private mutating func count(upTo place: Int) {
        while counted < place {
            if byte(at: counted) & 0xC0 == 0x80 { continuations = continuations &+ 1 }
            counted = counted &+ 1
        }
    }

    /// Where a block collection ends: at the token that is no part of it.
    ///
    /// At the end of the text libyaml puts a missing line break, but closes what is indented deeper first.
    ///
    /// - Parameter column: where the collection's keys or dashes stand.
    mutating func endOfBlock(at column: Int) -> SourceMark {
        let mark = mark(at: index)
        if self.column >= 0 || mark.column == 1 || column >= mark.column { return mark }
        return SourceMark(line: line &+ 1, column: 1)
    }

    mutating func beginLine(at place: Int) {
        line = line &+ 1
        lineStart = place
        counted = place
        continuations = 0
        index = place
    }

    /// Begins the line behind a break; false, and no step, where none stands.
    @inline(__always)
    mutating func skipBreak(at place: Int) -> Bool {
        switch byte(at: place) {
        case 0x0A: beginLine(at: place &+ 1)
        case 0x0D: beginLine(at: place &+ 2)  // LF follows: see YAMLSubsetCharacters
        default: return false
        }
        return true
    }

    @inline(__always)
    func endOfSpaces(from place: Int) -> Int {
        var place = place
        while byte(at: place) == 0x20 { place = place &+ 1 }
        return place
    }

    /// As ``endOfSpaces(from:)``, for where more than one is usual.
    @inline(__always)
    private func endOfIndentation(from place: Int) -> Int {
        var place = place
        while count &- place >= 8 {
            let others = TextWord.word(of: bytes, at: place) ^ TextWord.ones &* 0x20
            if others != 0 { return place &+ TextWord.place(of: others) }
            place = place &+ 8
        }
        return endOfSpaces(from: place)
    }

    @inline(__always)
    func endOfLine(from place: Int) -> Int {
        var place = place
        while place < count, bytes[place] != 0x0A, bytes[place] != 0x0D { place = place &+ 1 }
        return place
    }

    // MARK: Between tokens

    /// Goes from the start of a line to the next token, over comments and empty lines.
    @inline(__always)
    mutating func skipToToken() throws(OutsideSubset) {
        repeat {
            index = endOfIndentation(from: index)
            column = index &- lineStart
            // A letter, for one.
            if byte(at: index) > UInt8(ascii: ".") { return }
        } while try skipLineWithoutToken()
    }

    /// Steps over the line where no token stands on it; false, and no step, where one does, or nothing comes.
    @inline(never)
    private mutating func skipLineWithoutToken() throws(OutsideSubset) -> Bool {
        switch byte(at: index) {
        case 0x0A, 0x0D:
            return skipBreak(at: index)
        case UInt8(ascii: "#"):
            index = endOfLine(from: index)
            if skipBreak(at: index) { return true }
            column = -1
        case 0 where index >= count:
            column = -1
        case 0x09:
            throw OutsideSubset()
        case UInt8(ascii: ".") where index == lineStart && isAtMarker(of: UInt8(ascii: ".")):
            column = -1
        default:
            break
        }
        return false
    }

    /// Whether three of a character stand here, and nothing behind them.
    private mutating func isAtMarker(of character: UInt8) -> Bool {
        byte(at: index) == character && byte(at: index &+ 1) == character && byte(at: index &+ 2) == character
            && byte(at: index &+ 3).isBlankOrBreak
    }

    /// Goes from behind a value to the next token, which must stand on another line.
    @inline(__always)
    mutating func finishLine() throws(OutsideSubset) {
        if byte(at: index) == 0x0A { beginLine(at: index &+ 1) } else { try skipRestOfLine() }
        try skipToToken()
    }

    /// Steps over blanks, a comment and the break.
    @inline(never)
    private mutating func skipRestOfLine() throws(OutsideSubset) {
        let end = index
        index = endOfSpaces(from: end)
        // A comment begins behind a blank.
        if byte(at: index) == UInt8(ascii: "#"), index > end { index = endOfLine(from: index) }
        guard skipBreak(at: index) || index >= count else { throw OutsideSubset() }
    }
}

extension UInt8 {
    /// Whether this is a blank, the first byte of a line break, or 0, which stands for the end.
    var isBlankOrBreak: Bool {
        switch self {
        case 0x20, 0x0A, 0x0D, 0x09, 0: true
        default: false
        }
    }
}
