import IstioSchema

/// What Istio's template of Envoy's bootstrap makes of a proxy's configuration.
///
/// Every release writes these values alike: patterns of `inclusionRegexps` are escaped, the others are not.
///
/// Source: tools/packaging/common/envoy_bootstrap.json; pkg/bootstrap/config.go `getStatsOptions`.
enum EnvoyBootstrap {
    /// Whether proxies are made from another template, of which nothing is known.
    static func isReplaced(by config: Message) -> Bool {
        for name: FieldName in ["customConfigFile", "proxyBootstrapTemplatePath"] {
            if let file = config.string(name), !file.value.isEmpty { return true }
        }
        return config.stringEntries("proxyMetadata").contains { $0.key == "ISTIO_BOOTSTRAP" }
    }

    /// What a text must not hold that stands between double quotes of the bootstrap as it is; nil where it is sound.
    ///
    /// Envoy reads the bootstrap with protobuf's JSON of C++, which takes control characters and `\'`.
    ///
    /// Source: protobuf src/google/protobuf/json/internal/lexer.cc `ParseUtf8`, from release 22 (Envoy 1.28) on.
    static func offender(in text: String) -> String? {
        let bytes = text.utf8Span.span
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): return isGoneOnWith(text, after: index) ? nil : "\""
            case UInt8(ascii: "\\"):
                guard index &+ 1 < bytes.count else { return "\\ at its end" }
                switch bytes[index &+ 1] {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "b"),
                    UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                    index &+= 2
                case UInt8(ascii: "u"), UInt8(ascii: "U"):
                    guard index &+ 6 <= bytes.count, hasHexDigits(text, from: index &+ 2) else { return "\\u" }
                    index &+= 6
                case let letter where letter > 0x20 && letter < 0x7F: return "\\\(Unicode.Scalar(letter))"
                default: return "\\"
                }
            default: index &+= 1
            }
        }
        return nil
    }

    /// Whether JSON may follow a quote: somebody has written more than the text into it, and knows the template.
    private static func isGoneOnWith(_ text: String, after quote: Int) -> Bool {
        for byte in text.utf8.dropFirst(quote &+ 1) {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
            case UInt8(ascii: ","), UInt8(ascii: "}"): return true
            default: return false
            }
        }
        return false
    }

    private static func hasHexDigits(_ text: String, from index: Int) -> Bool {
        let digits = text.utf8.dropFirst(index).prefix(4)
        return digits.count == 4
            && digits.allSatisfy { digit in
                switch digit {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    true
                default: false
                }
            }
    }
}
