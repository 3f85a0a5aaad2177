import Testing

@testable import Documents

@Suite struct `A text between brackets` {
    @Test(arguments: [
        ("cluster", "cluster"), ("istio-system/a_b.c", "istio-system/a_b.c"), ("/dev/stdout", "/dev/stdout"),
        ("*", "\"*\""), ("*.svc.cluster.local", "\"*.svc.cluster.local\""), ("true", "\"true\""), ("no", "\"no\""),
        ("123", "\"123\""), (".5", "\".5\""), ("null", "\"null\""), ("", "\"\""), ("-a", "\"-a\""),
        ("...", "\"...\""), ("a: b # c", "\"a: b # c\""), ("a,b", "\"a,b\""), ("[0-9]{1,3}", "\"[0-9]{1,3}\""),
        ("a\"b\\c", "\"a\\\"b\\\\c\""), ("a\nb\tc", "\"a\\nb\\tc\""), ("\u{7}", "\"\\u0007\""),
        ("\u{200B}", "\"\\u200b\""), ("\u{E0001}", "\"\\U000e0001\""), ("ü", "\"ü\""),
    ])
    func `is quoted where it would be read as another`(text: String, written: String) throws {
        #expect(text.asFlowScalar == written)
        let root = try YAMLReader().read("[\(text.asFlowScalar)]").root
        #expect(root.elements.map(\.string) == [text])
    }
}
