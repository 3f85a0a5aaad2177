import Documents
import IstioSchema

/// Keys that stand twice on the way from an object's root to its documents: whatever applies the object takes the last, and
/// what stands under the others is lost without a word.
///
/// For files alone: an API server never hands out an object that has a key twice. Inside of a message its decoder speaks of
/// them.
struct RepeatedKeys {
    private(set) var diagnostics: [Diagnostic] = []

    private static let maximumCount = 20

    init(in node: Node, of object: InputObject) {
        var trail = Trail()
        for document in object.documents { trail.add(document) }
        // Whichever of them stands twice, the last may hold no document any more.
        if object.node == nil, object.reference.kind.isEmpty, !object.documents.contains(where: \.isText) {
            for steps in [["meshConfig"], ["global", "meshNetworks"], ["pilot", "env"]] { trail.add(steps[...]) }
        }
        look(into: node, trail, at: .root)
    }

    /// Recursion is as deep as the documents' places.
    private mutating func look(into node: Node, _ trail: Trail, at path: FieldPath) {
        guard !trail.isEmpty, case .mapping(let entries) = node.value else { return }
        var first: [ExactText: Node.Entry] = [:]
        for entry in entries where !entry.isMerged {
            let name = ExactText(entry.name)
            guard let next = trail.next(name) else { continue }
            if let earlier = first[name] {
                report(entry, after: earlier, at: path.field(entry.name))
            } else {
                first[name] = entry
            }
            look(into: entry.value, next, at: path.field(entry.name))
        }
    }

    private mutating func report(_ entry: Node.Entry, after earlier: Node.Entry, at path: FieldPath) {
        guard diagnostics.count < Self.maximumCount else { return }
        let lines = entry.keyMark.line &- earlier.keyMark.line
        let distance = lines <= 0 ? "before it" : lines == 1 ? "1 line above" : "\(lines) lines above"
        diagnostics.append(
            Diagnostic(
                id: .meshDuplicateKey, severity: .warning, effect: .ignored, path: path, mark: entry.keyMark,
                end: entry.keyEnd, message: "repeats the key \(distance), which is dropped",
                value: entry.value.scalarText ?? entry.value.kindPhrase, concernsFieldName: true))
    }
}

/// The keys that lead to documents, so that each mapping is looked through once, however many documents there are.
private struct Trail {
    private var children: [ExactText: Trail] = [:]
    /// Whether every key counts.
    private var takesAll = false

    var isEmpty: Bool { children.isEmpty && !takesAll }

    /// What follows a key; nil for one that leads to no document.
    func next(_ name: ExactText) -> Trail? { children[name] ?? (takesAll ? Trail() : nil) }

    mutating func add(_ steps: ArraySlice<String>, takingAll: Bool = false) {
        guard let name = steps.first else {
            takesAll = takesAll || takingAll
            return
        }
        children[ExactText(name), default: Trail()].add(steps.dropFirst(), takingAll: takingAll)
    }

    mutating func add(_ document: MeshDocument) {
        var steps: [String] = []
        for step in document.field.steps {
            switch step {
            case .field(let name), .key(let name): steps.append(name)
            // What a list holds is not looked for.
            case .element: return add(steps[...])
            }
        }
        switch document.kind {
        case .configMap:
            for key in ["mesh", "meshNetworks", "config", "values"] { add(["data", key]) }
        case .cniConfig: add(["data"], takingAll: true)
        case .rootCertificate: add(["data", "root-cert.pem"])
        case .proxyConfigResource, .telemetry, .authorizationPolicy: add((steps + ["spec"])[...])
        // A list has no keys.
        case .istiodEnvironment: add(steps[...], takingAll: true)
        default: add(steps[...])
        }
    }
}
