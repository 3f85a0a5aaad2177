import Foundation
import TestCertificates
import Testing

/// The program as a process of its own: signals, limits and messages.
@Suite struct `The program` {
    private final class Running {
        let process = Process()
        let folder: TestFolder
        private let errors = Pipe()
        private var text = ""
        private(set) var port = 0
        private(set) var metricsPort = 0

        init(_ arguments: [String] = [], shell: String = "", environment: [String: String] = [:]) throws {
            folder = try TestFolder()
            let authority = try TestServer.authority.get()
            let pair = try authority.issue()
            try folder.write(pair.certificate, to: "tls.crt")
            try folder.write(pair.key, to: "tls.key")
            try folder.write(authority.pair.certificate, to: "ca.crt")
            let all =
                [
                    "serve", "--address", "127.0.0.1", "--tls-cert", folder.path + "/tls.crt", "--tls-key",
                    folder.path + "/tls.key",
                ] + arguments
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "\(shell) exec \"$0\" \"$@\"", Self.program] + all
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            process.standardError = errors
            process.standardOutput = FileHandle.nullDevice
            try process.run()
        }

        deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

        /// The program beside this test's bundle.
        static var program: String {
            let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            // `swift test` runs a bundle of the build folder, given as an argument.
            let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? link ?? ""
            return URL(filePath: bundle).deletingLastPathComponent().appending(path: "sekisho").path
        }

        /// Waits for a line of the log, and gives the value of one of its fields.
        @discardableResult
        func line(_ message: String, _ field: String = "msg") -> String? {
            let end = Date().addingTimeInterval(10)
            while Date() < end {
                for line in text.split(separator: "\n") {
                    guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                        object["msg"] as? String == message
                    else { continue }
                    return object[field].map { "\($0)" }
                }
                let data = errors.fileHandleForReading.availableData
                if data.isEmpty { return nil }
                text += String(decoding: data, as: UTF8.self)
            }
            return nil
        }

        func waitUntilListening() throws {
            let url = try #require(line("listening", "url"))
            port = try #require(URL(string: url)?.port)
            metricsPort = line("listening", "metrics").flatMap { URL(string: $0)?.port } ?? 0
        }

        func metrics(at port: Int? = nil) throws -> String {
            let socket = try TestSocket(port: port ?? metricsPort)
            socket.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return String(decoding: socket.receiveAll(), as: UTF8.self)
        }

        func wait() -> (status: Int32, errors: String) {
            text += String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, text)
        }

        func signal(_ number: Int32) { kill(process.processIdentifier, number) }
    }

    @Test func `ends with 0 on SIGTERM, and at once on the second`() throws {
        let program = try Running(["--port", "0", "--metrics-port", "0", "--shutdown-delay", "0s"])
        try program.waitUntilListening()
        program.signal(SIGTERM)
        #expect(program.wait().status == 0)

        let slow = try Running(["--port", "0", "--metrics-port", "0", "--shutdown-delay", "1m"])
        try slow.waitUntilListening()
        slow.signal(SIGINT)
        slow.line("draining: not ready, still accepting")
        slow.signal(SIGTERM)
        let (status, errors) = slow.wait()
        #expect(status == 1)
        #expect(errors.contains("second signal: exiting at once"))
    }

    @Test func `loses no call when it is asked to stop under load`() throws {
        let program = try Running(["--port", "0", "--metrics-port", "0", "--shutdown-delay", "500ms"])
        try program.waitUntilListening()
        let authority = try TestServer.authority.get().pair.certificate
        let port = program.port
        let answered = Counter()
        let lost = Counter()
        let threads = (0..<8).map { _ in
            let thread = Thread {
                var client: TestClient?
                while true {
                    // As Go does: a refused connection is another replica's call, a lost one is a failure.
                    if client == nil {
                        guard let dialed = try? TestClient(port: port, authority: authority) else { break }
                        client = dialed
                    }
                    guard let answer = try? client?.get("/livez") else {
                        lost.add()
                        client = nil
                        continue
                    }
                    answered.add()
                    if answer.field("Connection") == "close" { client = nil }
                }
                answered.finish()
            }
            thread.start()
            return thread
        }
        eventually { answered.value > 200 }
        program.signal(SIGTERM)
        #expect(program.wait().status == 0)
        eventually { answered.finished == threads.count }
        #expect(answered.value > 200)
        #expect(lost.value == 0)
    }

    @Test func `goes on when descriptors run out`() throws {
        let program = try Running(["--port", "0", "--metrics-port", "0"], shell: "ulimit -n 40;")
        try program.waitUntilListening()
        var sockets: [TestSocket] = []
        for _ in 0..<60 { sockets.append(try TestSocket(port: program.port)) }
        program.line("cannot accept connections")
        sockets = []
        let authority = try TestServer.authority.get().pair.certificate
        #expect(eventually { (try? TestClient(port: program.port, authority: authority).get("/livez").status) == 200 })
    }

    @Test func `does not say that all is well where it cannot start for want of descriptors`() throws {
        for count in 8..<60 {
            let program = try Running(
                ["--port", "0", "--metrics-port", "0", "--shutdown-delay", "0s"], shell: "ulimit -n \(count);")
            let hasStarted = program.line("listening") != nil
            program.signal(SIGTERM)
            let (status, errors) = program.wait()
            #expect((status == 0) == hasStarted, "\(count): \(errors)")
            #expect(!errors.contains("not started"))
            if hasStarted { return }
        }
        Issue.record("never started")
    }

    @Test func `writes its log into nothing where it is started without standard error`() throws {
        let (port, metricsPort) = (try TestSocket.freePort(), try TestSocket.freePort())
        let program = try Running(["--port", "\(port)", "--metrics-port", "\(metricsPort)"], shell: "exec 2>&-;")
        #expect(eventually { (try? TestSocket(port: metricsPort)) != nil })
        let descriptor = "/proc/\(program.process.processIdentifier)/fd/2"
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: descriptor) == "/dev/null")
        #expect(
            try eventually { try !program.metrics(at: metricsPort).contains("\nsekisho_log_lines_dropped_total 0\n") })
    }

    @Test func `leaves no descriptor behind`() throws {
        let program = try Running(["--port", "0", "--metrics-port", "0"])
        try program.waitUntilListening()
        let authority = try TestServer.authority.get().pair.certificate
        let descriptors = "/proc/\(program.process.processIdentifier)/fd"
        // The loops open theirs when they begin to turn, which an answer from each of them shows.
        for _ in 0..<8 { _ = try TestClient(port: program.port, authority: authority).get("/livez") }
        let before = try FileManager.default.contentsOfDirectory(atPath: descriptors).count
        for number in 0..<100 {
            let client = try TestClient(port: program.port, authority: authority)
            _ = try client.get("/livez")
            if number.isMultiple(of: 2) { client.socket.reset() }
        }
        #expect(
            try eventually { try FileManager.default.contentsOfDirectory(atPath: descriptors).count <= before })
    }

    @Test func `counts kinds that a client invents as one`() throws {
        let program = try Running(["--port", "0", "--metrics-port", "\(TestSocket.freePort())"])
        try program.waitUntilListening()
        let client = try TestClient(port: program.port, authority: TestServer.authority.get().pair.certificate)
        for number in 0..<300 {
            #expect(try client.post(Self.review(kind: "Kind\(number)")).status == 200)
        }
        // The chart can have workloads reviewed too.
        for kind in ["ConfigMap", "CronJob"] { #expect(try client.post(Self.review(kind: kind)).status == 200) }
        let page = try program.metrics()
        let labels = page.split(separator: "\n").filter { $0.hasPrefix("sekisho_reviews_total{") }
        #expect(
            labels == [
                #"sekisho_reviews_total{kind="ConfigMap",operation="CREATE",verdict="not-ours",dry_run="false"} 1"#,
                #"sekisho_reviews_total{kind="CronJob",operation="CREATE",verdict="not-ours",dry_run="false"} 1"#,
                #"sekisho_reviews_total{kind="other",operation="CREATE",verdict="not-ours",dry_run="false"} 300"#,
            ])
    }

    @Test func `counts and logs each call that gets no review for an answer`() throws {
        let program = try Running(
            [
                "--port", "0", "--metrics-port", "\(TestSocket.freePort())", "--max-body", "100000",
                "--max-bytes-in-flight", "100000", "--shutdown-delay", "0s",
            ])
        try program.waitUntilListening()
        let authority = try TestServer.authority.get().pair.certificate
        func status(_ head: String, _ body: String = "") throws -> Int {
            let client = try TestClient(port: program.port, authority: authority)
            try client.send("\(head) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
            return try client.answer().status
        }
        let post = "POST /validate"
        #expect(try TestClient(port: program.port, authority: authority).post("no review").status == 400)
        #expect(try status(post, String(repeating: "x", count: 100_001)) == 413)
        #expect(try status(post, "{}") == 415)
        #expect(try status("GET /validate") == 405)
        #expect(try status("GET /elsewhere") == 404)
        let page = try program.metrics()
        let counts = page.split(separator: "\n").filter { $0.hasPrefix("sekisho_review_failures_total{") }
        #expect(
            counts == ["400", "405", "413", "415"].map { "sekisho_review_failures_total{status=\"\($0)\"} 1" })
        program.signal(SIGTERM)
        let lines = program.wait().errors.split(separator: "\n").filter { $0.contains("call without a review") }
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.contains(#""level":"warn""#) && $0.contains(#""peer":"127.0.0.1:"#) })
        #expect(lines.contains { $0.contains("the content must have at most 100000 bytes") })
        #expect(lines.contains { $0.contains("the content is not JSON") })
    }

    private static func review(kind: String) -> String {
        #"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","kind":{"group":"","#
            + #""version":"v1","kind":"\#(kind)"},"operation":"CREATE","object":{}}}"#
    }

    @Test func `takes flags from the environment, and the flag before it`() throws {
        let program = try Running(
            ["--port", "0"],
            environment: [
                "SEKISHO_PORT": "1", "SEKISHO_METRICS_PORT": "0", "SEKISHO_WORKERS": "3", "SEKISHO_LOG_LEVEL": "info",
            ])
        try program.waitUntilListening()
        #expect(program.line("listening", "workers") == "3")
        #expect(program.line("listening", "metrics") == "off")
    }

    @Test func `says what to do where it cannot start`() throws {
        let first = try Running(["--port", "0", "--metrics-port", "0"])
        try first.waitUntilListening()
        for (arguments, text, status) in [
            (["--port", "\(first.port)", "--metrics-port", "0"], ": stop it, or choose another with --port", Int32(1)),
            (["--tls-cert", "/nowhere/tls.crt"], "`make certs`, or name yours with --tls-cert and --tls-key", 1),
            (["--tls-key", first.folder.path + "/tls.key"], "the private key does not fit the certificate", 1),
            (["--address", "localhost"], "--address must be a numeric address, such as 0.0.0.0 or ::", 1),
            (["--policy", "/nowhere/policy.yaml"], "/nowhere/policy.yaml: No such file or directory", 1),
            (["--shutdown-delay", "5"], "--shutdown-delay must be a duration such as 5s or 1m30s, not '5'", 2),
            (["--client-name", "x"], "--client-name needs --client-ca", 2),
        ] {
            let result = try Running(arguments).wait()
            #expect(result.status == status)
            #expect(result.errors.contains(text), "\(result.errors)")
        }
    }
}

/// A count that threads share.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    private var ended = 0

    var value: Int { lock.withLock { count } }
    var finished: Int { lock.withLock { ended } }
    func add() { lock.withLock { count += 1 } }
    func finish() { lock.withLock { ended += 1 } }
}
