import Documents
import IstioSchema
import Validation

/// The providers of a mesh by name, as Istio keeps them: of two with one name the later counts.
struct NamedProviders: Sendable {
    private var providers: [ExactText: Message] = [:]

    init(_ mesh: Message) {
        for provider in mesh.messages("extensionProviders") {
            guard let text = provider.string("name")?.value, !text.isEmpty else { continue }
            let name = ExactText(text)
            // Istio's own stand behind the written ones, which win.
            if !provider.isWritten, providers[name] != nil { continue }
            providers[name] = provider
        }
    }

    subscript(name: String) -> Message? { providers[ExactText(name)] }

    var names: [String] {
        providers.keys.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// The providers on both sides of a change; none where both have the same.
private final class ProvidersOfChange: Sendable {
    let before: NamedProviders?
    let after: NamedProviders?

    init(_ old: Message, _ new: Message) {
        let isChange = !old.isSame(as: new, in: "extensionProviders")
        before = isChange ? NamedProviders(old) : nil
        after = isChange ? NamedProviders(new) : nil
    }
}

extension RuleReport {
    /// The providers on both sides of the change that is reported on; nil where it changes none.
    mutating func providers(from old: Message, to new: Message) -> (before: NamedProviders, after: NamedProviders)? {
        let providers = derived { _ in ProvidersOfChange(old, new) }
        guard let before = providers.before, let after = providers.after else { return nil }
        return (before, after)
    }
}

extension Message {
    /// The settings of an external authorizer; nil for a provider of another type.
    var externalAuthorizer: Message? { message("envoyExtAuthzHttp") ?? message("envoyExtAuthzGrpc") }
}
