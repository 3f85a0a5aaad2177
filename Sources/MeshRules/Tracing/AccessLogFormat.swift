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
        /// A parameter with a line break in it, which earlier releases of Envoy let pass.
        case brokenParameter(String)
        /// An operator without its second percent sign.
        case openOperator(String)
        /// An operator that is refused without a parameter.
        case missingParameter(String)
        /// An operator that says nothing without a parameter.
        case uselessWithoutParameter(String)
        /// An operator with a parameter that takes none.
        case superfluousParameter(String)
        /// An operator with a length that takes none.
        case superfluousLength(String)
        /// A header with more than one other to take instead.
        case secondAlternative(String)
        /// An operator of later releases.
        case tooNew(String, since: IstioVersion)
        /// An operator that the table does not have.
        case unknown(String)
    }

    /// In the order of the text, each once; nothing behind the first that Envoy cannot read over.
    let problems: [Problem]

    /// Reads a format, looking at each byte a few times at most.
    ///
    /// - Parameter version: of the proxies.
    init(_ format: String, in version: IstioVersion) {
        var reader = Reader(version: version)
        reader.readAll(format.utf8Span.span)
        problems = reader.problems
    }

    /// Reads the bytes of a format, which each of its methods is given.
    private struct Reader {
        let version: IstioVersion
        var place = 0
        /// Whether the operator that was read last has a length.
        var hasLength = false
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
            var parameter = place..<place
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
            return (problem(of: known, name, with: bytes.extracting(parameter)), true)
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
            if known.namesHeaders, Self.hasTwoQuestionMarks(parameter) { return .secondAlternative(Self.text(name)) }
            return nil
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
                if bytes[next] == UInt8(ascii: ")"), skipEnd(bytes, at: next &+ 1) {
                    return isBroken ? .broken : .whole(start..<next)
                }
                next = next &+ 1
            }
            return .open
        }

        /// Skips a length, if there is one, and the percent sign; nothing where they are not there.
        private mutating func skipEnd(_ bytes: Span<UInt8>, at start: Int) -> Bool {
            var next = start
            hasLength = next < bytes.count && bytes[next] == UInt8(ascii: ":")
            if hasLength {
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

        private static func hasTwoQuestionMarks(_ parameter: Span<UInt8>) -> Bool {
            var count = 0
            for index in parameter.indices where parameter[index] == UInt8(ascii: "?") {
                count = count &+ 1
                if count == 2 { return true }
            }
            return false
        }

        private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

        private static func isOfName(_ byte: UInt8) -> Bool {
            isDigit(byte) || byte == UInt8(ascii: "_") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        }
    }
}

extension AccessLogFormat.Problem {
    /// Whether the proxies of a release refuse a listener for it, for certain.
    ///
    /// The proxy of the newest release may be younger than the table and take more.
    func isRefused(in version: IstioVersion) -> Bool {
        switch self {
        case .loneSign, .openParameter, .openOperator, .missingParameter, .secondAlternative: true
        case .brokenParameter, .uselessWithoutParameter: false
        case .superfluousParameter, .superfluousLength: version < .newest
        // Envoy mends its last four releases, and has brought operators to them so.
        case .tooNew(_, let since): version.number &+ 4 < since.number
        case .unknown(let name): version < .newest && !AccessLogOperators.ofOtherBuilds.contains(name)
        }
    }

    /// Whether the name may be a slip.
    var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }

    /// What must be true, with names of the author's cut.
    ///
    /// - Parameter suggests: whether to look for a name that may have been meant, which costs a comparison with each.
    func message(in version: IstioVersion, suggesting suggests: Bool) -> String {
        switch self {
        case .loneSign: "must have an operator behind %, or %% for a percent sign"
        case .openParameter(let name): "must close the parenthesis of %\(shown(name))( and end it with %"
        case .brokenParameter(let name): "must have no line break between %\(shown(name))( and its )"
        case .openOperator(let name): "must end %\(shown(name)) with %"
        case .missingParameter(let name), .uselessWithoutParameter(let name):
            "must give %\(shown(name))% an argument in parentheses"
        case .superfluousParameter(let name): "must write %\(shown(name))% with nothing in parentheses"
        case .superfluousLength(let name): "must write %\(shown(name))% without a length"
        case .secondAlternative(let name): "must name one header behind the ? of %\(shown(name))( at most"
        case .tooNew(let name, let since): "has %\(shown(name))%, which proxies know from Istio \(since) on"
        case .unknown(let name):
            if suggests, let meant = NearName.nearest(to: name, among: AccessLogOperators.names) {
                "has unknown %\(shown(name))%; did you mean %\(meant)%?"
            } else {
                "has %\(shown(name))%, which Envoy \(isRefused(in: version) ? "does" : "may") not know"
            }
        }
    }

    private func shown(_ name: String) -> String { name.count > 32 ? name.prefix(31) + "…" : name }
}
