import Documents
import Foundation
import Testing
import Validation

@testable import Admission
@testable import MeshRules

/// Reviews that a real API server sent, byte for byte.
enum RecordedReview {
    static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reviews")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }()

    static func content(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: directory.appending(path: name + ".json")))
    }
}

@Suite("Recorded reviews") struct RecordedReviewTests {
    static let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))
    static let now: Int64 = 1_795_392_000

    @Test("are all here") func all() {
        #expect(RecordedReview.names.count == 68)
    }

    @Test("are answered with a review of the same uid", arguments: RecordedReview.names)
    func answered(_ name: String) throws {
        let content = try RecordedReview.content(name)
        let answer = Self.handler.answer(content, now: Self.now)
        #expect(answer.status == 200)
        let review = try #require(try JSONSerialization.jsonObject(with: Data(content)) as? [String: Any])
        let request = try #require(review["request"] as? [String: Any])
        let body = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        #expect(body["kind"] as? String == "AdmissionReview")
        #expect(body["apiVersion"] as? String == review["apiVersion"] as? String)
        let response = try #require(body["response"] as? [String: Any])
        #expect(response["uid"] as? String == request["uid"] as? String)
        let allowed = try #require(response["allowed"] as? Bool)
        if !allowed {
            let status = try #require(response["status"] as? [String: Any])
            #expect((status["code"] as? Int ?? 0) >= 400)
            #expect((status["message"] as? String)?.isEmpty == false)
        }
        for warning in response["warnings"] as? [String] ?? [] {
            #expect(!warning.isEmpty && warning.unicodeScalars.count <= 120)
            #expect(!warning.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }

    @Test("give the same bytes every time", arguments: RecordedReview.names)
    func stable(_ name: String) throws {
        let content = try RecordedReview.content(name)
        #expect(Self.handler.answer(content, now: Self.now).body == Self.handler.answer(content, now: Self.now).body)
    }
}
