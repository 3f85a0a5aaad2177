// Source: istio.io/api mesh/v1alpha1/network.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let meshNetworks = MessageShape(
        "istio.mesh.v1alpha1.MeshNetworks",
        fields: [
            .field("networks", 1, .map(.message(.network)))
        ])

    static let network = MessageShape(
        "istio.mesh.v1alpha1.Network",
        fields: [
            .field("endpoints", 2, .list(.message(.networkEndpoints))),
            .field("gateways", 3, .list(.message(.networkGateway))),
        ])

    static let networkEndpoints = MessageShape(
        "istio.mesh.v1alpha1.Network.NetworkEndpoints",
        fields: [
            .field("fromCidr", 1, .string, oneof: "ne"),
            .field("fromRegistry", 2, .string, oneof: "ne"),
        ])

    static let networkGateway = MessageShape(
        "istio.mesh.v1alpha1.Network.IstioNetworkGateway",
        fields: [
            .field("registryServiceName", 1, .string, oneof: "gw"),
            .field("address", 2, .string, oneof: "gw"),
            .field("port", 3, .uint32),
            .field("locality", 4, .string),
        ])
}
