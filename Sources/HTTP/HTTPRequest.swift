/// A complete request.
package struct HTTPRequest: Hashable, Sendable {
    package let method: HTTPMethod
    /// The request target as sent: `/validate?timeout=10s`, `*`, `http://host/validate`.
    package let target: String
    /// The path of the target, percent-decoded and cleaned; `*` for `OPTIONS *`.
    ///
    /// Repeated slashes are one, `.` and `..` are resolved, a slash at the end is dropped. `%2F` stays as it is: it is
    /// part of a segment, not a separator.
    package let path: String
    /// What follows the first `?`, as sent; nil without one.
    package let query: String?
    /// The fields as sent.
    ///
    /// `Content-Encoding` still stands there, though `body` is decoded.
    package let fields: HTTPFields
    /// The content, without chunks and inflated.
    package var body: [UInt8]

    init(method: HTTPMethod, target: HTTPTarget, fields: HTTPFields) {
        self.method = method
        self.target = target.text
        path = target.path
        query = target.query
        self.fields = fields
        body = []
    }

    /// A request made in the program, for tests and self-tests.
    ///
    /// - Throws: `HTTPError.targetMalformed`.
    package init(
        _ method: HTTPMethod, _ target: String, fields: HTTPFields = [:], body: [UInt8] = []
    ) throws(HTTPError) {
        let bytes = Array(target.utf8)
        self.init(method: method, target: try HTTPTarget(bytes.span, of: method), fields: fields)
        self.body = body
    }
}
