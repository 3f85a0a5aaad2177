import HTTP

/// Which paths a port has, and what answers them.
package struct Router: Sendable {
    package struct Route: Sendable {
        let methods: [HTTPMethod]
        /// The media type that content must have; nil where content is not read.
        let mediaType: String?
        let respond: @Sendable (HTTPRequest) -> HTTPResponse

        package init(
            _ methods: [HTTPMethod], mediaType: String? = nil,
            respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
        ) {
            self.methods = methods
            self.mediaType = mediaType
            self.respond = respond
        }

        fileprivate var allowed: String {
            (methods + [.options]).map(\.description).joined(separator: ", ")
        }
    }

    private let routes: [String: Route]
    private let cells: [String: Cells]
    private let metrics: ServerMetrics

    /// Metrics of a path, found once.
    private struct Cells {
        let ok: Metrics.Cell
        let seconds: Metrics.Cell
    }

    package init(_ routes: [String: Route], metrics: ServerMetrics) {
        self.routes = routes
        self.metrics = metrics
        var cells: [String: Cells] = [:]
        for path in routes.keys {
            cells[path] = Cells(ok: metrics.requests.cell(path, "200"), seconds: metrics.requestSeconds.cell(path))
        }
        self.cells = cells
    }

    /// The answer to a request, which is counted.
    func response(to request: HTTPRequest) -> HTTPResponse {
        let response = answer(request)
        if response.status == 200, let cells = cells[request.path] {
            cells.ok.add()
        } else {
            // Paths that clients invent are one label.
            let path = routes[request.path] == nil ? "other" : request.path
            metrics.requests.add(1, path, String(response.status))
        }
        return response
    }

    /// Enters how long a request for a path took.
    func observe(_ duration: Duration, path: String) {
        cells[path]?.seconds.observe(duration.inSeconds)
    }

    private func answer(_ request: HTTPRequest) -> HTTPResponse {
        guard let route = routes[request.path] else {
            if request.method == .options, request.path == "*" {
                return HTTPResponse(status: 204, fields: ["Allow": "GET, HEAD, POST, OPTIONS"])
            }
            let paths = routes.keys.sorted().joined(separator: ", ")
            return HTTPResponse(status: 404, text: "there is nothing at this path; this port has \(paths)")
        }
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
        let values = request.fields.values(of: "content-type")
        guard values.count == 1, let value = values.first else { return false }
        // As the API server writes it.
        if value == expected { return true }
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
