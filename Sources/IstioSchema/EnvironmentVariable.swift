/// A variable of the environment that a binary of Istio reads: its type, its default, and who reads it in which release.
///
/// A row of a table, which is handed on by reference.
package final class EnvironmentVariable: Sendable {
    package let name: String
    package let area: Area
    /// The first release that has the variable; nil for those of 1.20 and before.
    package let since: IstioVersion?
    /// The first release that has it no more.
    package let removed: IstioVersion?
    /// The binaries into which the code that registers the variable is linked, whether they use it or not.
    package let binaries: Binaries
    private let form: Form
    private let earlier: Earlier?
    private let spans: [Binary: Span]

    fileprivate init(
        name: String, area: Area, type: ValueType, text: String?, binaries: Binaries, since: IstioVersion?,
        removed: IstioVersion?, earlier: Earlier?, spans: [Binary: Span]
    ) {
        self.name = name
        self.area = area
        self.since = since
        self.removed = removed
        self.binaries = binaries
        form = Form(type: type, text: text)
        self.earlier = earlier
        self.spans = spans
    }

    /// How Istio reads the text.
    ///
    /// What does not parse is logged, and the default taken.
    package enum ValueType: Sendable {
        /// `strconv.ParseBool`
        case bool
        /// `strconv.Atoi`
        case int
        /// `strconv.ParseFloat`
        case float
        /// `time.ParseDuration`
        case duration
        case string
        /// Read by `encoding/json` into an integer of that size.
        case int64, uint16, uint32
        /// A boolean of the node's metadata. What does not parse keeps pilot-agent from starting.
        case metadataBool
        /// Read with `os.Getenv`, as it is.
        case unparsed
    }

    /// The part of Istio's source that registers a variable.
    package enum Area: Sendable {
        /// pilot/pkg/features: switches of istiod. The package is linked into every binary, which says nothing of use.
        case features
        /// The rest of istiod.
        case discovery
        /// pilot-agent and what it alone is made of.
        case agent
        /// istio-iptables, which runs in the container istio-init and in the CNI plugin.
        case iptables
        case cni
        case istioctl
        case istioOperator
        /// Packages of several binaries.
        case shared
    }

    package enum Binary: Int, CaseIterable, Sendable {
        case agent, discovery, installCNI, cniPlugin
    }

    /// Binaries of the data plane and the control plane; istioctl and the operator are left out.
    package struct Binaries: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let agent = Binaries(rawValue: 1)
        package static let discovery = Binaries(rawValue: 2)
        package static let installCNI = Binaries(rawValue: 4)
        package static let cniPlugin = Binaries(rawValue: 8)
        static let agentAndDiscovery: Binaries = [.agent, .discovery]
        static let proxyAndCNI: Binaries = [.agent, .installCNI, .cniPlugin]
        static let everyButPlugin: Binaries = [.agent, .discovery, .installCNI]
        static let every: Binaries = [.agent, .discovery, .installCNI, .cniPlugin]

        package func contains(_ binary: Binary) -> Bool { rawValue & (1 << binary.rawValue) != 0 }
    }

    fileprivate struct Form: Sendable {
        let type: ValueType
        /// As Go prints it; nil for a variable that stands for a flag, whose default is the flag's.
        let text: String?
    }

    /// Another type or default in earlier releases.
    struct Earlier: Sendable {
        fileprivate let end: IstioVersion
        fileprivate let form: Form

        static func until(_ end: IstioVersion, _ type: ValueType, _ text: String?) -> Earlier {
            Earlier(end: end, form: Form(type: type, text: text))
        }
    }

    /// The releases in which a binary has a variable, where they are others than the variable's own.
    struct Span: Sendable {
        fileprivate let since: IstioVersion?
        fileprivate let removed: IstioVersion?

        static func from(_ since: IstioVersion) -> Span { Span(since: since, removed: nil) }
        static func until(_ removed: IstioVersion) -> Span { Span(since: nil, removed: removed) }
        static func between(_ since: IstioVersion, _ removed: IstioVersion) -> Span {
            Span(since: since, removed: removed)
        }
    }

    /// A row of a table, before it knows its area.
    struct Row: Sendable {
        let make: @Sendable (Area) -> EnvironmentVariable
    }
}

extension EnvironmentVariable {
    package func exists(in version: IstioVersion) -> Bool { Self.holds(version, since, removed) }

    package func type(in version: IstioVersion) -> ValueType { form(in: version).type }

    /// The default as Go prints it; nil where it is that of a flag.
    package func defaultText(in version: IstioVersion) -> String? { form(in: version).text }

    /// Whether the variable is linked into a binary of a release.
    package func isLinked(into binary: Binary, in version: IstioVersion) -> Bool {
        guard binaries.contains(binary), exists(in: version) else { return false }
        guard let span = spans[binary] else { return true }
        return Self.holds(version, span.since, span.removed)
    }

    private func form(in version: IstioVersion) -> Form {
        if let earlier, version < earlier.end { return earlier.form }
        return form
    }

    private static func holds(_ version: IstioVersion, _ since: IstioVersion?, _ removed: IstioVersion?) -> Bool {
        if let since, version < since { return false }
        if let removed, version >= removed { return false }
        return true
    }
}

extension EnvironmentVariable.Row {
    /// A variable of a table.
    ///
    /// - Parameters:
    ///   - text: the default of the newest release that has the variable.
    ///   - before: another type or default in earlier releases.
    ///   - only: binaries that have the variable in fewer releases than it exists.
    static func variable(
        _ name: String, _ type: EnvironmentVariable.ValueType, _ text: String?,
        in binaries: EnvironmentVariable.Binaries,
        since: IstioVersion? = nil, removed: IstioVersion? = nil, before earlier: EnvironmentVariable.Earlier? = nil,
        only spans: [EnvironmentVariable.Binary: EnvironmentVariable.Span] = [:]
    ) -> Self {
        Self { area in
            EnvironmentVariable(
                name: name, area: area, type: type, text: text, binaries: binaries, since: since, removed: removed,
                earlier: earlier, spans: spans)
        }
    }
}

extension EnvironmentVariable {
    static func rows(of area: Area, _ rows: [Row]) -> [EnvironmentVariable] { rows.map { $0.make(area) } }
}
