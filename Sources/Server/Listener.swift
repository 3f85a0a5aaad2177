import CLinux
import Glibc

/// A socket that accepts connections.
struct Listener: ~Copyable, Sendable {
    /// What came of a call of accept.
    enum Outcome {
        case connection(LoopPort.Arrival)
        /// Nobody waits.
        case none
        /// The process or the system has no descriptor or memory left.
        case exhausted(SystemError)
    }

    /// Waiting connections; the kernel bounds it by `net.core.somaxconn`, mostly 4096.
    static let backlog: Int32 = 1024

    let descriptor: FileDescriptor
    let isTLS: Bool

    /// Listens at a numeric address; port 0 takes a free one.
    ///
    /// - Throws: ``ServerError/cannotListen(address:port:reason:)``
    init(address: String, port: Int, isTLS: Bool) throws(ServerError) {
        do throws(SystemError) {
            guard let number = UInt16(exactly: port) else { throw SystemError(call: "bind", number: EINVAL) }
            let descriptor = try system("bind") { clinux_listen(address, number, Self.backlog) } ?? -1
            self.descriptor = FileDescriptor(owning: descriptor)
        } catch {
            throw .cannotListen(address: address, port: port, reason: error)
        }
        self.isTLS = isTLS
    }

    /// The port, also if 0 was asked for.
    var port: Int { Int(clinux_port(descriptor.number)) }

    func accept() -> Outcome {
        var text = [CChar](repeating: 0, count: 64)
        while true {
            let accepted = clinux_accept(descriptor.number, &text, text.count)
            if accepted >= 0 {
                let peer = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                return .connection(.init(descriptor: accepted, peer: peer, isTLS: isTLS))
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .none
            // The network's errors of the connection that waited (accept(2)): it is gone, the next may be well.
            case ECONNABORTED, EPERM, EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, EOPNOTSUPP,
                ENETUNREACH:
                continue
            case let number: return .exhausted(SystemError(call: "accept4", number: number))
            }
        }
    }
}
