import Documents
import IstioSchema
import Manifests

extension InputReader.Content {
    /// Takes an object without those of its documents that a template engine must fill in first.
    mutating func add(_ object: InputObject, of file: InputFile) {
        var object = object
        object.documents.removeAll { document in
            guard document.isTemplate else { return false }
            skipped.append(.template(file, line: document.origin.mark(.start).line, field: document.field))
            return true
        }
        guard !object.documents.isEmpty else { return }
        objects.append(object)
    }
}

extension InputProblem {
    static func template(_ file: InputFile, line: Int, field: FieldPath = .root) -> InputProblem {
        let subject = field == .root ? "" : "\(field): "
        return InputProblem(
            file: file.name, line: line,
            text: subject + "skipped, as it is a template; check what `helm template` makes of it")
    }
}

extension MeshDocument {
    /// Whether this is a text that is no YAML before its actions are filled in.
    ///
    /// The injector's configuration holds actions of its own, which Istio fills in.
    fileprivate var isTemplate: Bool {
        guard case .text(let text) = body, kind != .injectorConfig, text.isTemplate else { return false }
        do throws(YAMLError) {
            _ = try YAMLReader().read(text)
            return false
        } catch {
            return error.kind == .syntax
        }
    }
}
