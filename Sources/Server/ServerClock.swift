import Glibc

/// A moment on a clock that never jumps, in nanoseconds from an unknown start.
package struct Instant: Hashable, Comparable, Sendable {
    package var nanoseconds: UInt64

    package init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    package static let farFuture = Instant(nanoseconds: .max)

    package static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    package static func + (instant: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
        return overflow ? .farFuture : Instant(nanoseconds: sum)
    }

    /// The moment so many nanoseconds later: without `Duration`, which counts in 128 bits, for what happens at each request.
    func later(byNanoseconds count: UInt64) -> Instant {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(count)
        return overflow ? .farFuture : Instant(nanoseconds: sum)
    }

    /// The time from an earlier moment to this one; zero if that is later.
    package func since(_ earlier: Instant) -> Duration {
        .nanoseconds(Int64(clamping: nanosecondsSince(earlier)))
    }

    /// The nanoseconds from an earlier moment to this one; zero if that is later.
    package func nanosecondsSince(_ earlier: Instant) -> UInt64 {
        nanoseconds &- min(nanoseconds, earlier.nanoseconds)
    }
}

extension Duration {
    /// The duration in nanoseconds, between 0 and 584 years.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product &+ UInt64(attoseconds / 1_000_000_000)
    }

    /// The duration in seconds, for a metric.
    package var inSeconds: Double { Double(wholeNanoseconds) / 1e9 }

    /// The duration in whole microseconds, for the log.
    package var inMicroseconds: Int { Int(clamping: wholeNanoseconds / 1000) }
}

/// Where the server has the time from, so that a test can turn it.
package struct ServerClock: Sendable {
    /// The time that deadlines are measured in.
    package let now: @Sendable () -> Instant
    /// The time of day in microseconds of Unix time, for certificates and the log.
    package let unixMicroseconds: @Sendable () -> Int64

    package init(
        now: @escaping @Sendable () -> Instant, unixMicroseconds: @escaping @Sendable () -> Int64
    ) {
        self.now = now
        self.unixMicroseconds = unixMicroseconds
    }

    /// The time of day in seconds of Unix time.
    package var unixSeconds: Int64 { unixMicroseconds() / 1_000_000 }

    /// The clocks of the kernel.
    package static let system = ServerClock(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return Instant(nanoseconds: UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec))
        },
        unixMicroseconds: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec / 1000)
        })
}
