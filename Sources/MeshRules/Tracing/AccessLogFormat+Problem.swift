import IstioSchema

extension AccessLogFormat {
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
        /// A length that no number of 64 bits holds.
        case longLength(String)
        /// A parameter that says what Envoy refuses.
        case argument(String, AccessLogArgument.Flaw)
        /// A parenthesis is closed in a parameter before its end, as earlier releases of Envoy do not read.
        case innerParenthesis(String)
        /// An operator of later releases.
        case tooNew(String, since: IstioVersion)
        /// An operator that the table does not have.
        case unknown(String)
        /// An operator of an extension that istiod does not look for where it stands.
        case notAtTopLevel(String)
        /// An operator of an extension that istiod does not name in logs of OpenTelemetry.
        case notInOpenTelemetry(String)
        /// A value that is true, false or null, as earlier releases of Envoy do not take.
        case literal(String)
    }
}

extension AccessLogFormat.Problem {
    /// Whether the proxies of a release refuse a listener for it, for certain.
    ///
    /// The proxy of the newest release may be younger than the table and take more.
    func isRefused(in version: IstioVersion) -> Bool {
        switch self {
        case .loneSign, .openParameter, .openOperator, .missingParameter: true
        // Told of releases only that do so.
        case .notAtTopLevel, .notInOpenTelemetry: true
        // Envoy 1.32, of which Istio's proxies of 1.24 are made, takes them where a runtime flag is on.
        case .literal: version < .v1_24
        // Which of the patches of the time have mended the parenthesis is not known.
        case .brokenParameter, .uselessWithoutParameter, .innerParenthesis: false
        case .superfluousParameter, .superfluousLength, .longLength: version < .newest
        case .argument(_, let flaw): flaw.isRefused(in: version)
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
        case .longLength(let name): "must limit %\(shown(name))% to a length that 64 bits hold"
        case .argument(let name, let flaw): flaw.message(of: shown(name))
        case .innerParenthesis(let name): "has a ) within %\(shown(name))(, which proxies take from Istio 1.23 on"
        case .tooNew(let name, let since): "has %\(shown(name))%, which proxies know from Istio \(since) on"
        case .unknown(let name):
            if suggests, let meant = NearName.nearest(to: name, among: AccessLogOperators.names) {
                "has unknown %\(shown(name))%; did you mean %\(meant)%?"
            } else {
                "has %\(shown(name))%, which Envoy \(isRefused(in: version) ? "does" : "may") not know"
            }
        case .notAtTopLevel(let name):
            "has %\(name)% nowhere at the top level"
        case .notInOpenTelemetry(let name): "has %\(name)%, which OpenTelemetry's logs take from Istio 1.23 on"
        case .literal(let text): "has the value \(text), which proxies take from Istio 1.25 on"
        }
    }

    private func shown(_ name: String) -> String { name.count > 32 ? name.prefix(31) + "…" : name }
}
