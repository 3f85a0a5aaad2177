import IstioSchema

/// The release that will read an object, and how it is known.
package struct IstioRelease: Hashable, Sendable {
    /// The tables to judge by: the release itself, or the nearest that they know.
    package let version: IstioVersion
    /// Whether the release is newer than the newest table, so that what the tables do not know may yet be right.
    package let isNewerThanTables: Bool
    /// Whether the object or the policy says so; else it is a guess.
    package let isKnown: Bool

    package init(_ version: IstioVersion, isNewerThanTables: Bool = false, isKnown: Bool = true) {
        self.version = version
        self.isNewerThanTables = isNewerThanTables
        self.isKnown = isKnown
    }

    /// What is assumed where nothing tells.
    package static let newestKnown = IstioRelease(.newest, isKnown: false)

    /// The release that an object's labels name: `app.kubernetes.io/version` and `helm.sh/chart`, which the charts of
    /// 1.24 and later write, `operator.istio.io/version`, which istioctl of every release writes, and `istio.io/rev` where
    /// the revision is named after a release (`1-24-3`).
    ///
    /// Charts from Istio's repository, which are no release's, call themselves 1.0.0 or 1.1.0.
    package init?(labels: ObjectTexts) {
        guard
            let release = Self.release(labels["app.kubernetes.io/version"])
                ?? Self.release(labels["helm.sh/chart"].map(Self.versionOfChart))
                ?? Self.release(labels["operator.istio.io/version"])
                ?? Self.release(labels["istio.io/rev"]?.replacing("-", with: "."))
        else { return nil }
        self = release
    }

    private static func release(_ text: String?) -> IstioRelease? {
        guard let text, !text.hasPrefix("1.0."), !text.hasPrefix("1.1.") else { return nil }
        return IstioRelease(text: text)
    }

    /// The release of a version text: `1.24.3`, `1.33.0-alpha.1`; nil where it is no version of Istio 1.
    package init?(text: String) {
        let bytes = text.utf8Span.span
        var place = 0
        func isHere(_ byte: UInt8) -> Bool { place < bytes.count && bytes[place] == byte }
        let dot = UInt8(ascii: ".")
        if isHere(UInt8(ascii: "v")) { place = place &+ 1 }
        while isHere(dot) { place = place &+ 1 }
        guard isHere(UInt8(ascii: "1")) else { return nil }
        place = place &+ 1
        guard isHere(dot) else { return nil }
        while isHere(dot) { place = place &+ 1 }
        let start = place
        var minor = 0
        while place < bytes.count, bytes[place] &- 0x30 < 10 {
            let (tens, isTooLarge) = minor.multipliedReportingOverflow(by: 10)
            let (sum, isStillTooLarge) = tens.addingReportingOverflow(Int(bytes[place] & 0x0F))
            if isTooLarge || isStillTooLarge { return nil }
            minor = sum
            place = place &+ 1
        }
        guard place > start else { return nil }
        if minor > IstioVersion.newest.rawValue {
            self.init(.newest, isNewerThanTables: true)
        } else if let version = IstioVersion(rawValue: minor) ?? IstioVersion.allCases.first {
            self.init(version)
        } else {
            return nil
        }
    }

    /// The version of a chart's label: `istiod-1.24.3` → `1.24.3`.
    private static func versionOfChart(_ label: String) -> String {
        guard
            let start = label.indices.first(where: { index in
                label[index].isNumber && (index == label.startIndex || label[label.index(before: index)] == "-")
            })
        else { return label }
        return String(label[start...])
    }
}

extension IstioRelease: CustomStringConvertible {
    package var description: String { isNewerThanTables ? "newer than \(version)" : version.description }
}
