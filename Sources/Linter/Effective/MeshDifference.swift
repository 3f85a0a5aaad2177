import Documents
import IstioSchema
import Manifests
import MeshRules
import Validation

/// What a change of files changes in the mesh, and when that takes effect.
package struct MeshDifference: Sendable {
    package let text: String
    package let result: CheckResult

    /// Compares files and folders before a change with the same after it.
    package init(from old: [String], to new: [String], options: CheckOptions, usesColour: Bool) {
        let style = TerminalStyle(isOn: usesColour)
        var result = Inspection(options: options).check(new, old: old)
        let ofChange = Set(Rule.all.filter { if case .change = $0.check { true } else { false } }.map(\.id))
        // What is refused takes no effect, whatever there is to say of its fields.
        result.diagnostics = result.diagnostics.filter { ofChange.contains($0.id) || $0.effect == .rejected }
        let validators = IstioVersion.allCases.map { Validator(rules: Rule.all, version: $0) }
        let before = Self.documents(old, options, validators)
        let after = Self.documents(new, options, validators)
        var text = ""
        var names = before.map(\.name)
        names += after.map(\.name).filter { !names.contains($0) }
        for name in names {
            let lines = Self.lines(
                from: before.first { $0.name == name }, to: after.first { $0.name == name }, style)
            if !lines.isEmpty { text += style.paint(name, .bold) + "\n" + lines }
        }
        if text.isEmpty { text = "nothing changes in what Istio runs with\n" }
        self.text = text
        self.result = result
    }

    private struct Configuration {
        let name: String
        let kind: MeshDocument.Kind
        /// By path; with Istio's defaults, so that writing a default out is no change; nil where it cannot be read.
        let leaves: [(path: String, text: String)]?
        let refusal: Refusal?
        /// All of a document whose fields are not listed, as a certificate; nil where they are.
        let whole: [UInt8]?
    }

    private static func documents(
        _ paths: [String], _ options: CheckOptions, _ validators: [Validator]
    ) -> [Configuration] {
        let reader = InputReader(
            finder: MeshDocumentFinder(names: options.policy.configMaps), bareKind: options.bareKind)
        var all: [Configuration] = []
        for path in InputSearch(paths).files {
            guard let file = try? InputFile(reading: path, standardInputName: options.standardInputName) else {
                continue
            }
            for object in reader.content(of: file, index: 0).objects {
                let release = options.release(for: object.reference)
                for document in object.documents {
                    guard document.rootMessage != nil else {
                        guard document.kind.isComparedAsAWhole else { continue }
                        all.append(
                            Configuration(
                                name: name(of: document), kind: document.kind, leaves: [], refusal: nil,
                                whole: document.bytes))
                        continue
                    }
                    let report = validators[release.version.number].report(on: document, now: options.now)
                    let leaves = report.read.effective.map { effective in
                        let kept = effective.withListsAsKept(over: IstioDefaults.meshConfig(release.version))
                        return EffectiveValue(kept, ValueSource(fallback: "") { _ in "" }).leaves()
                    }
                    all.append(
                        Configuration(
                            name: name(of: document), kind: document.kind, leaves: leaves,
                            refusal: Refusal(in: report, by: release), whole: nil))
                }
            }
        }
        return all
    }

    private static func name(of document: MeshDocument) -> String {
        let object = document.object
        guard !object.kind.isEmpty else { return "\(document.kind)" }
        let place = object.namespace.isEmpty ? object.name : "\(object.namespace)/\(object.name)"
        return "\(object.kind) \(place)" + (document.field == .root ? "" : " \(document.field)")
    }

    /// What there is to say of a document's change, indented below its name; empty where there is nothing.
    private static func lines(
        from old: Configuration?, to new: Configuration?, _ style: TerminalStyle
    ) -> String {
        if (new ?? old)?.whole != nil {
            guard old?.whole != new?.whole else { return "" }
            let words = old == nil ? "is new" : new == nil ? "is gone" : "differs"
            return "  \(words); fields are told of mesh configurations, networks and proxies only\n"
        }
        for (state, words) in [(old, "the old state"), (new, "the new state")] {
            guard let state, state.leaves == nil else { continue }
            let cause = state.refusal.map { " (\($0.id))" } ?? ""
            return "  \(words) cannot be read\(cause), so that nothing can be said of what changes\n"
        }
        let changes = Self.changes(from: old, to: new)
        func rows(_ timings: [EffectTiming]) -> String {
            var text = ""
            for change in changes where timings.contains(change.timing) {
                text += "    \(style.paint(change.text, change.text.hasPrefix("-") ? .red : .green))\n"
            }
            return text
        }
        if let refusal = new?.refusal {
            let text = "  the new state is \(refusal.words): \(refusal.consequence)\n"
            guard !changes.isEmpty else { return text }
            return text + "  without effect until that is mended:\n" + rows(EffectTiming.allCases)
        }
        var text = ""
        for timing in EffectTiming.allCases {
            let shown = rows([timing])
            if !shown.isEmpty { text += "  \(timing.words):\n" + shown }
        }
        if let refusal = old?.refusal {
            text = "  the old state is \(refusal.words): what Istio runs with is another one\n" + text
        }
        return text
    }

    private static func changes(
        from old: Configuration?, to new: Configuration?
    ) -> [(text: String, timing: EffectTiming)] {
        guard let kind = (new ?? old)?.kind else { return [] }
        let before = old?.leaves ?? []
        let after = new?.leaves ?? []
        let olds = Dictionary(before.map { ($0.path, $0.text) }, uniquingKeysWith: { _, last in last })
        let news = Dictionary(after.map { ($0.path, $0.text) }, uniquingKeysWith: { _, last in last })
        var changes: [(text: String, timing: EffectTiming)] = []
        for (path, text) in before {
            let timing = EffectTiming.of(path, in: kind, from: text)
            guard let now = news[path] else {
                changes.append(("- \(path): \(text)", timing))
                continue
            }
            if now != text { changes.append(("~ \(path): \(text) -> \(now)", timing)) }
        }
        for (path, text) in after where olds[path] == nil {
            changes.append(("+ \(path): \(text)", EffectTiming.of(path, in: kind)))
        }
        return changes
    }
}

extension MeshDocument {
    /// The same for the same content, and another for another.
    fileprivate var bytes: [UInt8] {
        switch body {
        case .text(let text): Array(text.utf8)
        case .node(let node): node.canonicalBytes
        }
    }
}

extension MeshDocument.Kind {
    /// Whether Istio reads it, without a list of fields here; the others stand beside a document that is listed, or refer to one.
    fileprivate var isComparedAsAWhole: Bool {
        switch self {
        case .injectorConfig, .injectorValues, .rootCertificate, .cniConfig, .istiodDeployment, .istiodEnvironment: true
        default: false
        }
    }
}

/// When a change of a field reaches the proxies.
enum EffectTiming: CaseIterable {
    case live, liveBesidePods, istiodRestart, newPods, unread

    var words: String {
        switch self {
        case .live: "at once, pushed to running proxies"
        case .liveBesidePods: "at once in running proxies, but not in the iptables of pods that run"
        case .istiodRestart: "at the next start of istiod"
        case .newPods: "in pods that are created or injected from then on"
        case .unread: "never: no release from 1.20 on reads it"
        }
    }

    /// - Parameter old: the value before, as it is shown.
    ///
    /// Every change of the mesh's configuration is a full push, in which istiod reads it anew. Source: pilot/pkg/bootstrap
    /// server.go `initMeshHandlers`, and configcontroller.go, which reads the sources and whether to watch Ingresses at
    /// all once; pkg/kube/inject/webhook.go `enablePrometheusMerge` and `injection-template.yaml`, which write
    /// `defaultConfig` and the ports for iptables into pods.
    static func of(_ path: String, in kind: MeshDocument.Kind, from old: String? = nil) -> EffectTiming {
        guard kind == .mesh else { return kind == .meshNetworks ? .live : .newPods }
        let field = String(path.prefix { $0 != "." && $0 != "[" })
        switch field {
        case "defaultConfig", "enablePrometheusMerge": return .newPods
        case "proxyListenPort", "proxyInboundListenPort": return .liveBesidePods
        case "configSources": return .istiodRestart
        case "ingressControllerMode" where old == "OFF" || old == YAMLText.scalar("OFF"): return .istiodRestart
        case "certificates", "ca": return .unread
        default: return .live
        }
    }
}
