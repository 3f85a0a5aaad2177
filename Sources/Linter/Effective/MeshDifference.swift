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
        result.diagnostics = result.diagnostics.filter { ofChange.contains($0.id) }
        let before = Self.documents(old, options)
        let after = Self.documents(new, options)
        var text = ""
        var names = before.map(\.name)
        names += after.map(\.name).filter { !names.contains($0) }
        for name in names {
            let changes = Self.changes(
                from: before.first { $0.name == name }, to: after.first { $0.name == name })
            guard !changes.isEmpty else { continue }
            text += style.paint(name, .bold) + "\n"
            for timing in EffectTiming.allCases {
                let rows = changes.filter { $0.timing == timing }
                guard !rows.isEmpty else { continue }
                text += "  \(timing.words):\n"
                for row in rows { text += "    \(style.paint(row.text, row.text.hasPrefix("-") ? .red : .green))\n" }
            }
        }
        if text.isEmpty { text = "nothing changes in what Istio runs with\n" }
        self.text = text
        self.result = result
    }

    private struct Configuration {
        let name: String
        let kind: MeshDocument.Kind
        /// By path; with Istio's defaults, so that writing a default out is no change.
        let leaves: [(path: String, text: String)]
    }

    private static func documents(_ paths: [String], _ options: CheckOptions) -> [Configuration] {
        let reader = InputReader(
            finder: MeshDocumentFinder(names: options.policy.configMaps), bareKind: options.bareKind)
        var all: [Configuration] = []
        for path in InputSearch(paths).files {
            guard let file = try? InputFile(reading: path, standardInputName: options.standardInputName) else {
                continue
            }
            for object in reader.content(of: file, index: 0).objects {
                let version = options.version ?? options.policy.release(for: object.reference).version
                for document in object.documents where document.rootMessage != nil {
                    let read = Validator(rules: [], version: version).report(on: document).read
                    guard let effective = read.effective else { continue }
                    let kept = effective.withListsAsKept(over: IstioDefaults.meshConfig(version))
                    let value = EffectiveValue(kept, ValueSource(fallback: "") { _ in "" })
                    all.append(
                        Configuration(name: name(of: document), kind: document.kind, leaves: value.leaves()))
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
