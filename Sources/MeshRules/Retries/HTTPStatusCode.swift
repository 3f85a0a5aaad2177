/// Status codes of HTTP as Go knows them: only these become codes in `retryOn`, all else is passed on as a word.
///
/// Source: Go net/http/status.go `StatusText`.
enum HTTPStatusCode {
    static func isKnown(_ code: Int) -> Bool { ranges.contains { $0.contains(code) } }

    private static let ranges: [ClosedRange<Int>] = [
        100...103, 200...208, 226...226, 300...305, 307...308, 400...418, 421...426, 428...429, 431...431, 451...451,
        500...508, 510...511,
    ]
}
