import Certificates
import Documents
import IstioSchema
import Validation

/// The certificates of a mesh configuration's `caCertificates`, each text read once for all rules.
///
/// To read a certificate takes OpenSSL half a millisecond, and the list has no end: all of it together is read as far as
/// one text would be.
final class TrustAnchors: Sendable {
    private let readings: [FieldPath: Reading]

    enum Reading: Sendable {
        case certificates([Certificate])
        case broken(CertificateError)
        /// The first text behind those that are read.
        case beyondLimits
    }

    init(of mesh: Message?) {
        guard let mesh else {
            readings = [:]
            return
        }
        var readings: [FieldPath: Reading] = [:]
        var bytesLeft = CertificateLimits.maximumBytes
        var blocksLeft = CertificateLimits.maximumBlocks
        for entry in mesh.messages("caCertificates") {
            guard let pem = entry.string("pem"), !pem.value.isEmpty else { continue }
            let reading = Self.read(pem.value, bytesLeft, blocksLeft)
            readings[pem.path] = reading
            switch reading {
            case .certificates(let certificates): blocksLeft = blocksLeft &- certificates.count
            // It may be broken behind as many as were read.
            case .broken: blocksLeft = blocksLeft &- min(blocksLeft, Self.blockCount(in: pem.value))
            case .beyondLimits: break
            }
            if case .beyondLimits = reading { break }
            bytesLeft = bytesLeft &- min(bytesLeft, pem.value.utf8.count)
        }
        self.readings = readings
    }

    /// What was read of a text; nil for those behind the first that was not.
    subscript(pem: Located<String>) -> Reading? { readings[pem.path] }

    private static func read(_ text: String, _ bytesLeft: Int, _ blocksLeft: Int) -> Reading {
        // Refused without a look at it.
        if text.utf8.count > CertificateLimits.maximumBytes {
            return .broken(.tooLarge(limit: CertificateLimits.maximumBytes))
        }
        guard text.utf8.count <= bytesLeft else { return .beyondLimits }
        do throws(CertificateError) {
            return .certificates(try Certificate.readAll(pem: Array(text.utf8), .trustAnchor, atMost: blocksLeft))
        } catch {
            if case .tooManyBlocks = error, blocksLeft < CertificateLimits.maximumBlocks { return .beyondLimits }
            return .broken(error)
        }
    }

    private static func blockCount(in text: String) -> Int {
        text.utf8.split(separator: UInt8(ascii: "\n")).count { $0.starts(with: "-----BEGIN ".utf8) }
    }
}

extension RuleReport {
    /// The trust anchors of the mesh configuration that the report is about.
    var trustAnchors: TrustAnchors {
        mutating get { derived { TrustAnchors(of: $0.root) } }
    }
}
