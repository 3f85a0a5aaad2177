import IstioSchema

/// The providers of a mesh by name, as Istio keeps them: of two with one name the later counts.
struct NamedProviders {
    private var providers: [String: Message] = [:]

    init(_ mesh: Message) {
        for provider in mesh.messages("extensionProviders") {
            guard let name = provider.string("name")?.value, !name.isEmpty else { continue }
            // Istio's own stand behind the written ones, which win.
            if provider.origin == nil, providers[name] != nil { continue }
            providers[name] = provider
        }
    }

    subscript(name: String) -> Message? { providers[name] }

    var names: [String] { providers.keys.sorted() }
}

extension Message {
    /// The settings of an external authorizer; nil for a provider of another type.
    var externalAuthorizer: Message? { message("envoyExtAuthzHttp") ?? message("envoyExtAuthzGrpc") }
}
