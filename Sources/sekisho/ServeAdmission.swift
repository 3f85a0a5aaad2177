import Admission
import Documents
import IstioSchema
import Manifests
import MeshRules
import Server
import Synchronization
import Validation

/// The engine as `serve` sees it: it answers with the policy that was read last.
final class ServeAdmission: Sendable {
    private let handler: Mutex<AdmissionHandler>
    private let checkpoint: Checkpoint
    private let release: IstioRelease?
    private let clock: ServerClock
    private let cache: ReportCache?

    /// - Parameters:
    ///   - istio: the release to assume where neither an object nor the policy says; nil for the newest known.
    ///   - cachedBytes: memory for the reports on documents that come again; 0 for none.
    ///   - clock: tells the time that certificates and break-glass are judged by.
    /// - Throws: `SettingError` for a text that is no release.
    init(istio: String?, cachedBytes: Int, clock: ServerClock = .system) throws(SettingError) {
        var release: IstioRelease?
        if let istio {
            guard let known = IstioRelease(text: istio) else {
                throw SettingError("--istio must be a release such as 1.30, not '\(istio)'.")
            }
            release = known
        }
        self.release = release
        self.clock = clock
        var policy = Policy()
        policy.releases.fallback = release
        cache = cachedBytes > 0 ? ReportCache(maximumBytes: cachedBytes) : nil
        checkpoint = Checkpoint(rules: Rule.all, policy: policy, cache: cache)
        handler = Mutex(AdmissionHandler(checkpoint))
    }

    /// The answer to the content of a request to `/validate`.
    func answer(_ content: [UInt8]) -> AdmissionAnswer {
        handler.withLock { $0 }.answer(content, now: clock.unixSeconds)
    }

    /// Takes the bytes of a policy file into use.
    ///
    /// - Throws: `SettingError` that says all that is wrong with them; the policy before stays in use.
    func usePolicy(_ content: [UInt8]) throws(SettingError) {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw SettingError("the policy is not UTF-8")
        }
        var policy: Policy
        do throws(PolicyMistakes) {
            policy = try PolicyReader.read(text, knownRules: Set(Rule.all.map(\.id)))
        } catch {
            throw SettingError(error.all.map(\.description).joined(separator: "; "))
        }
        if policy.releases.fallback == nil { policy.releases.fallback = release }
        let next = AdmissionHandler(checkpoint.with(policy))
        handler.withLock { $0 = next }
    }

    /// Counts in a registry how often a report was found rather than made.
    func collect(in registry: Metrics) {
        guard let cache else { return }
        let family = registry.family(
            "sekisho_report_cache_total", .counter,
            help: "Documents whose report was kept from before (hit), or had to be made (miss).", labels: ["result"])
        registry.collect {
            let (hits, misses) = cache.counts
            family.set(Double(hits), "hit")
            family.set(Double(misses), "miss")
        }
    }

    /// Runs every rule's examples; which rule disagrees with its own documentation, or nil.
    func selfTest() -> String? {
        let finder = MeshDocumentFinder()
        for rule in Rule.all {
            for example in rule.examples {
                let findings = example.findings(of: rule, now: Example.judgedAt) { text in
                    ManifestReader().items(in: text).flatMap { item -> [MeshDocument] in
                        guard case .object(let node, let source) = item.content else { return [] }
                        return finder.documents(in: node, source: source)
                    }
                }
                if findings != example.expected { return "\(rule.id) disagrees with its example '\(example.title)'" }
            }
        }
        return nil
    }
}

/// What is wrong with a setting, for the person who wrote it.
struct SettingError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
