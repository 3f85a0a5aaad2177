import ArgumentParser
import Linter

/// `sekisho certs`: certificates for the webhook, without the openssl program.
struct Certs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a certificate authority and a server pair for the webhook.",
        discussion: """
            Writes ca.crt, ca.key, tls.crt and tls.key (ECDSA on P-256) into a folder. Run it again to renew the pair when it \
            is near its end; the authority stays while it is good.

              sekisho certs --dir certs --dns sekisho.sekisho-system.svc
              sekisho certs --dir certs --print-ca-bundle
            """)

    @Option(help: ArgumentHelp("Folder for the files; made where it is not there.", valueName: "folder"))
    var dir = "certs"
    @Option(help: "DNS name of the server; repeatable.")
    var dns: [String] = []
    @Option(help: "IP address of the server; repeatable.")
    var ip: [String] = []
    @Option(help: "Days that the server's certificate is good for.")
    var days = 365
    @Option(help: "Make the pair anew when it is good for fewer days than this.")
    var renewBefore = 30
    @Flag(help: "Print the authority's certificate as caBundle has it, and make nothing that is there.")
    var printCaBundle = false

    func validate() throws {
        guard days >= 1, days <= 3650, renewBefore >= 0, renewBefore < days else {
            throw ValidationError("--days must be 1 to 3650, and --renew-before fewer than --days.")
        }
    }

    func run() {
        let folder = CertificateFolder(dir, now: Console.now)
        do throws(CertificateFolder.Failure) {
            if !printCaBundle || FileSystem.kind(of: "\(dir)/ca.crt") == nil {
                let names = dns.isEmpty && ip.isEmpty ? ["localhost", "sekisho.sekisho-system.svc"] : dns
                let addresses = dns.isEmpty && ip.isEmpty ? ["127.0.0.1"] : ip
                let written = try folder.update(
                    to: CertificateFolder.Wish(
                        names: names, addresses: addresses, days: days, renewBeforeDays: renewBefore))
                Console.error(
                    written.isEmpty
                        ? "sekisho: the files in \(dir) are good" : "sekisho: wrote \(written.joined(separator: ", "))")
            }
            if printCaBundle { Console.output(try folder.bundle() + "\n") }
        } catch {
            Console.error("sekisho: \(error)")
            Console.exit(.unreadable)
        }
    }
}
