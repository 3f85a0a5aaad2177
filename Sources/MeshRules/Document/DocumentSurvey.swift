import Documents
import Validation

/// What few documents have, noted in one walk for all rules that look at every value of a document.
///
/// Such a rule takes from here the few places that may concern it, and judges them.
final class DocumentSurvey: Sendable {
    /// Strings with a sign of what a rule looks for, in the order of the text.
    let texts: [Text]
    /// Keys without quotes that YAML reads as booleans, in the order of the text.
    let booleanKeys: [Key]

    struct Text: Sendable {
        let node: Node
        /// Nil for an element of a list.
        let entry: Node.Entry?
        let place: Place
        let mayHoldPlaceholder: Bool
        let mayHoldPrivateKey: Bool

        /// The string itself.
        var string: String { node.string ?? "" }
    }

    struct Key: Sendable {
        let entry: Node.Entry
        let place: Place
    }

    struct Place: Sendable {
        /// With every key as the name of a field.
        let path: FieldPath
        /// Whether a merge key brought it here, so that the author did not write it here.
        let isMerged: Bool
    }

    fileprivate init(of document: Node) {
        var walk = SurveyWalk()
        walk.visit(document.value, isMerged: false)
        texts = walk.texts
        booleanKeys = walk.booleanKeys
    }
}

extension RuleReport {
    /// The survey of the document that the report is about.
    mutating func survey(of document: Node) -> DocumentSurvey { derived { _ in DocumentSurvey(of: document) } }
}

/// The walk over a document. Nesting is bounded by the reader.
private struct SurveyWalk {
    var texts: [DocumentSurvey.Text] = []
    var booleanKeys: [DocumentSurvey.Key] = []
    private var trail = Trail()

    /// - Parameter isMerged: whether a merge key brought in the collection, or one that holds it.
    mutating func visit(_ collection: Node.Value, isMerged: Bool) {
        switch collection {
        case .mapping(let entries):
            for index in entries.indices {
                if Self.isBoolean(entries[index].name), entries[index].keyStyle == .plain {
                    note(key: entries[index], isMerged: isMerged)
                }
                switch entries[index].value.value {
                case .string(let text):
                    guard Self.hasSign(text) else { continue }
                    note(text, entries[index].value, entries[index], at: .field(entries[index].name), isMerged: isMerged)
                case .mapping, .sequence:
                    trail.enter(.field(entries[index].name))
                    visit(entries[index].value.value, isMerged: isMerged || entries[index].isMerged)
                    trail.leave()
                default:
                    continue
                }
            }
        case .sequence(let elements):
            for index in elements.indices {
                switch elements[index].value {
                case .string(let text):
                    guard Self.hasSign(text) else { continue }
                    note(text, elements[index], nil, at: .element(index), isMerged: isMerged)
                case .mapping, .sequence:
                    trail.enter(.element(index))
                    visit(elements[index].value, isMerged: isMerged)
                    trail.leave()
                default:
                    continue
                }
            }
        default:
            break
        }
    }

    private static func isBoolean(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: name == "true"
        case 5: name == "false"
        default: false
        }
    }

    /// Five dashes stand before a private key.
    private static func hasSign(_ text: String) -> Bool {
        PlaceholderText.mayBegin(in: text) || (text.utf8.count >= shortestPrivateKey && text.holds("-----"))
    }

    /// Bytes of `-----BEGIN PRIVATE KEY-----`.
    private static let shortestPrivateKey = 27

    private mutating func note(
        _ text: String, _ node: Node, _ entry: Node.Entry?, at step: FieldPath.Step, isMerged: Bool
    ) {
        texts.append(
            DocumentSurvey.Text(
                node: node, entry: entry,
                place: DocumentSurvey.Place(path: trail.path(to: step), isMerged: isMerged || entry?.isMerged == true),
                mayHoldPlaceholder: PlaceholderText.mayBegin(in: text),
                mayHoldPrivateKey: text.utf8.count >= Self.shortestPrivateKey && text.holds("-----BEGIN ")))
    }

    private mutating func note(key entry: Node.Entry, isMerged: Bool) {
        guard case .bool = entry.key.value else { return }
        booleanKeys.append(
            DocumentSurvey.Key(
                entry: entry,
                place: DocumentSurvey.Place(
                    path: trail.path(to: .field(entry.name)), isMerged: isMerged || entry.isMerged)))
    }
}
