import IstioSchema

/// A format string of Envoy's: text with command operators such as `%REQ(:METHOD)%`.
///
/// Source: Envoy source/common/formatter/substitution_formatter.cc `SubstitutionFormatParser::parse`: an operator is
/// `%NAME%`, `%NAME(parameter)%` or `%NAME(parameter):length%`, and `%%` is a percent sign.
struct AccessLogFormat {
    /// In the order of the text, each once; nothing behind the first that Envoy cannot read over.
    let problems: [Problem]

    /// The extensions of Envoy whose operators it has.
    let formatters: AccessLogFormatters

    /// Reads a format, looking at each byte a few times at most.
    ///
    /// - Parameter version: of the proxies.
    init(_ format: String, in version: IstioVersion) {
        var reader = Reader(version: version)
        reader.readAll(format.utf8Span.span)
        problems = reader.problems
        formatters = reader.formatters
    }

    /// Reads the bytes of a format, which each of its methods is given.
    private struct Reader {
        let version: IstioVersion
        var place = 0
        /// Whether the operator that was read last has a length.
        var hasLength = false
        /// Whether no number of 64 bits holds it.
        var hasLongLength = false
        /// Whether the parameter that was read last has a closing parenthesis before its own.
        var hasInnerParenthesis = false
        var operators = 0
        var formatters: AccessLogFormatters = []
        var problems: [Problem] = []

        /// Istio's own format has 24; what is behind so many is not looked at.
        private static let maximumOperators = 1000

        /// More would not be read, and each costs a comparison with what was found.
        private static let maximumProblems = 8

        mutating func readAll(_ bytes: Span<UInt8>) {
            while place < bytes.count, problems.count < Self.maximumProblems, operators < Self.maximumOperators {
                let byte = bytes[place]
                place = place &+ 1
                guard byte == UInt8(ascii: "%") else { continue }
                if place < bytes.count, bytes[place] == UInt8(ascii: "%") {
                    place = place &+ 1
                    continue
                }
                operators = operators &+ 1
                let (problem, isReadable) = readOperator(bytes)
                if let problem, !problems.contains(problem) { problems.append(problem) }
                guard isReadable else { break }
            }
        }

        /// Reads what stands behind the first percent sign, up to and with the second.
        private mutating func readOperator(_ bytes: Span<UInt8>) -> (problem: Problem?, isReadable: Bool) {
            let start = place
            while place < bytes.count, Self.isOfName(bytes[place]) { place = place &+ 1 }
            guard place > start else { return (.loneSign, false) }
            let name = bytes.extracting(start..<place)
            var parameter = place..<place
            hasInnerParenthesis = false
            if place < bytes.count, bytes[place] == UInt8(ascii: "(") {
                switch skipParameter(bytes) {
                case .whole(let range): parameter = range
                case .open: return (.openParameter(Self.text(name)), false)
                case .broken: return (.brokenParameter(Self.text(name)), false)
                }
            } else if !skipEnd(bytes, at: place) {
                return (.openOperator(Self.text(name)), false)
            }
            guard let known = AccessLogOperators.named(name) else { return (.unknown(Self.text(name)), true) }
            if let since = known.since, known.isMissing(in: version) {
                return (.tooNew(Self.text(name), since: since), true)
            }
            formatters.formUnion(known.formatter)
            let problem = problem(of: known, name, with: bytes.extracting(parameter))
            if problem == nil, hasInnerParenthesis, version < .v1_23 {
                return (.innerParenthesis(Self.text(name)), true)
            }
            return (problem, true)
        }

        /// What is wrong with an operator that can be read.
        private func problem(
            of known: AccessLogOperator, _ name: Span<UInt8>, with parameter: Span<UInt8>
        ) -> Problem? {
            switch known.parameter {
            case .required where parameter.isEmpty: return .missingParameter(Self.text(name))
            case .expected where parameter.isEmpty: return .uselessWithoutParameter(Self.text(name))
            case .refused where !parameter.isEmpty: return .superfluousParameter(Self.text(name))
            default: break
            }
            if hasLength, known.refusesLength { return .superfluousLength(Self.text(name)) }
            if hasLongLength { return .longLength(Self.text(name)) }
            guard let flaw = known.argument.flaw(in: parameter) else { return nil }
            return .argument(Self.text(name), flaw)
        }

        private enum SkippedParameter {
            /// Between the parentheses.
            case whole(Range<Int>)
            case open
            case broken
        }

        /// A parameter goes to the first parenthesis that the operator's end follows, and holds no line break.
        private mutating func skipParameter(_ bytes: Span<UInt8>) -> SkippedParameter {
            let start = place &+ 1
            var next = start
            var isBroken = false
            while next < bytes.count {
                if bytes[next] == UInt8(ascii: "\n") { isBroken = true }
                if bytes[next] == UInt8(ascii: ")") {
                    if skipEnd(bytes, at: next &+ 1) { return isBroken ? .broken : .whole(start..<next) }
                    hasInnerParenthesis = true
                }
                next = next &+ 1
            }
            return .open
        }

        /// Skips a length, if there is one, and the percent sign; nothing where they are not there.
        private mutating func skipEnd(_ bytes: Span<UInt8>, at start: Int) -> Bool {
            var next = start
            hasLength = next < bytes.count && bytes[next] == UInt8(ascii: ":")
            hasLongLength = false
            if hasLength {
                next = next &+ 1
                let digits = next
                while next < bytes.count, Self.isDigit(bytes[next]) { next = next &+ 1 }
                guard next > digits else { return false }
                if next &- digits > 19 { hasLongLength = Self.isTooLong(bytes.extracting(digits..<next)) }
            }
            guard next < bytes.count, bytes[next] == UInt8(ascii: "%") else { return false }
            place = next &+ 1
            return true
        }

        /// - Parameter name: ASCII.
        private static func text(_ name: Span<UInt8>) -> String {
            var text = ""
            for index in name.indices { text.unicodeScalars.append(Unicode.Scalar(name[index])) }
            return text
        }

        /// - Parameter digits: nothing else.
        private static func isTooLong(_ digits: Span<UInt8>) -> Bool {
            var length: UInt64 = 0
            for index in digits.indices {
                let (tens, hasOverflown) = length.multipliedReportingOverflow(by: 10)
                let (sum, isOver) = tens.addingReportingOverflow(UInt64(digits[index] & 0x0F))
                if hasOverflown || isOver { return true }
                length = sum
            }
            return false
        }

        private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

        private static func isOfName(_ byte: UInt8) -> Bool {
            isDigit(byte) || byte == UInt8(ascii: "_") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        }
    }
}
