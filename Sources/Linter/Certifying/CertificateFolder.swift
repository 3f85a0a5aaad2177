import Certificates

/// A folder with an authority and a server pair: `ca.crt`, `ca.key`, `tls.crt`, `tls.key`.
package struct CertificateFolder {
    private let path: String
    private let now: Int64

    /// What a server pair shall have.
    package struct Wish: Sendable {
        package var names: [String]
        package var addresses: [String]
        package var days: Int
        /// A pair with less left is made anew.
        package var renewBeforeDays: Int

        package init(names: [String], addresses: [String], days: Int, renewBeforeDays: Int) {
            self.names = names
            self.addresses = addresses
            self.days = days
            self.renewBeforeDays = renewBeforeDays
        }
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Ten years: whoever trusts the authority has it written down somewhere.
    private static let authorityDays = 3650

    package init(_ path: String, now: Int64) {
        self.path = path
        self.now = now
    }

    /// Makes what is missing or near its end.
    ///
    /// The authority is kept while it is good, so that those who trust it go on to.
    ///
    /// - Returns: the names of the files that were written.
    /// - Throws: ``Failure`` where a file cannot be read or written, or a name is none.
    package func update(to wish: Wish) throws(Failure) -> [String] {
        do {
            try FileSystem.makeDirectory(path)
            var written: [String] = []
            var authority = pair("ca")
            if authority.map({ !isGood($0, by: $0, renewBeforeDays: wish.renewBeforeDays) }) ?? true {
                authority = try CertificateAuthority.authority(named: "Sekisho CA", days: Self.authorityDays, now: now)
                if let authority { written += try write(authority, "ca") }
            }
            guard let authority else { throw Failure(description: "no authority") }
            if let server = pair("tls"), isGood(server, by: authority, renewBeforeDays: wish.renewBeforeDays),
                hasNames(server, wish)
            {
                return written
            }
            let server = try CertificateAuthority.server(
                names: wish.names, addresses: wish.addresses, days: wish.days, now: now, by: authority)
            return written + (try write(server, "tls"))
        } catch {
            throw Failure(description: "\(path): \(error)")
        }
    }

    /// The authority's certificate as `caBundle` of a webhook configuration has it: base64 of its PEM.
    package func bundle() throws(Failure) -> String {
        do throws(FileSystem.Failure) {
            return Self.base64(try FileSystem.read("\(path)/ca.crt"))
        } catch {
            throw Failure(description: "\(path)/ca.crt: \(error)")
        }
    }

    private func pair(_ name: String) -> CertifiedKey? {
        guard let certificate = try? FileSystem.read("\(path)/\(name).crt"),
            let key = try? FileSystem.read("\(path)/\(name).key")
        else { return nil }
        return CertifiedKey(certificate: certificate, key: key)
    }

    private func isGood(_ pair: CertifiedKey, by authority: CertifiedKey, renewBeforeDays: Int) -> Bool {
        guard let certificate = CertificateAuthority.read(pair), CertificateAuthority.signed(pair, by: authority) else {
            return false
        }
        return certificate.notBefore <= now && certificate.notAfter - now > Int64(renewBeforeDays) * 86400
    }

    private func hasNames(_ pair: CertifiedKey, _ wish: Wish) -> Bool {
        guard let certificate = CertificateAuthority.read(pair) else { return false }
        let known = Set(certificate.alternativeNames.map { $0.text.lowercased() })
        return (wish.names + wish.addresses).allSatisfy { known.contains($0.lowercased()) }
    }

    /// The key before the certificate, so that a server that looks meanwhile sees a pair that does not fit, and waits.
    private func write(_ pair: CertifiedKey, _ name: String) throws(FileSystem.Failure) -> [String] {
        try FileSystem.write(pair.key, to: "\(path)/\(name).key", mode: 0o600)
        try FileSystem.write(pair.certificate, to: "\(path)/\(name).crt")
        return ["\(path)/\(name).crt", "\(path)/\(name).key"]
    }

    /// RFC 4648 §4.
    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = rest.prefix(3)
            rest = rest.dropFirst(3)
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for position in 0..<4 {
                text.append(position <= group.count ? digits[bits >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
