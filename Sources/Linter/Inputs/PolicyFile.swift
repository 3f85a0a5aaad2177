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
