import Testing

@testable import MeshRules

@Suite("Texts in Envoy's bootstrap") struct EnvoyBootstrapTests {
    @Test(
        arguments: [
            "", "cluster.outbound", #"a\\b"#, #"a\"b"#, #"a\/\b\f\n\r\t"#, #"it\'s"#, #"\u0041"#, #"\U00e9x"#,
            "tab\there",
            "é", #"a"}, {"prefix": "b"#, #"a" , "ignore_case": true"#,
        ])
    func `are quoted`(_ text: String) { #expect(EnvoyBootstrap.offender(in: text) == nil) }

    @Test(
        arguments: [
            (#"a"b"#, "\""), (#"a""#, "\""), (#"a\\"b"#, "\""), (#"listener\."#, #"\."#), (#"\d+"#, #"\d"#),
            (#"a\"#, #"\ at its end"#), (#"a\\\"#, #"\ at its end"#), (#"\u12"#, #"\u"#), (#"\u12g4"#, #"\u"#),
            (#"\é"#, #"\"#), (#"\ "#, #"\"#),
        ])
    func `break it`(_ text: String, _ offender: String) {
        #expect(EnvoyBootstrap.offender(in: text) == offender)
    }
}
