/// The name of a ConfigMap that istiod reads its mesh configuration from.
///
/// Source: pilot/pkg/bootstrap/mesh.go `getMeshConfigMapName`: `istio` for the revision `default`, else `istio-<revision>`.
struct IstiodConfigMapName {
    /// The revision whose istiod reads the ConfigMap.
    let revision: String

    /// Nil for a name that no istiod reads, and for those of which nobody believes that they name a revision.
    init?(_ name: String) {
        if name == "istio" {
            revision = "default"
            return
        }
        guard name.hasPrefix("istio-") else { return nil }
        let suffix = String(name.dropFirst("istio-".utf8.count))
        guard !suffix.isEmpty, !Self.noRevisions.contains(suffix) else { return nil }
        revision = suffix
    }

    static func name(ofRevision revision: String) -> String { revision == "default" ? "istio" : "istio-\(revision)" }

    /// What people write behind `istio-` when they mean the kind of the object.
    private static let noRevisions: Set<String> = [
        "mesh-cm", "mesh", "mesh-config", "meshconfig", "mesh-configmap", "config", "configmap", "cm",
    ]

    /// The ConfigMaps of Istio's own that hold no mesh configuration, and are no revision's either.
    static func isOther(_ name: String) -> Bool {
        others.contains { name.hasPrefix($0) } || name.hasSuffix("-election") || name.hasSuffix("-leader")
    }

    private static let others = ["istio-sidecar-injector", "istio-ca-root-cert", "istio-cni-"]
}
