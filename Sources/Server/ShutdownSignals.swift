import CLinux

/// The signals that end a server, as a descriptor that becomes readable: SIGTERM, SIGINT, and SIGHUP for a look at the files.
///
/// To be made before any other thread is started, as threads inherit which signals are blocked. SIGPIPE is ignored from
/// then on. A first process of a container (PID 1) has no default actions for signals; these are read, not defaulted.
package final class ShutdownSignals: Sendable {
    enum Signal { case stop(String), reload }

    let descriptor: FileDescriptor

    /// - Throws: ``SystemError``
    package init() throws(SystemError) {
        clinux_ignore_broken_pipes()
        descriptor = FileDescriptor(owning: try system("signalfd") { clinux_signalfd() } ?? -1)
    }

    /// The next signal that has come, or nil.
    func next() -> Signal? {
        switch clinux_next_signal(descriptor.number) {
        case 15: .stop("SIGTERM")
        case 2: .stop("SIGINT")
        case 1: .reload
        default: nil
        }
    }
}
