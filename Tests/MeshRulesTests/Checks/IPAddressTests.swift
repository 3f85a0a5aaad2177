import Testing

@testable import MeshRules

@Suite("IP addresses and ranges") struct IPAddressTests {
    @Test(arguments: [
        "0.0.0.0", "192.168.140.255", "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:77.77.88.88", "::ffff:192.168.140.255", "fd7a:115c:a1e0:ab12:4843:cd96:626b:430b", "FE80::ABcd",
        "fe80::1%eth0", "fe80::1%a/b%c", "::1.2.3.4", "1:2:3:4:5::1.2.3.4",
    ])
    func `addresses that Go takes`(_ text: String) {
        #expect(IPAddress(text) != nil)
    }

    @Test(arguments: [
        "", "bad", "1234", "1a2b3c", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.256",
        "01.2.3.4",
        "1.2.3.00", "1.2.3.1234", "1.2.3.4%eth0", "1.2.3.x", "0.0.0.0/0", "+1.2.3.4", ":", ":::", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "::1::1", "12345::", "fe80::1%", "%eth0", "::%", "fe80:1?:1",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3.4.5", "::1.2.3", "1:2:3:4:5:1.2.3.4", "::gggg", "::1:", ":1", "::1.02.3.4", "1:2:3:4:5:6:7:8::",
        "::1 ",
    ])
    func `texts that Go refuses`(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `the bits of an address`() {
        #expect(IPAddress("1.2.3.4")?.bits == 0x0102_0304)
        #expect(IPAddress("1::2:3")?.bits == UInt128(1) << 112 | 0x2_0003)
        #expect(IPAddress("::1.2.3.4")?.bits == 0x0102_0304)
        #expect(IPAddress("a::")?.bits == UInt128(0xA) << 112)
        #expect(IPAddress("::ffff:1.2.3.4")?.unmapped == IPAddress("1.2.3.4"))
        #expect(IPAddress("fe80::1%eth0")?.zone == "eth0")
        #expect(IPAddress("fe80::1")?.description == "fe80:0:0:0:0:0:0:1")
    }

    @Test(arguments: [
        "10.1.2.3/8", "0.0.0.0/0", "1.2.3.4/32", "::/0", "::1/128", "::ffff:10.0.0.0/104", "2001:db8::/32",
    ])
    func `ranges that Go takes`(_ text: String) {
        #expect(CIDR(text) != nil)
        #expect(CIDR.isSubnetOrAddress(text))
    }

    @Test(arguments: [
        "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/-0", "10.00.0.0/8", "10/8",
        "10.0.0.0/255.0.0.0", "10.0.0.0 /8", "10.0.0.0/8 ", "10.0.0.0/8/8", "fe80::1%eth0/64", "::1/129", "a/8",
        "1.2.3.4/1x",
        "1.2.3.4/99999999999999999999",
    ])
    func `texts that are no ranges`(_ text: String) {
        #expect(CIDR(text) == nil)
        #expect(!CIDR.isSubnetOrAddress(text))
    }

    @Test func `a single address is a subnet to Istio`() {
        #expect(CIDR.isSubnetOrAddress("192.168.10.5"))
        #expect(CIDR.isSubnetOrAddress("fe80::1%eth0"))
        #expect(!CIDR.isSubnetOrAddress("a.b"))
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.1.0.0/16", true), ("10.0.0.0/16", "10.1.0.0/16", false),
        ("10.0.0.0/8", "::ffff:10.1.0.0/112", true),
        ("0.0.0.0/0", "::/0", false), ("::/0", "fe80::/10", true), ("1.2.3.4/32", "1.2.3.4/32", true),
        ("10.0.0.0/15", "10.1.255.255/32", true), ("0.0.0.0/0", "255.1.1.1/32", true),
    ])
    func `ranges that overlap`(_ left: String, _ right: String, _ overlap: Bool) throws {
        let left = try #require(CIDR(left))
        let right = try #require(CIDR(right))
        #expect(left.overlaps(right) == overlap)
        #expect(right.overlaps(left) == overlap)
    }

    @Test func `the first address of a range`() {
        #expect(CIDR("192.168.0.1/24")?.description == "192.168.0.0/24")
        #expect(CIDR("192.168.0.1/24")?.hasHostBits == true)
        #expect(CIDR("192.168.0.0/24")?.hasHostBits == false)
        #expect(CIDR("255.255.255.255/0")?.description == "0.0.0.0/0")
        #expect(CIDR("ffff::/0")?.first.bits == 0)
    }
}
