import Glibc

/// A system call that has failed.
package struct SystemError: Error, Hashable, Sendable {
    /// The call's name: `accept4`.
    package let call: String
    /// The value of errno.
    package let number: Int32

    package init(call: String, number: Int32) {
        self.call = call
        self.number = number
    }
}

extension SystemError: CustomStringConvertible {
    /// The reason in the words of the C library, then the call: `Too many open files (accept4)`.
    package var description: String {
        var text = [CChar](repeating: 0, count: 128)
        // The thread-safe form; the module maps the name to the POSIX one, which fills the buffer.
        guard strerror_r(number, &text, text.count) == 0 else { return "error \(number) (\(call))" }
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return "\(String(decoding: bytes, as: UTF8.self)) (\(call))"
    }
}

/// Makes a system call: again after EINTR, nil for EAGAIN.
///
/// - Throws: ``SystemError`` for any other failure.
func system<Result: FixedWidthInteger & SignedInteger>(
    _ call: StaticString, _ body: () -> Result
) throws(SystemError) -> Result? {
    while true {
        let result = body()
        if result >= 0 { return result }
        switch errno {
        case EINTR: continue
        case EAGAIN: return nil
        case let number: throw SystemError(call: call.description, number: number)
        }
    }
}
