import Glibc

/// An open file, socket or other object of the kernel, which is closed with the value: once, and surely.
package struct FileDescriptor: ~Copyable, Sendable {
    package let number: Int32

    /// Takes over a descriptor that nobody else closes.
    package init(owning number: Int32) { self.number = number }

    deinit { close(number) }
}

extension FileDescriptor {
    /// The bytes of a regular file; of anything else, such as a pipe, nobody knows when it ends.
    ///
    /// - Throws: ``SystemError``; EINVAL for what is no regular file, EFBIG for more than `limit` bytes.
    package static func contents(ofFile path: String, limit: Int = 4 << 20) throws(SystemError) -> [UInt8] {
        let number = try system("open") { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) } ?? -1
        let file = FileDescriptor(owning: number)
        var status = stat()
        _ = try system("fstat") { fstat(file.number, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SystemError(call: "open: not a regular file", number: EINVAL)
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try system("read") { read(file.number, &chunk, chunk.count) } ?? 0
            guard count > 0 else { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= limit else { throw SystemError(call: "read", number: EFBIG) }
        }
    }
}
