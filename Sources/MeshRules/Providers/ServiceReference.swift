import Documents
import IstioSchema

/// The service of an extension provider: a host, or `namespace/host`.
///
/// Istio looks it up in its registry as it stands, so that a name must be the full one, in lower case and without a
/// wildcard, which its own check lets pass.
///
/// Source: pkg/config/validation/agent/extensionprovider.go `validateExtensionProviderService`; pilot/pkg/model
/// `LookupCluster`.
struct ServiceReference {
    /// Nil where no namespace is written.
    let namespace: Substring?
    let host: Substring

    enum Problem: Hashable {
        case scheme, port, path, capitals, wildcard, namespace, shortHost, host
    }

    init(_ text: String) {
        if text.holds("/"), let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
            namespace = text[..<slash]
            host = text[text.utf8.index(after: slash)...]
        } else {
            namespace = nil
            host = text[...]
        }
    }

    /// The first thing that keeps Istio from finding such a service; nil where it may be there.
    static func problem(of text: String) -> Problem? {
        // Nearly every text is a host of small letters.
        if isPlainHost(text) { return nil }
        if text.holds("://") { return .scheme }
        let reference = ServiceReference(text)
        let host = String(reference.host)
        if reference.namespace == nil, IPAddress(host) != nil { return nil }
        if host.holds("/") { return .path }
        if host.holds(":") { return hasPort(reference.host) ? .port : .host }
        if host.holds("*") { return .wildcard }
        if let namespace = reference.namespace {
            guard DNSLabel.isKubernetes1123(String(namespace)) else {
                return HostName.isFullyQualified(String(namespace)) && namespace.utf8.contains(UInt8(ascii: "."))
                    ? .path : .namespace
            }
            guard host.utf8.contains(UInt8(ascii: ".")) else { return .shortHost }
        }
        guard HostName.isFullyQualified(host) else { return .host }
        return host.utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") } ? .capitals : nil
    }

    /// Whether the text is a host and nothing else, with no capitals.
    private static func isPlainHost(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        for index in bytes.indices where bytes[index] &- UInt8(ascii: "A") < 26 { return false }
        return HostName.isFullyQualified(text)
    }

    private static func hasPort(_ host: Substring) -> Bool {
        guard let colon = host.utf8.lastIndex(of: UInt8(ascii: ":")) else { return false }
        return Int(host[host.utf8.index(after: colon)...]) != nil
    }

    /// The host inside a URL or an address; nil where there is none.
    static func host(inside text: String) -> String? {
        var rest = text[...]
        if let scheme = rest.placeOf("://") { rest = rest[scheme.upperBound...] }
        let host = Substring(rest.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") })
        guard HostName.isFullyQualified(String(host)), host.utf8.contains(UInt8(ascii: ".")) else { return nil }
        return host.lowercased()
    }
}
