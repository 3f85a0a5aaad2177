import Documents
import IstioSchema
import Testing

@testable import MeshRules

@Suite("Labels of an access log") struct AccessLogLabelsTests {
    private func problems(_ json: String, in version: IstioVersion = .newest) -> [AccessLogFormat.Problem] {
        AccessLogLabels.problems(ofJSON: json, in: version)
    }

    private func problems(
        _ text: String, of log: AccessLog, in version: IstioVersion
    ) -> [AccessLogFormat.Problem] {
        AccessLogFormat(text, in: version).problems(of: log, in: version)
    }

    @Test func `have operators of extensions at the top level`() {
        let nested = #"{"http": {"path": "%REQ_WITHOUT_QUERY(:PATH)%"}}"#
        #expect(problems(nested) == [.notAtTopLevel("REQ_WITHOUT_QUERY")])
        #expect(problems(nested, in: .v1_20) == [.notAtTopLevel("REQ_WITHOUT_QUERY")])
        #expect(problems(#"{"path": "%REQ_WITHOUT_QUERY(:PATH)%"}"#).isEmpty)
        #expect(problems(#"{"b": ["%REQ_WITHOUT_QUERY(a)%"], "a": "x %REQ_WITHOUT_QUERY(:PATH)%"}"#).isEmpty)
        // istiod looks for a name's beginning, behind any percent sign.
        #expect(problems(#"{"b": ["%REQ_WITHOUT_QUERY(a)%"], "a": "%%REQ_WITHOUT_QUERY%%"}"#).isEmpty)
        #expect(problems(#"{"b": ["%REQ_WITHOUT_QUERY(a)%"], "a": "REQ_WITHOUT_QUERY"}"#).count == 1)
        #expect(AccessLogFormat.Problem.notAtTopLevel("REQ_WITHOUT_QUERY").isRefused(in: .newest))
    }

    @Test func `have some operators anywhere from 1.26 on`() {
        let json = #"{"a": ["%METADATA(ROUTE:a)%", "%CEL(request.host)%"], "b": "%CEL(request.host)%"}"#
        #expect(problems(json, in: .v1_26).isEmpty)
        #expect(problems(json, in: .v1_25) == [.notAtTopLevel("METADATA")])
    }

    @Test func `have operators of extensions for OpenTelemetry from 1.23 on`() {
        let text = "%CEL(a)% %REQ_WITHOUT_QUERY(b)% %PROTOCOL%"
        #expect(problems(text, of: .openTelemetry, in: .v1_23).isEmpty)
        #expect(problems(text, of: .file, in: .v1_22).isEmpty)
        let found = problems(text, of: .openTelemetry, in: .v1_22)
        #expect(found == [.notInOpenTelemetry("REQ_WITHOUT_QUERY"), .notInOpenTelemetry("CEL")])
    }

    @Test func `have words for values from 1.25 on`() {
        let json = #"{"a": true, "b": [null, 1, 2.5, {"c": false}]}"#
        #expect(problems(json, in: .v1_25).isEmpty)
        #expect(problems(json, in: .v1_24) == [.literal("true"), .literal("null"), .literal("false")])
        var labels = AccessLogLabels(.null, of: .openTelemetry, in: .v1_24)
        #expect(labels.problems(of: .bool(true), isTop: true).isEmpty)
    }

    @Test func `count the last of repeated names`() {
        #expect(problems(#"{"a": "%", "a": "x"}"#).isEmpty)
        #expect(problems(#"{"a": "x", "a": "%"}"#) == [.loneSign])
        let nested = #""q": {"r": "%REQ_WITHOUT_QUERY(:PATH)%"}"#
        #expect(
            problems(#"{"p": "%REQ_WITHOUT_QUERY(:PATH)%", "p": "x", \#(nested)}"#) == [
                .notAtTopLevel("REQ_WITHOUT_QUERY")
            ])
        let many = (0..<20).map { "\"\($0)\": \"%\"" }.joined(separator: ",")
        let mended = (0..<20).map { "\"\($0)\": \"x\"" }.joined(separator: ",")
        #expect(problems("{\(many),\(mended)}").isEmpty)
        #expect(problems("{\(mended),\(many)}") == [.loneSign])
    }

    @Test func `have words that a flag of 1.24 may let pass`() {
        #expect(AccessLogFormat.Problem.literal("true").isRefused(in: .v1_23))
        #expect(!AccessLogFormat.Problem.literal("true").isRefused(in: .v1_24))
    }

    @Test func `say each problem once, and few`() {
        #expect(problems(#"{"a": "%", "b": "%", "c": true, "d": true}"#, in: .v1_24) == [.loneSign, .literal("true")])
        let many = (0..<100).map { "\"\($0)\": \"%X\($0)%\"" }.joined(separator: ",")
        #expect(problems("{\(many)}").count == 8)
    }
}
