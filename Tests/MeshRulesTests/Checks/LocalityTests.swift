import Testing

@testable import MeshRules

@Suite("Localities") struct LocalityTests {
    @Test(arguments: [
        [], ["us"], ["*"], ["us", "eu"], ["us/z1", "us/z2"], ["us/z1/*", "us/z2"], ["us/z/s/x"], ["US", "us"],
        ["us", "*"],
        ["us/z1", "us/*"], ["us/z1/s1", "us/z1/*"], ["us*", "us"], ["us/z/s/x", "us/z/s/y"],
    ])
    func `that may stand in this order`(_ localities: [String]) {
        #expect(Locality.problems(inOrder: localities).isEmpty)
    }

    @Test(arguments: [
        (["**"], 0, Locality.Problem.wildcard), (["*/z"], 0, .wildcard), (["us", "u*s"], 1, .wildcard),
        ([""], 0, .emptyPart),
        (["us/"], 0, .emptyPart), (["/z"], 0, .emptyPart), (["us//s"], 0, .emptyPart), (["us", "us"], 1, .overlap),
        (["us", "us/z"], 1, .overlap), (["us/z", "us"], 1, .overlap), (["us/z/s", "us"], 1, .overlap),
        (["*", "us"], 1, .overlap),
        (["us/*", "us/z1"], 1, .overlap), (["us/*", "us/z1/s"], 1, .overlap), (["us/z", "us/z/s"], 1, .overlap),
        (["us/z/s", "us/z"], 1, .overlap), (["us/z/*", "us/z/s"], 1, .overlap), (["us/z/s", "us/z/s"], 1, .overlap),
    ])
    func `that may not`(_ localities: [String], _ index: Int, _ problem: Locality.Problem) {
        let problems = Locality.problems(inOrder: localities)
        #expect(problems.map(\.index) == [index])
        #expect(problems.map(\.problem) == [problem])
    }

    @Test(arguments: [
        (["us", "*"], [0]), (["us/z1", "us/*"], [0]), (["us/z1/s1", "us/z1/*"], [0]), (["us/z1/s1", "us/*"], [0]),
        (["us", "eu"], []),
        (["us/z", "us/*", "*"], [1, 0]),
    ])
    func `that some order of a map makes overlap`(_ localities: [String], _ indices: [Int]) {
        #expect(Locality.problems(inAnyOrder: localities).map(\.index) == indices)
    }
}
