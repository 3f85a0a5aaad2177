/// A request method (RFC 9110 §9).
///
/// Case matters: `get` is `other`.
package enum HTTPMethod: Hashable, Sendable {
    case get
    case head
    case post
    case put
    case patch
    case delete
    case options
    case trace
    case other(String)

    package init(_ name: String) {
        self =
            switch name {
            case "GET": .get
            case "HEAD": .head
            case "POST": .post
            case "PUT": .put
            case "PATCH": .patch
            case "DELETE": .delete
            case "OPTIONS": .options
            case "TRACE": .trace
            default: .other(name)
            }
    }

    /// Whether the method is meant to bring content, so that a request without a length is an oversight.
    var bringsContent: Bool {
        switch self {
        case .post, .put, .patch: true
        default: false
        }
    }
}

extension HTTPMethod: CustomStringConvertible {
    package var description: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .trace: "TRACE"
        case .other(let name): name
        }
    }
}
