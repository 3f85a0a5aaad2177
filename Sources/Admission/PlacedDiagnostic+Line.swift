import Documents
import IstioSchema
import Validation

extension PlacedDiagnostic {
    /// The line of the text that the author wrote; nil for an object that arrived as JSON, whose lines nobody knows.
    var line: Int? {
        document.isText ? diagnostic.mark?.line : nil
    }

    /// The text and its id within so many characters: the middle of the path goes first, then that of values in the message,
    /// and only then the end.
    ///
    /// - Parameters:
    ///   - advice: what stands behind the message.
    ///   - line: memory to write in, which several lines can share.
    func line(within limit: Int, prefix: String = "", advice: String? = nil, in line: inout [UInt8]) -> String {
        line.removeAll(keepingCapacity: true)
        if !prefix.isEmpty { line.append(prefix) }
        let path = write(to: &line)
        var message = line.count - diagnostic.message.utf8.count..<line.count
        if let advice {
            line.append("; ")
            line.append(advice)
        }
        line.append(id: diagnostic.id)
        let whole = String.oneLine(of: line)
        // Nearly every line: it has no more characters than bytes.
        if whole.utf8.count <= limit { return whole }
        let excess = whole.scalarCount - limit
        if excess <= 0 { return whole }
        if let (gap, ellipsis) = diagnostic.path.elision(by: excess, atLeast: Self.leastOfPath) {
            let place = path.lowerBound + gap.lowerBound..<path.lowerBound + gap.upperBound
            // In three pieces: what stands around `…` is ASCII nearly always, which is a string at once.
            let head = String.oneLine(of: Array(line[..<place.lowerBound]))
            let text = head + ellipsis.onOneLine + String.oneLine(of: Array(line[place.upperBound...]))
            if text.scalarCount <= limit { return text }
            line.replaceSubrange(place, with: ellipsis.utf8)
            let shift = ellipsis.utf8.count - place.count
            message = message.lowerBound + shift..<message.upperBound + shift
        }
        let tail = " [\(diagnostic.id)]"
        line.removeLast(tail.utf8.count)
        let head = String.oneLine(of: Array(line[..<message.lowerBound]))
        let behind = String.oneLine(of: Array(line[message.upperBound...]))
        let room = limit - tail.scalarCount
        let text = String.oneLine(of: Array(line[message]))
            .elidedInLongWords(to: room - head.scalarCount - behind.scalarCount)
        return (head + text + behind).elided(to: room) + tail
    }

    /// Characters of a path that stay: enough for the field's own name, seldom for those that it stands in.
    private static let leastOfPath = 24

    /// Appends the text, as in `mesh:14: connectTimeout: must be at most 1h, not 2h`.
    ///
    /// - Returns: where the path stands in the bytes; empty where there is none.
    @discardableResult
    func write(to bytes: inout [UInt8]) -> Range<Int> {
        let document = document
        let field = diagnostic.path
        if document.isText, !document.label.isEmpty {
            bytes.append(document.label)
            if let line = diagnostic.mark?.line {
                bytes.append(UInt8(ascii: ":"))
                bytes.append(decimal: line)
            }
            bytes.appendColon()
        } else if field.isRoot, !document.object.name.isEmpty {
            bytes.append(document.object.kind)
            bytes.append(UInt8(ascii: " "))
            bytes.append(document.object.name)
            bytes.appendColon()
        }
        let start = bytes.count
        field.write(to: &bytes)
        let path = start..<bytes.count
        if !field.isRoot { bytes.appendColon() }
        bytes.append(diagnostic.message)
        return path
    }
}

extension [UInt8] {
    fileprivate mutating func appendColon() {
        append(UInt8(ascii: ":"))
        append(UInt8(ascii: " "))
    }

    /// As every line and message ends.
    mutating func append(id: DiagnosticID) {
        append(UInt8(ascii: " "))
        append(UInt8(ascii: "["))
        append(id.text)
        append(UInt8(ascii: "]"))
    }
}

extension String {
    /// Characters of a word that stay.
    private static let leastOfWord = 13

    /// The text with its long words cut in their middle until it has so many Unicode scalars, or no long word is left.
    ///
    /// A long word is an author's value nearly always. What stands behind a semicolon says what is right, and goes last.
    func elidedInLongWords(to limit: Int) -> String {
        var excess = scalarCount - limit
        guard excess > 0 else { return self }
        var words = unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
        let remedy = words.firstIndex { $0.utf8.last == UInt8(ascii: ";") } ?? words.endIndex
        let long = words.indices.filter { words[$0].scalarCount > Self.leastOfWord }
            .map { (index: $0, count: words[$0].scalarCount, isRemedy: $0 > remedy) }
            .sorted { left, right in
                if left.isRemedy != right.isRemedy { return right.isRemedy }
                return left.count != right.count ? left.count > right.count : left.index < right.index
            }
        for word in long {
            guard excess > 0 else { break }
            let short = words[word.index].elidedInTheMiddle(to: max(Self.leastOfWord, word.count - excess))
            excess -= word.count - short.scalarCount
            words[word.index] = short
        }
        return words.joined(separator: " ")
    }
}

extension FieldPath {
    /// How the path's text gets shorter by so many characters: to whole steps from both ends with `…` between, or to the
    /// ends of the text.
    ///
    /// - Parameter least: how many characters stay where there is no room for a whole step.
    /// - Returns: which bytes of the text go, and what comes in their place; nil where the text is that short as it is.
    fileprivate func elision(by excess: Int, atLeast least: Int) -> (place: Range<Int>, ellipsis: String)? {
        var whole: [UInt8] = []
        whole.reserveCapacity(64)
        // Where each step begins, and the end.
        var starts: [Int] = []
        for step in steps {
            starts.append(whole.count)
            step.write(to: &whole, isFirst: whole.isEmpty)
        }
        starts.append(whole.count)
        let isASCII = whole.arePrintableASCII
        // No character goes over the end of a step: each begins and ends with one of ASCII.
        func characterCount(_ range: Range<Int>) -> Int {
            isASCII ? range.count : String(decoding: whole[range], as: UTF8.self).count
        }
        let limit = characterCount(0..<whole.count) - excess
        let count = starts.count - 1
        for head in [2, 1, 0] where head < count {
            // A dot comes before `…`, where a step stands before it.
            let room = limit - characterCount(0..<starts[head]) - (head == 0 ? 1 : 2)
            // The first step of as many at the end as there is room for.
            var tail = head + 1
            var length = characterCount(starts[tail]..<whole.count)
            while tail < count, length > room {
                length -= characterCount(starts[tail]..<starts[tail + 1])
                tail += 1
            }
            guard tail < count else { continue }
            return (starts[head]..<starts[tail], head == 0 ? "…" : ".…")
        }
        let text = String(decoding: whole, as: UTF8.self)
        let ends = text.elidedInTheMiddle(to: max(least, limit))
        return ends == text ? nil : (0..<whole.count, ends)
    }
}
