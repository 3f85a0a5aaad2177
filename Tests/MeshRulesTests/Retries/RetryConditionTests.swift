import Testing

@testable import MeshRules

@Suite("A condition of retries") struct RetryConditionTests {
    @Test func `is known to the proxies of a release`() {
        #expect(RetryCondition.isKnown("connect-failure", in: .v1_20))
        #expect(!RetryCondition.isKnown("reset-before-request", in: .v1_22))
        #expect(RetryCondition.isKnown("reset-before-request", in: .v1_23))
        #expect(!RetryCondition.isKnown("Connect-Failure", in: .v1_31))
    }

    @Test func `is meant by a slip`() {
        #expect(RetryCondition.meant(by: "deadline_exceeded", in: .v1_31) == "deadline-exceeded")
        #expect(RetryCondition.meant(by: "canceled", in: .v1_31) == "cancelled")
        #expect(RetryCondition.meant(by: "connection-failure", in: .v1_31) == "connect-failure")
        #expect(RetryCondition.meant(by: "always", in: .v1_31) == nil)
    }

    @Test func `is a status code where Go has a text for it`() {
        for code in [100, 226, 308, 418, 451, 503, 511] { #expect(HTTPStatusCode.isKnown(code)) }
        for code in [-1, 0, 99, 306, 419, 420, 509, 599, 1000] { #expect(!HTTPStatusCode.isKnown(code)) }
    }
}
