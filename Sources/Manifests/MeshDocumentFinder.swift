import Documents
import IstioSchema

/// Finds the mesh documents in a Kubernetes object.
package struct MeshDocumentFinder: Sendable {
    private let names: ConfigMapNames

    package init(names: ConfigMapNames = ConfigMapNames()) { self.names = names }

    /// The kinds of the objects that an API server has, and that may hold mesh documents.
    package static let kinds = PodTemplate.kinds.union([
        "ConfigMap", "ProxyConfig", "Telemetry", "AuthorizationPolicy", "IstioOperator", "Istio", "IstioRevision",
        "WorkloadGroup",
    ])

    /// The documents of an object, in a fixed order; none for an object that is not ours.
    ///
    /// A ConfigMap holds a mesh configuration by its name, or by the looks of what stands under the keys `mesh` and
    /// `meshNetworks`: istiod's `SHARED_MESH_CONFIG` may name any.
    ///
    /// - Parameters:
    ///   - source: the text that the object was read from, to map marks of inner texts to it; nil where there is none that
    ///     a person would know.
    ///   - other: the object before or after a change; what it holds, this one holds too.
    package func documents(in object: Node, source: SourceText? = nil, other: Node? = nil) -> [MeshDocument] {
        let entries = object.entries
        let kind = entries.string("kind") ?? ""
        let group = Self.firstPart(of: entries.string("apiVersion") ?? "")
        if kind == "ConfigMap", group == "v1" {
            let content = names.content(of: entries.entries("metadata").string("name") ?? "")
            // Only a name that is istiod's needs no looks.
            if content == nil || content == .mesh && ObjectSearch.holdsWords(object) {
                guard ObjectSearch.looksLikeMesh(object, or: other) else { return [] }
            }
            let search = ObjectSearch(object: object, reference: ObjectReference(of: object), source: source)
            return search.configMap(content ?? .mesh)
        }
        let reference = ObjectReference(of: object)
        let search = ObjectSearch(object: object, reference: reference, source: source)
        switch (kind, group) {
        case ("ProxyConfig", "networking.istio.io"):
            return [search.whole(.proxyConfigResource)]
        case ("Telemetry", "telemetry.istio.io"):
            return [search.whole(.telemetry)]
        case ("AuthorizationPolicy", "security.istio.io"):
            return [search.whole(.authorizationPolicy)]
        case ("IstioOperator", "install.istio.io"):
            return search.meshConfigs(at: ["spec", "meshConfig"], ["spec", "values", "meshConfig"])
                + search.meshNetworks()
                + search.environment(at: ["spec", "values", "pilot", "env"])
                + search.environment(at: ["spec", "components", "pilot", "k8s", "env"])
        case ("Istio", "sailoperator.io"), ("IstioRevision", "sailoperator.io"), ("Istio", "operator.istio.io"):
            return search.meshConfig(at: ["spec", "values", "meshConfig"]) + search.meshNetworks()
                + search.environment(at: ["spec", "values", "pilot", "env"])
        case ("WorkloadGroup", "networking.istio.io"):
            // Source: istio/istio istioctl/pkg/workload/workload.go `createMeshConfig`, which applies both, in this order.
            return search.annotation(below: []) + search.annotation(below: ["spec"])
        case ("Deployment", "apps") where Self.isIstiod(reference):
            return [search.whole(.istiodDeployment)] + search.annotation()
        default:
            return search.annotation()
        }
    }

    /// The group of an apiVersion; its version where it has no group.
    private static func firstPart(of apiVersion: String) -> String {
        guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else { return apiVersion }
        if slash != apiVersion.startIndex { return String(apiVersion[..<slash]) }
        return apiVersion.split(separator: "/").first.map(String.init) ?? ""
    }

    /// Source: manifests/charts/istio-control/istio-discovery `templates/deployment.yaml`: `istiod[-revision]`, app istiod.
    private static func isIstiod(_ reference: ObjectReference) -> Bool {
        reference.name == "istiod" || reference.name.hasPrefix("istiod-") || reference.labels["app"] == "istiod"
    }
}

/// One object that is searched for documents.
private struct ObjectSearch {
    let object: Node
    let reference: ObjectReference
    let source: SourceText?

    func whole(_ kind: MeshDocument.Kind) -> MeshDocument {
        MeshDocument(kind, .node(object), object: reference)
    }

    func configMap(_ content: ConfigMapNames.Content) -> [MeshDocument] {
        switch content {
        case .mesh: texts((.mesh, "mesh"), (.meshNetworks, "meshNetworks"))
        case .injector: texts((.injectorConfig, "config"), (.injectorValues, "values"))
        case .rootCertificate: [whole(.rootCertificate)]
        case .cni: [whole(.cniConfig)]
        }
    }

    /// Whether a ConfigMap, or its other state, holds a mesh configuration whatever its name.
    static func looksLikeMesh(_ object: Node, or other: Node?) -> Bool {
        looksLikeMesh(object) || other.map(looksLikeMesh) ?? false
    }

    private static func looksLikeMesh(_ object: Node) -> Bool {
        let data = object.entries.entries("data")
        return data.string("mesh").map(TopLevelKeys.looksLikeMeshConfig) ?? false
            || data.string("meshNetworks").map(TopLevelKeys.looksLikeMeshNetworks) ?? false
    }

    /// Whether a namespace that is not called after Istio holds mere words where a mesh configuration would stand: some
    /// other program's `mesh: enabled`.
    static func holdsWords(_ object: Node) -> Bool {
        let namespace = object.entries.entries("metadata").string("namespace") ?? ""
        guard !namespace.isEmpty, !namespace.holds("istio") else { return false }
        let data = object.entries.entries("data")
        let texts = ["mesh", "meshNetworks"].compactMap { data.string($0) }
        return !texts.isEmpty
            && texts.allSatisfy { text in
                !text.isEmpty
                    && text.utf8.allSatisfy { byte in
                        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                    }
            }
    }

    /// The texts under two keys, as far as there are any, and the whole object.
    private func texts(
        _ first: (kind: MeshDocument.Kind, key: String), _ second: (kind: MeshDocument.Kind, key: String)
    ) -> [MeshDocument] {
        let data = object.entries.entries("data")
        var documents: [MeshDocument] = []
        documents.reserveCapacity(3)
        if let text = text(first.kind, key: first.key, of: data) { documents.append(text) }
        if let text = text(second.kind, key: second.key, of: data) { documents.append(text) }
        documents.append(whole(.configMap))
        return documents
    }

    private func text(_ kind: MeshDocument.Kind, key: String, of data: [Node.Entry]) -> MeshDocument? {
        guard let index = data.lastIndex(of: key), case .string(let text) = data[index].value.value else { return nil }
        return MeshDocument(
            kind, .text(text), object: reference, field: .root.field("data").field(key), label: key,
            origin: source?.origin(of: data[index].value) ?? .same)
    }

    /// A mesh configuration that stands as a part of another document's tree.
    func meshConfig(at steps: [String]) -> [MeshDocument] { parts(.mesh, at: [steps]) }

    /// Mesh configurations that an installer lays over one another: where there are several, each is a part.
    ///
    /// Source: istio/istio operator/pkg/render/manifest.go `translateIstioOperatorToHelm`, `MergeInputs`.
    func meshConfigs(at places: [String]...) -> [MeshDocument] { parts(.mesh, at: places) }

    /// The variables that an operator puts into istiod's Deployment.
    ///
    /// Source: istio/istio operator/pkg/apis `KubernetesResources.Env`, istio/api `operator/v1alpha1/values_types.proto`.
    func environment(at steps: [String]) -> [MeshDocument] { parts(.istiodEnvironment, at: [steps]) }

    private func parts(_ kind: MeshDocument.Kind, at places: [[String]]) -> [MeshDocument] {
        let found = places.compactMap(reach)
        return found.map { node, path in
            MeshDocument(
                kind, .node(node), object: reference, field: path, label: path.description,
                isPartial: found.count > 1)
        }
    }

    /// What stands at the end of some steps from the root, and its path; nil where there is none.
    private func reach(_ steps: [String]) -> (node: Node, path: FieldPath)? {
        var node = object
        for step in steps {
            guard let next = node[step] else { return nil }
            node = next
        }
        return (node, steps.reduce(.root) { $0.field($1) })
    }

    /// `spec.values.global.meshNetworks`, which the charts write below `networks`.
    func meshNetworks() -> [MeshDocument] {
        guard let (values, path) = reach(["spec", "values", "global", "meshNetworks"]), !values.entries.isEmpty else {
            return []
        }
        return [
            MeshDocument(
                .meshNetworks, .node(values.asNetworks), object: reference, field: path, label: path.description)
        ]
    }

    /// The annotation of a pod, or of the pods that a workload makes; where a workload has it for itself, the workload.
    func annotation() -> [MeshDocument] {
        guard let steps = PodTemplate.steps(ofKind: reference.kind, apiVersion: reference.apiVersion) else { return [] }
        let found = annotation(below: steps)
        if found.isEmpty, hasAnnotationOfNoText(below: steps) { return [whole(.workload)] }
        // A ReplicaSet gets those of its Deployment from Kubernetes.
        guard found.isEmpty, !steps.isEmpty, reference.kind != "ReplicaSet" else { return found }
        return annotation(below: []).isEmpty && !hasAnnotationOfNoText(below: []) ? [] : [whole(.workload)]
    }

    /// Whether the annotation has a value that the API server takes for none: a mapping, where the `|` was forgotten.
    private func hasAnnotationOfNoText(below steps: [String]) -> Bool {
        guard let value = reach(steps + ["metadata", "annotations"])?.node[PodTemplate.proxyConfigAnnotation] else {
            return false
        }
        return value.string == nil && !value.isNull
    }

    /// The annotation in the metadata of what stands at the end of some steps from the root.
    func annotation(below steps: [String]) -> [MeshDocument] {
        let name = PodTemplate.proxyConfigAnnotation
        guard let (annotations, path) = reach(steps + ["metadata", "annotations"]), let value = annotations[name],
            let text = value.string
        else { return [] }
        return [
            MeshDocument(
                .proxyConfigAnnotation, .text(text), object: reference, field: path.key(name), label: name,
                origin: source?.origin(of: value) ?? .same)
        ]
    }
}
