import Documents
import IstioSchema

/// What is asked for, beside the new object's own diagnostics: the inputs of a verdict that the client and the cluster
/// decide.
package struct Change: Sendable {
    package let operation: Operation
    /// Whether nothing will be stored.
    ///
    /// The verdict is the same: a dry run that says otherwise would mislead.
    package let isDryRun: Bool
    package let fieldValidation: FieldValidation
    package let user: String
    package let groups: [String]
    package let object: ObjectReference
    package let release: IstioRelease
    /// What was wrong with the old object, judged for the same release; none on CREATE.
    ///
    /// May be left out where ``Policy/asksForOldMistakes(_:of:)`` is false.
    package var old: [PlacedDiagnostic]
    /// What the author asks to be let through.
    package let allowances: [Allowance]
    /// Seconds since 1970.
    package let now: Int64

    package enum Operation: String, CaseIterable, Sendable {
        case create = "CREATE"
        case update = "UPDATE"
        case delete = "DELETE"
        case connect = "CONNECT"
    }

    package init(
        operation: Operation, isDryRun: Bool = false, fieldValidation: FieldValidation = .absent, user: String = "",
        groups: [String] = [], object: ObjectReference = ObjectReference(), release: IstioRelease = .newestKnown,
        old: [PlacedDiagnostic] = [], allowances: [Allowance] = [], now: Int64 = 0
    ) {
        self.operation = operation
        self.isDryRun = isDryRun
        self.fieldValidation = fieldValidation
        self.user = user
        self.groups = groups
        self.object = object
        self.release = release
        self.old = old
        self.allowances = allowances
        self.now = now
    }
}

/// How the client wants unknown, misplaced and repeated fields treated: the API server's `fieldValidation`.
///
/// kubectl sends Strict; controllers and GitOps tools send nothing, which the API server takes for Warn.
package enum FieldValidation: String, CaseIterable, Sendable {
    case strict = "Strict"
    case warn = "Warn"
    case ignore = "Ignore"
    case absent = ""
}
