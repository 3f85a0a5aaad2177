import Documents

/// The ids of what the decoder says. Each has a page among the rules, in the chapter on the document.
extension DiagnosticID {
    package static let meshYAMLSyntax: DiagnosticID = "mesh-yaml-syntax"
    package static let meshNotAMapping: DiagnosticID = "mesh-not-a-mapping"
    package static let meshTypeMismatch: DiagnosticID = "mesh-type-mismatch"
    package static let meshEnumUnknown: DiagnosticID = "mesh-enum-unknown"
    package static let meshYAML11BooleanTrap: DiagnosticID = "mesh-yaml11-boolean-trap"
    package static let meshUnknownField: DiagnosticID = "mesh-unknown-field"
    package static let meshMisplacedField: DiagnosticID = "mesh-misplaced-field"
    package static let meshFieldNeedsVersion: DiagnosticID = "mesh-field-needs-version"
    package static let meshDuplicateKey: DiagnosticID = "mesh-duplicate-key"
    package static let meshMultipleDocuments: DiagnosticID = "mesh-multiple-documents"
    package static let meshSpellingDropped: DiagnosticID = "mesh-spelling-dropped"
    package static let meshOneofConflict: DiagnosticID = "mesh-oneof-conflict"
    package static let meshDeprecatedField: DiagnosticID = "mesh-deprecated-field"
    package static let proxyMetadataNotString: DiagnosticID = "proxymetadata-not-string"
    package static let proxyConfigResourceUnknownField: DiagnosticID = "proxyconfig-resource-unknown-field"
}

/// What the decoder says of types and enumerations.
extension MessageDecoder {
    /// Says something of a value; a fix that would show what may be a secret is left out.
    mutating func report(
        _ id: DiagnosticID, _ severity: Severity = .error, _ effect: Effect = .rejected, at node: Node, path: FieldPath,
        _ message: String, fix: String? = nil, edit: TextEdit? = nil
    ) {
        append(
            Diagnostic(
                id: id, severity: severity, effect: effect, path: path, mark: node.mark, end: node.end,
                message: message,
                fix: path.mayHoldSecret ? nil : fix, edit: edit, value: node.scalarText ?? node.kindPhrase))
    }

    /// A value of another type than the field's: the whole document is lost.
    mutating func reportType(
        _ node: Node, path: FieldPath, wanted: String, fix: String?, found: String? = nil, edit: TextEdit? = nil
    ) {
        let found =
            found.map { path.mayHoldSecret ? "what is written" : $0.elided(to: 32) } ?? quotedAuthorText(node, path)
        report(
            .meshTypeMismatch, at: node, path: path, "must be \(wanted), not \(found)", fix: fix, edit: edit)
    }

    /// What is there, for a message: the author's text in quotes, or what kind of value it is.
    private func quotedAuthorText(_ node: Node, _ path: FieldPath) -> String {
        guard case .string(let text) = node.value, !path.mayHoldSecret else { return shownKind(node, path) }
        return "\"\(text.escapedForDisplay.elided(to: 32))\""
    }

    /// What kind of value is there, without the value where that may be a secret.
    private func shownKind(_ node: Node, _ path: FieldPath) -> String {
        guard path.mayHoldSecret else { return node.kindPhrase }
        switch node.value {
        case .bool: return "a boolean"
        case .integer, .unsigned, .number: return "a number"
        default: return node.kindPhrase
        }
    }

    mutating func reportNotAString(_ node: Node, path: FieldPath) {
        let name = fieldName(path)
        let text = node.scalarText ?? ""
        let isWord = YAMLScalars.isBooleanTrap(text) && node.style == .plain
        let canQuote = node.scalarText != nil && node.style == .plain
        let isMetadata =
            path.parent?.last == .field("proxyMetadata") || path.parent?.last == .field("environmentVariables")
        let meant = isMetadata ? EnvironmentVariable.quotable(node, for: name, in: version) : text
        let quoted = canQuote ? meant.map { "\"\($0)\"" } : nil
        let isLog = path.last == .field("accessLogFile")
        var fix = quoted.map { "\(name): \($0)" }
        // Who writes a boolean there wants a log, or none; a file `true` nobody does.
        if isLog, let truth = node.bool, !isWord { fix = "\(name): \(truth ? "/dev/stdout" : "\"\"")" }
        let edit = isLog ? nil : quoted.map { TextEdit(from: node.mark, to: node.end, replacement: $0) }
        if isMetadata {
            report(
                .proxyMetadataNotString, at: node, path: path, "must be a string, not \(shownKind(node, path))",
                fix: fix,
                edit: edit)
        } else if isWord {
            report(
                .meshYAML11BooleanTrap, at: node, path: path, "must be quoted: YAML reads \(text) as \(node.truth)",
                fix: fix, edit: edit)
        } else {
            report(
                .meshTypeMismatch, at: node, path: path, "must be a string, not \(shownKind(node, path))", fix: fix,
                edit: edit)
        }
    }

    mutating func reportUnknownEnumName(_ text: String, _ node: Node, of shape: EnumShape, at path: FieldPath) {
        let name = fieldName(path)
        if let value = shape.value(named: text) {
            let message =
                value.since.map { "\(text) exists from Istio \($0) on; this mesh runs \(version)" }
                ?? "\(text) is gone from Istio \(value.removed ?? version) on; this mesh runs \(version)"
            report(.meshEnumUnknown, at: node, path: path, message)
            return
        }
        let names = shape.names(in: version)
        let near = NearName.nearest(to: text, among: names)
        let choices = Self.listed(names, first: near)
        report(
            .meshEnumUnknown, at: node, path: path,
            "must be one of \(choices), not \"\(text.escapedForDisplay.elided(to: 32))\"",
            fix: near.map { "\(name): \($0)" },
            edit: near.flatMap { name in
                guard NearName.isSlip(text, for: name) else { return nil }
                return TextEdit(from: node.mark, to: node.end, replacement: name)
            })
    }

    mutating func reportUnknownEnumNumber(_ node: Node, of shape: EnumShape, at path: FieldPath) {
        let names = shape.names(in: version)
        let choices = Self.listed(names)
        report(
            .meshEnumUnknown, .warning, .risky, at: node, path: path,
            "must be one of \(choices), not \(node.scalarText ?? "a number")")
    }

    mutating func reportNotAnEnumName(_ node: Node, of shape: EnumShape, at path: FieldPath) {
        let name = fieldName(path)
        let text = node.scalarText ?? ""
        if case .bool = node.value, YAMLScalars.isBooleanTrap(text) {
            let fits = shape.value(named: text) != nil
            report(
                .meshYAML11BooleanTrap, at: node, path: path, "must be quoted: YAML reads \(text) as \(node.truth)",
                fix: "\(name): \"\(text)\"",
                edit: fits ? TextEdit(from: node.mark, to: node.end, replacement: "\"\(text)\"") : nil)
            return
        }
        let names = shape.names(in: version)
        let choices = Self.listed(names)
        report(.meshEnumUnknown, at: node, path: path, "must be one of \(choices), not \(node.kindPhrase)")
    }

    /// As many names as a line has room for; the likely one among them.
    private static func listed(_ names: [String], first: String? = nil) -> String {
        let room = 64
        let all = names.joined(separator: ", ")
        guard all.utf8.count > room else { return all }
        var text = ""
        for name in (first.map { [$0] } ?? []) + names.filter({ $0 != first }) {
            let longer = text.isEmpty ? name : "\(text), \(name)"
            if !text.isEmpty, longer.utf8.count > room { break }
            text = longer
        }
        return "\(text), …"
    }

    // MARK: What to write instead

    func fieldName(_ path: FieldPath) -> String {
        switch path.last {
        case .field(let name), .key(let name): name.escapedForDisplay
        case .element(let index): "[\(index)]"
        case nil: ""
        }
    }

    /// What a document that is a text was meant to be; nil where nothing is likely.
    func mappingFix(_ node: Node) -> String? {
        guard let text = node.string else { return nil }
        if node.style == .plain, let slip = SlippedKey(text[...]) { return slip.fix }
        guard text.utf8.count <= Self.maximumBase64, let bytes = Base64.decode(text), !bytes.isEmpty,
            let inner = try? YAMLReader().read(String(decoding: bytes, as: UTF8.self)).root,
            case .mapping = inner.value
        else { return nil }
        return "write the text itself: this is base64 of it"
    }

    /// Of a longer text nothing is guessed.
    private static let maximumBase64 = 128 << 10

    func boolFix(_ node: Node, _ path: FieldPath) -> String? {
        guard let text = node.string else { return nil }
        return text == "true" || text == "false" ? "\(fieldName(path)): \(text)" : nil
    }

    func durationFix(_ node: Node, _ path: FieldPath) -> String? {
        guard case .integer(let integer) = JSONNumber.integer(node) else { return nil }
        return "\(fieldName(path)): \(integer)s"
    }

    func durationEdit(_ node: Node) -> TextEdit? {
        guard case .integer(let integer) = JSONNumber.integer(node), integer >= 0 else { return nil }
        return TextEdit(from: node.mark, to: node.end, replacement: "\(integer)s")
    }

    func boolEdit(_ node: Node) -> TextEdit? {
        guard let text = node.string, text == "true" || text == "false" else { return nil }
        return edit(of: node, to: text)
    }

    /// The list that is meant, in brackets; nil where only the author can tell.
    func listFix(_ node: Node, of element: ValueType, _ path: FieldPath) -> String? {
        guard let text = node.string, text.utf8.count <= 40, text != "...", !path.mayHoldSecret else { return nil }
        if case .message = element { return nil }
        // A list that is in quotes.
        if text.hasPrefix("["), text.hasSuffix("]") { return nil }
        return "\(fieldName(path)): [\(Self.elements(of: text).joined(separator: ", "))]"
    }

    /// A text of one element is put in brackets; of several, an author may have meant one.
    func listEdit(_ node: Node, of element: ValueType, _ path: FieldPath) -> TextEdit? {
        guard let text = node.string, listFix(node, of: element, path) != nil, !text.isEmpty,
            !text.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") })
        else { return nil }
        return edit(of: node, to: "[\(text.asFlowScalar)]")
    }

    /// The words of `a, b`; else the text by itself, whose comma may be a part of it, as in a pattern.
    private static func elements(of text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let words = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { word in String(Substring(word.drop { $0 == 0x20 })) }
        let arePlain = words.allSatisfy { !$0.isEmpty && $0.asFlowScalar.isExactly($0) }
        return arePlain ? words : [text.asFlowScalar]
    }

    /// `tlsSettings: ISTIO_MUTUAL` is what people write for `tlsSettings: {mode: ISTIO_MUTUAL}`.
    func messageFix(_ node: Node, _ name: MessageName, _ path: FieldPath) -> String? {
        mapping(meantBy: node, name).map { "\(fieldName(path)): \($0)" }
    }

    func messageEdit(_ node: Node, _ name: MessageName) -> TextEdit? {
        mapping(meantBy: node, name).flatMap { edit(of: node, to: $0) }
    }

    private func mapping(meantBy node: Node, _ name: MessageName) -> String? {
        guard let text = node.string else { return nil }
        for field in name.shape.fields {
            guard case .single(.enumeration(let values)) = field.type, values.shape.value(named: text) != nil else {
                continue
            }
            return "{\(field.name): \(text.asFlowScalar)}"
        }
        return nil
    }

    /// A change of a scalar that stands on one line.
    private func edit(of node: Node, to text: String) -> TextEdit? {
        guard node.style != .literal, node.style != .folded, node.mark.line == node.end.line else { return nil }
        return TextEdit(from: node.mark, to: node.end, replacement: text)
    }
}

extension Node {
    fileprivate var truth: String { bool == true ? "true" : "false" }
}

extension FieldPath {
    /// Whether a value here may be a secret, so that no message shows it: by the last name on the way to it, and for the
    /// value of a header, which may be a credential of any name.
    package var mayHoldSecret: Bool {
        var rest = self
        var isHeaderValue = false
        var isLast = true
        while let step = rest.last {
            rest = rest.parent ?? .root
            guard case .field(let name) = step.asField else { continue }
            if isLast {
                if Self.isSecret(name) { return true }
                isHeaderValue = name == "value"
                isLast = false
            } else if isHeaderValue, name == "headers" {
                return true
            }
        }
        return false
    }

    /// What is said about a secret, and is none: `SECRET_TTL`, `credentialName`.
    private static let plainEndings = ["ttl", "ratio", "path", "timeout", "name", "namespace", "provider"]

    private static func isSecret(_ name: String) -> Bool {
        guard name.utf8.count >= 3 else { return false }
        let name = name.lowercased()
        return secretWords.contains { name.holds($0) } && !plainEndings.contains(where: name.hasSuffix)
    }

    private static let secretWords = [
        "token", "password", "passwd", "secret", "apikey", "api_key", "credential", "authorization", "pem", "accesskey",
        "access_key", "cacertificates", "privatekey",
    ]
}

extension FieldPath.Step {
    /// A key counts as a name.
    fileprivate var asField: FieldPath.Step {
        if case .key(let key) = self { return .field(key) }
        return self
    }
}
