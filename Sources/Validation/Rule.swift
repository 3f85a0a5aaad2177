import Documents
import IstioSchema

/// One mistake that can be made in a mesh configuration: what it is, what comes of it, how to mend it, and the check
/// that finds it.
///
/// Its documentation and its tests are made from it.
package struct Rule: Sendable {
    package let id: DiagnosticID
    package let severity: Severity
    package let effect: Effect
    /// What is wrong, as a phrase that fits a list: `connectTimeout is shorter than 1ms or longer than 1h`.
    package let summary: String
    /// What happens in the mesh, for somebody who must decide at night whether to override the rule.
    package let rationale: String
    /// What to do, in a sentence.
    package let fix: String
    package let sources: [Source]
    /// The releases that the rule concerns.
    package let releases: ClosedRange<IstioVersion>
    package let examples: [Example]
    package let check: Check
    /// Fields of the message, of which the author must have written one for the rule to have anything to say.
    ///
    /// A rule that names any is not run on messages with none of them: nearly every message of a document has few fields.
    /// Empty for a rule that speaks of what is left out, or looks at no message.
    package let needs: [String]
    /// Whether the rule speaks of what is left out, which nobody can tell of a part: see ``MeshDocument/isPartial``.
    package let isOfWholes: Bool

    package enum Check: Sendable {
        /// Runs on each message of the type that the author wrote, wherever it stands, with Istio's defaults under it.
        case message(MessageName, @Sendable (Message, inout RuleReport) -> Void)
        /// Runs on documents of these kinds that are no messages of Istio's (or on the object around them).
        case document(Set<MeshDocument.Kind>, @Sendable (Node, inout RuleReport) -> Void)
        /// Runs on the new and the old state of a document when it is changed; nil where there is none.
        case change(MeshDocument.Kind, @Sendable (ChangedDocument, inout RuleReport) -> Void)
        /// Runs on each document, with all that were given together in one run of the linter.
        case together(@Sendable (ReadDocument, GivenDocuments, inout RuleReport) -> Void)
        /// The reader or the decoder finds it; the rule only documents it.
        case reading
    }

    /// A rule that looks at one type of message.
    ///
    /// - Parameters:
    ///   - needs: see ``needs``.
    ///   - isOfWholes: see ``isOfWholes``.
    package init(
        _ id: DiagnosticID, _ severity: Severity, _ effect: Effect, in message: MessageName, needs: [String] = [],
        isOfWholes: Bool = false, summary: String, rationale: String, fix: String, sources: [Source],
        releases: ClosedRange<IstioVersion> = .all, examples: [Example],
        check: @escaping @Sendable (Message, inout RuleReport) -> Void
    ) {
        self.init(
            id, severity, effect, summary: summary, rationale: rationale, fix: fix, sources: sources,
            releases: releases,
            examples: examples, check: .message(message, check), needs: needs, isOfWholes: isOfWholes)
    }

    /// A rule that looks at documents which are no messages of Istio's.
    ///
    /// - Parameter isOfWholes: see ``isOfWholes``.
    package init(
        _ id: DiagnosticID, _ severity: Severity, _ effect: Effect, document kinds: Set<MeshDocument.Kind>,
        isOfWholes: Bool = false, summary: String, rationale: String, fix: String, sources: [Source],
        releases: ClosedRange<IstioVersion> = .all, examples: [Example],
        check: @escaping @Sendable (Node, inout RuleReport) -> Void
    ) {
        self.init(
            id, severity, effect, summary: summary, rationale: rationale, fix: fix, sources: sources,
            releases: releases,
            examples: examples, check: .document(kinds, check), isOfWholes: isOfWholes)
    }

    /// A rule that compares what was with what shall be.
    package init(
        _ id: DiagnosticID, _ severity: Severity, _ effect: Effect, change kind: MeshDocument.Kind, summary: String,
        rationale: String, fix: String, sources: [Source],
        releases: ClosedRange<IstioVersion> = .all, examples: [Example],
        check: @escaping @Sendable (ChangedDocument, inout RuleReport) -> Void
    ) {
        self.init(
            id, severity, effect, summary: summary, rationale: rationale, fix: fix, sources: sources,
            releases: releases,
            examples: examples, check: .change(kind, check))
    }

    /// A rule with a check of any kind: what is found in reading, or between documents that were given together.
    package init(
        _ id: DiagnosticID, _ severity: Severity, _ effect: Effect, summary: String, rationale: String, fix: String,
        sources: [Source], releases: ClosedRange<IstioVersion> = .all, examples: [Example], check: Check,
        needs: [String] = [], isOfWholes: Bool = false
    ) {
        self.id = id
        self.severity = severity
        self.effect = effect
        self.summary = summary
        self.rationale = rationale
        self.fix = fix
        self.sources = sources
        self.releases = releases
        self.examples = examples
        self.check = check
        self.needs = needs
        self.isOfWholes = isOfWholes
    }
}

extension ClosedRange<IstioVersion> {
    /// Every release that the tables know.
    package static var all: Self { .v1_20 ... .v1_31 }

    package static func since(_ version: IstioVersion) -> Self { version ... .v1_31 }

    package static func upTo(_ version: IstioVersion) -> Self { .v1_20...version }
}

/// Rules that belong together: a chapter of the documentation.
package struct RuleChapter: Sendable {
    /// The heading: `Retries`.
    package let title: String
    /// What the chapter is about, in a sentence.
    package let summary: String
    package let rules: [Rule]

    package init(_ title: String, summary: String, rules: [Rule]) {
        self.title = title
        self.summary = summary
        self.rules = rules
    }
}

/// What a rule is founded on.
package enum Source: Hashable, Sendable {
    /// A function of Istio's source: `ValidateConnectTimeout`.
    case istio(String)
    /// A proto of istio.io/api, or a field of one.
    case api(String)
    /// A part of Envoy's documentation or source.
    case envoy(String)
    /// Kubernetes' API, documentation or source.
    case kubernetes(String)
    /// An issue or pull request: `istio/istio#61563`.
    case issue(String)
    /// A standard, or another document: `RFC 9110 §15.6.4`.
    case document(String)
}

extension Rule {
    /// What a rule brings to each of its diagnostics: little, as it changes hands hundreds of times a document.
    struct Voice: Sendable {
        let id: DiagnosticID
        let severity: Severity
        let effect: Effect
        let isOfWholes: Bool
    }

    var voice: Voice { Voice(id: id, severity: severity, effect: effect, isOfWholes: isOfWholes) }
}
