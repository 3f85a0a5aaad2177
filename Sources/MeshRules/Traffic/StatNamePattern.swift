import IstioSchema

/// A pattern for the names of clusters in statistics: `outbound|%SERVICE_PORT%|%SUBSET_NAME%|%SERVICE_FQDN%`.
struct StatNamePattern {
    /// The operators, in order.
    let operators: [Operator]

    struct Operator {
        let name: String
        /// Whether there is a second percent sign before and behind.
        let isDoubled: Bool
    }

    /// What istiod replaces; SERVICE_NAME came with 1.24.
    ///
    /// Source: pilot/pkg/networking/telemetry/telemetry.go `BuildStatPrefix`, `BuildInboundStatPrefix`.
    static func known(in version: IstioVersion) -> [String] {
        let name = version >= .v1_24 ? ["SERVICE_NAME"] : []
        return name + ["SERVICE", "SERVICE_FQDN", "SERVICE_PORT", "SERVICE_PORT_NAME", "SUBSET_NAME", "TARGET_PORT"]
    }

    /// Operators are names of capitals, digits and underscores between percent signs.
    init(_ text: String) {
        let percent = UInt8(ascii: "%")
        let parts = text.utf8.split(separator: percent, omittingEmptySubsequences: false)
        var operators: [Operator] = []
        // How many percent signs stand before the part that do not close an operator.
        var open = 0
        for (index, part) in parts.enumerated() {
            guard open > 0, index &+ 1 < parts.count, !part.isEmpty, part.allSatisfy(Self.isInName) else {
                open = part.isEmpty && open > 0 ? 2 : 1
                continue
            }
            let isDoubled = open > 1 && index &+ 2 < parts.count && parts[index &+ 1].isEmpty
            operators.append(Operator(name: String(Substring(part)), isDoubled: isDoubled))
            open = 0
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

    /// The patterns of a mesh that are written.
    static func written(in mesh: Message) -> [(pattern: StatNamePattern, at: Located<String>)] {
        fields.compactMap { name in
            guard let text = mesh.string(name), text.isWritten, !text.value.isEmpty else { return nil }
            return (StatNamePattern(text.value), text)
        }
    }

    private static let fields = ["inboundClusterStatName", "outboundClusterStatName"]
}
