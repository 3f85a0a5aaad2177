// Source: k8s.io/apimachinery meta/v1, as istio.io/api used it up to 1.22.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let kubernetesLabelSelector = MessageShape(
        "k8s.io.apimachinery.pkg.apis.meta.v1.LabelSelector", removed: .v1_23,
        fields: [
            .field("matchLabels", 1, .map(.string), proto: "matchLabels", removed: .v1_23),
            .field(
                "matchExpressions", 2, .list(.message(.kubernetesLabelSelectorRequirement)), proto: "matchExpressions",
                removed: .v1_23),
        ])

    static let kubernetesLabelSelectorRequirement = MessageShape(
        "k8s.io.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement", removed: .v1_23,
        fields: [
            .field("key", 1, .string, removed: .v1_23),
            .field("operator", 2, .string, removed: .v1_23),
            .field("values", 3, .list(.string), removed: .v1_23),
        ])
}
