import Documents
import IstioSchema

/// A file that a kustomization lays over an object: a part of it, of which nobody can say what the whole lacks.
enum KustomizePatch {
    /// Whether a diagnostic is about what an object lacks.
    static func cannotTell(_ diagnostic: Diagnostic) -> Bool {
        switch diagnostic.id {
        case "mesh-key-missing", "istiod-deployment-shape", "root-cert-key-missing": true
        case "injector-config-yaml", "injector-values-parse": diagnostic.mark == nil
        default: false
        }
    }

    /// Whether the kustomization beside a file, or in the folder above, names it among its patches.
    static func isPatch(_ file: InputFile) -> Bool {
        guard let path = file.path else { return false }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return [1, 2].contains { count in
            guard parts.count >= count else { return false }
            let folder = parts.dropLast(count).map { "\($0)/" }.joined()
            let name = parts.suffix(count).joined(separator: "/")
            return patches(in: folder).contains { $0 == name || $0 == "./\(name)" }
        }
    }

    private static func patches(in folder: String) -> [String] {
        for name in ["kustomization.yaml", "kustomization.yml", "Kustomization"] {
            guard let bytes = try? FileSystem.read(folder + name),
                let root = try? YAMLReader().read(String(decoding: bytes, as: UTF8.self)).root
            else { continue }
            return (root["patchesStrategicMerge"]?.elements ?? []).compactMap(\.string)
                + (root["patches"]?.elements ?? []).compactMap { $0["path"]?.string }
        }
        return []
    }
}
