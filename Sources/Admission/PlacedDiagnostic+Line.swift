import Documents
import IstioSchema
import Validation

extension PlacedDiagnostic {
    /// The line of the text that the author wrote; nil for an object that arrived as JSON, whose lines nobody knows.
    var line: Int? {
        guard case .text = document.body else { return nil }
        return diagnostic.mark?.line
    }

    /// As in `mesh:14: connectTimeout: must be at most 1h, not 2h`.
    var text: String {
        String(decoding: bytes(withID: false, path: diagnostic.path.description, prefix: ""), as: UTF8.self)
    }

    /// The text and its id within so many characters: the middle of the path goes first, then the end of the message.
    func line(within limit: Int, prefix: String = "") -> String {
        let written = diagnostic.path.description
        let bytes = bytes(withID: true, path: written, prefix: prefix)
        let text = String(decoding: bytes, as: UTF8.self)
        // Nearly every line: it has as many characters as bytes, and nothing to escape.
        if bytes.count <= limit, bytes.arePrintableASCII { return text }
        let whole = text.onOneLine
        let excess = whole.scalarCount - limit
        if excess <= 0 { return whole }
        let path = diagnostic.path.elided(written, by: excess, atLeast: Self.leastOfPath)
        // The same path makes the same text, which is too long.
        if path != written {
            let shorter = self.text(withID: true, path: path, prefix: prefix).onOneLine
            if shorter.scalarCount <= limit { return shorter }
        }
        let tail = " [\(diagnostic.id)]"
        let head = self.text(withID: false, path: path, prefix: prefix).onOneLine
        return head.elided(to: limit - tail.unicodeScalars.count) + tail
    }

    /// Characters of a path that stay: enough for the field's own name, seldom for those that it stands in.
    private static let leastOfPath = 24

    private func text(withID: Bool, path: String, prefix: String) -> String {
        String(decoding: bytes(withID: withID, path: path, prefix: prefix), as: UTF8.self)
    }

    /// Bytes are put together at a quarter of what strings cost.
    private func bytes(withID: Bool, path: String, prefix: String) -> [UInt8] {
        let document = document
        var bytes: [UInt8] = []
        bytes.reserveCapacity(240)
        bytes.append(prefix)
        if case .text = document.body, !document.label.isEmpty {
            bytes.append(document.label)
            if let line = diagnostic.mark?.line {
                bytes.append(UInt8(ascii: ":"))
                bytes.append(decimal: line)
            }
            bytes.appendColon()
        } else if diagnostic.path.isRoot, !document.object.name.isEmpty {
            bytes.append(document.object.kind)
            bytes.append(UInt8(ascii: " "))
            bytes.append(document.object.name)
            bytes.appendColon()
        }
        if !path.isEmpty {
            bytes.append(path)
            bytes.appendColon()
        }
        bytes.append(diagnostic.message)
        if withID {
            bytes.append(UInt8(ascii: " "))
            bytes.append(UInt8(ascii: "["))
            bytes.append(diagnostic.id.text)
            bytes.append(UInt8(ascii: "]"))
        }
        return bytes
    }
}

extension [UInt8] {
    /// Whether every byte is a character of ASCII that prints.
    fileprivate var arePrintableASCII: Bool {
        // Without a way out of the loop it looks at many bytes at a time.
        var others: UInt8 = 0
        for byte in self { others |= byte < 0x20 || byte > 0x7E ? 1 : 0 }
        return others == 0
    }

    /// As `+=` with the text's `utf8`, without what that does for any kind of sequence.
    fileprivate mutating func append(_ text: String) {
        unsafe text.utf8Span.span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// As the text of a number that is not negative, which a generic function of the library makes at five times the cost.
    fileprivate mutating func append(decimal number: Int) {
        let start = count
        var rest = number.magnitude
        repeat {
            append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }

    fileprivate mutating func appendColon() {
        append(UInt8(ascii: ":"))
        append(UInt8(ascii: " "))
    }
}

extension FieldPath {
    /// The path shorter by so many characters: whole steps from both ends with `…` between, or the ends of the text.
    ///
    /// - Parameters:
    ///   - whole: the path's description.
    ///   - least: how many characters stay where there is no room for a whole step.
    fileprivate func elided(_ whole: String, by excess: Int, atLeast least: Int) -> String {
        let limit = whole.characterCount - excess
        // Each step as it stands behind another: `.field` or `[0]`.
        let pieces = steps.map { step in
            let text = FieldPath.root.child(step).description
            return text.utf8.first == UInt8(ascii: "[") ? text : "." + text
        }
        // No character goes over the end of a piece: each begins and ends with one of ASCII.
        let counts = pieces.map(\.characterCount)
        for head in [2, 1, 0] where head < pieces.count {
            // A dot before the first step goes, and one before `…` comes.
            let written = counts.prefix(head).reduce(0, +)
            let dot = head > 0 && pieces[0].utf8.first == UInt8(ascii: ".") ? 1 : 0
            let room = limit - (written - dot) - (head == 0 ? 1 : 2)
            var tail = pieces.count - head - 1
            var length = counts.suffix(tail).reduce(0, +)
            while tail > 0, length > room {
                length -= counts[counts.count - tail]
                tail -= 1
            }
            guard tail > 0 else { continue }
            let first = pieces.prefix(head).joined().utf8.dropFirst(dot)
            return String(Substring(first)) + (head == 0 ? "…" : ".…") + pieces.suffix(tail).joined()
        }
        return whole.elidedInTheMiddle(to: max(least, limit))
    }
}

extension String {
    /// As `count`, which looks for what makes one character of several scalars.
    fileprivate var characterCount: Int { isPrintableASCII ? utf8.count : count }
}
