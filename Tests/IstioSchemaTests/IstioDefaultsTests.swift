import Documents
import Foundation
import IstioSchema
import Testing

/// The defaults against Facts/mesh-defaults.json.
@Suite struct `Istio's defaults` {
    private let facts: [String: Any]

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Facts/mesh-defaults.json"))
        let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        facts = try #require(all["codeDefaults"] as? [String: Any])
    }

    @Test(arguments: IstioVersion.allCases)
    func `are those of the code of each release`(version: IstioVersion) throws {
        var expected = try #require(facts["MeshConfig"] as? [String: Any])
        var proxy = try #require(facts["ProxyConfig"] as? [String: Any])
        if version >= .v1_22 {
            expected["inboundTrafficPolicy"] = ["mode": "PASSTHROUGH"]
        } else {
            proxy["tracing"] = ["zipkin": ["address": "zipkin.istio-system:9411"]]
        }
        expected["defaultConfig"] = proxy
        let written = try YAMLReader().read(IstioDefaults.text(version)).root
        #expect(object(written) as? NSDictionary == expected as NSDictionary)
    }

    @Test(arguments: IstioVersion.allCases)
    func `decode without a complaint`(version: IstioVersion) throws {
        var decoder = MessageDecoder(version: version, root: .meshConfig)
        let message = decoder.decodeRoot(try YAMLReader().read(IstioDefaults.text(version)).root)
        #expect(message != nil)
        #expect(!decoder.diagnostics.all.contains { $0.severity > .note })
        #expect(IstioDefaults.meshConfig(version).fields.allSatisfy { !$0.isWritten })
        #expect(IstioDefaults.proxyConfig(version).string("discoveryAddress")?.value == "istiod.istio-system.svc:15012")
    }

    private func object(_ node: Node) -> Any {
        switch node.value {
        case .null: NSNull()
        case .bool(let bool): bool
        case .integer(let integer): integer
        case .unsigned(let integer): integer
        case .number(let number): number
        case .string(let string): string
        case .sequence(let elements): elements.map(object)
        case .mapping(let entries):
            Dictionary(entries.map { ($0.name, object($0.value)) }) { _, last in last }
        }
    }
}
