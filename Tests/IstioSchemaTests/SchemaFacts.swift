import Foundation
import IstioSchema

/// What the protos of each release say: Facts/istio-schema.json.
struct SchemaFacts: Decodable {
    let messages: [String: Message]
    let enums: [String: Enum]

    struct Message: Decodable {
        let since: String
        let removed: String?
        let fields: [Field]
    }

    struct Field: Decodable {
        let name: String
        let jsonNames: [String]
        let number: Int
        let kind: String
        let cardinality: String
        let type: String?
        let wraps: String?
        let value: Value?
        let oneof: String?
        let since: String
        let removed: String?
        let deprecated: Bool
        let deprecatedSince: String?
        let changes: [Change]?
    }

    struct Value: Decodable {
        let kind: String
        let type: String
    }

    struct Change: Decodable {
        let since: String
        let was: Side
        let now: Side

        struct Side: Decodable {
            let type: String?
            let oneof: String?
        }
    }

    struct Enum: Decodable {
        let since: String
        let removed: String?
        let values: [Value]

        struct Value: Decodable {
            let name: String
            let number: Int32
            let since: String
            let removed: String?
        }
    }

    static func read() throws -> SchemaFacts {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Facts/istio-schema.json"))
        return try JSONDecoder().decode(SchemaFacts.self, from: data)
    }

    /// The release of a fact; nil for 1.20 and before, which the tables do not tell apart.
    static func release(_ text: String?) -> IstioVersion? {
        guard let text, !text.hasPrefix("<="), let version = IstioVersion(text: text), version > .v1_20 else {
            return nil
        }
        return version
    }
}
