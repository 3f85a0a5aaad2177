import Testing

@testable import MeshRules

@Suite("A format of an access log") struct AccessLogFormatTests {
    @Test(
        arguments: [
            "", "plain text", "100%%", "%START_TIME%", "%START_TIME(%Y-%m-%dT%H:%M:%S.%3f)%",
            "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH):64%", "%CEL(request.headers['a'] || f(x))%",
            "[%START_TIME%] \"%REQ(:METHOD)%\" %RESPONSE_CODE%\n", "%COALESCE({\"operators\": [\"HOSTNAME\"]}):50%",
        ])
    func `reads what Envoy reads`(_ format: String) {
        #expect(AccessLogFormat(format).problems.isEmpty)
    }

    @Test func `finds what Envoy refuses`() {
        #expect(AccessLogFormat("50% off").problems == [.loneSign])
        #expect(AccessLogFormat("%").problems == [.loneSign])
        #expect(AccessLogFormat("%start_time%").problems == [.loneSign])
        #expect(AccessLogFormat("%RESPONSE_CODE").problems == [.openOperator("RESPONSE_CODE")])
        #expect(AccessLogFormat("%RESPONSE_CODE:x%").problems == [.openOperator("RESPONSE_CODE")])
        #expect(AccessLogFormat("%REQ(:METHOD%").problems == [.openParameter("REQ")])
        #expect(AccessLogFormat("%REQ(a\n)%").problems == [.openParameter("REQ")])
        #expect(AccessLogFormat("%REQ(a):%").problems == [.openParameter("REQ")])
        #expect(AccessLogFormat("%REQ%").problems == [.missingParameter("REQ")])
    }

    @Test func `goes on behind an operator that it does not know`() {
        let problems = AccessLogFormat("%NEW_ONE(a)% %NEW_ONE% %OTHER% %").problems
        #expect(problems == [.unknown("NEW_ONE"), .unknown("OTHER"), .loneSign])
    }

    @Test func `stops after so many operators and problems`() {
        #expect(AccessLogFormat(String(repeating: "%HOSTNAME%", count: 1000) + "%").problems.isEmpty)
        let many = (0..<100).map { "%X\($0)%" }.joined()
        #expect(AccessLogFormat(many).problems.count == 8)
    }

    @Test func `has a table that agrees with itself`() {
        #expect(AccessLogOperators.names.count == Set(AccessLogOperators.names).count)
        #expect(AccessLogOperators.needsParameter("REQ".utf8Span.span) == true)
        #expect(AccessLogOperators.needsParameter("GRPC_STATUS".utf8Span.span) == false)
        #expect(AccessLogOperators.needsParameter("GRPC_STATUSES".utf8Span.span) == nil)
    }
}
