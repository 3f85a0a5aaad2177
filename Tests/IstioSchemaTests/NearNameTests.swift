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

    @Test func `of short names are one edit away, of the shortest none`() {
        #expect(NearName.nearest(to: "prot", among: ["port"]) == "port")
        #expect(NearName.nearest(to: "rot", among: ["port"]) == nil)
        #expect(NearName.nearest(to: "cb", among: ["ca"]) == nil)
        #expect(NearName.nearest(to: "a", among: ["ca"]) == nil)
        #expect(NearName.nearest(to: "CA", among: ["ca"]) == "ca")
    }

    @Test(arguments: ["concurency", "Concurrency", "con_currency", "concurrencz", "oncurrency", "concurrenc"])
    func `are slips`(name: String) { #expect(NearName.isSlip(name, for: "concurrency")) }

    @Test(arguments: [
        "_concurrency", "x-concurrency", "xconcurrency", "noConcurrency", "concurrency2", "concurrency_",
        "concurrencies", "concurrencys", "-concurrency", "", "2",
    ])
    func `are no slips where something is put before or behind`(name: String) {
        #expect(!NearName.isSlip(name, for: "concurrency"))
    }

    @Test func `of short names are no slips`() {
        #expect(!NearName.isSlip("prot", for: "port"))
        #expect(!NearName.isSlip("prats", for: "ports"))
        #expect(NearName.isSlip("Port", for: "port"))
        #expect(NearName.isSlip("maxRetires", for: "maxRetries"))
    }
}
