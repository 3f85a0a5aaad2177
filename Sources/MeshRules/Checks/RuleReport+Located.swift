import Documents
import IstioSchema
import Validation

/// How rules report: see ``RuleReport/add(_:at:_:fix:severity:replacement:)`` for what the parameters mean.
///
/// Here and not with the report, as code for any type of value is compiled for the types of its own module only.
extension RuleReport {
    /// Reports at a value.
    mutating func add(
        _ message: String, at value: Located<some Sendable>, fix: String? = nil, severity: Severity? = nil,
        replacement: String? = nil
    ) {
        add(message, at: value.path, value.origin, fix: fix, severity: severity, replacement: replacement)
    }

    /// Reports at the key of a field: for settings that should not be there at all.
    mutating func add(
        _ message: String, atKeyOf value: Located<some Sendable>, fix: String? = nil, severity: Severity? = nil
    ) {
        add(message, atKeyAt: value.path, value.origin, fix: fix, severity: severity)
    }
}
