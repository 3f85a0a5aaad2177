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
        #expect(problems("%REQ(:)%") == [.argument("REQ", .headerName(UInt8(ascii: ":")))])
        #expect(problems("%REQ(X?:)%") == [.argument("REQ", .headerName(UInt8(ascii: ":")))])
        #expect(problems("%REQ(A?B?C)%") == [.argument("REQ", .secondAlternative)])
        #expect(problems("%RESP(A?B?):5%") == [.argument("RESP", .secondAlternative)])
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

    @Test(
        arguments: [
            "%REQ(:path?x-a)%", "%REQ(X-a_b.C!#$&'*+^`|~)%", "%REQ(?b)%", "%REQ(a?)%", "%RESP(a?:b)%",
            "%START_TIME(%Y, on %dn 1n EOn)%", "%START_TIME(%10n)%", "%EMIT_TIME(n)%", "%FILTER_STATE(a)%",
            "%FILTER_STATE(a:)%", "%FILTER_STATE(a:TYPED)%", "%FILTER_STATE(a:FIELD:b)%", "%FILTER_STATE(a::)%",
            "%UPSTREAM_FILTER_STATE(a:PLAIN::c)%", "%GRPC_STATUS(CAMEL_STRING)%", "%COMMON_DURATION(a:b)%",
            "%COMMON_DURATION(a:b:us)%", "%REQ(a):18446744073709551615%", "%REQ(a):000000000000000000000001%",
        ])
    func `reads the arguments that Envoy reads`(_ format: String) {
        #expect(problems(format, in: .v1_30).isEmpty)
    }

    @Test(
        arguments: [
            ("%REQ(USER AGENT)%", .headerName(0x20)), ("%REQ(a:b)%", .headerName(0x3A)),
            ("%RESP(a?b[c)%", .headerName(0x5B)), ("%TRAILER(é)%", .headerName(0xC3)),
            ("%START_TIME(%Y%n)%", .lineBreak), ("%EMIT_TIME(%-0^9En)%", .lineBreak),
            ("%START_TIME(%%n)%", .lineBreak), ("%DOWNSTREAM_PEER_CERT_V_END(%On)%", .lineBreak),
            ("%FILTER_STATE(:PLAIN)%", .filterStateKey), ("%FILTER_STATE(x:FOO)%", .filterStateForm),
            ("%FILTER_STATE(x:PLAIN:y)%", .filterStateField), ("%FILTER_STATE(x:FIELD)%", .filterStateField),
            ("%UPSTREAM_FILTER_STATE(x::y)%", .filterStateField), ("%GRPC_STATUS(foo)%", .grpcStatus),
            ("%COMMON_DURATION(a)%", .durationPoints), ("%COMMON_DURATION(a:b:ms:c)%", .durationPoints),
            ("%COMMON_DURATION(a:b:s)%", .durationUnit), ("%COMMON_DURATION(a:b:)%", .durationUnit),
        ] as [(String, AccessLogArgument.Flaw)])
    func `finds arguments that Envoy refuses`(_ format: String, _ flaw: AccessLogArgument.Flaw) {
        let found = problems(format, in: .v1_30)
        #expect(found.count == 1)
        guard case .argument(_, let other)? = found.first else {
            Issue.record("\(format)")
            return
        }
        #expect(other == flaw)
        #expect(other.isRefused(in: .v1_30))
    }

    @Test func `is refused for an argument where that is certain`() {
        #expect(AccessLogArgument.Flaw.headerName(0x20).isRefused(in: .newest))
        #expect(!AccessLogArgument.Flaw.headerName(0x20).isRefused(in: .v1_25))
        #expect(AccessLogArgument.Flaw.secondAlternative.isRefused(in: .v1_20))
        #expect(!AccessLogArgument.Flaw.grpcStatus.isRefused(in: .newest))
        let names = [0x20, 0x40, 0x0A, 0xC3].map { AccessLogArgument.Flaw.headerName($0).message(of: "REQ") }
        #expect(names[0] == "must have no space in the name of a header in %REQ(")
        #expect(names[1] == "must have no @ in the name of a header in %REQ(")
        #expect(names[2].contains("control character"))
        #expect(names[3].contains("outside of ASCII"))
    }

    @Test func `has lengths of 64 bits`() {
        #expect(problems("%REQ(x):18446744073709551616%") == [.longLength("REQ")])
        #expect(problems("%REQ(x):99999999999999999999999% %REQ(y)%") == [.longLength("REQ")])
        #expect(problems("%START_TIME(a):99999999999999999999999b)%").isEmpty)
    }

    @Test func `closes parentheses in an argument from 1.23 on`() {
        let format = "%CEL(has(request.host) ? 1 : 2)% %REQ(a)%"
        #expect(problems(format, in: .v1_23).isEmpty)
        #expect(problems(format, in: .v1_22) == [.innerParenthesis("CEL")])
        #expect(problems("%CEL((a)% %REQ(b)% x)", in: .v1_22).isEmpty)
        #expect(problems("%BOGUS(a) b)%", in: .v1_22) == [.unknown("BOGUS")])
        #expect(AccessLogFormat.Problem.innerParenthesis("CEL").isRefused(in: .v1_22) == false)
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
