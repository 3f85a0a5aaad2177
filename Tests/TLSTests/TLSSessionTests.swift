import Certificates
import TestCertificates
import Testing

@testable import TLS

@Suite struct `A TLS session` {
    private let authority: TestAuthority
    private let trusted: [Certificate]
    private let identity: TLSIdentity

    init() throws {
        authority = try TestAuthority()
        trusted = try Certificate.readAll(pem: authority.pair.certificate)
        let pair = try authority.issue()
        identity = try TLSIdentity(certificatePEM: pair.certificate, keyPEM: pair.key)
    }

    private func clientIdentity(_ name: String, by authority: TestAuthority) throws -> TLSIdentity {
        let pair = try authority.issue(name, alternativeNames: "DNS:\(name).example", usage: "clientAuth")
        return try TLSIdentity(certificatePEM: pair.certificate, keyPEM: pair.key)
    }

    @Test(arguments: [TLSContext.Version.v1_2, .v1_3], [1, 7, Int.max])
    func `carries text both ways, whatever the pieces`(version: TLSContext.Version, pieces: Int) throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted, maximumVersion: version), server: TLSContext(server: identity))
        try both.run(pieces: pieces)
        #expect(both.client.isEstablished && both.server.isEstablished)
        #expect(both.server.version == (version == .v1_2 ? "TLSv1.2" : "TLSv1.3"))
        #expect(both.server.applicationProtocol == "http/1.1")
        let question = String(repeating: "question ", count: 5000)
        try both.client.send(question)
        try both.server.send("answer")
        try both.run(pieces: pieces)
        #expect(both.server.hasRead == [UInt8](question.utf8))
        #expect(both.client.hasRead == [UInt8]("answer".utf8))
        both.server.close()
        try both.run(pieces: pieces)
        #expect(both.client.peerHasClosed)
        #expect(!both.server.peerHasClosed)
    }

    @Test(arguments: [TLSContext.Version.v1_2, .v1_3], [1, 7, Int.max])
    func `takes text and its end that come together`(version: TLSContext.Version, pieces: Int) throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted, maximumVersion: version), server: TLSContext(server: identity))
        try both.run()
        for words in [99, 100, 101, 40_000] {
            try both.client.send(String(repeating: "w", count: words))
            try both.client.send("!")
        }
        both.client.close()
        try both.run(pieces: pieces)
        #expect(both.server.hasRead.count == 40_304)
        #expect(both.server.hasRead.last == UInt8(ascii: "!"))
        #expect(both.server.peerHasClosed)
    }

    @Test func `uses authenticated ciphers alone`() throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted, maximumVersion: .v1_2), server: TLSContext(server: identity))
        try both.run()
        #expect(both.server.cipher.hasPrefix("TLS_ECDHE_"))
        #expect(both.server.cipher.hasSuffix("GCM_SHA384") || both.server.cipher.contains("GCM_SHA256"))
    }

    @Test func `takes an RSA pair`() throws {
        let pair = try authority.issue(algorithm: .rsa2048)
        let identity = try TLSIdentity(certificatePEM: pair.certificate, keyPEM: pair.key)
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted), server: TLSContext(server: identity))
        try both.run()
        #expect(both.server.isEstablished)
    }

    @Test func `refuses a version below its minimum`() throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted, maximumVersion: .v1_2),
            server: TLSContext(server: identity, minimumVersion: .v1_3))
        #expect(throws: TLSError.session(reason: "unsupported protocol")) { try both.run() }
        #expect(both.server.outputBytes > 0, "an alert")
    }

    @Test(arguments: [["h2"], ["h2", "spdy/1"], []])
    func `goes on without ALPN where none fits`(protocols: [String]) throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted, protocols: protocols), server: TLSContext(server: identity))
        try both.run()
        #expect(both.server.isEstablished)
        #expect(both.server.applicationProtocol == nil)
    }

    @Test func `chooses http/1.1 behind h2`() throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted, protocols: ["h2", "http/1.1"]),
            server: TLSContext(server: identity))
        try both.run()
        #expect(both.client.applicationProtocol == "http/1.1")
    }

    @Test func `shows a client that does not trust it the alert it answers with`() throws {
        let other = try Certificate.readAll(pem: TestAuthority(name: "other").pair.certificate)
        let both = try Conversation(client: TLSContext(clientTrusting: other), server: TLSContext(server: identity))
        #expect(throws: TLSError.self) { try both.run() }
        #expect(throws: TLSError.session(reason: "tlsv1 alert unknown ca")) { try both.run() }
    }

    @Test func `lets in a client of the right authority and name`() throws {
        let rule = try TLSContext.ClientRule(
            authorityPEM: authority.pair.certificate, names: ["apiserver", "robot.example"])
        for (name, isAllowed) in [("apiserver", true), ("robot", true), ("somebody", false)] {
            let client = try clientIdentity(name, by: authority)
            let both = try Conversation(
                client: TLSContext(clientTrusting: trusted, identity: client),
                server: TLSContext(server: identity, clients: rule))
            if isAllowed {
                try both.run()
                #expect(both.server.isEstablished)
            } else {
                #expect(throws: TLSError.session(reason: "application verification failure")) { try both.run() }
            }
        }
    }

    @Test func `turns away a client of another authority or without a certificate`() throws {
        let rule = try TLSContext.ClientRule(authorityPEM: authority.pair.certificate, names: [])
        let server = try TLSContext(server: identity, clients: rule)
        let stranger = try clientIdentity("apiserver", by: TestAuthority(name: "other"))
        let both = try Conversation(client: TLSContext(clientTrusting: trusted, identity: stranger), server: server)
        #expect(throws: TLSError.self) { try both.run() }
        #expect(!both.server.isEstablished)
        let bare = try Conversation(client: TLSContext(clientTrusting: trusted), server: server)
        #expect(throws: TLSError.session(reason: "peer did not return a certificate")) { try bare.run() }
    }

    @Test func `says so when the client speaks HTTP`() throws {
        let server = try Endpoint(.server, context: TLSContext(server: identity))
        #expect(throws: TLSError.plainHTTP) { try server.receive([UInt8]("GET / HTTP/1.1\r\n\r\n".utf8)) }
        try server.receive([1, 2, 3])
        #expect(server.hasRead.isEmpty, "a failed session takes nothing more")
    }

    @Test func `refuses to renegotiate, and goes on`() throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted, maximumVersion: .v1_2), server: TLSContext(server: identity))
        try both.run()
        #expect(both.client.askToRenegotiate())
        let greeting = both.client.takeOutput()
        try both.server.receive(greeting)
        #expect((1...100).contains(both.server.outputBytes), "an alert, no handshake")
        #expect(both.server.isEstablished)
        // The client was told by a warning, so that one which minds goes, and another may go on.
        try both.server.send("still here")
        #expect(throws: TLSError.session(reason: "no renegotiation")) {
            try both.client.receive(both.server.takeOutput())
        }
    }

    @Test(arguments: [1, 7, Int.max])
    func `takes other keys as often as the client likes`(pieces: Int) throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted), server: TLSContext(server: identity))
        try both.run()
        for _ in 0..<100 {
            #expect(both.client.updateKey())
            try both.client.send("question")
            try both.run(pieces: pieces)
            try both.server.send("answer")
            try both.run(pieces: pieces)
        }
        #expect(both.server.hasRead == [UInt8](String(repeating: "question", count: 100).utf8))
        #expect(both.client.hasRead == [UInt8](String(repeating: "answer", count: 100).utf8))
    }

    /// A server that sends more than it gets would fill its memory for a client that does not read.
    @Test func `answers a flood of other keys with no more bytes than it took`() throws {
        let both = try Conversation(
            client: TLSContext(clientTrusting: trusted), server: TLSContext(server: identity))
        try both.run()
        for _ in 0..<1_000 { #expect(both.client.updateKey()) }
        let flood = both.client.takeOutput()
        try both.server.receive(flood)
        #expect(both.server.outputBytes <= flood.count)
        try both.server.send("answer")
        try both.run()
        #expect(both.client.hasRead == [UInt8]("answer".utf8))
    }

    @Test func `survives noise`() throws {
        var generator = SystemRandomNumberGenerator()
        let context = try TLSContext(server: identity)
        for _ in 0..<200 {
            let server = try Endpoint(.server, context: context)
            let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
            try? server.receive([0x16, 3, 1] + noise)
        }
    }
}
