import IstioSchema
import Testing

@testable import MeshRules

@Suite("A format of an access log") struct AccessLogFormatTests {
    private func problems(_ format: String, in version: IstioVersion = .newest) -> [AccessLogFormat.Problem] {
        AccessLogFormat(format, in: version).problems
    }

    @Test(
        arguments: [
            "", "plain text", "100%%", "%START_TIME%", "%START_TIME(%Y-%m-%dT%H:%M:%S.%3f)%",
            "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH):64%", "%CEL(request.headers['a'] || f(x))%",
            "%RESPONSE_CODE()%", "%RESPONSE_CODE_DETAILS(ALLOW_WHITESPACES)%", "%GRPC_STATUS(NUMBER)%",
            "%REQUESTED_SERVER_NAME(SNI_FIRST:HOST)%", "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(16)%",
            "%DYNAMIC_METADATA(a:b):2%", "%FILTER_STATE(a:PLAIN):9%", "%PATH(NQ):9%", "%QUERY_PARAM(a?b?c)%",
            "[%START_TIME%] \"%REQ(:METHOD)%\" %RESPONSE_CODE%\n", "%COALESCE({\"operators\": [\"HOSTNAME\"]}):50%",
        ])
    func `reads what Envoy reads`(_ format: String) {
        #expect(problems(format).isEmpty)
    }

    @Test func `finds what Envoy refuses`() {
        #expect(problems("50% off") == [.loneSign])
        #expect(problems("%") == [.loneSign])
        #expect(problems("%start_time%") == [.loneSign])
        #expect(problems("%RESPONSE_CODE") == [.openOperator("RESPONSE_CODE")])
        #expect(problems("%RESPONSE_CODE:x%") == [.openOperator("RESPONSE_CODE")])
        #expect(problems("%REQ(:METHOD%") == [.openParameter("REQ")])
        #expect(problems("%REQ(a\n)%") == [.brokenParameter("REQ")])
        #expect(problems("%REQ(a):%") == [.openParameter("REQ")])
        #expect(problems("%REQ%") == [.missingParameter("REQ")])
        #expect(problems("%REQ()%") == [.missingParameter("REQ")])
        #expect(problems("%REQ:5%") == [.missingParameter("REQ")])
        #expect(problems("%FILTER_STATE%") == [.missingParameter("FILTER_STATE")])
        #expect(problems("%CEL()%") == [.uselessWithoutParameter("CEL")])
        #expect(problems("%RESPONSE_CODE(5)%") == [.superfluousParameter("RESPONSE_CODE")])
        #expect(problems("%BYTES_SENT:5%") == [.superfluousLength("BYTES_SENT")])
        #expect(problems("%BYTES_SENT():5%") == [.superfluousLength("BYTES_SENT")])
        #expect(problems("%START_TIME(%s):5%") == [.superfluousLength("START_TIME")])
        #expect(problems("%REQ(A?B?C)%") == [.secondAlternative("REQ")])
        #expect(problems("%RESP(A?B?):5%") == [.secondAlternative("RESP")])
    }

    @Test func `forgets the length of the operator before`() {
        #expect(problems("%REQ(a):5% %BYTES_SENT% %RESPONSE_CODE()%").isEmpty)
        #expect(problems("%START_TIME(a):5b)%").isEmpty)
    }

    @Test func `is refused for certain by releases that the table covers`() {
        func isRefused(_ format: String, in version: IstioVersion) -> Bool? {
            problems(format, in: version).first?.isRefused(in: version)
        }
        for version in [IstioVersion.v1_20, .newest] {
            for format in ["%", "%REQ(a", "%PROTOCOL", "%RESP%", "%TRAILER(a?b?c)%"] {
                #expect(isRefused(format, in: version) == true, "\(format)")
            }
            for format in ["%REQ(a\n)%", "%REQ_WITHOUT_QUERY%", "%CEL%", "%XFCC_VALUE(a)%"] {
                #expect(isRefused(format, in: version) == false, "\(format)")
            }
        }
        for format in ["%BOGUS%", "%PROTOCOL(a)%", "%PROTOCOL:5%"] {
            #expect(isRefused(format, in: .v1_30) == true, "\(format)")
            #expect(isRefused(format, in: .newest) == false, "\(format)")
        }
    }

    @Test func `goes on behind an operator that it does not know`() {
        let found = problems("%NEW_ONE(a)% %NEW_ONE% %OTHER% %")
        #expect(found == [.unknown("NEW_ONE"), .unknown("OTHER"), .loneSign])
    }

    @Test func `knows what came with later releases`() {
        #expect(problems("%PATH(NQ)%", in: .v1_24) == [.tooNew("PATH", since: .v1_26)])
        #expect(problems("%PATH(NQ)%", in: .v1_25).isEmpty)
        #expect(problems("%REQUEST_HEADER(a)%", in: .v1_27) == [.tooNew("REQUEST_HEADER", since: .v1_29)])
        #expect(problems("%REQUEST_HEADER(a)%", in: .v1_28).isEmpty)
        #expect(problems("%SPAN_ID%", in: .v1_25).first?.isRefused(in: .v1_25) == true)
        #expect(problems("%SPAN_ID%", in: .v1_26).first?.isRefused(in: .v1_26) == false)
    }

    @Test func `stops after so many operators and problems`() {
        #expect(problems(String(repeating: "%HOSTNAME%", count: 1000) + "%").isEmpty)
        let many = (0..<100).map { "%X\($0)%" }.joined()
        #expect(problems(many).count == 8)
    }

    @Test func `has a table that agrees with itself`() {
        #expect(AccessLogOperators.names.count == Set(AccessLogOperators.names).count)
        #expect(AccessLogOperators.named("REQ".utf8Span.span)?.parameter == .required)
        #expect(AccessLogOperators.named("GRPC_STATUS".utf8Span.span)?.parameter == .optional)
        #expect(AccessLogOperators.named("HOSTNAME".utf8Span.span)?.parameter == .refused)
        #expect(AccessLogOperators.named("GRPC_STATUSES".utf8Span.span) == nil)
        #expect(AccessLogOperators.ofOtherBuilds.isDisjoint(with: AccessLogOperators.names))
    }
}
