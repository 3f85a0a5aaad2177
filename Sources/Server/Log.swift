import CLinux
import Glibc
import Synchronization

/// The program's log: one line an event, to standard error, from a thread of its own.
///
/// A loop that logs copies its line and goes on. The first line after a silence is written at once; what follows it within
/// ``pause`` is written together, as to wake the thread for each line costs a fifth of a review. Where standard error takes
/// no more (a full pipe), up to ``maximumWaitingBytes`` wait and further lines are dropped and counted, so that a reader who
/// sleeps stops nobody.
package final class Log: Sendable {
    package enum Level: String, CaseIterable, Comparable, Sendable {
        case debug, info, warn, error

        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
        private var rank: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .warn: 2
            case .error: 3
            }
        }
    }

    package enum Format: String, CaseIterable, Sendable { case json, text }

    /// A value of a line's field.
    package enum Value: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
        case text(String)
        case number(Int)
        case flag(Bool)
        case list([String])

        package init(stringLiteral text: String) { self = .text(text) }
        package init(integerLiteral number: Int) { self = .number(number) }
        package init(booleanLiteral flag: Bool) { self = .flag(flag) }
    }

    /// A burst of 4,000 reviews, each a line of 250 bytes.
    package static let maximumWaitingBytes = 1 << 20

    /// Between two writes, in microseconds; 10,000 reviews a second are some 50 KiB in it.
    private static let pause: useconds_t = 10_000

    private struct Waiting {
        var bytes: [UInt8] = []
        var writerSleeps = false
        var isWriting = false
    }

    private let level: Level
    private let format: Format
    private let clock: ServerClock
    private let descriptor: Int32
    private let waiting = Mutex(Waiting())
    private let bell: FileDescriptor
    private let dropped = Atomic<Int>(0)

    /// Starts the log's thread, which lives as long as the process.
    ///
    /// - Parameters:
    ///   - level: the least level to write.
    ///   - format: how lines are written.
    ///   - clock: where their time is from.
    ///   - descriptor: where lines go; it stays the caller's.
    /// - Throws: ``SystemError`` without descriptors or threads.
    package init(
        level: Level = .info, format: Format = .json, clock: ServerClock = .system, descriptor: Int32 = 2
    ) throws(SystemError) {
        self.level = level
        self.format = format
        self.clock = clock
        self.descriptor = descriptor
        bell = FileDescriptor(owning: try system("eventfd") { clinux_eventfd() } ?? -1)
        try Thread.start("log") { [self] in writeLines() }
    }

    /// Lines that were dropped.
    package var droppedLines: Int { dropped.load(ordering: .relaxed) }

    package func isEnabled(_ level: Level) -> Bool { level >= self.level }

    /// Writes one line.
    package func write(_ level: Level, _ message: String, _ fields: [(String, Value)] = []) {
        guard isEnabled(level) else { return }
        var line: [UInt8] = []
        line.reserveCapacity(384)
        switch format {
        case .json: LogLine.appendJSON(to: &line, clock.unixMicroseconds(), level, message, fields)
        case .text: LogLine.appendText(to: &line, clock.unixMicroseconds(), level, message, fields)
        }
        let mustRing = waiting.withLock { waiting -> Bool in
            guard waiting.bytes.count + line.count <= Self.maximumWaitingBytes else {
                dropped.add(1, ordering: .relaxed)
                return false
            }
            waiting.bytes += line
            defer { waiting.writerSleeps = false }
            return waiting.writerSleeps
        }
        if mustRing { ring() }
    }

    /// Waits until all lines are written, or the time is over; for the end of the program.
    package func flush(atMost limit: Duration = .seconds(1)) {
        let end = ServerClock.system.now() + limit
        while ServerClock.system.now() < end {
            let isDone = waiting.withLock { $0.bytes.isEmpty && !$0.isWriting }
            if isDone { return }
            usleep(500)
        }
    }

    private func ring() {
        var one: UInt64 = 1
        _ = Glibc.write(bell.number, &one, 8)
    }

    private func writeLines() {
        while true {
            let bytes = waiting.withLock { waiting -> [UInt8] in
                let bytes = waiting.bytes
                waiting.bytes = []
                waiting.writerSleeps = bytes.isEmpty
                waiting.isWriting = !bytes.isEmpty
                return bytes
            }
            guard bytes.isEmpty else {
                writeAll(bytes)
                waiting.withLock { $0.isWriting = false }
                usleep(Self.pause)
                continue
            }
            var poll = pollfd(fd: bell.number, events: Int16(POLLIN), revents: 0)
            _ = Glibc.poll(&poll, 1, -1)
            var count: UInt64 = 0
            _ = read(bell.number, &count, 8)
        }
    }

    private func writeAll(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN {
                var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = Glibc.poll(&poll, 1, 1000)
            } else {
                // Nobody reads the log any more; there is no place but the metrics to say so.
                dropped.add(rest.count { $0 == UInt8(ascii: "\n") }, ordering: .relaxed)
                return
            }
        }
    }
}
