import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorHubTag = Rule(
        "injector-hub-tag", .note, .advice, document: [.injectorValues],
        summary: "the image of the sidecars is not pinned, or the revision is another's",
        rationale: """
            Sidecars are pulled as hub/proxyv2:tag. With latest each node may run another release, and an empty part makes \
            a name that cannot be pulled. Values of another revision connect sidecars to that revision's istiod.
            """,
        fix: "Write the hub, the tag of the release, and the revision of the ConfigMap's name.",
        sources: [.istio("injection-template.yaml"), .istio("getInjectorConfigMapName")],
        examples: [
            .valid(
                "pinned", #"{"global": {"hub": "docker.io/istio", "tag": "1.31.0"}, "revision": ""}"#,
                kind: .injectorValues,
                object: ObjectReference(name: "istio-sidecar-injector")),
            .invalid(
                "latest",
                """
                global:
                  hub: docker.io/istio
                  tag: latest  # ✗ must be the tag of a release, not latest
                """, kind: .injectorValues),
            .invalid(
                "no hub",
                """
                global:
                  hub: ""  # ✗ is empty: sidecars cannot be pulled
                  tag: 1.31.0
                """, kind: .injectorValues),
            .invalid(
                "another revision",
                "revision: canary  # ✗ must be blue, as the ConfigMap's name says, not canary", kind: .injectorValues,
                object: ObjectReference(name: "istio-sidecar-injector-blue")),
        ]
    ) { values, report in
        let global = FieldPath.root.field("global")
        for name in ["hub", "tag"] {
            guard let node = values["global"]?[name], node.string?.isEmpty == true else { continue }
            report.add("is empty: sidecars cannot be pulled", at: node, path: global.field(name))
        }
        if let tag = values["global"]?["tag"], tag.string == "latest" {
            report.add("must be the tag of a release", at: tag, path: global.field("tag"))
        }
        guard let expected = InjectorConfigMap.revision(of: report.object), let node = values["revision"],
            let revision = node.string, revision != expected, !(expected.isEmpty && revision == "default")
        else { return }
        report.add(
            "must be \(expected.isEmpty ? "empty" : DiagnosticText.shown(expected)), as the ConfigMap's name says",
            at: node,
            path: .root.field("revision"))
    }
}
