import Documents

/// The first thing in which two trees differ, places, styles and the author's texts included; nil where they are the same.
package func difference(_ left: Documents.Node, _ right: Documents.Node, at path: String = "") -> String? {
    if left.mark != right.mark { return "\(path): begins at \(left.mark), not at \(right.mark)" }
    if left.end != right.end { return "\(path): ends at \(left.end), not at \(right.end)" }
    if left.style != right.style { return "\(path): is \(left.style), not \(right.style)" }
    if left.text != right.text { return "\(path): is written \(left.text ?? "nil"), not \(right.text ?? "nil")" }
    switch (left.value, right.value) {
    case (.sequence(let lefts), .sequence(let rights)):
        if lefts.count != rights.count { return "\(path): has \(lefts.count) elements, not \(rights.count)" }
        for (index, pair) in zip(lefts, rights).enumerated() {
            if let found = difference(pair.0, pair.1, at: "\(path)[\(index)]") { return found }
        }
        return nil
    case (.mapping(let lefts), .mapping(let rights)):
        if lefts.count != rights.count { return "\(path): has \(lefts.count) entries, not \(rights.count)" }
        for (left, right) in zip(lefts, rights) {
            if let found = difference(left, right, at: path) { return found }
        }
        return nil
    default:
        let shown = ("\(left.value)", "\(right.value)")
        if shown.0 != shown.1 { return "\(path): is \(shown.0), not \(shown.1)" }
        if let left = left.string, let right = right.string, !left.utf8.elementsEqual(right.utf8) {
            return "\(path): has other bytes"
        }
        return nil
    }
}

private func difference(_ left: Documents.Node.Entry, _ right: Documents.Node.Entry, at path: String) -> String? {
    if !left.name.utf8.elementsEqual(right.name.utf8) { return "\(path): \(left.name) is not \(right.name)" }
    let path = "\(path).\(right.name)"
    if left.isMerged != right.isMerged { return "\(path): is merged: \(left.isMerged)" }
    if left.keyMark != right.keyMark { return "\(path): its key begins at \(left.keyMark), not at \(right.keyMark)" }
    if left.keyEnd != right.keyEnd { return "\(path): its key ends at \(left.keyEnd), not at \(right.keyEnd)" }
    if left.keyStyle != right.keyStyle { return "\(path): its key is \(left.keyStyle), not \(right.keyStyle)" }
    return difference(left.key, right.key, at: path + "?") ?? difference(left.value, right.value, at: path)
}

/// What became of a text that was read with and without libyaml.
package enum Agreement: Equatable {
    /// The text lies outside of the subset.
    case outside
    case same
    case differs(String)

    package init(of text: String, limits: DocumentLimits = .standard) {
        let reader = YAMLReader(limits: limits)
        guard let document = try? reader.readSubset(text) else {
            self = .outside
            return
        }
        do throws(YAMLError) {
            let reference = try reader.readByLibyaml(text)
            if document.ignoredDocument != reference.ignoredDocument {
                self = .differs("another document begins at \(reference.ignoredDocument?.description ?? "nil")")
            } else if document.changesWhenReadAgain != reference.changesWhenReadAgain {
                self = .differs("changes when read again: \(document.changesWhenReadAgain)")
            } else {
                self = difference(document.root, reference.root).map(Agreement.differs) ?? .same
            }
        } catch {
            self = .differs("libyaml refuses it: \(error.problem) at \(error.mark?.description ?? "nil")")
        }
    }

    package var isDifference: Bool {
        if case .differs = self { return true }
        return false
    }
}
