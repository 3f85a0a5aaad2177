import ArgumentParser
import Documents
import IstioSchema
import Linter
import Validation

// Values of flags, in the words that people write them with.

extension IstioVersion: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }

    package static var allValueStrings: [String] { allCases.map(\.description) }
    package static var allValueDescriptions: [String: String] { [:] }
    package var defaultValueDescription: String { description }
}

extension Severity: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }

    package static var allValueStrings: [String] { allCases.reversed().map(\.description) }
    package static var allValueDescriptions: [String: String] { [:] }
    package var defaultValueDescription: String { description }
}

extension ColourChoice: ExpressibleByArgument {}
extension EditorSchema.Root: ExpressibleByArgument {}
extension FailureThreshold: ExpressibleByArgument {}
extension InputReader.BareKind: ExpressibleByArgument {}

extension FieldValidation: ExpressibleByArgument {
    /// A request may leave it out; a person says one.
    package static var allValueStrings: [String] { allCases.map(\.rawValue).filter { !$0.isEmpty } }
}
