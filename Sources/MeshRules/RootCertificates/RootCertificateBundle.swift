import Certificates
import Documents
import Validation

/// The certificates of an istio-ca-root-cert.
struct RootCertificateBundle {
    let certificates: [Certificate]
    /// The entry of the ConfigMap's data that holds them.
    let entry: Node.Entry

    static let key = "root-cert.pem"
    static let path = FieldPath.root.field("data").key(key)

    /// The certificates, each with how a message calls it: nothing where it is the only one.
    var named: [(name: String, certificate: Certificate)] {
        certificates.enumerated().map { index, certificate in
            (certificates.count > 1 ? "certificate \(index + 1) of \(certificates.count) " : "", certificate)
        }
    }
}

/// An istio-ca-root-cert, read once for all rules.
final class RootCertificateReading: Sendable {
    /// Nil where there is nothing, or nothing that can be read: `root-cert-key-missing` and `root-cert-pem-invalid` say so.
    let bundle: RootCertificateBundle?
    /// Why nothing can be read.
    let error: CertificateError?

    init(_ configMap: Node) {
        guard let entry = configMap["data"]?.entry(RootCertificateBundle.key), let text = entry.value.string else {
            (bundle, error) = (nil, nil)
            return
        }
        do throws(CertificateError) {
            bundle = RootCertificateBundle(
                certificates: try Certificate.readAll(pem: text, .plainCertificates), entry: entry)
            error = nil
        } catch {
            bundle = nil
            self.error = error
        }
    }
}

extension RuleReport {
    /// What is read of the document that the report is about.
    mutating func rootCertificates(of configMap: Node) -> RootCertificateReading {
        derived { _ in RootCertificateReading(configMap) }
    }
}

/// What is wrong with a text that should hold certificates.
enum PEMTextDiagnosis {
    static func message(for error: CertificateError, in text: String) -> String {
        if isBase64OfPEM(text) { return "must be PEM text, not base64 of it" }
        return switch error {
        case .noCertificate: withoutCertificate(text)
        case .unterminatedBlock(_, let line): "has a block at its line \(line) without the matching END line"
        case .notBase64(_, let line): "has a block at its line \(line) that is not base64"
        case .endNotAlone(let line): "lacks a line break before or behind the END of its line \(line)"
        case .notX509(let line): "has a block at its line \(line) that is not an X.509 certificate"
        case .tooLarge(let limit): "has more than \(limit / 1024) KiB, which nobody checks"
        case .tooManyBlocks(let limit): "has more than \(limit) blocks, which nobody checks"
        }
    }

    private static func withoutCertificate(_ text: String) -> String {
        if let blocks = try? PEM.blocks(in: Array(text.utf8)), blocks.contains(where: \.isCertificate) {
            return "has no block CERTIFICATE without header fields; Go takes no other"
        }
        if text.placeOf("-----BEGIN CERTIFICATE-----") != nil {
            return "must have -----BEGIN CERTIFICATE----- alone at the start of a line"
        }
        return "must hold a block that starts with -----BEGIN CERTIFICATE-----"
    }

    /// Whether the text is base64 of a text that begins with `-----` or a line break and that, as a Secret's data is.
    static func isBase64OfPEM(_ text: String) -> Bool {
        let text = text.drop(while: \.isWhitespace)
        return text.hasPrefix("LS0t") || text.hasPrefix("Ci0t") || text.hasPrefix("DQot")
    }
}
