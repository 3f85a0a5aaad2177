import HTTP
import Testing

/// What a client sends, and what should be understood of it.
struct Conversation: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// `METHOD path content` of each request.
    let requests: [String]
    /// The status of each response.
    let statuses: [Int]
    let failure: HTTPError?
    let closes: Bool

    /// A conversation whose lines are parted by `\n` for CR LF; `␍` and `␊` are lone ones.
    init(
        _ name: String, _ text: String, requests: [String] = [], statuses: [Int]? = nil, failure: HTTPError? = nil,
        closes: Bool = false
    ) {
        self.name = name
        bytes = wire(text)
        self.requests = requests
        self.statuses = statuses ?? requests.map { _ in 200 } + (failure.map { [$0.status] } ?? [])
        self.failure = failure
        self.closes = closes || failure != nil
    }

    var testDescription: String { name }
}

/// The bytes of a text with LF for CR LF, `␍` for CR, `␊` for LF and `␀` for NUL.
func wire(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
        switch scalar {
        case "\n": [0x0D, 0x0A]
        case "␍": [0x0D]
        case "␊": [0x0A]
        case "␀": [0x00]
        default: Array(String(scalar).utf8)
        }
    }
}

/// A head for POST with these fields, and what follows it.
func post(_ fields: String, _ content: String = "") -> String {
    "POST /validate HTTP/1.1\nHost: a\n\(fields)\n\n\(content)"
}

extension HTTPRequest {
    var summary: String {
        let content = String(decoding: body, as: UTF8.self)
        return content.isEmpty ? "\(method) \(path)" : "\(method) \(path) \(content)"
    }
}

/// The status codes of what a server wrote, by its framing, with -1 at the end if that is not responses.
///
/// Not for answers to HEAD, whose length is that of content which they have not.
func statuses(_ output: [UInt8]) -> [Int] {
    var codes: [Int] = []
    var rest = String(decoding: output, as: UTF8.self)[...]
    while rest.hasPrefix("HTTP/1.1 ") {
        codes.append(Int(rest.dropFirst(9).prefix(3)) ?? 0)
        guard let end = rest.firstRange(of: "\r\n\r\n") else { break }
        let head = rest[..<end.lowerBound]
        let length = head.firstRange(of: "Content-Length: ").flatMap {
            Int(head[$0.upperBound...].prefix { $0.isNumber })
        }
        rest = String(decoding: rest[end.upperBound...].utf8.dropFirst(length ?? 0), as: UTF8.self)[...]
    }
    return rest.isEmpty ? codes : codes + [-1]
}
