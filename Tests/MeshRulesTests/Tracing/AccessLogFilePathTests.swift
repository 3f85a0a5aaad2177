import Documents
import IstioSchema
import Testing
import Validation

@testable import MeshRules

@Suite("The path of an access log") struct AccessLogFilePathTests {
    private func messages(_ text: String) -> [String] {
        Validator(rules: [.accessLogFilePath], version: .newest)
            .report(on: MeshDocument(.mesh, .text(text)), now: nil).diagnostics
            .filter { $0.id == "access-log-file-path" }.map(\.message)
    }

    @Test(
        arguments: [
            "/dev/stdout", "/dev/stderr", "/dev/null", "/dev/fd/1", "/dev/termination-log", "/dev/shm/a.log",
            "/dev/full", "/proc/self/fd/2", "/proc/1/fd/1",
        ])
    func `may be a stream or a place that is there`(_ path: String) {
        #expect(messages("accessLogFile: \(path)\n").isEmpty)
    }

    @Test func `is taken byte for byte`() {
        let text = "must be a path such as /dev/stdout, not "
        #expect(messages("accessLogFile: |\n  /dev/stdout\n") == [text + "/dev/stdout\\n"])
        #expect(messages("accessLogFile: \"/dev/stdout\u{3000}\"\n") == [text + "\"/dev/stdout\u{3000}\""])
        #expect(messages("accessLogFile: /dev/stdout;\n") == [text + "/dev/stdout;"])
        #expect(messages("accessLogFile: /dev/Stdout\n") == [text + "/dev/Stdout"])
    }

    @Test func `of a device that nobody knows is told`() {
        let text = "needs a writable volume there in every pod, and a rotation"
        #expect(messages("accessLogFile: /dev/access.log\n") == [text])
        #expect(messages("accessLogFile: /dev/\n") == [text])
    }
}
