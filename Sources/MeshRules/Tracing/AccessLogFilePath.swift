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
    guard path.isWritten, !path.value.isEmpty else { return }
    if path.value.utf8.first != UInt8(ascii: "/") {
        report.add("must be a path such as /dev/stdout", at: path, fix: "\(field): /dev/stdout")
    } else if !path.value.hasPrefix("/dev/"), !path.value.hasPrefix("/proc/") {
        report.add("needs a writable volume there in every pod, and a rotation", at: path, severity: .note)
    }
}
