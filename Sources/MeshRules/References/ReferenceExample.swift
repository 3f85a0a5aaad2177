/// Objects for the examples of rules that look at several.
enum ReferenceExample {
    /// The ConfigMap `istio` with an extension provider on each line, and the line between it and the next object.
    static func mesh(_ providers: String...) -> String {
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio, namespace: istio-system}
        data:
          mesh: |
            extensionProviders:
        \(providers.map { "    - {\($0)}" }.joined(separator: "\n"))
        ---

        """
    }

    /// An AuthorizationPolicy whose provider is this one; the name may go on as a comment.
    static func policy(_ provider: String, action: String = "CUSTOM") -> String {
        """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: ext-authz, namespace: shop}
        spec:
          action: \(action)
          provider:
            name: \(provider)
          rules: [{}]
        """
    }

    /// A Telemetry with a provider for each signal; the names may go on as comments.
    static func telemetry(_ providers: KeyValuePairs<String, String>) -> String {
        """
        apiVersion: telemetry.istio.io/v1
        kind: Telemetry
        metadata: {name: mesh-default, namespace: istio-system}
        spec:
        \(providers.map { "  \($0):\n  - providers:\n    - name: \($1)" }.joined(separator: "\n"))
        """
    }
}
