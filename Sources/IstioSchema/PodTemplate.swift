/// Where objects have the pods that they make, or what stands for them: whose annotations Istio's injector reads.
///
/// Source: k8s.io/api `PodTemplateSpec`; github.com/argoproj/argo-rollouts `RolloutSpec`; knative.dev/serving
/// `RevisionTemplateSpec`.
package enum PodTemplate {
    /// From the object's root to what has the pod's `metadata`; nil for an object without pods.
    ///
    /// - Parameter apiVersion: of the object; Kubernetes' own kinds go by their name alone.
    package static func steps(ofKind kind: String, apiVersion: String) -> [String]? {
        if let steps = ofKubernetes[kind] { return steps }
        guard let group = ofOthers[kind], apiVersion.hasPrefix(group) else { return nil }
        return ["spec", "template"]
    }

    /// The annotation whose text is laid over the mesh's `defaultConfig` for a pod.
    package static let proxyConfigAnnotation = "proxy.istio.io/config"

    /// The kinds of all of them.
    package static let kinds = Set(ofKubernetes.keys).union(ofOthers.keys)

    private static let ofKubernetes: [String: [String]] = [
        "Pod": [], "Deployment": ["spec", "template"], "StatefulSet": ["spec", "template"],
        "DaemonSet": ["spec", "template"], "ReplicaSet": ["spec", "template"],
        "ReplicationController": ["spec", "template"], "Job": ["spec", "template"],
        "CronJob": ["spec", "jobTemplate", "spec", "template"],
    ]

    /// The group of each kind, with the slash behind it.
    private static let ofOthers = ["Rollout": "argoproj.io/", "Service": "serving.knative.dev/"]
}
