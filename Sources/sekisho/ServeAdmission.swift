// What `serve` needs of the engine, until Admission has it: replaced as a whole on the merge.

/// The answer to one review: a stand-in for Admission's type of the same shape.
struct AdmissionAnswer: Sendable {
    let status: Int
    let body: [UInt8]
    let record: ReviewRecord?
}

/// What is logged and counted of one review: a stand-in for Admission's type of the same shape.
struct ReviewRecord: Sendable {
    let uid, kind, namespace, name, operation: String
    let dryRun: Bool
    let user: String
    /// `allowed`, `warned`, `denied` or `not-ours`.
    let verdict: String
    let diagnostics: [(id: String, severity: String, count: Int)]
    let istio: String
}

/// The engine as `serve` sees it.
struct ServeAdmission: Sendable {
    /// Answers a review; pure, never traps.
    let answer: @Sendable ([UInt8]) -> AdmissionAnswer
    /// Takes the bytes of a policy file into use, or throws an error that says what is wrong with them.
    let usePolicy: @Sendable ([UInt8]) throws -> Void
    /// Runs every rule's examples; what disagrees, or nil.
    let selfTest: @Sendable () -> String?

    /// Makes the engine for a release that is assumed when an object does not say.
    static func make(istio: String?) throws -> ServeAdmission {
        ServeAdmission(
            answer: { _ in AdmissionAnswer(status: 500, body: [UInt8]("no engine is joined\n".utf8), record: nil) },
            usePolicy: { _ in },
            selfTest: { nil })
    }
}
