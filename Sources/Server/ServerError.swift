import TLS

/// Why a server does not start.
package enum ServerError: Error, Sendable {
    /// The address is not numeric, not of this machine, in use, or its port needs a privilege.
    case cannotListen(address: String, port: Int, reason: SystemError)
    /// A file cannot be read or is not what it should be.
    case file(WatchedFile.Failure)
    /// The system gives no descriptor or thread.
    case system(SystemError)
}

extension ServerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotListen(let address, let port, let reason): "cannot listen at \(address) port \(port): \(reason)"
        case .file(let failure): failure.description
        case .system(let error): error.description
        }
    }
}
