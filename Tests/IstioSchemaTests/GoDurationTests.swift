import IstioSchema
import Testing

/// What Go's `time.ParseDuration` takes.
@Suite struct `Go durations` {
    @Test(arguments: [
        ("0", 0), ("+0", 0), ("-0", 0), ("0s", 0), ("1ns", 1), ("1us", 1000), ("1µs", 1000), ("1μs", 1000),
        ("1ms", 1_000_000), ("1s", 1_000_000_000), ("1m", 60_000_000_000), ("1h", 3_600_000_000_000),
        ("1h30m", 5_400_000_000_000), ("1.5h", 5_400_000_000_000), (".5s", 500_000_000), ("5.s", 5_000_000_000),
        ("-5s", -5_000_000_000), ("+5s", 5_000_000_000), ("1500ms", 1_500_000_000), ("0.000000001s", 1),
        ("0.0000000001s", 0), ("1s1s", 2_000_000_000), ("1m1h", 3_660_000_000_000), ("0.1ns", 0),
        ("9223372036854775807ns", Int64.max), ("-9223372036854775808ns", Int64.min),
        ("2540400h10m10.000000000s", 9_145_440_610_000_000_000), ("0.9223372036854775807h", 3_320_413_933_267),
        ("0.3333333333333333333h", 1_200_000_000_000), ("3600000ms", 3_600_000_000_000),
        ("0.016666666666666666m", 999_999_999), ("1.0000001s", 1_000_000_100),
    ])
    func `are read`(text: String, nanoseconds: Int64) {
        #expect(GoDuration.parse(text) == .nanoseconds(nanoseconds))
    }

    @Test(arguments: [
        "", "3", "-", "+", "s", ".", "-.", ".s", "+.s", "1d", "10 s", " 10s", "10s ", "1h30", "1e3s", "10S", "1H",
        "PT10S",
        "--5s", "1s-1s", "9223372036854775808ns", "-9223372036854775809ns", "2562048h", "9223372036854775.808us",
        "18446744073709551616ns", "0x10s", "1_0s", "1,5s", "1.2.3s", "\u{85}s", "10s\n", "NaNs", "infinity",
    ])
    func `are refused`(text: String) {
        #expect(GoDuration.parse(text) == nil)
    }

    @Test(arguments: [
        ("90s", "90s"), ("60s", "1m"), ("3600s", "1h"), ("0s", "0s"), ("1500ms", "1500ms"), ("1us", "1us"),
        ("1ns", "1ns"),
        ("-5s", "-5s"), ("-100ms", "-100ms"), ("2h30m", "150m"),
    ])
    func `are written as a person writes them`(text: String, expected: String) throws {
        #expect(GoDuration.text(try #require(GoDuration.parse(text))) == expected)
    }
}
