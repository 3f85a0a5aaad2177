import HTTP

/// What kubelet and Prometheus ask: `/livez`, `/readyz` and `/metrics`.
struct Probes: Sendable {
    let state: ServerState
    let ports: [LoopPort]

    /// 200 while every loop turns; a restart helps where one does not.
    func live(_ request: HTTPRequest) -> HTTPResponse {
        let now = state.clock.now()
        let stuck = ports.indices.filter { ports[$0].busyTime(at: now) > state.limits.stuck }
        guard !stuck.isEmpty else { return HTTPResponse(text: "ok") }
        let names = stuck.map { String($0) }.joined(separator: ", ")
        return HTTPResponse(
            status: 503, text: "stuck for more than \(state.limits.stuck.components.seconds) s: loop \(names)")
    }

    /// 200, or 503 with the reasons, one a line.
    func ready(_ request: HTTPRequest) -> HTTPResponse {
        let reasons = state.reasonsNotReady
        guard !reasons.isEmpty else { return HTTPResponse(text: "ok") }
        return HTTPResponse(status: 503, text: reasons.joined(separator: "\n"))
    }

    func metrics(_ request: HTTPRequest) -> HTTPResponse {
        HTTPResponse(
            status: 200, fields: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
            body: state.metrics.registry.page()
        ).compressed(for: request)
    }

    var routes: [String: Router.Route] {
        ["/livez": .init([.get, .head], respond: live), "/readyz": .init([.get, .head], respond: ready)]
    }

    var metricsRoutes: [String: Router.Route] {
        routes.merging(["/metrics": .init([.get, .head], respond: metrics)]) { $1 }
    }
}
