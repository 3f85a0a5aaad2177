import Documents

/// A name, or a pattern of names with `*` for any run of characters: `istio-*`.
package struct NamePattern: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    /// Told once: each object's name is compared with all patterns.
    private let hasStar: Bool

    package init(_ text: String) {
        self.text = text
        hasStar = text.utf8.contains(UInt8(ascii: "*"))
    }

    package var description: String { text }

    /// Whether a name fits.
    ///
    /// Linear in the name for each `*`.
    package func matches(_ name: String) -> Bool {
        // Kubernetes compares names byte by byte, where Swift takes a KELVIN SIGN for a K.
        hasStar ? Self.matches(text.utf8.span, name.utf8.span) : text.isExactly(name)
    }

    /// Whether bytes fit a pattern of bytes.
    private static func matches(_ pattern: Span<UInt8>, _ name: Span<UInt8>) -> Bool {
        var (inPattern, inName) = (0, 0)
        // Behind the last `*`, and what of the name it stands for up to.
        var retry: (inPattern: Int, inName: Int)?
        while inName < name.count {
            if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") {
                inPattern = inPattern &+ 1
                retry = (inPattern, inName)
            } else if inPattern < pattern.count, pattern[inPattern] == name[inName] {
                inPattern = inPattern &+ 1
                inName = inName &+ 1
            } else if let last = retry {
                retry = (last.inPattern, last.inName &+ 1)
                (inPattern, inName) = (last.inPattern, last.inName &+ 1)
            } else {
                return false
            }
        }
        while inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") { inPattern = inPattern &+ 1 }
        return inPattern == pattern.count
    }
}

extension [NamePattern] {
    package func matches(_ name: String) -> Bool { contains { $0.matches(name) } }
}

/// Which ConfigMaps hold what, by name.
package struct ConfigMapNames: Sendable {
    /// istiod reads `istio` (revision default) and `istio-REVISION`, and what `SHARED_MESH_CONFIG` names.
    package var mesh: [NamePattern] = [NamePattern("istio"), NamePattern("istio-*")]
    package var injector: [NamePattern] = [
        NamePattern("istio-sidecar-injector"), NamePattern("istio-sidecar-injector-*"),
    ]
    package var rootCertificate: [NamePattern] = [NamePattern("istio-ca-root-cert")]
    package var cni: [NamePattern] = [NamePattern("istio-cni-config")]

    package init() {}

    /// What a ConfigMap of this name holds, or nil for one that is not Istio's.
    package func content(of name: String) -> Content? {
        if rootCertificate.matches(name) { return .rootCertificate }
        if cni.matches(name) { return .cni }
        if injector.matches(name) { return .injector }
        if mesh.matches(name) { return .mesh }
        return nil
    }

    package enum Content: Sendable {
        case mesh, injector, rootCertificate, cni
    }
}
