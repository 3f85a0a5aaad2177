import Documents

/// What the decoder says of names: unknown, misplaced, repeated, of another release, deprecated.
extension MessageDecoder {
    mutating func reportUnknown(_ entry: Node.Entry, in name: MessageName, at path: FieldPath, siblings: MessageShape) {
        if path.isRoot, entry.isHolderOfAnchor { return }
        let child = path.field(entry.name)
        if let edge = InvisibleEdge(of: entry.name),
            siblings.field(edge.name)?.exists(in: version) == true
                || FieldHomes.home(of: edge.name, root: root, in: version, besides: name) != nil
        {
            let id: DiagnosticID =
                root == .proxyConfigResource ? .proxyConfigResourceUnknownField : .meshUnknownField
            reportName(
                id, .ignored, entry, child,
                "no such field: \(edge.scalar) stands beside the name; did you mean \(edge.name)?",
                replacement: nil, fix: edge.name)
            return
        }
        guard root != .proxyConfigResource else {
            let hint = entry.name == "proxyMetadata" ? "environmentVariables" : nil
            let near = hint ?? NearName.nearest(to: entry.name, among: siblings.names(in: version))
            reportName(
                .proxyConfigResourceUnknownField, .ignored, entry, child,
                near.map { "no such field; did you mean \($0)?" }
                    ?? ProxyConfigResourceFields.message(for: entry.name),
                replacement: near.flatMap { $0 == hint || NearName.isSlip(entry.name, for: $0) ? $0 : nil })
            return
        }
        if let wrapped = WrappedDocument.message(for: entry, at: path, root: root) {
            reportName(.meshMisplacedField, .ignored, entry, child, wrapped, replacement: nil)
            return
        }
        let home = FieldHomes.home(of: entry.name, root: root, in: version, besides: name)
        var near: String?
        if mayStillSuggest() { near = NearName.nearest(to: entry.name, among: siblings.names(in: version)) }
        if near == nil, let other = OtherNames.field(meantBy: entry.name, in: siblings, version) {
            reportName(
                .meshUnknownField, .ignored, entry, child, "no such field; did you mean \(other)?", replacement: nil)
        } else if let near {
            // A name that is right elsewhere may be meant for there.
            let isSlip =
                NearName.isSlip(entry.name, for: near) && (home == nil || NearName.isSameButForCase(near, entry.name))
            reportName(
                .meshUnknownField, .ignored, entry, child, "no such field; did you mean \(near)?",
                replacement: isSlip ? near : nil)
        } else if let home {
            let message = home.isEmpty ? "belongs at the top level" : "belongs under \(home)"
            reportName(.meshMisplacedField, .ignored, entry, child, message, replacement: nil)
        } else {
            reportName(.meshUnknownField, .ignored, entry, child, "no such field", replacement: nil)
        }
    }

    mutating func reportOtherRelease(_ field: FieldShape, _ entry: Node.Entry, _ path: FieldPath) {
        let message =
            if let since = field.since, version < since {
                "exists from Istio \(since) on; this mesh runs \(version)"
            } else {
                "is gone from Istio \(field.removed ?? version) on; this mesh runs \(version)"
            }
        reportName(.meshFieldNeedsVersion, .ignored, entry, path.field(entry.name), message, replacement: nil)
    }

    mutating func reportRepeated(_ entry: Node.Entry, after earlier: Node.Entry, _ field: FieldShape, _ path: FieldPath)
    {
        let child = path.field(field.name)
        if entry.name != earlier.name {
            reportName(
                .meshDuplicateKey, .ignored, entry, child,
                "repeats \(earlier.name) \(distance(from: earlier, to: entry)); Istio reads \(field.name)",
                replacement: nil)
        } else {
            reportName(
                .meshDuplicateKey, .ignored, entry, child,
                "repeats the key \(distance(from: earlier, to: entry)), which Istio drops", replacement: nil)
        }
    }

    mutating func reportRepeatedKey(_ entry: Node.Entry, after earlier: Node.Entry, _ path: FieldPath) {
        reportName(
            .meshDuplicateKey, .ignored, entry, path.key(entry.name),
            "repeats the key \(distance(from: earlier, to: entry)), which Istio drops", replacement: nil)
    }

    /// Where the first of two keys stands, in words that are right for the text and for the file that the text is in.
    private func distance(from earlier: Node.Entry, to entry: Node.Entry) -> String {
        let lines = entry.keyMark.line &- earlier.keyMark.line
        return lines <= 0 ? "before it" : lines == 1 ? "1 line above" : "\(lines) lines above"
    }

    mutating func reportOneof(_ entry: Node.Entry, loser: FieldShape, winner: FieldShape, at path: FieldPath) {
        append(
            Diagnostic(
                id: .meshOneofConflict, severity: .warning, effect: .ignored, path: path.field(loser.name),
                mark: entry.keyMark, end: entry.keyEnd,
                message: "cannot be set together with \(winner.name), which Istio takes",
                fix: "keep one of \(loser.name) and \(winner.name)", value: entry.value.scalarText))
    }

    /// Not inlined, as few fields are deprecated.
    @inline(never)
    mutating func reportDeprecated(
        _ field: FieldShape, of message: MessageName, _ entry: Node.Entry, _ path: FieldPath
    ) {
        append(
            Diagnostic(
                id: .meshDeprecatedField, severity: .note, effect: .advice, path: path.field(field.name),
                mark: entry.keyMark, end: entry.keyEnd,
                message: DeprecatedFields.message(for: field, of: message), value: entry.value.scalarText))
    }

    /// Something is wrong with a key: Istio drops the entry, and Kubernetes lets the client say how much that matters.
    private mutating func reportName(
        _ id: DiagnosticID, _ effect: Effect, _ entry: Node.Entry, _ path: FieldPath, _ message: String,
        replacement: String?, fix: String? = nil
    ) {
        append(
            Diagnostic(
                id: id, severity: .warning, effect: effect, path: path, mark: entry.keyMark, end: entry.keyEnd,
                message: message, fix: fix ?? replacement,
                edit: replacement.map { TextEdit(from: entry.keyMark, to: entry.keyEnd, replacement: $0) },
                value: entry.value.scalarText ?? entry.value.kindPhrase,
                concernsFieldName: id != .meshFieldNeedsVersion))
    }
}

extension Node.Entry {
    /// Whether the entry is there for others to refer to its value: `x-base: &base {…}`, as the root of a document has it.
    fileprivate var isHolderOfAnchor: Bool { name.utf8.starts(with: "x-".utf8) && value.mayHold.contains(.anchor) }
}

/// What Envoy, and other parts of Istio, call a field.
///
/// The values may differ too, so that only a person can tell.
private enum OtherNames {
    private static let names = [
        "numRetries": "attempts", "num_retries": "attempts", "path": "pathPrefix", "failureModeAllow": "failOpen",
        "failure_mode_allow": "failOpen", "randomSamplingPercentage": "sampling", "samplingRate": "sampling",
        "withRequestBody": "includeRequestBodyInCheck",
    ]

    static func field(meantBy name: String, in shape: MessageShape, _ version: IstioVersion) -> String? {
        guard let other = names[name], let field = shape.field(other), field.exists(in: version) else { return nil }
        return other
    }
}

/// Why a field of the mesh's ProxyConfig is none of the resource's.
enum ProxyConfigResourceFields {
    static func message(for name: String) -> String {
        MessageName.proxyConfig.shape.field(name) == nil
            ? "no such field" : "is for defaultConfig and the annotation only"
    }
}
