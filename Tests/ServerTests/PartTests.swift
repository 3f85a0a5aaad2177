import Foundation
import TestCertificates
import Testing

@testable import Server

@Suite struct `The deadlines` {
    @Test func `come out in order, and not before their time`() {
        var deadlines = Deadlines()
        var generator = SystemRandomNumberGenerator()
        for slot in 0..<500 {
            let time = Instant(nanoseconds: UInt64.random(in: 0..<1000, using: &generator))
            deadlines.insert(.init(time: time, slot: slot, connection: 0))
        }
        var last = Instant(nanoseconds: 0)
        while let entry = deadlines.takeDue(at: Instant(nanoseconds: 600)) {
            #expect(entry.time >= last)
            last = entry.time
        }
        #expect(last <= Instant(nanoseconds: 600))
        #expect(deadlines.next.map { $0 > Instant(nanoseconds: 600) } ?? true)
        while deadlines.takeDue(at: .farFuture) != nil {}
        #expect(deadlines.count == 0)
    }
}

@Suite struct `Metrics as text` {
    @Test func `follow the format of Prometheus`() {
        let metrics = Metrics()
        metrics.family("a_total", .counter, help: "Things.", labels: ["x", "y"]).add(2, "q\"\\\r\n\"\u{301}", "é")
        metrics.family("b", .gauge, help: "A gauge.").set(0.5)
        let histogram = metrics.family("c_seconds", .histogram, help: "Times.", labels: ["p"], buckets: [0.1, 1])
        for value in [0.1, 0.5, 7] { histogram.observe(value, "/") }
        #expect(
            String(decoding: metrics.page(), as: UTF8.self) == """
                # HELP a_total Things.
                # TYPE a_total counter
                a_total{x="q\\"\\\\\r\\n\\"\u{301}",y="é"} 2
                # HELP b A gauge.
                # TYPE b gauge
                b 0.5
                # HELP c_seconds Times.
                # TYPE c_seconds histogram
                c_seconds_bucket{p="/",le="0.1"} 1
                c_seconds_bucket{p="/",le="1"} 2
                c_seconds_bucket{p="/",le="+Inf"} 3
                c_seconds_sum{p="/"} 7.6
                c_seconds_count{p="/"} 3

                """)
    }

    @Test func `do not grow with what clients invent`() {
        let metrics = Metrics()
        let family = metrics.family("a_total", .counter, help: "Things.", labels: ["x"], maximumSets: 10)
        for number in 0..<100 { family.add(1, String(number)) }
        #expect(family.value("other") == 90)
        #expect(family.value("3") == 1)
        let long = metrics.family("b_total", .counter, help: "Things.", labels: ["x"])
        long.add(1, String(repeating: "x", count: 129))
        #expect(long.value("other") == 1)
        #expect(metrics.page().count < 1000)
    }

    @Test func `all have a unit, help and our prefix`() {
        let metrics = Metrics()
        _ = ServerMetrics(registry: metrics)
        _ = ProcessMetrics(registry: metrics, started: 1)
        let page = String(decoding: metrics.page(), as: UTF8.self)
        for line in page.split(separator: "\n") where line.hasPrefix("# TYPE") {
            let words = line.split(separator: " ")
            #expect(words[2].hasPrefix("sekisho_") || words[2].hasPrefix("process_"))
            #expect((words[3] == "counter") == words[2].hasSuffix("_total"))
        }
        #expect(page.contains("process_resident_memory_bytes"))
    }
}

@Suite struct `A line of the log` {
    private let fields: [(String, Log.Value)] = [
        ("user", "system:admin"), ("name", .text("a\"b\\c\n\u{1B}[31m\u{2028}é")), ("n", 3), ("dry", true),
        ("ids", .list(["x", "y z"])),
    ]

    @Test func `is one JSON object whatever is in it`() throws {
        var line: [UInt8] = []
        LogLine.appendJSON(to: &line, 1_795_398_050_123_456, .warn, "review", fields)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"time":"2026-11-23T01:40:50.123456Z","level":"warn","msg":"review","user":"system:admin","#
                + #""name":"a\"b\\c\n\u001b[31m\u2028é","n":3,"dry":true,"ids":["x","y z"]}"# + "\n")
        let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        #expect(object?["name"] as? String == "a\"b\\c\n\u{1B}[31m\u{2028}é")
    }

    @Test func `shows what would change the direction of writing`() {
        var line: [UInt8] = []
        LogLine.appendQuoted(to: &line, "a\u{202E}b\u{2066}c\u{200F}\u{61C}é")
        #expect(String(decoding: line, as: UTF8.self) == #""a\u202eb\u2066c\u200f\u061cé""#)
    }

    @Test func `can be text`() {
        var line: [UInt8] = []
        LogLine.appendText(to: &line, 951_782_400_000_000, .info, "a review", fields)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"2000-02-29T00:00:00.000000Z INFO  a review user=system:admin name="a\"b\\c\n\u001b[31m\u2028é" n=3 "#
                + #"dry=true ids=["x","y z"]"# + "\n")
    }

    @Test func `cuts a long value in either format`() {
        let fields: [(String, Log.Value)] = [("name", .text(String(repeating: "x", count: 2 << 20)))]
        for append in [LogLine.appendText, LogLine.appendJSON] {
            var line: [UInt8] = []
            append(&line, 0, .info, "a review", fields)
            #expect(line.count < 5000)
        }
    }

    /// A pipe that stays open: a log's thread lives as long as the process, and would write to whatever has the number next.
    private func endlessPipe() -> Pipe {
        let pipe = Pipe()
        _ = Unmanaged.passRetained(pipe)
        return pipe
    }

    @Test func `is dropped and counted when nobody reads`() throws {
        let pipe = endlessPipe()
        let log = try Log(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let text = String(repeating: "x", count: 1000)
        for _ in 0..<3000 { log.write(.info, text) }
        #expect(log.droppedLines > 0)
        log.write(.debug, "below the level")
    }

    @Test func `is counted as dropped where it cannot be written`() throws {
        let full = open("/dev/full", O_WRONLY)
        let log = try Log(descriptor: full)
        for _ in 0..<3 { log.write(.info, "line") }
        log.flush()
        #expect(log.droppedLines == 3)
    }

    @Test func `comes out with all others, in their order, however close together they were written`() throws {
        let pipe = endlessPipe()
        let log = try Log(format: .text, descriptor: pipe.fileHandleForWriting.fileDescriptor)
        for number in 0..<500 { log.write(.info, "line", [("number", .number(number))]) }
        log.flush()
        for number in 500..<600 { log.write(.info, "line", [("number", .number(number))]) }
        log.flush()
        var bytes = Data()
        while bytes.count(where: { $0 == UInt8(ascii: "\n") }) < 600 {
            bytes += pipe.fileHandleForReading.availableData
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let numbers = lines.compactMap { $0.split(separator: "=").last }.map { Int($0) }
        #expect(numbers == Array(0..<600))
        #expect(log.droppedLines == 0)
    }
}

@Suite struct `A file` {
    @Test func `is read if it is a regular one, and is not waited for otherwise`() throws {
        let folder = try TestFolder()
        try folder.write([1, 2], to: "file")
        #expect(try FileDescriptor.contents(ofFile: folder.path + "/file") == [1, 2])
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        for path in [folder.path + "/pipe", folder.path, "/dev/null"] {
            #expect(throws: SystemError(call: "open: not a regular file", number: EINVAL)) {
                try FileDescriptor.contents(ofFile: path)
            }
        }
    }
}

@Suite struct `The number of workers` {
    private func count(_ cores: Int, _ files: [String: String]) -> Int { Workers.count(cores: cores) { files[$0] } }

    @Test func `follows the quota of cgroup v2, of all groups above too`() {
        #expect(count(8, ["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "max 100000\n"]) == 8)
        #expect(count(8, ["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "250000 100000\n"]) == 3)
        #expect(count(8, ["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "10000 100000\n"]) == 1)
        #expect(
            count(
                8,
                [
                    "/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/cpu.max": "max 100000",
                    "/sys/fs/cgroup/a/cpu.max": "200000 100000",
                ]) == 2)
    }

    @Test func `follows the quota of cgroup v1`() {
        let files = [
            "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "150000\n", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
        ]
        #expect(count(8, files) == 2)
        #expect(count(1, files) == 1)
        #expect(
            count(
                4, ["/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n"])
                == 4)
    }

    @Test func `is that of the cores otherwise, and never none`() {
        #expect(count(3, [:]) == 3)
        #expect(count(0, [:]) == 1)
    }
}
