import Documents
import Validation

/// A policy, and the file that it was read from.
package struct PolicyFile: Sendable {
    package let policy: Policy

    /// Why a file is no policy: a line each.
    package struct Failure: Error, Sendable {
        package let lines: [String]
    }

    /// The policy that counts where there is no file.
    package init() { policy = Policy() }

    /// - Throws: ``Failure``; the caller shows the lines and ends.
    package init(reading path: String) throws(Failure) {
        let file: InputFile
        do throws(InputProblem) {
            file = try InputFile(reading: path)
        } catch {
            throw Failure(lines: ["\(error.file): \(error.text)"])
        }
        do throws(PolicyMistakes) {
            policy = try PolicyReader.read(file.source.text, knownRules: RulePages.knownIDs)
        } catch {
            throw Failure(lines: error.all.map { "\(file.name):\($0.description)".onOneLine })
        }
    }
}

extension PolicyFile {
    /// What the policy does, in a line.
    package var summary: String {
        var parts = ["profile \(policy.profile.rawValue)"]
        let off = policy.severities.values.count { $0 == nil }
        let set = policy.severities.count - off
        if set > 0 { parts.append("\(set.counted("rule")) with another severity") }
        if off > 0 { parts.append("\(off.counted("rule")) off") }
        if !policy.overrides.isEmpty { parts.append(policy.overrides.count.counted("override")) }
        parts.append("allowances \(policy.allowancesAreHonoured ? "honoured" : "not honoured")")
        parts.append("break-glass \(policy.breakGlass == nil ? "off" : "on")")
        if let release = policy.releases.fallback { parts.append("Istio \(release) where objects do not say") }
        return parts.joined(separator: ", ")
    }
}
