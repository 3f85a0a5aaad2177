import Certificates
import TLS

/// Where the server's pair is, and whom it lets in.
package struct CertificateFiles: Sendable {
    package var certificate: String
    package var key: String
    package var minimumVersion: TLSContext.Version
    /// The authorities of clients; nil to let in clients without a certificate.
    package var clientAuthority: String?
    /// The names of which a client must have one; empty for any.
    package var clientNames: Set<String>

    package init(
        certificate: String, key: String, minimumVersion: TLSContext.Version = .v1_2, clientAuthority: String? = nil,
        clientNames: Set<String> = []
    ) {
        self.certificate = certificate
        self.key = key
        self.minimumVersion = minimumVersion
        self.clientAuthority = clientAuthority
        self.clientNames = clientNames
    }

    /// The files, which give the server a TLS context each time they change.
    func watched(by state: ServerState) -> WatchedFile {
        WatchedFile("certificate", paths: [certificate, key] + (clientAuthority.map { [$0] } ?? [])) { contents in
            guard contents.count >= 2 else { return }
            let identity = try TLSIdentity(certificatePEM: contents[0], keyPEM: contents[1])
            if let leaf = identity.leaf, let used = state.context?.identity?.leaf {
                let (new, current, now) = (Validity(leaf), Validity(used), state.clock.unixSeconds)
                guard new.mayReplace(current, at: now) else { throw NotValid(new: new, current: current, now: now) }
            }
            var clients: TLSContext.ClientRule?
            if contents.count > 2 {
                clients = try TLSContext.ClientRule(authorityPEM: contents[2], names: clientNames)
            }
            state.context = try TLSContext(server: identity, minimumVersion: minimumVersion, clients: clients)
            guard let leaf = identity.leaf else { return }
            state.metrics.certificateNotAfter.set(Double(leaf.notAfter))
            state.metrics.certificateNotBefore.set(Double(leaf.notBefore))
            Self.log(leaf, to: state)
        }
    }

    /// When a certificate is valid, in seconds of Unix time.
    struct Validity {
        let from: Int64
        let until: Int64

        func holds(at now: Int64) -> Bool { from <= now && now <= until }

        /// Whether a pair that is valid so long is to take the place of one that is valid as long as `current`.
        ///
        /// One that clients refuse takes the place of none that they accept. Where both are refused, the one that lasts longer
        /// is the renewed one: it may be that the clock here is wrong.
        func mayReplace(_ current: Validity, at now: Int64) -> Bool {
            holds(at: now) || !current.holds(at: now) && until >= current.until
        }
    }

    /// A pair was not taken into use, as its certificate is not valid now.
    private struct NotValid: Error, CustomStringConvertible {
        let new: Validity
        let current: Validity
        let now: Int64

        var description: String {
            let fault =
                now > new.until
                ? "expired: it was valid until \(new.until)" : "not valid yet: it is from \(new.from) on"
            return "the new certificate is \(fault) (Unix time); the one in use is valid until \(current.until)"
        }
    }

    private static func log(_ leaf: Certificate, to state: ServerState) {
        let now = state.clock.unixSeconds
        let days = (leaf.notAfter - now) / 86_400
        let isValid = leaf.isValid(at: now)
        state.log.write(
            !isValid || days < 7 ? .warn : .info, isValid ? "certificate loaded" : "certificate is not valid",
            [
                ("subject", .text(leaf.subject)), ("issuer", .text(leaf.issuer)), ("serial", .text(leaf.serial)),
                ("names", .list(leaf.alternativeNames.map(\.text))), ("days_left", .number(Int(days))),
            ])
    }
}

extension CertificateFiles.Validity {
    init(_ certificate: Certificate) {
        self.init(from: certificate.notBefore, until: certificate.notAfter)
    }
}
