/// A release of Istio that the tables know.
///
/// Another one cannot be written.
package enum IstioVersion: Int, CaseIterable, Comparable, Sendable {
    case v1_20 = 20
    case v1_21, v1_22, v1_23, v1_24, v1_25, v1_26, v1_27, v1_28, v1_29, v1_30, v1_31

    /// Assumed where nothing says which release will read a document.
    package static let newest = IstioVersion.v1_31

    /// Its place among all of them, from 0.
    package var number: Int { rawValue &- Self.v1_20.rawValue }

    package static func < (left: IstioVersion, right: IstioVersion) -> Bool { left.rawValue < right.rawValue }

    /// The release of a version as people and labels write it: `1.24`, `1.24.3`, `v1.24.3-distroless`; nil where the
    /// text is no version, or one that the tables do not know.
    package init?(text: String) {
        var rest = text[...]
        if rest.first == "v" { rest = rest.dropFirst() }
        let parts = rest.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "1" else { return nil }
        let digits = parts[1].prefix { $0.isASCII && $0.isNumber }
        guard digits.count == parts[1].count || parts[1].dropFirst(digits.count).first == "-",
            let minor = Int(digits), let version = IstioVersion(rawValue: minor)
        else { return nil }
        self = version
    }
}

extension IstioVersion: CustomStringConvertible {
    package var description: String { Self.names[number] }

    private static let names = allCases.map { "1.\($0.rawValue)" }
}
