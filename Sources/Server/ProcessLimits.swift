import CLinux
import Glibc

/// What a serving process asks of the kernel and the C library, once, at its start.
package enum ProcessLimits {
    /// Makes the C library give memory back, and take it from few places.
    ///
    /// By itself glibc makes up to eight arenas a core, and keeps freed blocks of up to 32 MiB.
    package static func boundMemory() { clinux_bound_memory(2) }

    /// Opens `/dev/null` in place of a standard input, output or error that the program was started without.
    ///
    /// Else whatever is opened next gets the number, and with it what is written for people. It is opened for reading, so that
    /// lines that cannot be written are known to be lost.
    package static func fillStandardDescriptors() {
        while true {
            let number = open("/dev/null", O_RDONLY)
            guard number > 2 else {
                if number < 0 { return }
                continue
            }
            close(number)
            return
        }
    }

    /// Raises the limit of open descriptors as far as it may be, and gives it.
    package static func raiseDescriptors() -> Int { max(0, clinux_raise_descriptor_limit()) }
}
