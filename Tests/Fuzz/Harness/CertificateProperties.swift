import Certificates
import Documents
import IstioSchema
import MeshRules
import Validation

/// What holds of any bytes as certificates.
enum CertificateProperties {
    private static let validator = Validator(rules: Rule.all, version: .newest)

    /// The first byte chooses whether the rest is a PEM text or the DER of one certificate.
    static func failure(on bytes: [UInt8]) -> String? {
        guard let choice = bytes.first else { return nil }
        let rest = Array(bytes.dropFirst())
        return choice & 1 == 0 ? failureOfText(rest) : failureOfDER(rest)
    }

    private static func failureOfDER(_ der: [UInt8]) -> String? {
        let text = pem("CERTIFICATE", der)
        guard let blocks = try? PEM.blocks(in: text), blocks.map(\.bytes) == [der] else {
            return "a block that is lost"
        }
        do throws(CertificateError) {
            let read = try Certificate.readAll(pem: text)
            guard let certificate = Certificate(der: der), read == [certificate] else { return "not read from DER" }
        } catch {
            guard error == .notX509(line: 1), Certificate(der: der) == nil else { return "not read from PEM: \(error)" }
        }
        return failureOfText(text)
    }

    private static func failureOfText(_ bytes: [UInt8]) -> String? {
        let read = Result { () throws(CertificateError) in try Certificate.readAll(pem: bytes) }
        guard read == Result(catching: { () throws(CertificateError) in try Certificate.readAll(pem: bytes) }) else {
            return "two readings of one text"
        }
        if case .success(let certificates) = read {
            guard !certificates.isEmpty, certificates.count <= CertificateLimits.maximumBlocks else {
                return "\(certificates.count) certificates"
            }
            for certificate in certificates {
                if let failure = failure(of: certificate) { return failure }
            }
        }
        if let blocks = try? PEM.blocks(in: bytes), let failure = failure(of: blocks, in: bytes) { return failure }
        if let certificate = CertificateAuthority.read(CertifiedKey(certificate: bytes, key: [])) {
            guard certificate.subject.isPlain else { return "a subject with a control character" }
        }
        return failureOfRules(on: String(decoding: bytes, as: UTF8.self))
    }

    private static func failure(of certificate: Certificate) -> String? {
        guard certificate.subject.isPlain, certificate.issuer.isPlain else { return "a name with a control character" }
        guard certificate.fingerprint.utf8.count == 64, certificate.line > 0, certificate.version > 0 else {
            return "a certificate without fingerprint, line or version"
        }
        guard Certificate(der: certificate.der) == certificate else { return "not read again" }
        // What OpenSSL has decoded has a key, wherever BER has put it.
        let key = certificate.publicKeyInfo
        return key.map { !$0.isEmpty && $0.count < certificate.der.count } ?? true ? nil : "a key without bytes"
    }

    /// Blocks are the same when they are written again.
    private static func failure(of blocks: [PEMBlock], in bytes: [UInt8]) -> String? {
        guard blocks.count <= CertificateLimits.maximumBlocks else { return "\(blocks.count) blocks" }
        if blocks.contains(where: \.isPrivateKey), !PEM.containsPrivateKey(bytes) { return "a private key is missed" }
        guard blocks.allSatisfy({ $0.line > 0 && $0.line <= 1 + bytes.count && $0.bytes.count <= bytes.count }) else {
            return "a block that is not there"
        }
        let written = blocks.flatMap { pem($0.label, $0.bytes) }
        // Base64 on short lines may have been shorter.
        guard written.count <= CertificateLimits.maximumBytes else { return nil }
        let again = try? PEM.blocks(in: written)
        guard again?.map(\.label) == blocks.map(\.label), again?.map(\.bytes) == blocks.map(\.bytes) else {
            return "blocks that are not read again"
        }
        return nil
    }

    private static func failureOfRules(on text: String) -> String? {
        var configMap = JSONWriter()
        configMap.object { $0.object("data") { $0.member("root-cert.pem", text) } }
        var mesh = JSONWriter()
        mesh.object { $0.array("caCertificates") { $0.object { $0.member("pem", text) } } }
        guard let configMap = try? JSONReader().read(configMap.bytes), let mesh = try? JSONReader().read(mesh.bytes)
        else {
            return "a text that is lost in JSON"
        }
        return MeshProperties.failure(of: validator, on: MeshDocument(.rootCertificate, .node(configMap)))
            ?? MeshProperties.failure(of: validator, on: MeshDocument(.mesh, .node(mesh)))
    }

    private static func pem(_ label: String, _ bytes: [UInt8]) -> [UInt8] {
        var text = "-----BEGIN \(label)-----\n"
        for (index, character) in Reference.base64(bytes).enumerated() {
            text.append(character)
            if index % 64 == 63 { text.append("\n") }
        }
        return Array("\(text)\n-----END \(label)-----\n".utf8)
    }
}
