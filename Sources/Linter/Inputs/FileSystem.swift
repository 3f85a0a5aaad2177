import Glibc

/// Files and directories of the machine, by their names.
package enum FileSystem {
    /// Why a file could not be read or written.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// In the words of the system: `No such file or directory`.
        package let description: String

        package init(_ description: String) { self.description = description }

        static var last: Failure { Failure(String(cString: strerror(errno))) }
    }

    package enum Kind: Sendable {
        case file, directory, other
    }

    /// What identifies a file, however it is reached.
    struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    /// A helm rendering of a whole platform is a few MiB; what is larger is no manifest.
    private static let maximumBytes = 256 << 20

    /// What a name stands for, links followed; nil where there is nothing.
    package static func kind(of path: String) -> Kind? { status(of: path)?.kind }

    static func status(of path: String) -> (kind: Kind, identity: Identity)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
        return (kind, Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)))
    }

    /// The names in a directory, sorted by bytes, without `.` and `..`.
    package static func names(in directory: String) throws(Failure) -> [String] {
        guard let stream = opendir(directory) else { throw .last }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// The bytes of a file; of standard input for `-`.
    package static func read(_ path: String) throws(Failure) -> [UInt8] {
        if path == "-" { return try bytes(of: STDIN_FILENO, expecting: 64 << 10) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw Failure("Is a directory") }
        return try bytes(of: descriptor, expecting: max(0, Int(status.st_size)))
    }

    private static func bytes(of descriptor: Int32, expecting size: Int) throws(Failure) -> [UInt8] {
        guard size <= maximumBytes else { throw Failure("Larger than \(maximumBytes >> 20) MiB") }
        var bytes: [UInt8] = []
        // One byte more, so that the end shows without growing.
        var room = size &+ 1
        while true {
            let before = bytes.count
            guard before <= maximumBytes else { throw Failure("Larger than \(maximumBytes >> 20) MiB") }
            bytes.append(contentsOf: repeatElement(0, count: room))
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + before }, buffer.count &- before)
            }
            if count < 0, errno == EINTR {
                bytes.removeLast(bytes.count &- before)
                continue
            }
            guard count >= 0 else { throw .last }
            bytes.removeLast(bytes.count &- before &- count)
            guard count > 0 else { return bytes }
            room = max(64 << 10, min(bytes.count, 8 << 20))
            if bytes.count == size { room = 1 }
        }
    }

    /// Writes a file as a whole: others see the text before or the text after, and never a part.
    ///
    /// The mode is for a file that does not exist; another keeps its own.
    ///
    /// - Throws: ``Failure``; the file is as it was.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(Failure) {
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            return try write(bytes, over: path)
        }
        // A link stays one: the file that it names is replaced.
        let target = exists ? resolved(path) : path
        let temporary = target + ".sekisho-\(getpid())"
        let descriptor = open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? status.st_mode & 0o7777 : mode)
        guard descriptor >= 0 else { throw .last }
        if exists { _ = fchmod(descriptor, status.st_mode & 0o7777) }
        do throws(Failure) {
            try write(bytes, to: descriptor)
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        guard close(descriptor) == 0, rename(temporary, target) == 0 else {
            let failure = Failure.last
            unlink(temporary)
            throw failure
        }
    }

    /// Writes into what is no regular file: a device, a pipe.
    private static func write(_ bytes: [UInt8], over path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        try write(bytes, to: descriptor)
    }

    /// Writes all bytes to an open file.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count &- written)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last }
            written = written &+ count
        }
    }

    /// Makes a directory, and those above it.
    package static func makeDirectory(_ path: String) throws(Failure) {
        guard kind(of: path) != .directory else { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeDirectory(String(path[..<slash])) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last }
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
