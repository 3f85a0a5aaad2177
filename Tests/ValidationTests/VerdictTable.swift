import Documents
import IstioSchema

@testable import Validation

/// The table of decisions.
extension VerdictRow {
    private static func only(_ edit: (inout Policy.Override) -> Void) -> Policy.Override {
        var override = Policy.Override()
        edit(&override)
        return override
    }

    private static let istiod = "system:serviceaccount:istio-system:istiod"
    private static let istiodElsewhere = "system:serviceaccount:istio-system:istio-reader-service-account"
    private static let root = "istio-ca-root-cert"
    private static let pane = Policy.BreakGlass(groups: [NamePattern("sre")])
    private static func glass(_ time: String, _ reason: String = "outage 42") -> [String: String] {
        [BreakGlassUse.annotation: "\(time) \(reason)"]
    }

    static let severities: [VerdictRow] = [
        VerdictRow(name: "a new error is denied", expected: .denied),
        VerdictRow(name: "a new error is denied on CREATE", operation: .create, expected: .denied),
        VerdictRow(name: "a new error is denied on DELETE", operation: .delete, expected: .denied),
        VerdictRow(name: "a dry run gets the same verdict", isDryRun: true, expected: .denied),
        VerdictRow(name: "a warning is told", severity: .warning, expected: .warned),
        VerdictRow(name: "a note never reaches admission", severity: .note, expected: .silent),
        VerdictRow(name: "strict denies warnings", severity: .warning, profile: .strict, expected: .denied),
        VerdictRow(name: "strict keeps notes silent", severity: .note, profile: .strict, expected: .silent),
        VerdictRow(name: "audit denies nothing", profile: .audit, expected: .softened(.audit)),
        VerdictRow(name: "audit tells warnings as they are", severity: .warning, profile: .audit, expected: .warned),
    ]

    static let existing: [VerdictRow] = [
        VerdictRow(name: "an old error only warns", isExisting: true, expected: .softened(.existing)),
        VerdictRow(name: "existing: deny", isExisting: true, existing: .deny, expected: .denied),
        VerdictRow(
            name: "an old warning under strict only warns", severity: .warning, isExisting: true, profile: .strict,
            expected: .softened(.existing)),
        VerdictRow(
            name: "an old unknown field under Strict only warns", severity: .warning, concernsFieldName: true,
            isExisting: true, expected: .softened(.existing)),
    ]

    static let fieldNames: [VerdictRow] = [
        VerdictRow(
            name: "Strict denies unknown fields", severity: .warning, concernsFieldName: true, expected: .denied),
        VerdictRow(
            name: "Warn tells of unknown fields", severity: .warning, concernsFieldName: true, fieldValidation: .warn,
            expected: .warned),
        VerdictRow(
            name: "absent is Warn", severity: .warning, concernsFieldName: true, fieldValidation: .absent,
            expected: .warned),
        VerdictRow(
            name: "Ignore drops unknown fields", severity: .warning, concernsFieldName: true, fieldValidation: .ignore,
            expected: .silent),
        VerdictRow(name: "Ignore drops no errors", fieldValidation: .ignore, expected: .denied),
        VerdictRow(name: "absent drops no errors", fieldValidation: .absent, expected: .denied),
        VerdictRow(
            name: "strict denies unknown fields of a GitOps tool", severity: .warning, concernsFieldName: true,
            fieldValidation: .absent, profile: .strict, expected: .denied),
        VerdictRow(
            name: "audit only tells what Strict would deny", severity: .warning, concernsFieldName: true,
            profile: .audit,
            expected: .softened(.audit)),
        VerdictRow(
            name: "a release newer than the tables may have the field", severity: .warning, concernsFieldName: true,
            release: IstioRelease(.newest, isNewerThanTables: true), expected: .warned),
        VerdictRow(
            name: "a newer release excuses no other error", release: IstioRelease(.newest, isNewerThanTables: true),
            expected: .denied),
    ]

    static let policies: [VerdictRow] = [
        VerdictRow(name: "the policy may warn of an error", chosen: .some(.warning), expected: .warned),
        VerdictRow(name: "the policy may silence an error", chosen: .some(.none), expected: .silent),
        VerdictRow(name: "the policy may make a note of it", chosen: .some(.note), expected: .silent),
        VerdictRow(name: "the policy may deny a note", severity: .note, chosen: .some(.error), expected: .denied),
        VerdictRow(
            name: "the policy's severity counts before fieldValidation", severity: .warning, concernsFieldName: true,
            fieldValidation: .ignore, chosen: .some(.error), expected: .denied),
        VerdictRow(
            name: "an override fits by namespace",
            override: only {
                $0.namespaces = [NamePattern("istio-*")]
                $0.severities = [id: .warning]
            }, expected: .warned),
        VerdictRow(
            name: "an override that does not fit",
            override: only {
                $0.namespaces = [NamePattern("other")]
                $0.severities = [id: .warning]
            }, expected: .denied),
        VerdictRow(
            name: "an override counts before the policy", chosen: .some(.none),
            override: only {
                $0.names = [NamePattern("istio")]
                $0.severities = [id: .error]
            }, expected: .denied),
        VerdictRow(
            name: "an override's profile",
            override: only {
                $0.revisions = [NamePattern("default")]
                $0.profile = .audit
            }, expected: .softened(.audit)),
    ]

    static let exemptions: [VerdictRow] = [
        VerdictRow(
            name: "an exempt user", user: "robot", exemptUsers: [NamePattern("rob*")], expected: .softened(.exemptUser)),
        VerdictRow(
            name: "an exempt group", groups: ["ops"], exemptGroups: [NamePattern("ops")],
            expected: .softened(.exemptUser)),
        VerdictRow(name: "another user", user: "human", exemptUsers: [NamePattern("rob*")], expected: .denied),
        VerdictRow(
            name: "istiod's root certificate is never denied", objectName: root, user: istiod,
            expected: .softened(.exemptUser)),
        VerdictRow(
            name: "a revision's istiod", objectName: root, user: istiod + "-canary", expected: .softened(.exemptUser)),
        VerdictRow(
            name: "an istiod elsewhere", objectName: root, user: istiodElsewhere, expected: .softened(.exemptUser)),
        VerdictRow(
            name: "a gateway's Deployment by istiod", kind: "Deployment", user: istiod,
            expected: .softened(.exemptUser)),
        VerdictRow(
            name: "an account that only sounds like istiod", objectName: root,
            user: "system:serviceaccount:default:istiod", expected: .denied),
        VerdictRow(name: "a user that only sounds like istiod", objectName: root, user: "istiod", expected: .denied),
        VerdictRow(
            name: "a deletion with its namespace", user: "system:serviceaccount:kube-system:namespace-controller",
            operation: .delete, expected: .softened(.exemptUser)),
        VerdictRow(
            name: "a deletion with its owner", user: "system:serviceaccount:kube-system:generic-garbage-collector",
            operation: .delete, expected: .softened(.exemptUser)),
        VerdictRow(
            name: "a deletion by controllers of one name", user: "system:kube-controller-manager", operation: .delete,
            expected: .softened(.exemptUser)),
        VerdictRow(
            name: "a finalizer that the garbage collector takes out", existing: .deny,
            user: "system:serviceaccount:kube-system:generic-garbage-collector", expected: .softened(.exemptUser)),
        VerdictRow(
            name: "what a cleaner makes", user: "system:kube-controller-manager", operation: .create, expected: .denied),
        VerdictRow(
            name: "a deletion by an account that only sounds like a cleaner",
            user: "system:serviceaccount:default:namespace-controller", operation: .delete, expected: .denied),
        VerdictRow(
            name: "an allowed warning", severity: .warning, allowance: Allowance(id, reason: "we know"),
            expected: .allowed),
        VerdictRow(
            name: "an allowed warning under strict", severity: .warning, profile: .strict,
            allowance: Allowance(id, reason: "we know"), expected: .allowed),
        VerdictRow(
            name: "an allowed warning on its line", severity: .warning,
            allowance: Allowance(id, reason: "we know", line: 3, field: .root.field("data").field("mesh")),
            expected: .allowed),
        VerdictRow(
            name: "an allowance of another line", severity: .warning,
            allowance: Allowance(id, reason: "we know", line: 4, field: .root.field("data").field("mesh")),
            expected: .warned),
        VerdictRow(
            name: "an allowance of another text", severity: .warning,
            allowance: Allowance(id, reason: "we know", line: 3, field: .root.field("data").field("meshNetworks")),
            expected: .warned),
        VerdictRow(
            name: "an allowance of another rule", severity: .warning, allowance: Allowance("other", reason: "we know"),
            expected: .warned),
        VerdictRow(
            name: "an allowance without a reason", severity: .warning, allowance: Allowance(id, reason: ""),
            expected: .warned),
    ]

    /// Ways around the checkpoint, each closed.
    static let attacks: [VerdictRow] = [
        VerdictRow(name: "a mesh by whoever may impersonate istiod", user: istiod, expected: .denied),
        VerdictRow(name: "its deletion by them", user: istiod, operation: .delete, expected: .denied),
        VerdictRow(name: "a revision's mesh", objectName: "istio-canary", user: istiod + "-canary", expected: .denied),
        VerdictRow(name: "an injector", objectName: "istio-sidecar-injector", user: istiod, expected: .denied),
        VerdictRow(name: "a ProxyConfig", kind: "ProxyConfig", objectName: root, user: istiod, expected: .denied),
        VerdictRow(name: "a mesh by whoever may impersonate the reader", user: istiodElsewhere, expected: .denied),
        VerdictRow(
            name: "a Deployment by them", kind: "Deployment", objectName: root, user: istiodElsewhere, expected: .denied
        ),
        VerdictRow(name: "an allowance of an error", allowance: Allowance(id, reason: "let me in"), expected: .denied),
        VerdictRow(
            name: "an allowance of an error that the policy softened, under strict", profile: .strict,
            chosen: .some(.warning), allowance: Allowance(id, reason: "let me in"), expected: .denied),
        VerdictRow(
            name: "an allowance of a warning that the policy made an error", severity: .warning, chosen: .some(.error),
            allowance: Allowance(id, reason: "let me in"), expected: .denied),
        VerdictRow(
            name: "an allowance where the policy honours none", severity: .warning, profile: .strict,
            allowance: Allowance(id, reason: "let me in"), allowancesAreHonoured: false, expected: .denied),
        VerdictRow(
            name: "an allowance of what the policy forbids to allow", severity: .warning, profile: .strict,
            allowance: Allowance(id, reason: "let me in"), neverAllowed: [id], expected: .denied),
        VerdictRow(
            name: "a broken glass without a policy", groups: ["sre"], annotations: glass("2026-11-23T01:00:00Z"),
            expected: .denied),
        VerdictRow(
            name: "a broken glass by somebody else", groups: ["dev"], breakGlass: pane,
            annotations: glass("2026-11-23T01:00:00Z"), expected: .denied),
        VerdictRow(
            name: "a broken glass of yesterday", groups: ["sre"], breakGlass: pane,
            annotations: glass("2026-11-22T23:59:59Z"), expected: .denied),
        VerdictRow(
            name: "a broken glass for more than a day", groups: ["sre"], breakGlass: pane,
            annotations: glass("2026-11-24T00:00:01Z"), expected: .denied),
        VerdictRow(
            name: "a broken glass without a reason", groups: ["sre"], breakGlass: pane,
            annotations: [BreakGlassUse.annotation: "2026-11-23T01:00:00Z"], expected: .denied),
        VerdictRow(
            name: "a broken glass with blanks for a reason", groups: ["sre"], breakGlass: pane,
            annotations: [BreakGlassUse.annotation: "2026-11-23T01:00:00Z \u{A0} \u{200B} -- "], expected: .denied),
        VerdictRow(
            name: "a broken glass with no time", groups: ["sre"], breakGlass: pane, annotations: glass("tomorrow"),
            expected: .denied),
    ]

    static let breakGlass: [VerdictRow] = [
        VerdictRow(
            name: "a broken glass", groups: ["sre"], breakGlass: pane, annotations: glass("2026-11-23T01:00:00Z"),
            expected: .softened(.breakGlass)),
        VerdictRow(
            name: "a broken glass in another time zone", groups: ["sre"], breakGlass: pane,
            annotations: glass("2026-11-23T09:30:00+09:00"), expected: .softened(.breakGlass)),
        VerdictRow(
            name: "a broken glass for a whole day", groups: ["sre"], breakGlass: pane,
            annotations: glass("2026-11-24T00:00:00Z"), expected: .softened(.breakGlass)),
    ]

    /// Two inputs that ask for different things.
    static let together: [VerdictRow] = [
        VerdictRow(name: "an old error under audit", isExisting: true, profile: .audit, expected: .softened(.existing)),
        VerdictRow(
            name: "existing: deny under audit", isExisting: true, profile: .audit, existing: .deny,
            expected: .softened(.audit)),
        VerdictRow(
            name: "existing: deny for an exempt user", isExisting: true, existing: .deny, user: "robot",
            exemptUsers: [NamePattern("robot")], expected: .softened(.exemptUser)),
        VerdictRow(
            name: "an exempt user is told warnings as they are", severity: .warning, user: "robot",
            exemptUsers: [NamePattern("robot")], expected: .warned),
        VerdictRow(
            name: "an exempt user and an unknown field under Strict", severity: .warning, concernsFieldName: true,
            user: "robot", exemptUsers: [NamePattern("robot")], expected: .softened(.exemptUser)),
        VerdictRow(
            name: "an exempt user's deletion", user: "robot", exemptUsers: [NamePattern("robot")], operation: .delete,
            expected: .softened(.exemptUser)),
        VerdictRow(
            name: "Ignore is silent under strict too", severity: .warning, concernsFieldName: true,
            fieldValidation: .ignore,
            profile: .strict, expected: .silent),
        VerdictRow(
            name: "an old unknown field of a GitOps tool is told as it is", severity: .warning, concernsFieldName: true,
            isExisting: true, fieldValidation: .absent, expected: .warned),
        VerdictRow(
            name: "the policy's severity counts before a newer release", severity: .warning, concernsFieldName: true,
            chosen: .some(.error), release: IstioRelease(.newest, isNewerThanTables: true), expected: .denied),
        VerdictRow(
            name: "a newer release under strict may have the field", severity: .warning, concernsFieldName: true,
            profile: .strict, release: IstioRelease(.newest, isNewerThanTables: true), expected: .warned),
        VerdictRow(
            name: "an allowed unknown field under Strict, as --validate=warn would do", severity: .warning,
            concernsFieldName: true, allowance: Allowance(id, reason: "we know"), expected: .allowed),
        VerdictRow(
            name: "an allowance in a dry run", severity: .warning, profile: .strict,
            allowance: Allowance(id, reason: "we know"), isDryRun: true, expected: .allowed),
        VerdictRow(
            name: "a broken glass under audit", profile: .audit, groups: ["sre"], breakGlass: pane,
            annotations: glass("2026-11-23T01:00:00Z"), expected: .softened(.audit)),
        VerdictRow(
            name: "an override's strict profile", severity: .warning,
            override: only {
                $0.names = [NamePattern("istio")]
                $0.profile = .strict
            }, expected: .denied),
        VerdictRow(
            name: "an override's profile with the policy's severity", severity: .note, chosen: .some(.warning),
            override: only {
                $0.names = [NamePattern("istio")]
                $0.profile = .strict
            }, expected: .denied),
        VerdictRow(
            name: "the policy may silence an error, under strict too", profile: .strict, chosen: .some(.none),
            expected: .silent),
    ]

    static let all = together + severities + existing + fieldNames + policies + exemptions + attacks + breakGlass
}
