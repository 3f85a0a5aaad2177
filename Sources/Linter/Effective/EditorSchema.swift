import Documents
import IstioSchema

/// A JSON Schema of a document, for editors that know what yaml-language-server knows.
package struct EditorSchema {
    private let version: IstioVersion
    private let root: Root

    package enum Root: String, CaseIterable, Sendable {
        case mesh, meshNetworks, proxyconfig, annotation

        fileprivate var message: MessageName {
            switch self {
            case .mesh: .meshConfig
            case .meshNetworks: .meshNetworks
            case .proxyconfig: .proxyConfigResource
            case .annotation: .proxyConfig
            }
        }
    }

    package init(_ root: Root, _ version: IstioVersion) {
        self.root = root
        self.version = version
    }

    /// JSON, draft 7.
    package var text: String {
        var json = JSONWriter(indentation: 2)
        json.object { json in
            json.member("$schema", "http://json-schema.org/draft-07/schema#")
            json.member("title", "\(shortName(root.message)) of Istio \(version)")
            if root == .proxyconfig {
                resource(&json)
            } else {
                json.member("$ref", "#/definitions/\(shortName(root.message))")
            }
            json.object("definitions") { json in
                for name in reachable {
                    json.object(shortName(name)) { message(name, &$0) }
                }
            }
        }
        return json.text + "\n"
    }

    private func resource(_ json: inout JSONWriter) {
        json.member("type", "object")
        json.object("properties") { json in
            json.object("apiVersion") { $0.member("enum", ["networking.istio.io/v1beta1"]) }
            json.object("kind") { $0.member("enum", ["ProxyConfig"]) }
            json.object("metadata") { $0.member("type", "object") }
            json.object("spec") { $0.member("$ref", "#/definitions/\(shortName(root.message))") }
        }
        json.member("required", ["apiVersion", "kind", "metadata"])
    }

    private func shortName(_ name: MessageName) -> String { name.shape.protoName }

    /// The messages that the root leads to, in the order they are met.
    private var reachable: [MessageName] {
        var all = [root.message]
        var next = 0
        while next < all.count {
            for field in all[next].shape.fields where field.exists(in: version) {
                guard case .message(let name) = field.type(in: version).value, !all.contains(name) else { continue }
                all.append(name)
            }
            next += 1
        }
        return all
    }

    private func message(_ name: MessageName, _ json: inout JSONWriter) {
        json.member("type", "object")
        json.member("additionalProperties", false)
        json.object("properties") { json in
            for field in name.shape.fields where field.exists(in: version) {
                json.object(field.name) { self.field(field, &$0) }
                guard field.protoName != field.name else { continue }
                json.object(field.protoName) { json in
                    json.member("doNotSuggest", true)
                    self.field(field, &json)
                }
            }
        }
    }

    private func field(_ field: FieldShape, _ json: inout JSONWriter) {
        type(field.type(in: version), &json)
        var words: [String] = []
        if let since = field.since { words.append("Exists from Istio \(since) on.") }
        if let removed = field.removed { words.append("Is gone from Istio \(removed) on.") }
        if let oneof = field.oneof(in: version) { words.append("One of the fields of \(oneof) at most.") }
        if field.isDeprecated(in: version) {
            json.member("deprecated", true)
            words.append("Deprecated.")
        }
        if !words.isEmpty { json.member("description", words.joined(separator: " ")) }
    }

    private func type(_ type: FieldType, _ json: inout JSONWriter) {
        switch type {
        case .single(let value), .optional(let value):
            self.type(value, &json)
        case .list(let element):
            json.member("type", "array")
            json.object("items") { self.type(element, &$0) }
        case .map(let element):
            json.member("type", "object")
            json.object("additionalProperties") { self.type(element, &$0) }
        }
    }

    private func type(_ type: ValueType, _ json: inout JSONWriter) {
        switch type {
        case .bool: json.member("type", "boolean")
        case .int32, .int64: json.member("type", ["integer", "string"])
        case .uint32, .uint64:
            json.member("type", ["integer", "string"])
            json.member("minimum", 0)
        case .double: json.member("type", ["number", "string"])
        case .string: json.member("type", ["string", "null"])
        case .duration:
            json.member("type", "string")
            json.member("pattern", "^[-+]?([0-9]*\\.?[0-9]*(ns|us|µs|ms|s|m|h))+$|^0$")
        case .freeForm: json.member("type", "object")
        case .enumeration(let name): json.member("enum", name.shape.names(in: version))
        case .message(let name): json.member("$ref", "#/definitions/\(shortName(name))")
        }
    }
}
