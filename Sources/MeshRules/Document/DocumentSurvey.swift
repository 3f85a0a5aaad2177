import Documents
import Validation

/// What few documents have, noted in one walk for all rules that look at every value of a document.
///
/// Such a rule takes from here the few places that may concern it, and judges them.
final class DocumentSurvey: Sendable {
    /// Strings that a placeholder may stand in, of fields that must hold none; in the order of the text.
    let placeholders: [Text]
    /// Strings that a private key may stand in, in the order of the text.
    let privateKeys: [Text]
    /// Keys without quotes that YAML reads as booleans, in the order of the text.
    let booleanKeys: [Key]

    struct Text: Sendable {
        let node: Node
        /// Nil for an element of a list.
        let entry: Node.Entry?
        let place: Place

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

    /// What is found in a document that surely holds nothing of it.
    fileprivate static let ofNothing = DocumentSurvey()

    private init() { (placeholders, privateKeys, booleanKeys) = ([], [], []) }

    /// - Parameter rarities: what is looked for; nothing else is noted.
    init(of document: Node, lookingFor rarities: Node.Rarities) {
        var walk = SurveyWalk(rarities)
        walk.visit(document.value, of: "", isMerged: false)
        placeholders = walk.placeholders
        privateKeys = walk.privateKeys
        booleanKeys = walk.booleanKeys
    }
}

extension RuleReport {
    /// The survey of the document that the report is about.
    mutating func survey(of document: Node) -> DocumentSurvey {
        // Nearly every document.
        if document.mayHold.isEmpty { return .ofNothing }
        return derived { _ in DocumentSurvey(of: document, lookingFor: document.mayHold) }
    }
}

/// The walk over a document, whose nesting the reader bounds.
private struct SurveyWalk {
    var placeholders: [DocumentSurvey.Text] = []
    var privateKeys: [DocumentSurvey.Text] = []
    var booleanKeys: [DocumentSurvey.Key] = []
    private var trail = Trail()
    private let looksForPlaceholders: Bool
    private let looksForPrivateKeys: Bool
    private let looksForBooleanKeys: Bool

    init(_ rarities: Node.Rarities) {
        looksForPlaceholders = rarities.contains(.placeholder)
        looksForPrivateKeys = rarities.contains(.privateKey)
        looksForBooleanKeys = rarities.contains(.booleanKey)
    }

    /// - Parameters:
    ///   - field: the nearest key above the collection.
    ///   - isMerged: whether a merge key brought in the collection, or one that holds it.
    mutating func visit(_ collection: Node.Value, of field: String, isMerged: Bool) {
        switch collection {
        case .mapping(let entries):
            for index in entries.indices {
                if looksForBooleanKeys, Self.isBoolean(entries[index].name), entries[index].keyStyle == .plain {
                    note(key: entries[index], isMerged: isMerged)
                }
                switch entries[index].value.value {
                case .string(let text):
                    if looksForPlaceholders, PlaceholderText.mayBegin(in: text),
                        PlaceholderField.mustHoldNone(entries[index].name, inMappingOf: field)
                    {
                        placeholders.append(self.text(entries[index], isMerged: isMerged))
                    }
                    if looksForPrivateKeys, Self.mayHoldPrivateKey(text) {
                        privateKeys.append(self.text(entries[index], isMerged: isMerged))
                    }
                case .mapping, .sequence:
                    let name = entries[index].name
                    trail.enter(.field(name))
                    visit(entries[index].value.value, of: name, isMerged: isMerged || entries[index].isMerged)
                    trail.leave()
                default:
                    continue
                }
            }
        case .sequence(let elements):
            for index in elements.indices {
                switch elements[index].value {
                case .string(let text):
                    if looksForPlaceholders, PlaceholderText.mayBegin(in: text), PlaceholderField.mustHoldNone(field) {
                        placeholders.append(self.text(elements[index], at: index, isMerged: isMerged))
                    }
                    if looksForPrivateKeys, Self.mayHoldPrivateKey(text) {
                        privateKeys.append(self.text(elements[index], at: index, isMerged: isMerged))
                    }
                case .mapping, .sequence:
                    trail.enter(.element(index))
                    visit(elements[index].value, of: field, isMerged: isMerged)
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

    /// The shortest text with a private key has 27 bytes; most values are far below.
    private static func mayHoldPrivateKey(_ text: String) -> Bool {
        text.utf8.count > 26 && text.holds("-----BEGIN ")
    }

    private mutating func text(_ entry: Node.Entry, isMerged: Bool) -> DocumentSurvey.Text {
        let path = trail.path(to: .field(entry.name))
        return DocumentSurvey.Text(
            node: entry.value, entry: entry,
            place: DocumentSurvey.Place(path: path, isMerged: isMerged || entry.isMerged))
    }

    private mutating func text(_ element: Node, at index: Int, isMerged: Bool) -> DocumentSurvey.Text {
        let path = trail.path(to: .element(index))
        return DocumentSurvey.Text(
            node: element, entry: nil, place: DocumentSurvey.Place(path: path, isMerged: isMerged))
    }

    private mutating func note(key entry: Node.Entry, isMerged: Bool) {
        guard case .bool = entry.key.value else { return }
        let path = trail.path(to: .field(entry.name))
        booleanKeys.append(
            DocumentSurvey.Key(
                entry: entry, place: DocumentSurvey.Place(path: path, isMerged: isMerged || entry.isMerged)))
    }
}
