import Documents
import IstioSchema
import Validation

extension Rule {
    package static let discoverySelectorsNarrowed = Rule(
        "discovery-selectors-narrowed", .warning, .risky, change: .mesh,
        summary: "discoverySelectors select fewer namespaces than before",
        rationale: """
            istiod forgets the services, endpoints and configuration of every namespace that is selected no more, at \
            once and for every proxy: calls fail, and gateways there lose their listeners.
            """,
        fix: "Label the namespaces first, istio-system and those of gateways too, and look what istiod selects.",
        sources: [.istio("discoveryNamespacesFilter.notifyHandlers"), .issue("istio/istio#34438")],
        examples: [
            .valid(
                "one more selector",
                """
                discoverySelectors:
                  - matchLabels: {mesh: "on"}
                  - matchLabels: {kubernetes.io/metadata.name: istio-system}
                """, old: "discoverySelectors: [{matchLabels: {mesh: \"on\"}}]"),
            .valid(
                "a label fewer", "discoverySelectors: [{matchLabels: {a: b}}]",
                old: "discoverySelectors: [{matchLabels: {a: b, c: d}}]"),
            .valid("none any more", "discoverySelectors: []", old: "discoverySelectors: [{matchLabels: {a: b}}]"),
            .invalid(
                "the first",
                """
                discoverySelectors:  # ✗ selects fewer namespaces; the others vanish from every proxy
                  - matchLabels: {mesh: "on"}
                """, old: "enableTracing: true"),
            .invalid(
                "one taken out",
                """
                discoverySelectors:  # ✗ selects fewer namespaces; the others vanish from every proxy
                  - matchLabels: {mesh: "on"}
                """, old: "discoverySelectors: [{matchLabels: {mesh: \"on\"}}, {matchLabels: {team: a}}]"),
            .invalid(
                "a label more",
                """
                discoverySelectors:  # ✗ selects fewer namespaces; the others vanish from every proxy
                  - matchLabels: {mesh: "on", stage: prod}
                """, old: "discoverySelectors: [{matchLabels: {mesh: \"on\"}}]"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, new.isWritten("discoverySelectors"),
            !new.isSame(as: old, in: "discoverySelectors")
        else { return }
        let after = new.messages("discoverySelectors").map(requirements)
        guard !after.isEmpty else { return }
        var before = old.messages("discoverySelectors").map(requirements)
        // No selectors select everything, as one without requirements does.
        if before.isEmpty { before = [[]] }
        guard !covers(after, before) else { return }
        report.add(
            "selects fewer namespaces; the others vanish from every proxy", atKeyOf: new.place(of: "discoverySelectors")
        )
    }
}

/// Whether each selector of `before` selects only what one of `after` selects.
///
/// One that covers another has no requirement that the other lacks: it is found by the rarest of its own, as a look at every
/// pair of some thousands takes seconds.
private func covers(_ after: [Set<ExactText>], _ before: [Set<ExactText>]) -> Bool {
    guard !after.contains(where: \.isEmpty) else { return true }
    var counts: [ExactText: Int] = [:]
    let selectors = Set(after)
    for selector in selectors {
        for requirement in selector { counts[requirement, default: 0] &+= 1 }
    }
    var byRarest: [ExactText: [Set<ExactText>]] = [:]
    for selector in selectors {
        guard let rarest = selector.min(by: { counts[$0, default: 0] < counts[$1, default: 0] }) else { continue }
        byRarest[rarest, default: []].append(selector)
    }
    return before.allSatisfy { earlier in
        earlier.contains { requirement in
            byRarest[requirement]?.contains { $0.isSubset(of: earlier) } ?? false
        }
    }
}

/// What a namespace must fulfil to be selected; the fewer, the more namespaces do.
private func requirements(_ selector: Message) -> Set<ExactText> {
    var requirements = Set(
        selector.stringEntries("matchLabels").map { ExactText("\($0.key)\n=\n\($0.value.value)") })
    for expression in selector.messages("matchExpressions") {
        let values = expression.strings("values").map(\.value).sorted().joined(separator: "\n")
        let key = expression.string("key")?.value ?? ""
        let isOne = expression.string("operator")?.value == "In" && expression.strings("values").count == 1
        let sign = isOne ? "=" : expression.string("operator")?.value ?? ""
        requirements.insert(ExactText("\(key)\n\(sign)\n\(values)"))
    }
    return requirements
}
