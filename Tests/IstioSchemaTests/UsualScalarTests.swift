import Documents
import Testing

@testable import IstioSchema

/// The decoder reads most scalars without looking at their node: what it finds must be what the careful way finds.
@Suite struct `A scalar as nearly everybody writes it` {
    private static let types: [ValueType] =
        [.bool, .int32, .int64, .uint32, .uint64, .double, .string, .duration, .freeForm, .message(.meshConfig)]
        + EnumName.allCases.map { .enumeration($0) }

    private static let texts =
        [
            "null", "~", "", "true", "no", "\"true\"", "0", "-1", "1", "-0", "-0.0", "1.0", "1.5", "1e30",
            "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296",
            "9223372036854775807", "9223372036854775808", "18446744073709551615", "1e400", "\"1\"", "\"-0\"", "\" 1 \"",
            "10s", "1h1ms", "-5m", "0", "10", "\"null\"", "NaN", "Infinity", "a", "é", "\"\"", "[]", "[a]", "{}",
            "{a: b}",
        ] + EnumName.allCases.flatMap { $0.shape.values.map(\.name) }

    @Test(arguments: [IstioVersion.v1_20, .v1_24, .newest])
    func `reads the same in place as from its node`(version: IstioVersion) throws {
        var quick = 0
        for text in Self.texts {
            let node = try #require(try YAMLReader().read("a: \(text)").root["a"])
            for type in Self.types {
                var decoder = MessageDecoder(version: version, root: .meshConfig)
                guard let value = decoder.usual(node.value, of: type) else { continue }
                quick += 1
                let slow = decoder.singular(node, of: type, at: .root)
                #expect("\(value)" == "\(slow)", "\(text) as \(type)")
                #expect(decoder.diagnostics.all.isEmpty, "\(text) as \(type)")
            }
        }
        #expect(quick > 200)
    }
}
