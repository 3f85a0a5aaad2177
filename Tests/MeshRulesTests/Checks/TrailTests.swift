import Documents
import Testing

@testable import MeshRules

@Suite("The way of a walk") struct TrailTests {
    @Test func `is a path where it is asked for`() {
        var trail = Trail()
        #expect(trail.path(to: .field("a")).description == "a")
        trail.enter(.field("a"))
        trail.enter(.element(2))
        #expect(trail.path(to: .key("b c")).description == "a[2][\"b c\"]")
        trail.enter(.field("d"))
        trail.leave()
        #expect(trail.path(to: .field("e")).description == "a[2].e")
        trail.leave()
        #expect(trail.path(to: .element(0)).description == "a[0]")
        trail.enter(.element(3))
        #expect(trail.path(to: .field("f")).description == "a[3].f")
        trail.leave()
        trail.leave()
        #expect(trail.path(to: .field("g")).description == "g")
    }

    @Test func `does not leave the root`() {
        var trail = Trail()
        trail.leave()
        #expect(trail.path(to: .field("a")).description == "a")
    }
}
