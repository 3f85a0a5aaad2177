import Foundation
import HTTP
import Synchronization
import TestCertificates
import Testing

@testable import Server

@Suite struct `The life of a server` {
    private func status(_ socket: TestSocket, _ path: String) -> String {
        socket.send("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        let text = String(decoding: socket.receiveAll(), as: UTF8.self)
        return text.dropFirst(9).prefix(3) + " " + (text.components(separatedBy: "\r\n\r\n").last ?? "")
    }

    @Test func `is not ready while it drains, but answers, and ends its connections`() throws {
        let test = try TestServer { $0.shutdownDelay = .seconds(5) }
        let kept = try test.connect()
        let idle = try test.connect()
        #expect(try kept.post("1").field("Connection") == nil)
        test.server.beginShutdown()
        eventually { test.server.state.stage == .draining }
        #expect(status(try test.connectPlain(), "/readyz") == "503 draining: the server was asked to stop\n")
        #expect(status(try test.connectPlain(), "/livez") == "200 ok\n")
        #expect(try kept.post("2").field("Connection") == "close")
        #expect(try test.connect().post("3").text == "3", "still accepting")
        test.advance(.seconds(6))
        #expect(test.server.waitUntilStopped() == 0)
        #expect(try idle.waitForClose())
        #expect(throws: TestSocket.Failure.self) { try test.connect() }
    }

    @Test func `answers what is under way before it ends`() throws {
        let test = try TestServer { $0.workers = 1 }
        let client = try test.connect()
        try client.send(
            "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n12")
        _ = try test.connect().post("{}")
        test.server.beginShutdown()
        eventually { test.server.state.stage == .closing }
        try client.send("34")
        let answer = try client.answer()
        #expect(answer.text == "1234")
        #expect(answer.field("Connection") == "close")
        #expect(try client.waitForClose())
        client.socket.finishSending()
        #expect(test.server.waitUntilStopped() == 0)
    }

    @Test func `answers a request that came while a loop was busy with another when the end began`() throws {
        let entered = DispatchSemaphore(value: 0)
        let goOn = DispatchSemaphore(value: 0)
        let test = try TestServer {
            $0.workers = 1
        } respond: { request in
            if request.body.elementsEqual("busy".utf8) {
                entered.signal()
                goOn.wait()
            }
            return HTTPResponse(json: request.body)
        }
        let client = try test.connect()
        _ = try client.post("before")
        let busy = try test.connect()
        try busy.send(TestClient.request("busy"))
        entered.wait()
        try client.send(TestClient.request("late"))
        eventually { client.socket.hasArrived }
        test.server.beginShutdown()
        eventually { test.server.state.stage == .closing }
        goOn.signal()
        #expect(try busy.answer().status == 200)
        #expect(try client.answer().text == "late")
    }

    @Test func `answers all who wait in the kernel's queue when it stops accepting`() throws {
        let entered = DispatchSemaphore(value: 0)
        let goOn = DispatchSemaphore(value: 0)
        let folder = try TestFolder()
        try folder.write("one", to: "policy.yaml")
        let file = WatchedFile("policy", paths: [folder.path + "/policy.yaml"]) { contents in
            guard contents == [[UInt8]("two".utf8)] else { return }
            entered.signal()
            goOn.wait()
        }
        let test = try TestServer(files: [file])
        // The loop that accepts looks at the file until all have connected and the end has begun.
        try folder.write("two", to: "policy.yaml")
        test.advance(.seconds(10))
        entered.wait()
        let sockets = try (0..<100).map { _ in try TestSocket(port: test.server.port) }
        test.server.beginShutdown()
        goOn.signal()
        let authority = try TestServer.authority.get().pair.certificate
        for socket in sockets {
            let client = try TestClient(socket: socket, authority: authority)
            #expect(try client.post("{}").field("Connection") == "close")
        }
        #expect(test.metrics.connectionsOpened.value("https") == 100)
    }

    @Test func `says how many it has cut off`() throws {
        let test = try TestServer {
            $0.workers = 1
            $0.shutdownTimeout = .seconds(3)
        }
        let client = try test.connect()
        try client.send(
            "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n12")
        _ = try test.connect().post("{}")
        test.server.beginShutdown()
        eventually { test.server.state.stage == .closing }
        eventually { test.server.connectionCount == 1 }
        test.advance(.seconds(3))
        #expect(test.server.waitUntilStopped() == 1)
    }

    @Test func `is not ready with a fault, and says why`() throws {
        let test = try TestServer()
        test.server.state.setFault("self-test", "rule x disagrees with its example")
        #expect(status(try test.connectPlain(), "/readyz") == "503 self-test: rule x disagrees with its example\n")
        test.server.state.setFault("self-test", nil)
        #expect(status(try test.connectPlain(), "/readyz") == "200 ok\n")
    }

    @Test(arguments: [nil, "rule x disagrees with its example"])
    func `answers, but is not ready, before a check is done`(failure: String?) throws {
        let hold = DispatchSemaphore(value: 0)
        let test = try TestServer()
        try test.server.holdReadiness(for: "self-test") {
            hold.wait()
            return failure
        }
        #expect(status(try test.connectPlain(), "/readyz") == "503 self-test: not done\n")
        #expect(try test.connect().post("{}").status == 200)
        hold.signal()
        let wanted = failure.map { "503 self-test: \($0)\n" } ?? "200 ok\n"
        eventually { (try? status(test.connectPlain(), "/readyz")) == wanted }
    }

    @Test func `is not alive with a loop that is stuck`() throws {
        let entered = DispatchSemaphore(value: 0)
        let hold = DispatchSemaphore(value: 0)
        let test = try TestServer {
            $0.workers = 1
        } respond: { _ in
            entered.signal()
            hold.wait()
            return HTTPResponse(json: [])
        }
        let client = try test.connect()
        try client.send(TestClient.request("{}"))
        entered.wait()
        test.advance(.seconds(16))
        #expect(status(try test.connectPlain(), "/livez") == "503 stuck for more than 15 s: loop 0\n")
        hold.signal()
        #expect(try client.answer().status == 200)
        #expect(try eventually { status(try test.connectPlain(), "/livez") == "200 ok\n" })
    }

    @Test func `changes its authority without a refused connection while clients trust the old and the new one`() throws
    {
        let test = try TestServer()
        let old = try TestServer.authority.get().pair.certificate
        let authority = try TestAuthority()
        let bundle = old + authority.pair.certificate
        #expect(try TestClient(port: test.server.port, authority: bundle).post("{}").status == 200)
        let pair = try authority.issue(days: 20)
        try test.folder.write(pair.certificate, to: "tls.crt")
        try test.folder.write(pair.key, to: "tls.key")
        test.advance(.seconds(10))
        #expect(eventually { test.metrics.reloads.value("certificate", "ok") == 1 })
        #expect(try TestClient(port: test.server.port, authority: bundle).post("{}").status == 200)
        #expect(try TestClient(port: test.server.port, authority: authority.pair.certificate).post("{}").status == 200)
        #expect(throws: (any Error).self) { try TestClient(port: test.server.port, authority: old).post("{}") }
    }

    @Test func `takes a renewed pair into use, and keeps the old one when a pair does not fit`() throws {
        let test = try TestServer()
        let authority = try TestServer.authority.get()
        let old = try test.connect()
        _ = try old.post("{}")
        let pair = try authority.issue(days: 20)
        try test.folder.write(pair.certificate, to: "tls.crt")
        test.advance(.seconds(10))
        eventually { test.metrics.reloads.value("certificate", "failed") == 1 }
        #expect(test.metrics.reloads.value("certificate", "failed") == 1)
        #expect(try test.connect().post("{}").status == 200)
        test.advance(.seconds(10))
        try test.folder.write(pair.key, to: "tls.key")
        test.advance(.seconds(10))
        eventually { test.metrics.reloads.value("certificate", "ok") == 1 }
        #expect(test.metrics.reloads.value("certificate", "ok") == 1)
        #expect(test.metrics.reloads.value("certificate", "failed") == 1, "counted once")
        #expect(try old.post("{}").status == 200, "a connection keeps its context")
        #expect(try test.connect().post("{}").status == 200)
        let expiry = test.metrics.certificateNotAfter.value()
        #expect(expiry > Date().timeIntervalSince1970 + 19 * 86_400)
        let log = test.logText()
        #expect(log.contains("the private key does not fit the certificate"))
        #expect(log.contains("\"msg\":\"file reloaded\""))
    }

    @Test func `is not ready with a certificate that has expired`() throws {
        let test = try TestServer()
        #expect(status(try test.connectPlain(), "/readyz") == "200 ok\n")
        test.advance(.seconds(8 * 86_400))
        #expect(status(try test.connectPlain(), "/readyz").hasPrefix("503 certificate expired: "))
    }

    @Test func `keeps the last good policy`() throws {
        let seen = Mutex<[String]>([])
        struct Refused: Error, CustomStringConvertible { let description = "line 1: no such profile" }
        let folder = try TestFolder()
        try folder.write("one", to: "policy.yaml")
        let file = WatchedFile("policy", paths: [folder.path + "/policy.yaml"]) { contents in
            let text = String(decoding: contents[0], as: UTF8.self)
            if text == "bad" { throw Refused() }
            seen.withLock { $0.append(text) }
        }
        let test = try TestServer(files: [file])
        for (text, result) in [("bad", "failed"), ("two", "ok"), ("two", "none")] {
            try folder.write(text, to: "policy.yaml")
            test.advance(.seconds(10))
            if result != "none" { eventually { test.metrics.reloads.value("policy", result) == 1 } }
        }
        #expect(seen.withLock { $0 } == ["one", "two"])
        #expect(test.metrics.reloads.value("policy", "failed") == 1)
        #expect(test.logText().contains("line 1: no such profile"))
        try folder.write("bad", to: "policy.yaml")
        #expect(throws: WatchedFile.Failure.self) { try file.load() }
    }

    @Test func `does not start on a port in use, with a missing file or with a key that does not fit`() throws {
        let test = try TestServer()
        let port = test.server.port
        #expect(throws: ServerError.self) { try TestServer { $0.port = port } }
        #expect(throws: ServerError.self) { try TestServer { $0.address = "localhost" } }
        let files = CertificateFiles(certificate: test.folder.path + "/tls.crt", key: test.folder.path + "/none")
        do {
            _ = try AdmissionServer(
                settings: .init(), certificates: files, routes: [:], metrics: test.metrics,
                log: Log(level: .error), clock: test.time.clock)
            Issue.record("started without a key")
        } catch {
            #expect("\(error)" == "\(test.folder.path)/none: No such file or directory (open)")
        }
    }
}
