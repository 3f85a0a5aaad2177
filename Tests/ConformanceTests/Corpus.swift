import Documents
import Foundation
import IstioSchema

/// A document of the corpus, and what Istio's own code said of it.
struct CorpusCase: Decodable, Sendable {
    let id: String
    let kind: String
    let family: String
    let `class`: String
    let rule: String?
    let note: String?
    let yaml: String
    let verdicts: [String: CorpusVerdict]
    let flaky: Bool?

    /// The document as the linter or the webhook meets it.
    ///
    /// - Throws: `YAMLError` where a resource's own text is no YAML, for which a resource never gets this far.
    func document() throws(YAMLError) -> MeshDocument {
        switch kind {
        case "mesh": return MeshDocument(.mesh, .text(yaml))
        case "meshNetworks": return MeshDocument(.meshNetworks, .text(yaml))
        case "proxyConfigAnnotation": return MeshDocument(.proxyConfigAnnotation, .text(yaml))
        default:
            let node = Self.resource(try YAMLReader().read(yaml).root)
            return MeshDocument(.proxyConfigResource, .node(node), object: ObjectReference(of: node))
        }
    }

    /// A text without any key of a resource is the `spec` alone.
    private static func resource(_ node: Node) -> Node {
        let keys: Set = ["apiVersion", "kind", "metadata", "spec", "status"]
        if node.entries.contains(where: { keys.contains($0.name) }) { return node }
        func string(_ text: String) -> Node { Node(.string(text), mark: .start, style: .plain) }
        func entry(_ name: String, _ value: Node) -> Node.Entry {
            Node.Entry(name: name, key: string(name), value: value)
        }
        let metadata = Node(
            .mapping([entry("name", string("a")), entry("namespace", string("b"))]), mark: .start, style: .block)
        return Node(
            .mapping([
                entry("apiVersion", string("networking.istio.io/v1beta1")), entry("kind", string("ProxyConfig")),
                entry("metadata", metadata), entry("spec", node),
            ]), mark: .start, style: .block)
    }
}

struct CorpusVerdict: Decodable, Sendable {
    let ok: Bool
    let errors: [String]?
    let stage: String?
    let warnings: [String]?
    let logged: [String]?
    let strict: StrictFindings?

    /// `strict` is a text or a list of them.
    enum StrictFindings: Decodable {
        case some

        init(from decoder: any Decoder) throws { self = .some }
    }
}

/// The whole corpus, and what is known to deviate.
enum Corpus {
    static let cases: [CorpusCase] = {
        let text = (try? Data(contentsOf: folder.appending(path: "Corpus/shared.jsonl"))) ?? Data()
        let decoder = JSONDecoder()
        return text.split(separator: UInt8(ascii: "\n")).compactMap { try? decoder.decode(CorpusCase.self, from: $0) }
    }()

    static let releases: [IstioVersion] = [.v1_24, .v1_26, .v1_28, .v1_30, .v1_31]

    /// Reasons by id and release.
    static let deviations: [String: [String: String]] = {
        var all: [String: [String: String]] = [:]
        for row in rows(of: "deviations.tsv") where row.count == 3 {
            for release in releases where row[1] == "*" || row[1] == release.description {
                all[row[0], default: [:]][release.description] = row[2]
            }
        }
        return all
    }()

    /// The rows of a table of this folder, without comments.
    static func rows(of name: String) -> [[String]] {
        let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
}
