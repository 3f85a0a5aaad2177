import Documents
import Manifests

/// A file that was given, as text.
package struct InputFile: Sendable {
    /// As it is shown: the path that was given.
    package let name: String
    /// Where to read and write it; nil for standard input.
    package let path: String?
    /// The text without a byte order mark.
    package let source: SourceText
    package let hasByteOrderMark: Bool

    package init(name: String, path: String?, text: String, hasByteOrderMark: Bool = false) {
        self.name = name
        self.path = path
        source = SourceText(text)
        self.hasByteOrderMark = hasByteOrderMark
    }

    /// Reads a file.
    ///
    /// - Throws: ``InputProblem`` where it cannot be read, or is no UTF-8.
    package init(reading path: String, standardInputName: String = "stdin") throws(InputProblem) {
        let name = path == "-" ? standardInputName : path
        let bytes: [UInt8]
        do throws(FileSystem.Failure) {
            bytes = try FileSystem.read(path)
        } catch {
            throw InputProblem(file: name, line: nil, text: "cannot be read: \(error)")
        }
        try self.init(name: name, path: path == "-" ? nil : path, bytes: bytes)
    }

    /// - Throws: ``InputProblem`` where the bytes are no UTF-8.
    package init(name: String, path: String?, bytes: [UInt8]) throws(InputProblem) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw InputProblem(file: name, line: nil, text: "must be UTF-8, not UTF-16")
        }
        guard let text = String(validating: hasMark ? bytes.dropFirst(3) : bytes[...], as: UTF8.self) else {
            throw InputProblem(file: name, line: Self.lineOfBadByte(bytes), text: "must be UTF-8")
        }
        self.init(name: name, path: path, text: text, hasByteOrderMark: hasMark)
    }

    /// The line, from 1, that holds the first byte that is no UTF-8.
    private static func lineOfBadByte(_ bytes: [UInt8]) -> Int? {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return nil
    }
}
