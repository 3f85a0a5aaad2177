import IstioSchema
import Validation

/// A pattern for the names of clusters in statistics: `outbound|%SERVICE_PORT%|%SUBSET_NAME%|%SERVICE_FQDN%`.
struct StatNamePattern: Sendable {
    /// The operators, in order.
    let operators: [Operator]

    struct Operator: Sendable {
        let name: String
        /// Whether there is a second percent sign before and behind.
        let isDoubled: Bool
    }

    /// What istiod replaces; SERVICE_NAME came with 1.24.
    ///
    /// Source: pilot/pkg/networking/telemetry/telemetry.go `BuildStatPrefix`, `BuildInboundStatPrefix`.
    static func isKnown(_ name: String, in version: IstioVersion) -> Bool {
        switch name {
        case "SERVICE", "SERVICE_FQDN", "SERVICE_PORT", "SERVICE_PORT_NAME", "SUBSET_NAME", "TARGET_PORT": true
        case "SERVICE_NAME": version >= .v1_24
        default: false
        }
    }

    /// Operators are names of capitals, digits and underscores between percent signs.
    init(_ text: String) {
        let bytes = text.utf8Span.span
        var operators: [Operator] = []
        // How many percent signs stand before the part that do not close an operator.
        var open = 0
        var start = 0
        var isName = true
        for index in bytes.indices {
            guard bytes[index] == UInt8(ascii: "%") else {
                isName = isName && Self.isInName(bytes[index])
                continue
            }
            if open > 0, isName, index > start {
                let isDoubled = open > 1 && index &+ 1 < bytes.count && bytes[index &+ 1] == UInt8(ascii: "%")
                let end = text.utf8.index(text.startIndex, offsetBy: index)
                let name = text[text.utf8.index(end, offsetBy: start &- index)..<end]
                operators.append(Operator(name: String(name), isDoubled: isDoubled))
                open = 0
            } else {
                open = index == start && open > 0 ? 2 : 1
            }
            start = index &+ 1
            isName = true
        }
        self.operators = operators
    }

    func has(_ names: String...) -> Bool { operators.contains { names.contains($0.name) } }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

/// The patterns of a mesh that the author wrote.
final class StatNamePatterns: Sendable {
    let inbound: (pattern: StatNamePattern, text: Located<String>)?
    let outbound: (pattern: StatNamePattern, text: Located<String>)?

    fileprivate init(of mesh: Message) {
        inbound = Self.pattern("inboundClusterStatName", of: mesh)
        outbound = Self.pattern("outboundClusterStatName", of: mesh)
    }

    var all: [(pattern: StatNamePattern, text: Located<String>)] { [inbound, outbound].compactMap(\.self) }

    private static func pattern(_ field: FieldName, of mesh: Message) -> (StatNamePattern, Located<String>)? {
        guard mesh.isWritten(field), let text = mesh.string(field), !text.value.isEmpty else { return nil }
        return (StatNamePattern(text.value), text)
    }
}

extension RuleReport {
    /// The patterns of the mesh that the report is about.
    mutating func statNamePatterns(of mesh: Message) -> StatNamePatterns { derived { _ in StatNamePatterns(of: mesh) } }
}
