import ArgumentParser
import Documents
import IstioSchema
import Linter
import Validation

/// `sekisho check`: the linter.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks files for mistakes in the mesh configuration.",
        discussion: """
            Looks into ConfigMaps of Istio's, bare mesh and meshNetworks files, ProxyConfigs, IstioOperator and Sail's Istio, \
            Helm values, Argo CD's Applications and Flux' HelmReleases of Istio's charts, and the proxy.istio.io/config \
            annotation of workloads; passes over everything else. Files that are given together are judged together: the \
            providers that Telemetry and AuthorizationPolicy name are looked up in the mesh configurations beside them.

            Exit status, the same for every format: 0 clean; 1 diagnostics at or over --fail-on; 2 wrong flags or policy; \
            3 something could not be read; 4 nothing of Istio's in what was given (see --allow-empty).
            """)

    @Argument(help: "Files, folders, patterns such as 'apps/**/*.yaml', and - for standard input.")
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "Istio release to judge for, such as 1.24; `all` compares every release. (default: by labels, or the newest)",
            valueName: "release"))
    var istio: String?
    @Option(
        help:
            "What documents without a kind are; otherwise their keys tell."
    )
    var kind: InputReader.BareKind?
    @Option(
        help: ArgumentHelp(
            "Form of the output, repeatable, each with a file or to standard output: text, json, jsonl, sarif, junit, github, gitlab or checkstyle. (default: text)",
            valueName: "format[=file]"))
    var format: [String] = []
    @Option(
        help: ArgumentHelp(
            "Least severity that fails. (default: error, or what the policy's profile says)",
            valueName: "severity"))
    var failOn: FailureThreshold?
    @Option(help: ArgumentHelp("Least severity that is shown. (default: note)", valueName: "severity"))
    var minSeverity: Severity?
    @Option(help: ArgumentHelp("Policy file, as the webhook has it.", valueName: "file"))
    var policy: String?
    @Option(
        help: ArgumentHelp(
            "The state before: judge the change as the webhook would. A file or folder; repeatable.",
            valueName: "path"))
    var old: [String] = []
    @Option(
        help: ArgumentHelp(
            "Print the answer to a recorded AdmissionReview, as the webhook would give it.",
            valueName: "file"))
    var review: String?
    @Flag(help: "Write what is certain into the files.")
    var fix = false
    @Flag(help: "Print what --fix would write, and write nothing.")
    var diff = false
    @Option(help: ArgumentHelp("Pass over what `sekisho baseline` has written down.", valueName: "file"))
    var baseline: String?
    @Option(help: ArgumentHelp("How to take unknown fields, as kubectl --validate has it.", valueName: "mode"))
    var fieldValidation: FieldValidation = .warn
    @Option(help: ArgumentHelp("When to colour; NO_COLOR and CLICOLOR_FORCE count too.", valueName: "when"))
    var color: ColourChoice = .auto
    @Flag(help: "Exit with 0, not 4, where nothing of Istio's was given.")
    var allowEmpty = false
    @Flag(help: "Exit with 0, not 1, whatever is found.")
    var exitZero = false
    @Option(help: ArgumentHelp("Name to show for standard input.", valueName: "name"))
    var stdinFilename = "stdin"
    @Option(help: ArgumentHelp("Time to judge certificates by.", visibility: .private))
    var now: String?

    func validate() throws {
        guard !files.isEmpty || review != nil else {
            throw ValidationError("Name files or folders to check, or - for standard input: sekisho check manifests/")
        }
        guard !fix || !diff else { throw ValidationError("--diff shows what --fix would write: give one of them") }
        if istio == "all", fix || diff || baseline != nil || !old.isEmpty || !format.isEmpty && format != ["text"] {
            throw ValidationError("--istio all compares releases as a table; give a release with the other flags")
        }
        _ = try version()
        _ = try outputs()
        _ = try time()
    }

    func run() throws {
        let policy = Console.policy(policy).policy
        var options = CheckOptions(now: try time())
        options.policy = policy
        options.version = try version()
        options.bareKind = kind
        options.fieldValidation = fieldValidation
        options.standardInputName = stdinFilename
        if let minSeverity { options.minimumSeverity = minSeverity }
        if let review { return answer(review, options) }
        if files.contains("-"), Console.inputIsTerminal { Console.error("sekisho: reading standard input…") }
        if istio == "all" { return compareReleases(options) }
        let inspection = Inspection(options: options)
        var result = inspection.check(files, old: old, progress: Console.progress)
        Console.endProgress(of: result.files.count)
        var isOutputTaken = false
        if diff { isOutputTaken = showDifference(FileMending(inspection).mend(result)) }
        if fix {
            let outcome = FileMending(inspection).mend(result)
            isOutputTaken = write(outcome)
            result = outcome.result
        }
        if let baseline { result = apply(baseline, to: result) }
        try write(result, isOutputTaken: isOutputTaken)
        report(result)
        let threshold = exitZero ? .never : failOn ?? (policy.profile == .strict ? .warning : .error)
        Console.exit(result.status(failingOn: threshold, allowsEmpty: allowEmpty))
    }

    /// The answer of the webhook to a recorded review.
    private func answer(_ path: String, _ options: CheckOptions) {
        do throws(FileSystem.Failure) {
            let answer = ReviewAnswer(of: try FileSystem.read(path), options)
            Console.output(answer.text)
            Console.exit(exitZero && answer.status == .found ? .clean : answer.status)
        } catch {
            Console.error("\(path): cannot be read: \(error)")
            Console.exit(.unreadable)
        }
    }

    private func compareReleases(_ options: CheckOptions) {
        let table = ReleaseTable(files, options)
        Console.output(table.text(usesColour: Console.usesColour(color)))
        for problem in table.problems { Console.error(problem.line) }
        let threshold = exitZero ? .never : failOn ?? .error
        Console.exit(table.status(failingOn: threshold, allowsEmpty: allowEmpty))
    }

    // MARK: Fixes

    /// - Returns: whether standard output holds the difference.
    private func showDifference(_ outcome: FileMending.Outcome) -> Bool {
        for mended in outcome.mended {
            Console.output(
                UnifiedDiff.text(
                    from: mended.before.source.text, to: mended.after.source.text, name: mended.before.name))
        }
        explainRefusals(of: outcome)
        return true
    }

    private func explainRefusals(of outcome: FileMending.Outcome) {
        if !outcome.refused.isEmpty { Console.error("sekisho: \(outcome.reasonForRefusals)") }
    }

    /// - Returns: whether standard output holds a mended standard input.
    private func write(_ outcome: FileMending.Outcome) -> Bool {
        for mended in outcome.mended {
            guard let path = mended.before.path else { continue }
            do throws(FileSystem.Failure) {
                try FileSystem.write(mended.after.bytes, to: path)
            } catch {
                Console.error("\(path): cannot be written: \(error)")
                Console.exit(.unreadable)
            }
        }
        let count = outcome.mended.reduce(0) { $0 + $1.count }
        Console.error("sekisho: mended \(count) in \(outcome.mended.count.counted("file"))")
        explainRefusals(of: outcome)
        guard let input = outcome.result.files.first(where: { $0.path == nil }) else { return false }
        Console.output(String(decoding: input.bytes, as: UTF8.self))
        return true
    }

    private func apply(_ path: String, to result: CheckResult) -> CheckResult {
        do throws(InputProblem) {
            let (fresh, stale) = try Baseline(reading: path).applied(to: result)
            if stale > 0 {
                Console.error("sekisho: \(stale) of the baseline are gone; `sekisho baseline` writes it anew")
            }
            return fresh
        } catch {
            Console.error(error.line)
            Console.exit(.usage)
        }
    }

    // MARK: Flags

    private func version() throws -> IstioVersion? {
        guard let istio, istio != "all" else { return nil }
        guard let version = IstioVersion(text: istio) else {
            throw ValidationError(
                "--istio must be a release from \(IstioVersion.v1_20) to \(IstioVersion.newest), or all, not \(istio)")
        }
        return version
    }

    private func time() throws -> Int64 {
        guard let now else { return Console.now }
        guard let seconds = RFC3339.seconds(of: now) else {
            throw ValidationError("--now must be a time such as 2026-11-23T00:00:00Z")
        }
        return seconds
    }

    private func outputs() throws -> [(format: OutputFormat, file: String?)] {
        let outputs = try (format.isEmpty ? ["text"] : format).map { text -> (format: OutputFormat, file: String?) in
            let parts = text.split(separator: "=", maxSplits: 1)
            guard let name = parts.first, let format = OutputFormat(rawValue: String(name)) else {
                let all = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--format must be one of \(all), not \(text)")
            }
            return (format, parts.count > 1 ? String(parts[1]) : nil)
        }
        guard outputs.count(where: { $0.file == nil || $0.file == "-" }) <= 1 else {
            throw ValidationError(
                "Only one --format can go to standard output; give the others a file: --format sarif=FILE")
        }
        return outputs
    }

    // MARK: Output

    private func write(_ result: CheckResult, isOutputTaken: Bool) throws {
        for (format, file) in try outputs() {
            let context = OutputContext(
                version: Sekisho.version, usesColour: file == nil && !isOutputTaken && Console.usesColour(color),
                columns: file == nil ? Console.columns : nil)
            let text = format.render(result, context)
            if isOutputTaken, file == nil {
                // With --diff alone, the difference says it all.
                if !diff { Console.error(text) }
                continue
            }
            guard let file, file != "-" else {
                Console.output(text)
                continue
            }
            do throws(FileSystem.Failure) {
                try FileSystem.write(Array(text.utf8), to: file)
            } catch {
                Console.error("sekisho: \(file): cannot be written: \(error)")
                Console.exit(.unreadable)
            }
        }
    }

    /// What is no diagnostic, on standard error: what could not be read, what was skipped, and why nothing was found.
    private func report(_ result: CheckResult) {
        for problem in result.problems + result.skipped {
            Console.error(problem.line)
        }
        guard result.filesOfOurs.isEmpty, result.problems.isEmpty, !allowEmpty else { return }
        if result.unknownBareFiles.count == 1, result.files.count == 1 {
            Console.error(
                "sekisho: \(result.files[0].name) has no kind; say what it is with --kind mesh (or meshNetworks, …)")
        } else {
            let files = result.files.count.counted("file")
            Console.error("sekisho: nothing of Istio's mesh configuration in \(files) (see --allow-empty)")
        }
    }
}
