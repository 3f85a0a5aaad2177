import IstioSchema

/// What Envoy reads out of the argument of an operator when it reads the format, and may refuse.
///
/// Source: Envoy source/common/formatter of 2023 to 2026: `parseSubcommandHeaders`, `SystemTimeFormatter`,
/// `FilterStateFormatter::create`, `GrpcStatusFormatter::parseFormat`, `CommonDurationFormatter::create`.
enum AccessLogArgument: Sendable {
    /// Nothing, or nothing that is judged.
    case any
    /// The name of a header and, behind a question mark, of another; either may be empty.
    case headers
    /// A pattern of a time.
    case time
    /// A key, how to write what stands there, and the name of a field of it.
    case filterState
    case grpcStatus
    /// Two points of time and a unit.
    case duration

    enum Flaw: Hashable, Sendable {
        /// A header with more than one other to take instead.
        case secondAlternative
        /// A byte that no name of a header holds.
        case headerName(UInt8)
        /// A line break that a time is written with.
        case lineBreak
        case filterStateKey
        case filterStateForm
        case filterStateField
        case grpcStatus
        case durationPoints
        case durationUnit
    }

    /// What is wrong with an argument; an empty one is none.
    func flaw(in argument: Span<UInt8>) -> Flaw? {
        guard !argument.isEmpty else { return nil }
        return switch self {
        case .any: nil
        case .headers: Self.flaw(inHeaders: argument)
        case .time: Self.writesLineBreak(argument) ? .lineBreak : nil
        case .filterState: Self.flaw(inFilterState: argument)
        case .grpcStatus: Self.isOne(argument, of: Self.grpcStatuses) ? nil : .grpcStatus
        case .duration: Self.flaw(inDuration: argument)
        }
    }
}

// MARK: - Headers

extension AccessLogArgument {
    /// Envoy's `headerNameIsValid`: token characters, behind a colon for those of HTTP/2.
    private static func flaw(inHeaders argument: Span<UInt8>) -> Flaw? {
        var alternatives = 0
        var offender: UInt8?
        var start = 0
        for index in argument.indices {
            let byte = argument[index]
            if isOfToken(byte) { continue }
            switch byte {
            case UInt8(ascii: "?"):
                alternatives = alternatives &+ 1
                if alternatives == 2 { return .secondAlternative }
                start = index &+ 1
            case UInt8(ascii: ":") where index == start && isFollowedByName(index, in: argument): break
            default: offender = offender ?? byte
            }
        }
        return offender.map { .headerName($0) }
    }

    /// A colon by itself is no name.
    private static func isFollowedByName(_ index: Int, in argument: Span<UInt8>) -> Bool {
        let next = index &+ 1
        return next < argument.count && argument[next] != UInt8(ascii: "?")
    }

    /// `tchar` of RFC 9110 §5.6.2, by a bit for each character of ASCII.
    private static func isOfToken(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        let word: UInt64 = byte < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return (word &>> UInt64(byte & 63)) & 1 == 1
    }
}

// MARK: - Times

extension AccessLogArgument {
    /// Envoy refuses what `%[-_0^#]*[1-9]*(E|O)?n` finds; read here from its end, which few patterns have.
    private static func writesLineBreak(_ pattern: Span<UInt8>) -> Bool {
        for index in pattern.indices where pattern[index] == UInt8(ascii: "n") {
            if isLineBreak(endingAt: index, in: pattern) { return true }
        }
        return false
    }

    private static func isLineBreak(endingAt end: Int, in pattern: Span<UInt8>) -> Bool {
        var rest = end
        if rest > 0, pattern[rest &- 1] == UInt8(ascii: "E") || pattern[rest &- 1] == UInt8(ascii: "O") {
            rest = rest &- 1
        }
        while rest > 0, pattern[rest &- 1] >= UInt8(ascii: "1"), pattern[rest &- 1] <= UInt8(ascii: "9") {
            rest = rest &- 1
        }
        while rest > 0, isFlag(pattern[rest &- 1]) { rest = rest &- 1 }
        return rest > 0 && pattern[rest &- 1] == UInt8(ascii: "%")
    }

    private static func isFlag(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "0"), UInt8(ascii: "^"), UInt8(ascii: "#"): true
        default: false
        }
    }
}

// MARK: - Words

extension AccessLogArgument {
    private static let grpcStatuses = ["CAMEL_STRING", "SNAKE_STRING", "NUMBER"]
    private static let filterStateForms = ["PLAIN", "TYPED", "FIELD"]
    private static let durationUnits = ["ms", "us", "ns"]

    /// What stands behind the third part is not read.
    private static func flaw(inFilterState argument: Span<UInt8>) -> Flaw? {
        let key = part(of: argument, from: 0)
        guard !key.isEmpty else { return .filterStateKey }
        let place = part(of: argument, from: key.upperBound &+ 1)
        let form = argument.extracting(place)
        let hasField = !part(of: argument, from: place.upperBound &+ 1).isEmpty
        guard !form.isEmpty else { return hasField ? .filterStateField : nil }
        guard isOne(form, of: filterStateForms) else { return .filterStateForm }
        return isEqual(form, "FIELD") == hasField ? nil : .filterStateField
    }

    private static func flaw(inDuration argument: Span<UInt8>) -> Flaw? {
        let start = part(of: argument, from: 0)
        let end = part(of: argument, from: start.upperBound &+ 1)
        guard start.upperBound < argument.count else { return .durationPoints }
        guard end.upperBound < argument.count else { return nil }
        let unit = part(of: argument, from: end.upperBound &+ 1)
        guard unit.upperBound == argument.count else { return .durationPoints }
        return isOne(argument.extracting(unit), of: durationUnits) ? nil : .durationUnit
    }

    /// What goes to the next colon or the end; nothing behind the end.
    private static func part(of argument: Span<UInt8>, from start: Int) -> Range<Int> {
        let first = min(start, argument.count)
        var end = first
        while end < argument.count, argument[end] != UInt8(ascii: ":") { end = end &+ 1 }
        return first..<end
    }

    private static func isOne(_ bytes: Span<UInt8>, of words: [String]) -> Bool {
        for word in words where isEqual(bytes, word) { return true }
        return false
    }

    private static func isEqual(_ bytes: Span<UInt8>, _ word: String) -> Bool {
        guard bytes.count == word.utf8.count else { return false }
        var index = 0
        for byte in word.utf8 {
            guard bytes[index] == byte else { return false }
            index = index &+ 1
        }
        return true
    }
}

// MARK: - What to say

extension AccessLogArgument.Flaw {
    /// Whether the proxies of a release refuse a listener for it, for certain.
    ///
    /// What a name of a header holds was guarded by a runtime flag before Envoy 1.34, of which the proxies of Istio 1.26
    /// are made.
    func isRefused(in version: IstioVersion) -> Bool {
        switch self {
        case .secondAlternative: true
        case .headerName: version >= .v1_26
        // The proxy of the newest release may be younger than what was read, and take more.
        default: version < .newest
        }
    }

    /// - Parameter name: of the operator.
    func message(of name: String) -> String {
        switch self {
        case .secondAlternative: "must name one header behind the ? of %\(name)( at most"
        case .headerName(let byte): "must have no \(Self.name(of: byte)) in the name of a header in %\(name)("
        case .lineBreak: "must have no line break (%n) in %\(name)("
        case .filterStateKey: "must name a key first in %\(name)("
        case .filterStateForm: "must have PLAIN, TYPED or FIELD behind the key in %\(name)("
        case .filterStateField: "must name a field with FIELD, and with nothing else, in %\(name)("
        case .grpcStatus: "must have CAMEL_STRING, SNAKE_STRING or NUMBER in %\(name)("
        case .durationPoints: "must name two points of time in %\(name)("
        case .durationUnit: "must have ms, us or ns for the third part in %\(name)("
        }
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x20: "space"
        case 0x21...0x7E: "\(Unicode.Scalar(byte))"
        case 0x80...: "letter outside of ASCII"
        default: "control character"
        }
    }
}
