import Documents
import Glibc
import Linter

/// What the program's commands say, and to whom.
enum Console {
    /// Writes to standard output.
    ///
    /// A reader that has gone away ends the program without a word, as it would any other.
    static func output(_ text: String) {
        do throws(FileSystem.Failure) {
            try FileSystem.write(Array(text.utf8), to: STDOUT_FILENO)
        } catch {
            self.error("sekisho: standard output: \(error)")
            exit(.unreadable)
        }
    }

    /// Writes to a file, or to standard output where there is none.
    static func write(_ text: String, to file: String?) {
        guard let file, file != "-" else { return output(text) }
        do throws(FileSystem.Failure) {
            try FileSystem.write(Array(text.utf8), to: file)
        } catch {
            self.error("\(file): cannot be written: \(error)")
            exit(.unreadable)
        }
    }

    /// Writes a line to standard error.
    static func error(_ line: String) {
        try? FileSystem.write(Array((line + "\n").utf8), to: STDERR_FILENO)
    }

    static func exit(_ status: ExitStatus) -> Never { Glibc.exit(status.rawValue) }

    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Columns of the terminal at standard output; nil where there is none.
    static var columns: Int? {
        guard outputIsTerminal else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Seconds since 1970.
    static var now: Int64 { Int64(time(nil)) }

    static func usesColour(_ choice: ColourChoice) -> Bool {
        choice.isOn(isTerminal: outputIsTerminal, environment: environment)
    }

    /// Reads the policy of a file, or ends the program with what is wrong with it.
    static func policy(_ path: String?) -> PolicyFile {
        guard let path else { return PolicyFile() }
        do throws(PolicyFile.Failure) {
            return try PolicyFile(reading: path)
        } catch {
            for line in error.lines { self.error(line) }
            exit(.usage)
        }
    }

    /// Fewer files are done before anybody wonders.
    private static let leastShown = 200

    /// Shows how far a long run is, on one line that is wiped away; nothing where nobody watches.
    static func progress(_ done: Int, _ all: Int) {
        guard errorIsTerminal, all >= leastShown, done % 50 == 0 else { return }
        try? FileSystem.write(Array("\r\(done) of \(all) files\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    static func endProgress(of all: Int) {
        guard errorIsTerminal, all >= leastShown else { return }
        try? FileSystem.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }
}
