import Documents
import IstioSchema
import Testing

@testable import Validation

@Suite("What is worked out of a document") struct DerivationsTests {
    private final class First: Sendable {
        let number: Int
        init(_ number: Int) { self.number = number }
    }

    private final class Second: Sendable {}

    @Test func `is made once for all rules, and anew for the next document`() {
        let document = MeshDocument(.mesh, .text(""))
        var report = RuleReport(by: [], version: .newest, document: document, root: nil, now: nil)
        #expect(report.derived { _ in First(1) }.number == 1)
        #expect(report.derived { _ in First(2) }.number == 1)
        let second = report.derived(Second.self) { _ in Second() }
        #expect(report.derived(Second.self) { _ in Second() } === second)
        var next = RuleReport(by: [], version: .newest, document: document, root: nil, now: nil)
        #expect(next.derived { _ in First(3) }.number == 3)
    }

    @Test func `is made once for all documents that were given together`() {
        let given = GivenDocuments([])
        var made = 0
        for _ in 0..<3 {
            let value = given.derived { _ in
                made += 1
                return First(made)
            }
            #expect(value.number == 1)
        }
        #expect(made == 1)
    }
}
