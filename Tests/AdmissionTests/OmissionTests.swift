import Documents
import Foundation
import MeshRules
import Testing
import Validation

@testable import Admission

/// Parts of a review are checked and not kept; no answer may show it.
@Suite("Parts of a review that nobody reads") struct OmissionTests {
    private static let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))
    private static let now: Int64 = 1_795_392_000

    private func agree(_ content: [UInt8]) -> Bool {
        let omitting = Self.handler.answer(content, now: Self.now)
        let keeping = Self.handler.answer(content, now: Self.now, reader: AdmissionRequest.readerOfAll)
        return omitting.status == keeping.status && omitting.body == keeping.body
            && omitting.record.map { "\($0)" } == keeping.record.map { "\($0)" }
    }

    @Test("change no answer", arguments: RecordedReview.names)
    func recorded(_ name: String) throws {
        #expect(agree(try RecordedReview.content(name)))
    }

    @Test("change no answer to a review that is broken somewhere")
    func mutated() throws {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % max(1, bound)
        }
        let alphabet = Array("{}[]:,\"\\0eE-.tn \n\u{1}é".utf8)
        for name in RecordedReview.names {
            let content = try RecordedReview.content(name)
            for _ in 0..<40 {
                var bytes = content
                let place = random(bytes.count)
                switch random(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(alphabet[random(alphabet.count)], at: place)
                default: bytes[place] = alphabet[random(alphabet.count)]
                }
                #expect(agree(bytes), "\(name) at \(place)")
            }
        }
    }

    @Test(
        "change no answer whatever stands there",
        arguments: [
            "null", "7", "true", "\"x\"", "[]", "{}", "[null]", "[\"x\"]", "[{\"manager\":7}]", "[{\"time\":\"x\"}]",
            "[{\"fieldsV1\":7,\"manager\":\"m\"}]", "[{\"fieldsV1\":{\"f:data\":{}},\"fieldsV1\":[1,{\"a\":\"b\"}]}]",
            "{\"fieldsV1\":{\"a\":1}}", "[[{\"fieldsV1\":{\"a\":1}}]]", "[{\"fieldsV1\":{\"a\":1}]",
            "[{\"fieldsV1\":1e999}]",
            "{\"kubectl.kubernetes.io/last-applied-configuration\":\"{}\"}",
            "{\"kubectl.kubernetes.io/last-applied-configuration\":7}",
            "{\"kubectl.kubernetes.io/last-applied-configuration\":[\"x\"]}",
            "{\"kubectl.kubernetes.io/last-applied-configuration\":{\"a\":\"b\"}}",
            "{\"kubectl.kubernetes.io/last-applied-configuration\":\"\\x\"}",
            "{\"kubectl.kubernetes.io/last-applied-configuration\":\"a\",\"sekisho.dev/allow\":\"x\"}",
        ])
    func odd(_ value: String) {
        for field in ["managedFields", "annotations", "labels"] {
            let repeated = "\"\(field)\":[{\"fieldsV1\":{\"a\":[1]}}],\"\(field)\":\(value)"
            for member in ["\"\(field)\":\(value)", repeated] {
                #expect(agree(review("ProxyConfig", "networking.istio.io", "v1beta1", metadata: member)), "\(member)")
                #expect(agree(review("ConfigMap", "", "v1", metadata: member)), "\(member)")
            }
        }
        for field in ["resource", "requestKind", "requestResource", "userInfo"] {
            #expect(agree(review("ConfigMap", "", "v1", metadata: "", request: "\"\(field)\":\(value),")), "\(field)")
        }
    }

    private func review(
        _ kind: String, _ group: String, _ version: String, metadata: String, request: String = ""
    ) -> [UInt8] {
        let apiVersion = group.isEmpty ? version : "\(group)/\(version)"
        let object = """
            {"kind":"\(kind)","apiVersion":"\(apiVersion)","metadata":{"name":"istio","namespace":"istio-system"\
            \(metadata.isEmpty ? "" : ",")\(metadata)},"data":{"mesh":"connectTimeout: 2h\\n"},"spec":{"concurrency":-1}}
            """
        let text = """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{\(request)"uid":"u",\
            "kind":{"group":"\(group)","version":"\(version)","kind":"\(kind)"},"operation":"UPDATE",\
            "object":\(object),"oldObject":\(object)}}
            """
        return Array(text.utf8)
    }
}
