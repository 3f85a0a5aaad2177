import Testing

@testable import IstioSchema

@Suite struct `A set of fields` {
    @Test func `gives its fields in order, and counts them`() {
        var set = FieldSet()
        let ordinals = [127, 64, 0, 63, 5, 65]
        for ordinal in ordinals { set.insert(ordinal) }
        #expect(set.count == 6)
        for ordinal in 0..<FieldSet.capacity {
            #expect(set.contains(ordinal) == ordinals.contains(ordinal))
            #expect(set.count(below: ordinal) == ordinals.count { $0 < ordinal })
        }
        let pairs = [([0, 5], true), ([5, 64], true), ([64, 65], true), ([5, 6], false), ([66, 127], false)]
        for (pair, several) in pairs {
            var others = FieldSet()
            for ordinal in pair { others.insert(ordinal) }
            #expect(set.holdsSeveral(of: others) == several)
            #expect(!set.isDisjoint(with: others))
        }
        #expect(set.last == 127 && FieldSet().last == nil)
        for ordinal in ordinals {
            var one = FieldSet()
            one.insert(ordinal)
            #expect(one.last == ordinal && set.intersection(one).last == ordinal)
        }
        #expect(!FieldSet().holdsSeveral(of: set) && FieldSet().isDisjoint(with: set))
        var found: [Int] = []
        while let ordinal = set.popFirst() { found.append(ordinal) }
        #expect(found == [0, 5, 63, 64, 65, 127])
        #expect(set.count == 0)
    }
}
