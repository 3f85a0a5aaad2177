import Documents
import Manifests

/// Mesh configurations in an operator's object where the operator does not look for them, so that they are no documents of
/// Istio's, and must not pass in silence either.
enum MisplacedMesh {
    static func isOperators(_ object: Node) -> Bool { home(in: object) != nil }

    static func problems(in object: Node, of file: InputFile) -> [InputProblem] {
        guard let home = home(in: object) else { return [] }
        let spec = object["spec"]
        var misplaced =
            keys(of: object, at: .root, home) + keys(of: spec, at: .root.field("spec"), home)
            + keys(of: spec?["values"], at: .root.field("spec").field("values"), valuesHome)
        if let values = object.entry("values"), !HelmValues(values.value).parts.isEmpty {
            misplaced.append((values, .root.field("values"), "spec.values"))
        }
        return misplaced.map { entry, path, home in
            InputProblem(
                file: file.name, line: entry.keyMark.line,
                text: "\(path): cannot be checked, as nothing reads it there; it belongs at \(home)")
        }
    }

    private static let valuesHome = "spec.values.meshConfig"

    /// Where an operator looks for the mesh configuration; nil for an object of another kind.
    private static func home(in object: Node) -> String? {
        let group = object["apiVersion"]?.string?.split(separator: "/").first
        switch (object["kind"]?.string, group) {
        case ("IstioOperator", "install.istio.io"): return "spec.meshConfig"
        case ("Istio", "sailoperator.io"), ("IstioRevision", "sailoperator.io"), ("Istio", "operator.istio.io"):
            return valuesHome
        default: return nil
        }
    }

    /// The keys called `meshConfig`, with whatever capitals, of a mapping where they are not at home.
    private static func keys(
        of node: Node?, at path: FieldPath, _ home: String
    ) -> [(entry: Node.Entry, path: FieldPath, home: String)] {
        (node?.entries ?? []).compactMap { entry in
            let path = path.field(entry.name)
            guard entry.name.lowercased() == "meshconfig", path.description != home else { return nil }
            return (entry, path, home)
        }
    }
}
