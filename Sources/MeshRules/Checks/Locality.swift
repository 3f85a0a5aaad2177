/// Where endpoints run, as load balancing by locality names it: `region/zone/subzone`.
///
/// Each part from the second on is optional; one asterisk may stand at the end.
package enum Locality {
    /// What Istio finds wrong with a locality, or with one beside others.
    package enum Problem: Hashable, Sendable {
        /// More than one asterisk, or one that is not at the end.
        case wildcard
        /// Nothing before, between or behind slashes.
        case emptyPart
        /// The same as another, or covered by it.
        case overlap

        package var message: String {
            switch self {
            case .wildcard: "must be a locality with at most one *, at the end"
            case .emptyPart: "must be region, region/zone or region/zone/subzone"
            case .overlap: "must not overlap another locality of the list"
            }
        }
    }

    /// The problems of localities, by index, as Istio finds them when it reads them in this order.
    ///
    /// A narrow locality after a broad one overlaps it; a broad one after a narrow one only where neither has an
    /// asterisk.
    ///
    /// Source: pkg/config/validation/agent/validation.go `validateLocalities`, `getLocalityParam`.
    package static func problems(inOrder localities: [String]) -> [(index: Int, problem: Problem)] {
        problems(of: localities, in: Array(localities.indices))
    }

    /// The problems of localities that Istio reads in random order, the keys of a map: those of the worst order.
    package static func problems(inAnyOrder localities: [String]) -> [(index: Int, problem: Problem)] {
        let ranks = localities.map { rank($0) }
        let order = localities.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
        return problems(of: localities, in: order)
    }

    private static func problems(of localities: [String], in order: [Int]) -> [(index: Int, problem: Problem)] {
        var seen = Seen()
        return order.compactMap { index in
            seen.problem(ofNext: localities[index]).map { (index, $0) }
        }
    }

    /// Broad ones first, and those with an asterisk before others of their breadth.
    private static func rank(_ locality: String) -> Int {
        let parts = parts(of: locality)
        return parts.count * 2 + (parts.last == any ? 0 : 1)
    }

    /// At most three parts: a fourth belongs to the third.
    private static func parts(of locality: String) -> [[UInt8]] {
        locality.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false).map(
            Array.init)
    }

    private static let any = [UInt8(ascii: "*")]

    /// The localities read so far.
    ///
    /// An asterisk stands for all that is in a region or a zone.
    private struct Seen {
        /// By bytes, as Go compares: text that differs in its composition only is the same to Swift.
        private var regions: [[UInt8]: [[UInt8]: Set<[UInt8]>]] = [:]

        mutating func problem(ofNext locality: String) -> Problem? {
            let asterisks = locality.utf8.count { $0 == UInt8(ascii: "*") }
            if asterisks > 1 || (asterisks == 1 && locality.utf8.last != UInt8(ascii: "*")) { return .wildcard }
            if regions[Locality.any] != nil { return .overlap }
            let parts = Locality.parts(of: locality)
            guard parts.allSatisfy({ !$0.isEmpty }), let region = parts.first else { return .emptyPart }
            let zone = parts.dropFirst().first
            let subzone = parts.dropFirst(2).first
            guard !isCovered(region, zone, subzone) else { return .overlap }
            regions[region, default: [:]][zone ?? Locality.any, default: []].insert(subzone ?? Locality.any)
            return nil
        }

        private func isCovered(_ region: [UInt8], _ zone: [UInt8]?, _ subzone: [UInt8]?) -> Bool {
            guard let zones = regions[region] else { return false }
            guard let zone, zones[Locality.any] == nil else { return true }
            guard let subzones = zones[zone] else { return false }
            guard let subzone else { return true }
            return subzones.contains(Locality.any) || subzones.contains(subzone)
        }
    }
}
