import HTTP

/// Which paths a port has, and what answers them.
package struct Router: Sendable {
    package struct Route: Sendable {
        let methods: [HTTPMethod]
        /// The media type that content must have; nil where content is not read.
        let mediaType: String?
        let respond: @Sendable (HTTPRequest) -> HTTPResponse
        /// Told of each request for the path that is answered by a status from 400 on, whoever answers.
        let noteFailure: (@Sendable (Failure) -> Void)?

        package init(
            _ methods: [HTTPMethod], mediaType: String? = nil,
            respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse,
            noteFailure: (@Sendable (Failure) -> Void)? = nil
        ) {
            self.methods = methods
            self.mediaType = mediaType
            self.respond = respond
            self.noteFailure = noteFailure
        }

        fileprivate var allowed: String {
            (methods + [.options]).map(\.description).joined(separator: ", ")
        }
    }

    /// A request that got no answer to what it asked.
    package struct Failure: Sendable {
        package let status: Int
        /// What the client was told.
        package let reason: String
        /// Where the client is: `10.0.0.1:4242`.
        package let peer: String
    }

    private let places: [Place]
    private let metrics: ServerMetrics

    /// A path with its metrics, found once.
    ///
    /// A port has four at most, which are compared sooner than hashed.
    private struct Place {
        let path: String
        let route: Route
        let ok: Metrics.Cell
        let seconds: Metrics.Cell
    }

    package init(_ routes: [String: Route], metrics: ServerMetrics) {
        self.metrics = metrics
        places = routes.sorted { $0.key < $1.key }.map { path, route in
            Place(
                path: path, route: route, ok: metrics.requests.cell(path, "200"),
                seconds: metrics.requestSeconds.cell(path))
        }
    }

    private func index(of path: String) -> Int? {
        for index in places.indices where places[index].path == path { return index }
        return nil
    }

    /// The answer to a request, which is counted.
    func response(to request: HTTPRequest, from peer: String) -> HTTPResponse {
        let index = index(of: request.path)
        let response = index.map { answer(request, places[$0].route) } ?? answerElsewhere(request)
        if response.status == 200, let index {
            places[index].ok.add()
        } else {
            // Paths that clients invent are one label.
            metrics.requests.add(1, index == nil ? "other" : request.path, String(response.status))
            if response.status >= 400, let index, let noteFailure = places[index].route.noteFailure {
                let reason = String(decoding: response.body.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
                noteFailure(Failure(status: response.status, reason: reason, peer: peer))
            }
        }
        return response
    }

    /// Tells the route of a path that a request for it was refused before it was complete; false if nobody wants to know.
    func noteRefusal(of path: String, _ error: HTTPError, from peer: String) -> Bool {
        guard let index = index(of: path), let noteFailure = places[index].route.noteFailure else { return false }
        noteFailure(Failure(status: error.status, reason: error.message, peer: peer))
        return true
    }

    /// Enters how long a request for a path took.
    func observe(nanoseconds: UInt64, path: String) {
        guard let index = index(of: path) else { return }
        places[index].seconds.observe(Double(nanoseconds) / 1e9)
    }

    private func answerElsewhere(_ request: HTTPRequest) -> HTTPResponse {
        if request.method == .options, request.path == "*" {
            return HTTPResponse(status: 204, fields: ["Allow": "GET, HEAD, POST, OPTIONS"])
        }
        let paths = places.map(\.path).joined(separator: ", ")
        return HTTPResponse(status: 404, text: "there is nothing at this path; this port has \(paths)")
    }

    private func answer(_ request: HTTPRequest, _ route: Route) -> HTTPResponse {
        if request.method == .options { return HTTPResponse(status: 204, fields: ["Allow": route.allowed]) }
        guard route.methods.contains(request.method) else {
            return HTTPResponse(.methodNotAllowed(allowed: route.allowed))
        }
        if let expected = route.mediaType, !Self.mediaType(of: request, is: expected) {
            return HTTPResponse(.mediaTypeUnsupported(expected: expected))
        }
        return route.respond(request)
    }

    /// Whether Content-Type names the media type, in any case and with any parameters (RFC 9110 §8.3.1).
    private static func mediaType(of request: HTTPRequest, is expected: String) -> Bool {
        // As the API server writes it.
        if request.fields.hasOnly("content-type", expected) { return true }
        let values = request.fields.values(of: "content-type")
        guard values.count == 1, let value = values.first else { return false }
        let type = value.prefix { $0 != ";" }.trimmingSpaces
        return type.lowercased() == expected
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = self.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
