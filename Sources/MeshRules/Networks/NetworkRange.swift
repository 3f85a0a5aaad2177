import IstioSchema

/// A range of a network, with its place.
struct NetworkRange {
    let network: String
    let range: CIDR
    let place: Located<String>

    /// The ranges of all networks that Go can read, in the author's order.
    ///
    /// A bare address is left out, as istiod does.
    static func all(of networks: Message) -> [NetworkRange] {
        networks.messageEntries("networks").flatMap { name, network in
            network.messages("endpoints").compactMap { endpoints in
                guard let text = endpoints.string("fromCidr"), let range = CIDR(text.value) else { return nil }
                return NetworkRange(network: name, range: range.unmapped, place: text)
            }
        }
    }

    /// Each range that has an address in common with one before it in order of size, and that one; at most one a range.
    ///
    /// Two ranges have an address in common only where one holds the other, so that a stack of the open ones will do.
    static func overlaps(_ ranges: [NetworkRange]) -> [(inner: NetworkRange, outer: NetworkRange)] {
        let sorted = ranges.enumerated().sorted { left, right in
            left.element.key == right.element.key ? left.offset < right.offset : left.element.key < right.element.key
        }
        var open: [NetworkRange] = []
        var found: [(inner: NetworkRange, outer: NetworkRange)] = []
        for (_, next) in sorted {
            while let last = open.last, !last.range.overlaps(next.range) { open.removeLast() }
            if let last = open.last { found.append((next, last)) }
            open.append(next)
        }
        return found
    }

    /// Family, first address, then the larger range first.
    private var key: (Int, UInt128, Int) {
        (range.address.family == .v4 ? 0 : 1, range.first.bits, range.length)
    }
}
