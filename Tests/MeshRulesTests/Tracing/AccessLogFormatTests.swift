import IstioSchema
import Testing

@testable import MeshRules

@Suite("A format of an access log") struct AccessLogFormatTests {
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
        #expect(AccessLogFormat(format).problems.isEmpty)
    }

    @Test func `finds what Envoy refuses`() {
        #expect(AccessLogFormat("50% off").problems == [.loneSign])
        #expect(AccessLogFormat("%").problems == [.loneSign])
        #expect(AccessLogFormat("%start_time%").problems == [.loneSign])
        #expect(AccessLogFormat("%RESPONSE_CODE").problems == [.openOperator("RESPONSE_CODE")])
        #expect(AccessLogFormat("%RESPONSE_CODE:x%").problems == [.openOperator("RESPONSE_CODE")])
        #expect(AccessLogFormat("%REQ(:METHOD%").problems == [.openParameter("REQ")])
        #expect(AccessLogFormat("%REQ(a\n)%").problems == [.brokenParameter("REQ")])
        #expect(AccessLogFormat("%REQ(a):%").problems == [.openParameter("REQ")])
        #expect(AccessLogFormat("%REQ%").problems == [.missingParameter("REQ")])
        #expect(AccessLogFormat("%REQ()%").problems == [.missingParameter("REQ")])
        #expect(AccessLogFormat("%REQ:5%").problems == [.missingParameter("REQ")])
        #expect(AccessLogFormat("%FILTER_STATE%").problems == [.missingParameter("FILTER_STATE")])
        #expect(AccessLogFormat("%CEL()%").problems == [.uselessWithoutParameter("CEL")])
        #expect(AccessLogFormat("%RESPONSE_CODE(5)%").problems == [.superfluousParameter("RESPONSE_CODE")])
        #expect(AccessLogFormat("%BYTES_SENT:5%").problems == [.superfluousLength("BYTES_SENT")])
        #expect(AccessLogFormat("%BYTES_SENT():5%").problems == [.superfluousLength("BYTES_SENT")])
        #expect(AccessLogFormat("%START_TIME(%s):5%").problems == [.superfluousLength("START_TIME")])
        #expect(AccessLogFormat("%REQ(A?B?C)%").problems == [.secondAlternative("REQ")])
        #expect(AccessLogFormat("%RESP(A?B?):5%").problems == [.secondAlternative("RESP")])
    }

    @Test func `forgets the length of the operator before`() {
        #expect(AccessLogFormat("%REQ(a):5% %BYTES_SENT% %RESPONSE_CODE()%").problems.isEmpty)
        #expect(AccessLogFormat("%START_TIME(a):5b)%").problems.isEmpty)
    }

    @Test func `is refused for certain by releases that the table covers`() {
        func isRefused(_ format: String, in version: IstioVersion) -> Bool? {
            AccessLogFormat(format).problems.first?.isRefused(in: version)
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
        #expect(AccessLogOperators.named("REQ".utf8Span.span)?.parameter == .required)
        #expect(AccessLogOperators.named("GRPC_STATUS".utf8Span.span)?.parameter == .optional)
        #expect(AccessLogOperators.named("HOSTNAME".utf8Span.span)?.parameter == .refused)
        #expect(AccessLogOperators.named("GRPC_STATUSES".utf8Span.span) == nil)
        #expect(AccessLogOperators.ofOtherBuilds.isDisjoint(with: AccessLogOperators.names))
    }
}
