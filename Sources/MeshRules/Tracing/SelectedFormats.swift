import Documents
import IstioSchema
import Validation

/// The formats that proxies write by whatever else is applied, looked up for the first that has a mistake.
struct SelectedFormats {
    private let mesh: Message
    private var providers: [Message]?
    private var paths: Set<FieldPath>?

    init(in mesh: Message) { self.mesh = mesh }

    mutating func holdsThatOfMesh(_ report: inout RuleReport) -> Bool {
        let providers = providers(&report)
        guard providers.isEmpty else { return providers.contains(where: \.takesFormatOfMesh) }
        return mesh.string("accessLogFile")?.value.isEmpty == false
    }

    mutating func holdsThat(of provider: Message, _ report: inout RuleReport) -> Bool {
        if let paths { return paths.contains(provider.path) }
        let found = Set(providers(&report).map(\.path))
        paths = found
        return found.contains(provider.path)
    }

    private mutating func providers(_ report: inout RuleReport) -> [Message] {
        if let providers { return providers }
        let found = report.accessLogProviders(of: mesh)
        providers = found
        return found
    }
}
