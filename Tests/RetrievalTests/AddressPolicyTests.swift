import Retrieval
import Testing

@Suite("Machines that may be connected to")
struct AddressPolicyTests {
    private static func number(_ text: String) throws -> NetworkAddress {
        try #require(NetworkAddress(version4: text) ?? NetworkAddress(version6: text), "\(text)")
    }

    @Test(
        "this machine and private networks are local: both ends of each range, and nothing beside them",
        arguments: [
            ("9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"),
            ("100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"),
            ("126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"),
            ("169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"),
            ("172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"),
            ("192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"),
        ])
    func local(_ before: String, _ first: String, _ last: String, _ after: String) throws {
        for text in [before, after] { #expect(try Self.number(text).reach == .global, "\(text)") }
        for text in [first, last] { #expect(try Self.number(text).reach == .local, "\(text)") }
        // The same inside of an address of version 6.
        for prefix in ["::ffff:", "64:ff9b::"] {
            for text in [before, after] { #expect(try Self.number(prefix + text).reach == .global, "\(prefix)\(text)") }
            for text in [first, last] { #expect(try Self.number(prefix + text).reach == .local, "\(prefix)\(text)") }
        }
    }

    @Test(
        "nobody has what stands for no machine, for several, or for an example",
        arguments: [
            "0.0.0.0", "0.255.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255",
            "198.51.100.7", "203.0.113.255", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::",
            "::2", "::7f00:1", "::127.0.0.1", "::ffff:0.0.0.0", "::ffff:255.255.255.255", "64:ff9b:1::a00:1", "100::1",
            "2001::1", "2001:1ff::1", "2001:db8::1", "2001:db8:ffff::1", "2002:7f00:1::", "2002:808:808::1",
            "3fff::1", "3fff:fff::1", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "1fff::1", "8000::1", "5f00::1",
        ])
    func nobody(_ text: String) throws {
        #expect(try Self.number(text).reach == .nobody)
        #expect(throws: RetrievalError(.impossibleAddress)) {
            try AddressPolicy(allowsLocal: true).check(Self.number(text))
        }
    }

    @Test("of version 6, this machine, this link and unique local addresses are local")
    func version6() throws {
        for text in ["::1", "fc00::1", "fdff:ffff::1", "fe80::1", "febf::1"] {
            #expect(try Self.number(text).reach == .local, "\(text)")
        }
        for text in ["2000::1", "2001:200::1", "2600::1", "2a00:1450:4001::1", "3ffe::1", "2001:db9::1"] {
            #expect(try Self.number(text).reach == .global, "\(text)")
        }
    }

    @Test("local machines are refused unless somebody allows them, and the number is in the error")
    func policy() throws {
        for text in ["127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"] {
            let number = try Self.number(text)
            let error = #expect(throws: RetrievalError.self) { try AddressPolicy().check(number) }
            #expect(error?.code == .privateAddress && error?.subject == number.description)
            try AddressPolicy(allowsLocal: true).check(number)
        }
        try AddressPolicy().check(Self.number("1.1.1.1"))
    }

    @Test("where a proxy finds the server, what the address itself says is judged")
    func namedAddresses() throws {
        for host in ["127.0.0.1", "10.1.2.3", "[::1]", "[::ffff:192.168.0.1]", "localhost", "a.LOCALHOST"] {
            let address = try WebAddress(folder: "https://\(host)/")
            #expect(throws: RetrievalError(.privateAddress), "\(host)") { try AddressPolicy().check(address) }
            try AddressPolicy(allowsLocal: true).check(address)
        }
        for host in ["0.0.0.0", "[::]", "224.0.0.1"] {
            let address = try WebAddress(folder: "https://\(host)/")
            #expect(throws: RetrievalError(.impossibleAddress), "\(host)") {
                try AddressPolicy(allowsLocal: true).check(address)
            }
        }
        for host in ["trust.example", "9.9.9.9", "[2a00::1]", "notlocalhost", "localhost.example"] {
            try AddressPolicy().check(WebAddress(folder: "https://\(host)/"))
        }
    }

    @Test("numbers are read in their usual forms, and written in one")
    func forms() throws {
        for (text, written) in [
            ("1.2.3.4", "1.2.3.4"), ("2001:0DB8:0:0:0:0:0:1", "2001:db8::1"), ("::FFFF:1.2.3.4", "::ffff:1.2.3.4"),
        ] { #expect(try Self.number(text).description == written) }
        for text in ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.-4", "1.2.3.+4", " 1.2.3.4", "a.b.c.d"] {
            #expect(NetworkAddress(version4: text) == nil, "\(text)")
        }
        for text in ["", ":", "1.2.3.4", "::1%lo", "::g", "1:2:3:4:5:6:7:8:9", "::1\u{0}"] {
            #expect(NetworkAddress(version6: text) == nil, "\(text)")
        }
        #expect(NetworkAddress(bytes: [1, 2, 3]) == nil)
    }
}
