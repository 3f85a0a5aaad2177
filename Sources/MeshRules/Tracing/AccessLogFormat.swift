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
        var reader = Reader()
        reader.readAll(format.utf8Span.span)
        problems = reader.problems
    }

    /// Reads the bytes of a format, which each of its methods is given.
    private struct Reader {
        var place = 0
        var operators = 0
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
            var hasParameter = false
            if place < bytes.count, bytes[place] == UInt8(ascii: "(") {
                guard skipParameter(bytes) else { return (.openParameter(Self.text(name)), false) }
                hasParameter = true
            } else if !skipEnd(bytes, at: place) {
                return (.openOperator(Self.text(name)), false)
            }
            guard let needsParameter = AccessLogOperators.needsParameter(name) else {
                return (.unknown(Self.text(name)), true)
            }
            return (needsParameter && !hasParameter ? .missingParameter(Self.text(name)) : nil, true)
        }

        /// A parameter goes to the first parenthesis that the operator's end follows, and holds no line break.
        private mutating func skipParameter(_ bytes: Span<UInt8>) -> Bool {
            var next = place
            while next < bytes.count, bytes[next] != UInt8(ascii: "\n") {
                if bytes[next] == UInt8(ascii: ")"), skipEnd(bytes, at: next &+ 1) { return true }
                next = next &+ 1
            }
            return false
        }

        /// Skips a length, if there is one, and the percent sign; nothing where they are not there.
        private mutating func skipEnd(_ bytes: Span<UInt8>, at start: Int) -> Bool {
            var next = start
            if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
                next = next &+ 1
                let digits = next
                while next < bytes.count, Self.isDigit(bytes[next]) { next = next &+ 1 }
                guard next > digits else { return false }
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
