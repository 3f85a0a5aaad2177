import Glibc
import Server

/// Why `serve` does not start, with what to do about it.
struct StartFailure: Error, CustomStringConvertible {
    let description: String

    init(_ error: ServerError, certificates: CertificateFiles, policy: String?) {
        let advice: String? =
            switch error {
            case .cannotListen(_, let port, let reason): Self.advice(port, reason)
            case .file(let failure)
            where failure.path.contains(certificates.certificate) || failure.path == certificates.key:
                Self.advice(certificates, failure)
            case .file(let failure) where failure.path == policy: "mend the policy file, or start without --policy"
            case .file, .system: nil
            }
        description = advice.map { "\(error)\n\($0)" } ?? error.description
    }

    private static func advice(_ port: Int, _ reason: SystemError) -> String? {
        switch reason.number {
        case EADDRINUSE:
            "another program listens at port \(port): stop it, or choose another with --port and --metrics-port"
        case EACCES: "ports under 1024 need a privilege: choose another with --port and --metrics-port"
        case EADDRNOTAVAIL: "the address is not one of this machine: choose another with --address, such as 0.0.0.0"
        case EINVAL: "--address must be a numeric address, such as 0.0.0.0 or ::"
        case EAFNOSUPPORT: "this machine has no IPv6: use --address 0.0.0.0"
        default: nil
        }
    }

    private static func advice(_ certificates: CertificateFiles, _ failure: WatchedFile.Failure) -> String {
        switch failure.system?.number {
        case ENOENT:
            "make a development pair with `make certs`, or name yours with --tls-cert and --tls-key"
        case EACCES:
            "the server must be allowed to read it: see its mode and owner (the image runs as user 65532)"
        default:
            "--tls-cert \(certificates.certificate) and --tls-key \(certificates.key) must be a PEM chain and its PEM key; "
                + "`make certs` makes such a pair"
        }
    }
}
