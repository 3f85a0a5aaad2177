import Admission
import Documents
import IstioSchema
import Validation

/// What a run of `check` is asked for, beside its files.
package struct CheckOptions: Sendable {
    package var policy = Policy()
    /// The release to judge for whatever objects say; nil to go by their labels and the policy.
    package var version: IstioVersion?
    package var bareKind: InputReader.BareKind?
    package var fieldValidation = FieldValidation.warn
    package var standardInputName = "stdin"
    /// The least severity that is shown.
    package var minimumSeverity = Severity.note
    /// Seconds since 1970, to judge certificates and break-glass annotations by.
    package var now: Int64

    package init(now: Int64) { self.now = now }

    /// The release that an object is judged for.
    func release(for object: ObjectReference) -> IstioRelease {
        version.map { IstioRelease($0) } ?? policy.release(for: object)
    }
}

/// What a run of `check` found.
package struct CheckResult: Sendable {
    package var files: [InputFile] = []
    /// In the order of the files and their lines.
    package var diagnostics: [FileDiagnostic] = []
    package var problems: [InputProblem] = []
    package var skipped: [InputProblem] = []
    /// Files that hold something of ours.
    package var filesOfOurs: Set<Int> = []
    /// Files with a document that has no kind and is not known for one of ours.
    package var unknownBareFiles: [Int] = []
    package var documentCount = 0
    /// Warnings that authors let through.
    package var allowedCount = 0
    /// Diagnostics that a baseline accepts.
    package var acceptedCount = 0
    /// Diagnostics of notes and the like under the least severity shown.
    package var hiddenCount = 0
    package var releases: Set<IstioRelease> = []

    package init() {}

    package func count(_ severity: Severity) -> Int { diagnostics.count { $0.severity == severity } }

    package func diagnostics(ofFile index: Int) -> [FileDiagnostic] { diagnostics.filter { $0.fileIndex == index } }
}

/// From which severity on a run fails.
package enum FailureThreshold: String, CaseIterable, Sendable {
    case error, warning, note, never

    fileprivate var severity: Severity? {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        case .never: nil
        }
    }
}

/// What the process says when it ends; the same for every format.
package enum ExitStatus: Int32, Sendable {
    case clean = 0
    /// Diagnostics at or over the threshold.
    case found = 1
    /// The flags or the policy file are wrong.
    case usage = 2
    /// Something could not be read or written, so that the answer is not whole.
    case unreadable = 3
    /// Nothing of ours was in what was given.
    case noInput = 4
}

extension CheckResult {
    /// What cannot be checked counts before what is wrong: the answer is not whole then.
    package func status(failingOn threshold: FailureThreshold, allowsEmpty: Bool) -> ExitStatus {
        if !problems.isEmpty { return .unreadable }
        if let least = threshold.severity, diagnostics.contains(where: { $0.severity >= least }) { return .found }
        if filesOfOurs.isEmpty, skipped.isEmpty, !allowsEmpty { return .noInput }
        return .clean
    }
}
