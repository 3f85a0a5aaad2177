import Foundation
import HTTP
import TestCertificates
import Testing

@testable import Server

@Suite struct `A server` {
    @Test func `answers one request after another on one connection`() throws {
        let test = try TestServer()
        let client = try test.connect()
        for number in 0..<50 {
            let answer = try client.post("{\"number\":\(number)}")
            #expect(answer.text == "{\"number\":\(number)}")
            #expect(
                answer.head == """
                    HTTP/1.1 200 OK\r
                    Content-Type: application/json\r
                    Content-Length: \(answer.body.count)
                    """)
        }
        #expect(test.metrics.requests.value("/validate", "200") == 50)
        #expect(test.metrics.handshakes.value("TLSv1.3") == 1)
    }

    @Test func `answers requests sent ahead, in order`() throws {
        let test = try TestServer()
        let client = try test.connect()
        try client.send((0..<100).map { TestClient.request("\"\($0)\"") }.joined())
        for number in 0..<100 { #expect(try client.answer().text == "\"\(number)\"") }
    }

    @Test func `takes a request a byte at a time`() throws {
        let test = try TestServer()
        let client = try test.connect()
        for byte in TestClient.request("{}").utf8 { try client.send([byte]) }
        #expect(try client.answer().text == "{}")
    }

    @Test func `takes and gives a large body`() throws {
        let test = try TestServer()
        let client = try test.connect()
        let body = String(repeating: "0123456789abcdef", count: 1 << 18)
        #expect(try client.post(body).body.count == 4 << 20)
        eventually { test.server.state.bytesInFlight == 0 }
        #expect(test.server.state.bytesInFlight == 0)
    }

    @Test func `refuses a body of a byte over the limit, and tells so before it has come`() throws {
        let test = try TestServer { $0.httpLimits.maximumBodyBytes = 1000 }
        #expect(try test.connect().post(String(repeating: "x", count: 1000)).status == 200)
        let answer = try test.connect().post(String(repeating: "x", count: 1001))
        #expect(answer.status == 413)
        #expect(answer.field("Connection") == "close")
        #expect(answer.text == "the content must have at most 1000 bytes\n")
    }

    @Test(arguments: [
        ("GET /validate", 405), ("PUT /validate", 405), ("OPTIONS /validate", 204), ("GET /", 404),
        ("GET /metrics", 404),
        ("GET /livez", 200), ("HEAD /livez", 200), ("POST /livez", 405), ("GET /readyz", 200), ("OPTIONS *", 204),
    ])
    func `knows its paths`(_ row: (request: String, status: Int)) throws {
        let test = try TestServer()
        let client = try test.connect()
        try client.send("\(row.request) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        if row.request.hasPrefix("HEAD") {
            _ = try client.waitForClose()
        } else {
            let answer = try client.answer()
            #expect(answer.status == row.status)
            if row.status == 405 { #expect(answer.field("Allow") != nil) }
        }
    }

    @Test func `asks for JSON`() throws {
        let test = try TestServer()
        let client = try test.connect()
        for (type, status) in [
            ("application/json", 200), ("Application/JSON; charset=utf-8", 200), ("text/plain", 415),
            ("application/jsonx", 415),
        ] {
            try client.send(
                "POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\nContent-Length: 2\r\n\r\n{}")
            let answer = try client.answer()
            #expect(answer.status == status)
            if status == 415 { #expect(answer.text == "Content-Type must be application/json\n") }
        }
    }

    @Test func `tells a client that speaks HTTP to use HTTPS`() throws {
        let test = try TestServer()
        let socket = try TestSocket(port: test.server.port)
        socket.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let text = String(decoding: socket.receiveAll(), as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(text.hasSuffix("this port speaks HTTPS: use https://\n"))
        #expect(test.metrics.handshakeFailures.value("http_request") == 1)
    }

    @Test func `gives metrics on the plain port, and as gzip when asked`() throws {
        let test = try TestServer()
        _ = try test.connect().post("{}")
        let socket = try test.connectPlain()
        socket.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let text = String(decoding: socket.receiveAll(), as: UTF8.self)
        #expect(text.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
        #expect(text.contains("\nsekisho_http_requests_total{path=\"/validate\",status=\"200\"} 1\n"))
        #expect(text.contains("\nsekisho_ready 1\n"))
        let zipped = try test.connectPlain()
        zipped.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
        let bytes = zipped.receiveAll()
        #expect(String(decoding: bytes.prefix(300), as: UTF8.self).contains("Content-Encoding: gzip\r\n"))
        #expect(bytes.count < text.utf8.count / 4)
    }

    @Test func `answers a client that has closed its half`() throws {
        let test = try TestServer()
        let socket = try test.connectPlain()
        socket.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
        socket.finishSending()
        #expect(String(decoding: socket.receiveAll(), as: UTF8.self).hasSuffix("\r\n\r\nok\n"))
    }

    @Test func `answers a long pipeline to a client that reads late`() throws {
        let test = try TestServer()
        let socket = try test.connectPlain()
        let request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let count = 1500
        socket.send(String(repeating: request, count: count - 1))
        socket.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let text = socket.receiveAll()
        #expect(text.ranges(of: [UInt8]("HTTP/1.1 200 OK\r\n".utf8)).count == count)
        #expect(text.suffix(3).elementsEqual("ok\n".utf8))
    }

    @Test func `ends a connection after its number of requests, and by its age`() throws {
        let test = try TestServer { $0.limits.maximumRequests = 3 }
        let client = try test.connect()
        #expect(try client.post("1").field("Connection") == nil)
        #expect(try client.post("2").field("Connection") == nil)
        #expect(try client.post("3").field("Connection") == "close")
        #expect(try client.waitForClose())
        let aging = try TestServer()
        let old = try aging.connect()
        var minutes = 0
        while try old.get("/livez").field("Connection") == nil {
            aging.advance(.seconds(60))
            minutes += 1
        }
        #expect((9...10).contains(minutes))
    }

    @Test func `lets in clients with a certificate alone, where it has been told to`() throws {
        let test = try TestServer(clientNames: ["apiserver"])
        #expect(throws: (any Error).self) { try test.connect().post("{}") }
        let authority = try TestServer.authority.get()
        let pair = try authority.issue("apiserver", alternativeNames: "DNS:apiserver")
        let client = try TestClient(
            port: test.server.port, authority: authority.pair.certificate,
            identity: .init(certificatePEM: pair.certificate, keyPEM: pair.key))
        #expect(try client.post("{}").text == "{}")
        #expect(test.metrics.handshakeFailures.value("peer_did_not_return_a_certificate") == 1)
    }
}

@Suite struct `A peer of Debian` {
    private func run(_ program: String, _ arguments: [String], input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try? stdin.fileHandleForWriting.close()
        let text = String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }

    @Test func `curl gets its answer whole`() throws {
        let test = try TestServer()
        let text = try run(
            "curl",
            [
                "-sS", "-i", "--cacert", test.folder.path + "/ca.crt", "-H", "Content-Type: application/json", "-d",
                "{\"a\":1}", "https://localhost:\(test.server.port)/validate?timeout=10s",
            ])
        #expect(text == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}")
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `openssl speaks both versions, and none older`(version: String) throws {
        let test = try TestServer()
        let address = "127.0.0.1:\(test.server.port)"
        let authority = test.folder.path + "/ca.crt"
        let request = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        let text = try run(
            "openssl", ["s_client", "-connect", address, "-CAfile", authority, version, "-ign_eof", "-quiet"],
            input: request)
        #expect(text.hasSuffix("\r\n\r\nok\n"))
        let old = try run("openssl", ["s_client", "-connect", address, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
        #expect(old.contains("Cipher is (NONE)"))
        let brief = try run("openssl", ["s_client", "-connect", address, "-CAfile", authority, "-alpn", "h2", version])
        #expect(brief.contains("No ALPN negotiated"))
        #expect(brief.contains("Secure Renegotiation IS"))
        #expect(!brief.contains("Compression: zlib"))
    }

    @Test func `Python keeps its connection`() throws {
        let test = try TestServer()
        let script = """
            import http.client, ssl
            context = ssl.create_default_context(cafile='\(test.folder.path)/ca.crt')
            connection = http.client.HTTPSConnection('localhost', \(test.server.port), context=context)
            for i in range(3):
                connection.request('POST', '/validate', body=b'x' * i, headers={'Content-Type': 'application/json'})
                response = connection.getresponse()
                print(response.status, response.read().decode())
            """
        #expect(try run("python3", ["-c", script]) == "200 \n200 x\n200 xx\n")
        #expect(test.metrics.connectionsOpened.value("https") == 1)
    }
}
