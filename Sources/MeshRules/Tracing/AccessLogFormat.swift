import IstioSchema

/// A format string of Envoy's: text with command operators such as `%REQ(:METHOD)%`.
///
/// Source: Envoy source/common/formatter/substitution_formatter.cc `SubstitutionFormatParser::parse`: an operator is
/// `%NAME%`, `%NAME(parameter)%` or `%NAME(parameter):length%`, and `%%` is a percent sign.
struct AccessLogFormat {
    /// What Envoy refuses, or does not know.
    enum Problem: Hashable {
        /// A percent sign that no operator follows.
        case loneSign
        /// A parameter without its closing parenthesis.
        case openParameter(String)
        /// An operator without its second percent sign.
        case openOperator(String)
        /// An operator that says nothing without a parameter.
        case missingParameter(String)
        /// An operator that the table does not have.
        case unknown(String)
    }

    /// In the order of the text, each once; nothing behind the first that Envoy cannot read over.
    let problems: [Problem]

    /// Reads a format, looking at each byte twice at most.
    init(_ format: String) {
        guard format.utf8.contains(UInt8(ascii: "%")) else {
            problems = []
            return
        }
        var reader = Reader(bytes: Array(format.utf8))
        problems = reader.readAll()
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0
        var operators = 0
        var problems: [Problem] = []

        /// Istio's own format has 24; what is behind so many is not looked at.
        private static let maximumOperators = 1000

        /// More would not be read, and each costs a comparison with what was found.
        private static let maximumProblems = 8

        mutating func readAll() -> [Problem] {
            while let byte = peek(), problems.count < Self.maximumProblems, operators < Self.maximumOperators {
                place += 1
                guard byte == UInt8(ascii: "%") else { continue }
                if peek() == UInt8(ascii: "%") {
                    place += 1
                    continue
                }
                operators += 1
                let (problem, isReadable) = readOperator()
                if let problem, !problems.contains(problem) { problems.append(problem) }
                guard isReadable else { break }
            }
            return problems
        }

        /// Reads what stands behind the first percent sign, up to and with the second.
        private mutating func readOperator() -> (problem: Problem?, isReadable: Bool) {
            let start = place
            while let byte = peek(), Self.isOfName(byte) { place += 1 }
            guard place > start else { return (.loneSign, false) }
            let name = String(decoding: bytes[start..<place], as: UTF8.self)
            var hasParameter = false
            if peek() == UInt8(ascii: "(") {
                guard skipParameter() else { return (.openParameter(name), false) }
                hasParameter = true
            } else if !skipEnd(at: place) {
                return (.openOperator(name), false)
            }
            guard let needsParameter = AccessLogOperators.needsParameter(name) else { return (.unknown(name), true) }
            return (needsParameter && !hasParameter ? .missingParameter(name) : nil, true)
        }

        /// A parameter goes to the first parenthesis that the operator's end follows, and holds no line break.
        private mutating func skipParameter() -> Bool {
            var next = place
            while next < bytes.count, bytes[next] != UInt8(ascii: "\n") {
                if bytes[next] == UInt8(ascii: ")"), skipEnd(at: next + 1) { return true }
                next += 1
            }
            return false
        }

        /// Skips a length, if there is one, and the percent sign; nothing where they are not there.
        private mutating func skipEnd(at start: Int) -> Bool {
            var next = start
            if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
                next += 1
                let digits = next
                while next < bytes.count, Self.isDigit(bytes[next]) { next += 1 }
                guard next > digits else { return false }
            }
            guard next < bytes.count, bytes[next] == UInt8(ascii: "%") else { return false }
            place = next + 1
            return true
        }

        private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

        private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

        private static func isOfName(_ byte: UInt8) -> Bool {
            isDigit(byte) || byte == UInt8(ascii: "_") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        }
    }
}

extension AccessLogFormat.Problem {
    /// Whether Envoy may know better than the table.
    var isUncertain: Bool {
        if case .unknown = self { true } else { false }
    }

    /// What must be true, with names of the author's cut.
    ///
    /// - Parameter suggests: whether to look for a name that may have been meant, which costs a comparison with each.
    func message(suggesting suggests: Bool) -> String {
        switch self {
        case .loneSign: "must have an operator behind %, or %% for a percent sign"
        case .openParameter(let name): "must close the parenthesis of %\(shown(name))( and end it with %"
        case .openOperator(let name): "must end %\(shown(name)) with %"
        case .missingParameter(let name): "must give %\(shown(name))% an argument in parentheses"
        case .unknown(let name):
            if suggests, let near = NearName.nearest(to: name, among: AccessLogOperators.names) {
                "has %\(shown(name))%, which Envoy may not know; did you mean %\(near)%?"
            } else {
                "has %\(shown(name))%, which Envoy may not know"
            }
        }
    }

    private func shown(_ name: String) -> String { name.count > 32 ? name.prefix(31) + "…" : name }
}
