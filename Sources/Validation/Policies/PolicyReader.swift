import Documents
import IstioSchema

/// Reads a policy file, and says of each mistake where it is and what would be right.
///
/// Nothing in it is ignored.
package struct PolicyReader {
    private let knownRules: Set<DiagnosticID>
    private var mistakes: [PolicyMistake] = []

    /// - Parameter knownRules: the ids that a policy may speak of.
    package init(knownRules: Set<DiagnosticID>) { self.knownRules = knownRules }

    /// The policy of a file's text.
    ///
    /// - Throws: ``PolicyMistakes``, all that there are.
    package static func read(_ text: String, knownRules: Set<DiagnosticID>) throws(PolicyMistakes) -> Policy {
        var reader = PolicyReader(knownRules: knownRules)
        let policy = reader.read(text)
        guard reader.mistakes.isEmpty else { throw PolicyMistakes(all: reader.mistakes) }
        return policy
    }

    private mutating func read(_ text: String) -> Policy {
        let root: Node
        do throws(YAMLError) {
            let document = try YAMLReader().read(text)
            if let next = document.ignoredDocument { add("must be one document", at: next, .root) }
            root = document.root
        } catch {
            add("must be YAML: \(error.problem)", at: error.mark?.within(text) ?? .start, .root)
            return Policy()
        }
        var policy = Policy()
        guard isMapping(root, .root) else { return policy }
        let names = [
            "apiVersion", "kind", "metadata", "profile", "existing", "rules", "overrides", "exempt", "allowances",
            "breakGlass", "istio", "configMaps",
        ]
        checkNames(of: root, names, .root)
        require("sekisho.dev/v1", of: "apiVersion", in: root)
        require("Policy", of: "kind", in: root)
        choose(root, "profile", .root) { (value: Policy.Profile) in policy.profile = value }
        choose(root, "existing", .root) { (value: Policy.Existing) in policy.existing = value }
        policy.severities = severities(root["rules"], .root.field("rules"))
        policy.overrides = overrides(root["overrides"])
        readExempt(root["exempt"], &policy)
        readAllowances(root["allowances"], &policy)
        readBreakGlass(root["breakGlass"], &policy)
        readReleases(root["istio"], &policy)
        readConfigMaps(root["configMaps"], &policy)
        return policy
    }

    // MARK: Parts

    private mutating func overrides(_ node: Node?) -> [Policy.Override] {
        let path = FieldPath.root.field("overrides")
        var overrides: [Policy.Override] = []
        for (index, node) in list(node, path).enumerated() {
            let path = path.element(index)
            guard isMapping(node, path) else { continue }
            checkNames(of: node, ["namespace", "name", "revision", "profile", "rules"], path)
            var override = Policy.Override()
            override.namespaces = patterns(node["namespace"], path.field("namespace"))
            override.names = patterns(node["name"], path.field("name"))
            override.revisions = patterns(node["revision"], path.field("revision"))
            if override.namespaces.isEmpty, override.names.isEmpty, override.revisions.isEmpty {
                add("must name a namespace, a name or a revision; else it is the policy itself", at: node.mark, path)
            }
            choose(node, "profile", path) { (value: Policy.Profile) in override.profile = value }
            override.severities = severities(node["rules"], path.field("rules"))
            overrides.append(override)
        }
        return overrides
    }

    private mutating func readExempt(_ node: Node?, _ policy: inout Policy) {
        let path = FieldPath.root.field("exempt")
        guard let node, !node.isNull, isMapping(node, path) else { return }
        checkNames(of: node, ["users", "groups"], path)
        policy.exemptUsers = patterns(node["users"], path.field("users"))
        policy.exemptGroups = patterns(node["groups"], path.field("groups"))
    }

    private mutating func readAllowances(_ node: Node?, _ policy: inout Policy) {
        let path = FieldPath.root.field("allowances")
        guard let node, !node.isNull, isMapping(node, path) else { return }
        checkNames(of: node, ["honoured", "never"], path)
        if let honoured = node["honoured"] {
            if let value = honoured.bool {
                policy.allowancesAreHonoured = value
            } else {
                add("must be true or false", at: honoured.mark, path.field("honoured"))
            }
        }
        for (index, node) in list(node["never"], path.field("never")).enumerated() {
            let path = path.field("never").element(index)
            guard let text = string(node, path), let id = rule(text, at: node.mark, path) else { continue }
            policy.neverAllowed.insert(id)
        }
    }

    /// Kubernetes puts every user into one of them.
    private static let groupsOfEverybody = ["system:authenticated", "system:unauthenticated"]

    private mutating func readBreakGlass(_ node: Node?, _ policy: inout Policy) {
        let path = FieldPath.root.field("breakGlass")
        guard let node, !node.isNull, isMapping(node, path) else { return }
        checkNames(of: node, ["groups"], path)
        let groups = patterns(node["groups"], path.field("groups"))
        if groups.isEmpty { add("must name the groups who may break the glass", at: node.mark, path.field("groups")) }
        for group in groups
        where group.text.hasPrefix("system:authenticated") || Self.groupsOfEverybody.contains(where: group.matches) {
            add("must not be everybody", at: node.mark, path.field("groups"))
        }
        policy.breakGlass = Policy.BreakGlass(groups: groups)
    }

    private mutating func readReleases(_ node: Node?, _ policy: inout Policy) {
        let path = FieldPath.root.field("istio")
        guard let node, !node.isNull, isMapping(node, path) else { return }
        checkNames(of: node, ["version", "versions", "labels"], path)
        choose(node, "labels", path) { (value: Policy.Releases.Labels) in policy.releases.labels = value }
        if let version = node["version"] { policy.releases.fallback = release(version, path.field("version")) }
        for (index, node) in list(node["versions"], path.field("versions")).enumerated() {
            let path = path.field("versions").element(index)
            guard isMapping(node, path) else { continue }
            checkNames(of: node, ["namespace", "name", "revision", "version"], path)
            guard let version = node["version"] else {
                add("must have a version", at: node.mark, path)
                continue
            }
            guard let release = release(version, path.field("version")) else { continue }
            var row = Policy.Releases.Row(release: release)
            row.namespace = pattern(node["namespace"], path.field("namespace"))
            row.name = pattern(node["name"], path.field("name"))
            row.revision = pattern(node["revision"], path.field("revision"))
            policy.releases.rows.append(row)
        }
    }

    private mutating func readConfigMaps(_ node: Node?, _ policy: inout Policy) {
        let path = FieldPath.root.field("configMaps")
        guard let node, !node.isNull, isMapping(node, path) else { return }
        checkNames(of: node, ["mesh", "injector", "rootCertificate", "cni"], path)
        if let mesh = node["mesh"] { policy.configMaps.mesh = patterns(mesh, path.field("mesh")) }
        if let injector = node["injector"] { policy.configMaps.injector = patterns(injector, path.field("injector")) }
        if let root = node["rootCertificate"] {
            policy.configMaps.rootCertificate = patterns(root, path.field("rootCertificate"))
        }
        if let cni = node["cni"] { policy.configMaps.cni = patterns(cni, path.field("cni")) }
    }

    // MARK: Values

    private mutating func severities(_ node: Node?, _ path: FieldPath) -> [DiagnosticID: Severity?] {
        guard let node, !node.isNull, isMapping(node, path) else { return [:] }
        var severities: [DiagnosticID: Severity?] = [:]
        var written: Set<DiagnosticID> = []
        for entry in node.entries {
            let path = path.field(entry.name)
            guard let id = rule(entry.name, at: entry.keyMark, path) else { continue }
            // What a merge key brings in may be replaced.
            if !entry.isMerged, !written.insert(id).inserted {
                add("stands here twice", at: entry.keyMark, path)
                continue
            }
            // YAML 1.1 reads a bare off as false.
            if entry.value.bool == false, entry.value.text?.lowercased() == "off" {
                severities[id] = .some(nil)
            } else if let text = entry.value.string, let severity = Severity(text) {
                severities[id] = severity
            } else if entry.value.string == "off" {
                severities[id] = .some(nil)
            } else {
                add("must be one of error, warning, note, off", at: entry.value.mark, path)
            }
        }
        return severities
    }

    private mutating func rule(_ text: String, at mark: SourceMark, _ path: FieldPath) -> DiagnosticID? {
        let id = DiagnosticID(text)
        if knownRules.contains(id) { return id }
        let near = NearName.nearest(to: text, among: knownRules.map(\.text).sorted())
        add("no such rule" + (near.map { "; did you mean \($0)?" } ?? ""), at: mark, path)
        return nil
    }

    private mutating func release(_ node: Node, _ path: FieldPath) -> IstioRelease? {
        guard let text = node.scalarText, let release = IstioRelease(text: text) else {
            add("must be a release such as \"1.30\"", at: node.mark, path)
            return nil
        }
        return release
    }

    private mutating func patterns(_ node: Node?, _ path: FieldPath) -> [NamePattern] {
        guard let node, !node.isNull else { return [] }
        if let text = node.string { return [NamePattern(text)] }
        return list(node, path).enumerated().compactMap { index, node in
            string(node, path.element(index)).map(NamePattern.init)
        }
    }

    /// The one pattern of a row; nil where there is none.
    private mutating func pattern(_ node: Node?, _ path: FieldPath) -> NamePattern? {
        guard let node, !node.isNull else { return nil }
        return string(node, path).map(NamePattern.init)
    }

    private mutating func list(_ node: Node?, _ path: FieldPath) -> [Node] {
        guard let node, !node.isNull else { return [] }
        if case .sequence(let elements) = node.value { return elements }
        add("must be a list, not \(node.kindPhrase)", at: node.mark, path)
        return []
    }

    private mutating func string(_ node: Node, _ path: FieldPath) -> String? {
        if let text = node.string { return text }
        add("must be a string, not \(node.kindPhrase)", at: node.mark, path)
        return nil
    }

    private mutating func choose<Choice: RawRepresentable & CaseIterable>(
        _ node: Node, _ name: String, _ path: FieldPath, _ set: (Choice) -> Void
    ) where Choice.RawValue == String {
        guard let value = node[name] else { return }
        if let text = value.string, let choice = Choice(rawValue: text) { return set(choice) }
        let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        add("must be one of \(choices)", at: value.mark, path.field(name))
    }

    private mutating func require(_ text: String, of name: String, in root: Node) {
        guard root[name]?.string != text else { return }
        add("must be \(text)", at: root[name]?.mark ?? root.mark, .root.field(name))
    }

    private mutating func isMapping(_ node: Node, _ path: FieldPath) -> Bool {
        if case .mapping = node.value { return true }
        add("must be a mapping, not \(node.kindPhrase)", at: node.mark, path)
        return false
    }

    private mutating func checkNames(of node: Node, _ names: [String], _ path: FieldPath) {
        var seen: Set<String> = []
        for entry in node.entries {
            if !names.contains(entry.name) {
                let near = NearName.nearest(to: entry.name, among: names)
                add(
                    "no such field"
                        + (near.map { "; did you mean \($0)?" } ?? "; there is \(names.joined(separator: ", "))"),
                    at: entry.keyMark, path.field(entry.name))
            } else if !seen.insert(entry.name).inserted {
                add("stands here twice", at: entry.keyMark, path.field(entry.name))
            }
        }
    }

    private mutating func add(_ message: String, at mark: SourceMark, _ path: FieldPath) {
        mistakes.append(PolicyMistake(mark: mark, path: path, message: message))
    }
}

/// One mistake in a policy file.
package struct PolicyMistake: Sendable, CustomStringConvertible {
    package let mark: SourceMark
    package let path: FieldPath
    package let message: String

    /// As in `7:3: rules.unsafe-503-rety: no such rule; did you mean unsafe-503-retry?`.
    package var description: String {
        let path = path.description
        return "\(mark): " + (path.isEmpty ? "" : path + ": ") + message
    }
}

/// Why a text is no policy.
package struct PolicyMistakes: Error, Sendable {
    package let all: [PolicyMistake]
}
