/// A host and a port, as Go and Istio read them: `istiod.istio-system.svc:15012`, `[::1]:15012`.
package struct ProxyAddress: Hashable, Sendable {
    /// Without the brackets of an IPv6 address.
    package let host: String
    package let port: Int64

    /// What keeps a text from being an address.
    package enum Problem: Error, Hashable, Sendable {
        /// No colon, or brackets and colons in wrong places.
        case form
        /// No number after the last colon, or one outside 1 to 65535.
        case port
        /// Neither a host name nor an IP address before it.
        case host

        /// What must be true of the text; what is there remains to be added.
        package var message: String {
            switch self {
            case .form: "must be host:port"
            case .port: "must have a port from 1 to 65535"
            case .host: "must have a host name or IP address"
            }
        }
    }

    static let example = "istiod.istio-system.svc:15012"

    /// - Throws: ``Problem``, the first that Istio finds.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateProxyAddress`.
    package init(_ text: String) throws(Problem) {
        guard let (host, port) = Self.split(text) else { throw .form }
        // Go's Atoi takes a sign and leading zeros, as Swift does.
        guard let number = Int64(port), PortNumber.isValid(number) else { throw .port }
        self.host = String(host)
        guard HostName.isFullyQualified(self.host) || IPAddress(self.host) != nil else { throw .host }
        self.port = number
    }

    /// What is wrong with a text, or nil for an address.
    package static func problem(of text: String) -> Problem? {
        do throws(Problem) {
            _ = try ProxyAddress(text)
            return nil
        } catch {
            return error
        }
    }

    /// Source: Go net/ipsock.go `SplitHostPort`.
    private static func split(_ text: String) -> (host: Substring, port: Substring)? {
        let bytes = text.utf8Span.span
        var colons = 0
        var last = 0
        /// Where the one closing bracket stands.
        var closing: Int?
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: ":"):
                colons &+= 1
                last = index
            case UInt8(ascii: "["):
                guard index == 0 else { return nil }
            case UInt8(ascii: "]"):
                guard closing == nil else { return nil }
                closing = index
            default:
                continue
            }
        }
        guard colons > 0 else { return nil }
        let isBracketed = bytes[0] == UInt8(ascii: "[")
        guard isBracketed ? closing == last &- 1 : closing == nil && colons == 1 else { return nil }
        let colon = text.utf8.index(text.startIndex, offsetBy: last)
        let host = text.utf8[..<colon]
        let inner = isBracketed ? host.dropFirst().dropLast() : host
        return (Substring(inner), text[text.utf8.index(after: colon)...])
    }
}
