extension Node {
    /// What few documents have, and rules look for at every value.
    ///
    /// A reader that has each byte at hand anyway notices where it may be, and a walk over the whole tree is saved where it
    /// surely is not. Of each there may be less than is said, never more.
    package struct Rarities: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A string with a text to be filled in: one that holds `<`, `{{`, `${`, `$(`, `***` or `CHANGE`, or is `...`, `…`,
        /// `TODO`, `FIXME`, `TBD` or `XXX`.
        package static let placeholder = Rarities(rawValue: 1)
        /// A string that holds `-----BEGIN `.
        package static let privateKey = Rarities(rawValue: 2)
        /// A key without quotes that YAML reads as a boolean.
        package static let booleanKey = Rarities(rawValue: 4)

        /// An anchor of the value's own, by which others may refer to it.
        ///
        /// It is never where it was not seen.
        package static let anchor = Rarities(rawValue: 8)

        /// What may be anywhere where nobody looked.
        package static let all: Rarities = [.placeholder, .privateKey, .booleanKey]
    }
}
