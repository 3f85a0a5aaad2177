import CLinux

/// What a serving process asks of the kernel and the C library, once, at its start.
package enum ProcessLimits {
    /// Makes the C library give memory back, and take it from few places.
    ///
    /// By itself glibc makes up to eight arenas a core, and keeps freed blocks of up to 32 MiB.
    package static func boundMemory() { clinux_bound_memory(2) }

    /// Raises the limit of open descriptors as far as it may be, and gives it.
    package static func raiseDescriptors() -> Int { max(0, clinux_raise_descriptor_limit()) }
}
