import Documents

extension Node {
    /// The entry of a field of the injector's configuration, which encoding/json finds in any case; of several the last.
    ///
    /// - Parameter name: in lower case.
    func injectorField(_ name: String) -> Entry? { entries.last { $0.name.lowercased() == name } }

    /// Whether istiod reads the injector's configuration as a mapping, which an empty text is to it too.
    var isInjectorConfig: Bool {
        switch value {
        case .mapping, .null: true
        default: false
        }
    }
}
