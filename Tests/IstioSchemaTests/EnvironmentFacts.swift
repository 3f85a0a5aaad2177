import Foundation

@testable import IstioSchema

/// What Facts/istio-env.json says, in the registry's terms.
struct EnvironmentFacts {
    let variables: [String: Variable]
    let metadata: [String: (type: String, since: IstioVersion?)]

    /// From a release (nil: 1.20 or before) up to another, which has it no more (nil: the newest has it).
    struct Span {
        let since: IstioVersion?
        let removed: IstioVersion?

        init(_ fact: [String: Any]) {
            since = EnvironmentFacts.version(fact["since"])
            removed = EnvironmentFacts.version(fact["removed"])
        }

        func holds(_ version: IstioVersion) -> Bool {
            if let since, version < since { return false }
            if let removed, version >= removed { return false }
            return true
        }
    }

    struct Variable {
        let span: Span
        let binaries: [String: Span]
        let packages: Set<String>
        /// By release from which on, ascending.
        let forms: [(since: IstioVersion?, type: String, text: String?)]

        private func form(in version: IstioVersion) -> (since: IstioVersion?, type: String, text: String?)? {
            forms.last { $0.since.map { $0 <= version } ?? true } ?? forms.first
        }

        func type(in version: IstioVersion) -> String? { form(in: version)?.type }
        func defaultText(in version: IstioVersion) -> String? { form(in: version)?.text }
    }

    static func read() throws -> EnvironmentFacts {
        let url = Bundle.module.bundleURL.appendingPathComponent("Facts/istio-env.json")
        let root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
        let variables = root["variables"] as? [String: [String: Any]] ?? [:]
        let metadata = root["istioMetaKeys"] as? [String: [String: Any]] ?? [:]
        return EnvironmentFacts(
            variables: variables.mapValues(variable),
            metadata: metadata.mapValues { fact in
                let accepts = fact["accepts"] as? String ?? ""
                let type = accepts.hasPrefix("strconv") ? "bool" : accepts.hasPrefix("cannot") ? "structured" : "string"
                return (type, version(fact["since"]))
            })
    }

    private static func variable(_ fact: [String: Any]) -> Variable {
        let span = Span(fact)
        let type = typeName(fact["type"])
        let forms = (fact["defaultPerMinor"] as? [[String: Any]] ?? []).map { form in
            (since: version(form["since"]), type: form["type"].map(typeName) ?? type, text: text(form["default"]))
        }
        let binaries = (fact["binaries"] as? [String: [String: Any]] ?? [:]).mapValues { own in
            own.isEmpty ? span : Span(own)
        }
        let packages = (fact["registrations"] as? [[String: Any]] ?? []).compactMap { $0["package"] as? String }
        return Variable(
            span: span, binaries: binaries, packages: Set(packages),
            forms: forms.isEmpty ? [(nil, type, text(fact["default"]))] : forms)
    }

    private static func version(_ value: Any?) -> IstioVersion? {
        guard let text = value as? String, !text.hasPrefix("<=") else { return nil }
        return IstioVersion(text: text)
    }

    private static func typeName(_ value: Any?) -> String {
        switch value as? String {
        case "(flag)": "unparsed"
        case "StringBool (node metadata)": "metadataBool"
        case let name: name ?? ""
        }
    }

    /// A default as Go prints it.
    private static func text(_ value: Any?) -> String? {
        switch value {
        case let text as String: return text
        case let number as NSNumber:
            // JSON's booleans are numbers of one byte.
            if String(cString: number.objCType) == "c" { return number.boolValue ? "true" : "false" }
            let double = number.doubleValue
            return double == double.rounded() ? String(number.int64Value) : String(double)
        default: return nil
        }
    }
}
