import IstioSchema
import Validation

extension Rule {
    package static let accessLogFilePath = Rule(
        "access-log-file-path", .warning, .risky, in: .meshConfig, needs: ["accessLogFile", "extensionProviders"],
        summary: "the access log goes to a file that proxies cannot write",
        rationale: """
            A proxy's root file system is read-only, and its working directory is there. A log to a file needs a volume \
            in every pod and something that rotates it; without the volume Envoy cannot open the file, and refuses the \
            listener.
            """,
        fix: "Write /dev/stdout or /dev/stderr.",
        sources: [.document("injection template, readOnlyRootFilesystem"), .istio("FileAccessLogFromMeshConfig")],
        examples: [
            .valid("standard output", "accessLogFile: /dev/stdout"),
            .valid("none", "accessLogFile: \"\""),
            .invalid("a word", "accessLogFile: stdout  # ✗ must be a path such as /dev/stdout, not stdout"),
            .valid("the process' own stream", "accessLogFile: /proc/1/fd/1"),
            .valid("a descriptor", "accessLogFile: /dev/fd/1"),
            .invalid(
                "a slip in the name",
                "accessLogFile: /dev/sdtout  # ✗ must be a path such as /dev/stdout, not /dev/sdtout"),
            .invalid(
                "a blank behind the name",
                "accessLogFile: \"/dev/stdout \"  # ✗ must be a path such as /dev/stdout, not \"/dev/stdout \""),
            .invalid(
                "a comma behind the name",
                "accessLogFile: /dev/stdout,  # ✗ must be a path such as /dev/stdout, not /dev/stdout,"),
            .invalid(
                "a file",
                """
                extensionProviders:
                  - name: file
                    envoyFileAccessLog:
                      path: /var/log/istio/access.log  # ✗ needs a writable volume there in every pod, and a rotation
                """),
        ]
    ) { mesh, report in
        if let path = mesh.string("accessLogFile") { inspect(path, "accessLogFile", &report) }
        for entry in report.providers(of: mesh).written {
            guard let path = entry.settings(of: .envoyFileAccessLog)?.string("path") else { continue }
            inspect(path, "path", &report)
        }
    }
}

private func inspect(_ path: Located<String>, _ field: String, _ report: inout RuleReport) {
    guard path.isWritten, !path.value.isEmpty, !DevicePath.usual.contains(where: path.value.isExactly) else { return }
    if path.value.utf8.first != UInt8(ascii: "/") {
        report.add("must be a path such as /dev/stdout", at: path, fix: "\(field): /dev/stdout")
    } else if let device = DevicePath(path.value) {
        if let meant = device.meant {
            report.add("must be a path such as \(meant)", at: path, fix: "\(field): \(meant)")
        } else if !device.mayBeWritable {
            report.add("needs a writable volume there in every pod, and a rotation", at: path, severity: .note)
        }
    } else {
        report.add("needs a writable volume there in every pod, and a rotation", at: path, severity: .note)
    }
}

/// A path below `/dev` or `/proc`, where a container has its streams, and where nobody makes files.
///
/// Envoy opens the path byte for byte as it is written.
private struct DevicePath {
    private let path: String
    /// The path without what no name of a stream ends with: blanks, line breaks and punctuation.
    private let name: String

    /// What nearly everybody writes.
    static let usual = ["/dev/stdout", "/dev/stderr"]

    private static let streams = ["/dev/stdout", "/dev/stderr", "/dev/null"]

    /// Nil for a path elsewhere.
    init?(_ path: String) {
        guard path.utf8.starts(with: "/dev/".utf8) || path.utf8.starts(with: "/proc/".utf8) else { return nil }
        self.path = path
        let bytes = path.utf8
        let end = bytes.lastIndex { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        }
        name = end.map { String(decoding: bytes[...$0], as: UTF8.self) } ?? path
    }

    /// The path that is meant, where this is none that there can be; nil where it may be meant as it stands.
    var meant: String? {
        if Self.streams.contains(where: path.isExactly) { return nil }
        if Self.streams.contains(where: name.isExactly) { return name }
        // `/dev/full` is a device of its own.
        return NearName.nearest(to: name, among: ["/dev/stdout", "/dev/stderr"])
    }

    /// Whether the place may be there and writable without a volume: a stream, or what the container's runtime mounts.
    var mayBeWritable: Bool {
        let places = ["/proc/", "/dev/fd/", "/dev/pts/", "/dev/shm/"]
        let devices = ["/dev/console", "/dev/full", "/dev/termination-log", "/dev/tty", "/dev/zero"]
        return places.contains { path.utf8.starts(with: $0.utf8) }
            || (Self.streams + devices).contains(where: path.isExactly)
    }
}
