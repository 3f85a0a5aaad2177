/// Two texts as `diff -u` shows them.
package enum UnifiedDiff {
    private static let context = 3

    /// Empty where the texts are the same.
    package static func text(from old: String, to new: String, name: String) -> String {
        guard old != new else { return "" }
        let before = lines(of: old)
        let after = lines(of: new)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        let rows = rows(before, after, removed, inserted)
        let shown = name.hasPrefix("/") ? (name, name) : ("a/\(name)", "b/\(name)")
        return "--- \(shown.0)\n+++ \(shown.1)\n" + hunks(rows)
    }

    private struct Row {
        let sign: Character
        let text: Substring
        let old: Int
        let new: Int
    }

    private static func rows(
        _ before: [Substring], _ after: [Substring], _ removed: Set<Int>, _ inserted: Set<Int>
    ) -> [Row] {
        var rows: [Row] = []
        var old = 0
        var new = 0
        while old < before.count || new < after.count {
            if old < before.count, removed.contains(old) {
                rows.append(Row(sign: "-", text: before[old], old: old, new: new))
                old += 1
            } else if new < after.count, inserted.contains(new) {
                rows.append(Row(sign: "+", text: after[new], old: old, new: new))
                new += 1
            } else {
                guard old < before.count else { break }
                rows.append(Row(sign: " ", text: before[old], old: old, new: new))
                old += 1
                new += 1
            }
        }
        return rows
    }

    private static func hunks(_ rows: [Row]) -> String {
        var text = ""
        var index = 0
        while let first = rows[index...].firstIndex(where: { $0.sign != " " }) {
            let start = max(index, first - context)
            var end = first
            while let next = rows[(end + 1)...].firstIndex(where: { $0.sign != " " }), next - end <= 2 * context {
                end = next
            }
            let stop = min(rows.count, end + context + 1)
            let hunk = rows[start..<stop]
            let olds = hunk.count { $0.sign != "+" }
            let news = hunk.count { $0.sign != "-" }
            guard let head = hunk.first else { break }
            text += "@@ -\(place(head.old, olds)) +\(place(head.new, news)) @@\n"
            for row in hunk {
                text += "\(row.sign)\(row.text)"
                if row.text.utf8.last != 0x0A { text += "\n\\ No newline at end of file\n" }
            }
            index = stop
        }
        return text
    }

    private static func place(_ start: Int, _ count: Int) -> String {
        let line = count == 0 ? start : start + 1
        return count == 1 ? "\(line)" : "\(line),\(count)"
    }

    /// Lines with their line feed.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text.utf8[...]
        while let end = rest.firstIndex(of: 0x0A) {
            lines.append(Substring(rest[...end]))
            rest = rest[text.utf8.index(after: end)...]
        }
        if !rest.isEmpty { lines.append(Substring(rest)) }
        return lines
    }
}
