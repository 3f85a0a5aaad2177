import IstioSchema
import Testing

@Suite struct `Near names` {
    @Test(arguments: [
        ("concurency", "concurrency"), ("Concurrency", "concurrency"), ("stat_name_length", "statNameLength"),
        ("status-port", "statusPort"), ("statsuPort", "statusPort"), ("statusPorts", "statusPort"),
    ])
    func `are found`(name: String, near: String) {
        #expect(NearName.nearest(to: name, among: ["concurrency", "statNameLength", "statusPort"]) == near)
    }

    @Test(arguments: ["", "port", "status", "zzz", String(repeating: "concurrency", count: 9)])
    func `are not guessed`(name: String) {
        #expect(NearName.nearest(to: name, among: ["concurrency", "statNameLength", "statusPort"]) == nil)
    }

    @Test(arguments: [
        ("exclusionRegexps", "inclusionRegexps"), ("egressService", "ingressService"), ("minAge", "maxAge"),
    ])
    func `are not the opposite`(name: String, opposite: String) {
        #expect(NearName.nearest(to: name, among: [opposite]) == nil)
        #expect(NearName.nearest(to: opposite, among: [name]) == nil)
        #expect(NearName.nearest(to: opposite + "s", among: [opposite]) == opposite)
    }

    @Test func `of short names are one edit away`() {
        #expect(NearName.nearest(to: "prot", among: ["port"]) == "port")
        #expect(NearName.nearest(to: "rot", among: ["port"]) == nil)
    }
}
