import Glibc
import HTTP
import Server
import TLS

/// The server with an answer that is always the same: what the wire costs without the engine.
///
///     fixed-answer PORT WORKERS CERTIFICATE KEY
@main
struct FixedAnswer {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let port = Int(arguments[1]), let workers = Int(arguments[2]) else {
            print("usage: fixed-answer PORT WORKERS CERTIFICATE KEY")
            exit(2)
        }
        let signals = try ShutdownSignals()
        ProcessLimits.boundMemory()
        var settings = AdmissionServer.Settings()
        settings.address = "127.0.0.1"
        settings.port = port
        settings.metricsPort = nil
        settings.workers = workers
        settings.shutdownDelay = .zero
        let body = Array(
            #"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","response":{"uid":"0","allowed":true}}"#.utf8
        )
        let metrics = Metrics()
        let server = try AdmissionServer(
            settings: settings,
            certificates: CertificateFiles(
                certificate: arguments[3], key: arguments[4], minimumVersion: .v1_2, clientAuthority: nil,
                clientNames: []),
            routes: [
                "/validate": Router.Route([.post], mediaType: "application/json") { _ in HTTPResponse(json: body) }
            ],
            metrics: ServerMetrics(registry: metrics), log: try Log(level: .warn, format: .json), signals: signals)
        try server.start()
        _ = server.waitUntilStopped()
    }
}
