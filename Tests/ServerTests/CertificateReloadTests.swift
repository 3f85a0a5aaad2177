import TestCertificates
import Testing

@testable import Server

@Suite struct `The pair of a server` {
    private static let day = 86_400

    @Test
    func `stays while it is valid and the new one has expired, and gives way to a newer one once it has expired too`()
        throws
    {
        let test = try TestServer(days: 20)
        let own = test.metrics.certificateNotAfter.value()
        /// Replaces the files, then turns the clock, so that a look sees both.
        func renew(days: Int, advancing duration: Duration) throws {
            let pair = try TestServer.authority.get().issue(days: days)
            try test.folder.write(pair.certificate, to: "tls.crt")
            try test.folder.write(pair.key, to: "tls.key")
            test.advance(duration)
        }
        func reloads(_ result: String) -> Double { test.metrics.reloads.value("certificate", result) }

        try renew(days: 7, advancing: .seconds(8 * Self.day))
        #expect(eventually { reloads("failed") == 1 })
        #expect(test.metrics.certificateNotAfter.value() == own)
        #expect(test.server.state.reasonsNotReady.isEmpty)
        #expect(try test.connect().post("{}").status == 200)
        #expect(test.logText().contains("the new certificate is expired: it was valid until "))

        // Both have expired from here on.
        try renew(days: 15, advancing: .seconds(13 * Self.day))
        #expect(eventually { reloads("failed") == 2 })
        #expect(test.metrics.certificateNotAfter.value() == own)

        try renew(days: 20, advancing: .seconds(10))
        #expect(eventually { reloads("ok") == 1 })
        #expect(!test.server.state.reasonsNotReady.isEmpty)

        try renew(days: 25, advancing: .seconds(10))
        #expect(eventually { reloads("ok") == 2 })
        #expect(test.metrics.certificateNotAfter.value() > own)
        #expect(test.server.state.reasonsNotReady.isEmpty)
        #expect(reloads("failed") == 2)
    }

    @Test func `gives way to a valid one always, and to one that is not valid where it is not itself`() {
        let now: Int64 = 100
        let valid = CertificateFiles.Validity(from: 50, until: 150)
        let long = CertificateFiles.Validity(from: 50, until: 250)
        let expired = CertificateFiles.Validity(from: 10, until: 90)
        let older = CertificateFiles.Validity(from: 5, until: 80)
        let early = CertificateFiles.Validity(from: 120, until: 300)
        for current in [valid, long, expired, older, early] {
            #expect(valid.mayReplace(current, at: now))
            #expect(long.mayReplace(current, at: now))
        }
        for other in [expired, older, early] {
            #expect(!other.mayReplace(valid, at: now))
        }
        #expect(expired.mayReplace(older, at: now))
        #expect(expired.mayReplace(expired, at: now))
        #expect(!older.mayReplace(expired, at: now))
        #expect(early.mayReplace(expired, at: now))
        #expect(!expired.mayReplace(early, at: now))
        #expect(early.mayReplace(valid, at: 120), "its time has come")
    }
}
