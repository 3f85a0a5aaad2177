import Certificates
import Documents

/// The certificates of an istio-ca-root-cert.
struct RootCertificateBundle {
    let certificates: [Certificate]
    /// The entry of the ConfigMap's data that holds them.
    let entry: Node.Entry

    static let key = "root-cert.pem"
    static let path = FieldPath.root.field("data").key(key)

    /// Nil where there is nothing, or nothing that can be read: `root-cert-key-missing` and `root-cert-pem-invalid` say so.
    init?(_ configMap: Node) {
        guard let entry = configMap["data"]?.entry(Self.key), let text = entry.value.string,
            let certificates = try? Certificate.readAll(pem: text)
        else { return nil }
        self.certificates = certificates
        self.entry = entry
    }

    /// The certificates, each with how a message calls it: nothing where it is the only one.
    var named: [(name: String, certificate: Certificate)] {
        certificates.enumerated().map { index, certificate in
            (certificates.count > 1 ? "certificate \(index + 1) of \(certificates.count) " : "", certificate)
        }
    }
}

/// What is wrong with a text that should hold certificates.
enum PEMTextDiagnosis {
    /// Nil where all its certificates can be read.
    static func message(for text: String) -> String? {
        do throws(CertificateError) {
            _ = try Certificate.readAll(pem: text)
            return nil
        } catch {
            if isBase64OfPEM(text) { return "must be PEM text, not base64 of it" }
            return switch error {
            case .noCertificate: "must hold a block that starts with -----BEGIN CERTIFICATE-----"
            case .unterminatedBlock(_, let line): "has a block at its line \(line) without the matching END line"
            case .notBase64(_, let line): "has a block at its line \(line) that is not base64"
            case .notX509(let line): "has a block at its line \(line) that is not an X.509 certificate"
            case .tooLarge(let limit): "has more than \(limit / 1024) KiB, which nobody checks"
            case .tooManyBlocks(let limit): "has more than \(limit) blocks, which nobody checks"
            }
        }
    }

    /// Whether the text is base64 of a text that begins with `-----` or a line break and that, as a Secret's data is.
    static func isBase64OfPEM(_ text: String) -> Bool {
        let text = text.drop(while: \.isWhitespace)
        return text.hasPrefix("LS0t") || text.hasPrefix("Ci0t") || text.hasPrefix("DQot")
    }
}
