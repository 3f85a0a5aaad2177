import Documents
import IstioSchema
import MeshRules
import Validation

/// What holds of a text that stands in fields of a mesh configuration.
enum ValueDocuments {
    private static let validator = Validator(rules: Rule.all, version: .newest)

    static func failure(on text: String) -> String? {
        failureOfFields(text) ?? failureOfFormat(text) ?? failureOfRetryOn(text)
    }

    /// The text in every kind of field that a rule reads as more than a text.
    private static func failureOfFields(_ text: String) -> String? {
        let document = document { json in
            for field in ["trustDomain", "accessLogFormat", "accessLogFile", "inboundClusterStatName", "rootNamespace"]
            {
                json.member(field, text)
            }
            for field in ["connectTimeout", "protocolDetectionTimeout", "ingressControllerMode", "proxyListenPort"] {
                json.member(field, text)
            }
            json.member("trustDomainAliases", [text, text])
            json.object("defaultHttpRetryPolicy") { json in
                json.member("attempts", 1)
                json.member("retryOn", text)
                json.member("perTryTimeout", text)
            }
            json.object("defaultConfig") { json in
                for field in ["discoveryAddress", "drainDuration", "concurrency"] { json.member(field, text) }
                json.object("proxyMetadata") { json in
                    json.member("ISTIO_DELTA_XDS", text)
                    json.member("EXIT_ON_ZERO_ACTIVE_CONNECTIONS", text)
                    json.member(text, text)
                }
            }
            json.array("extensionProviders") { json in
                json.object { json in
                    json.member("name", text)
                    json.object("envoyExtAuthzHttp") { json in
                        json.member("service", text)
                        json.member("timeout", text)
                        json.member("statusOnError", text)
                        json.member("includeRequestHeadersInCheck", [text])
                    }
                }
            }
        }
        let report = validator.report(on: document, now: FuzzTarget.now)
        if let read = report.read.written?.string("trustDomain"), !read.value.isExactly(text) {
            return "a text was changed"
        }
        return MeshProperties.failure(of: validator, on: document)
    }

    // MARK: Formats of access logs

    private static let formatRule: DiagnosticID = "access-log-format-operator"

    private static func failureOfFormat(_ text: String) -> String? {
        func isReadable(_ format: String) -> Bool { messages(of: formatRule, "accessLogFormat", format).isEmpty }
        // By scalars: a percent sign with an accent is another character.
        let doubled = String(String.UnicodeScalarView(text.unicodeScalars.flatMap { $0 == "%" ? [$0, $0] : [$0] }))
        guard isReadable(doubled) else { return "percent signs that stand for themselves" }
        guard text.utf8.contains(UInt8(ascii: "%")) else { return nil }
        let longer = text + "%PROTOCOL% %REQ(:METHOD)%" + text
        // Over a thousand operators none is looked at.
        guard text.utf8.count < 1000 else { return nil }
        // What opens at the end may be closed by what follows, and not where nothing is open.
        if isReadable(text), !isReadable(longer) { return "two formats, each in order" }
        return nil
    }

    // MARK: Conditions of retries

    private static let retryRule: DiagnosticID = "retry-on-unknown-token"

    private static func failureOfRetryOn(_ text: String) -> String? {
        func messages(_ list: String) -> [String] {
            document(of: retryRule) { json in
                json.object("defaultHttpRetryPolicy") { json in
                    json.member("attempts", 1)
                    json.member("retryOn", list)
                }
            }
        }
        let alone = messages(text)
        return alone == messages(text + ", connect-failure ,,") || text.isEmpty ? nil : "a word that changes the others"
    }

    // MARK: Documents

    private static func messages(of rule: DiagnosticID, _ field: String, _ text: String) -> [String] {
        document(of: rule) { $0.member(field, text) }
    }

    /// What a rule says of a document.
    private static func document(of rule: DiagnosticID, _ members: (inout JSONWriter) -> Void) -> [String] {
        let report = validator.report(on: document(members), now: FuzzTarget.now)
        return report.diagnostics.filter { $0.id == rule }.map(\.message)
    }

    private static func document(_ members: (inout JSONWriter) -> Void) -> MeshDocument {
        var json = JSONWriter()
        json.object(members)
        return MeshDocument(.mesh, .text(json.text))
    }
}
