import Foundation

/// A certificate authority for one test, made with the `openssl` program, so that no key is kept in the repository.
package struct TestAuthority: Sendable {
    package struct Pair: Sendable {
        package let certificate: [UInt8]
        package let key: [UInt8]
    }

    package let pair: Pair
    private let folder: TestFolder

    package init(name: String = "test authority") throws {
        folder = try TestFolder()
        try folder.openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
            "-subj", "/CN=\(name)", "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout", "ca.key", "-out", "ca.crt")
        pair = Pair(certificate: try folder.bytes("ca.crt"), key: try folder.bytes("ca.key"))
    }

    package enum Algorithm: Sendable { case p256, rsa2048, rsa1024 }

    /// Signs a pair for a name; of fewer than 0 days to make one that has expired.
    package func issue(
        _ name: String = "localhost", alternativeNames: String = "DNS:localhost,IP:127.0.0.1", days: Int = 7,
        algorithm: Algorithm = .p256, usage: String = "serverAuth,clientAuth"
    ) throws -> Pair {
        let file = UUID().uuidString
        let key =
            switch algorithm {
            case .p256: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
            case .rsa2048: ["rsa:2048"]
            case .rsa1024: ["rsa:1024"]
            }
        try folder.openssl(
            ["req", "-new", "-newkey"] + key
                + ["-nodes", "-subj", "/CN=\(name)", "-keyout", "\(file).key", "-out", "\(file).csr"])
        try folder.write("subjectAltName=\(alternativeNames)\nextendedKeyUsage=\(usage)\n", to: "\(file).ext")
        try folder.openssl(
            "x509", "-req", "-in", "\(file).csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-days", String(days),
            "-extfile", "\(file).ext", "-out", "\(file).crt")
        return Pair(certificate: try folder.bytes("\(file).crt"), key: try folder.bytes("\(file).key"))
    }
}

/// A folder of its own that is gone with the last user.
package final class TestFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "sekisho-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path).appending(path: name)))
    }

    package func write(_ text: String, to name: String) throws { try write([UInt8](text.utf8), to: name) }

    /// Writes a file and then moves it to its place, so that a reader sees the old or the new bytes.
    package func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path).appending(path: name), options: .atomic)
    }

    package func openssl(_ arguments: String...) throws { try openssl(arguments) }

    package func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(filePath: path)
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenSSLFailure(text: text) }
    }

    package struct OpenSSLFailure: Error { package let text: String }
}
