import CredentialWallet
import Encodings
import Storage
import TestSupport
import Testing

/// An institution corrects a credential by another one that names it by its digest.
@Suite("A credential that takes the place of another")
struct ReplacingTests {
    private static let course = "https://leiehove.example/mc/blended"

    private func credential(
        _ id: String, title: String = "Blended Learning", about achievement: String = course,
        by issuer: String = "did:web:leiehove.example", replacing before: (id: String, bytes: [UInt8])? = nil
    ) throws -> [UInt8] {
        var value: JSONValue = [
            "@context": ["https://www.w3.org/ns/credentials/v2"], "id": .string(id), "type": ["VerifiableCredential"],
            "issuer": ["id": .string(issuer)],
            "credentialSubject": ["achievement": ["id": .string(achievement), "name": .string(title)]],
        ]
        if let before {
            let digits = Array(try Wallet.digest(of: before.bytes).hexadecimal)
            let bytes = try stride(from: 0, to: digits.count, by: 2).map {
                try #require(UInt8(String(digits[$0...$0 + 1]), radix: 16))
            }
            value["relatedResource"] = [
                ["id": "https://leiehove.example/handbook", "digestMultibase": "uEiA"],
                [
                    "id": .string(before.id),
                    "digestMultibase": .string(try Multihash(.sha256, digest: bytes).multibase),
                ],
            ]
        }
        return value.serialized()
    }

    @Test("it is found in its place, and what it replaced stays and comes out as it was")
    func replacing() throws {
        try Fixtures.withWallet { wallet, _ in
            let old = try credential("urn:uuid:1")
            let first = try #require(try wallet.addGenuine(old))
            let new = try credential("urn:uuid:2", replacing: ("urn:uuid:1", old))
            let second = try #require(try wallet.addGenuine(new))
            let other = try #require(try wallet.addGenuine(credential("urn:uuid:3", about: Self.course + "-2")))
            let entries = try wallet.entries()
            #expect(entries.successor(of: first)?.number == second.number)
            #expect(entries.successor(of: second) == nil && entries.successor(of: other) == nil)
            #expect(entries.predecessors(of: second).map(\.number) == [first.number])
            #expect(try wallet.find("urn:uuid:1").number == first.number)
            #expect(try wallet.bytes(of: first) == old)
            #expect(try wallet.matches("blended").map(\.number) == [second.number, other.number])
        }
    }

    @Test("nothing takes the place of what it does not name by its bytes, of another issuer, or of another achievement")
    func others() throws {
        let old = try credential("urn:uuid:1")
        let altered = try credential("urn:uuid:1", title: "Blended learning")
        for (new, why) in [
            (try credential("urn:uuid:2"), "names nothing"),
            (try credential("urn:uuid:2", replacing: ("urn:uuid:1", altered)), "other bytes"),
            (try credential("urn:uuid:2", replacing: ("urn:uuid:9", old)), "another identifier"),
            (try credential("urn:uuid:2", about: "urn:x", replacing: ("urn:uuid:1", old)), "another achievement"),
            (
                try credential("urn:uuid:2", by: "did:web:mill.example", replacing: ("urn:uuid:1", old)),
                "another issuer"
            ),
        ] {
            try Fixtures.withWallet { wallet, _ in
                let first = try #require(try wallet.addGenuine(old))
                try wallet.addGenuine(new)
                #expect(try wallet.entries().successor(of: first) == nil, "\(why)")
            }
        }
    }

    @Test("what nobody found authentic takes no place")
    func forged() throws {
        try Fixtures.withWallet { wallet, _ in
            let old = try credential("urn:uuid:1")
            let first = try #require(try wallet.addGenuine(old))
            let new = try credential("urn:uuid:2", replacing: ("urn:uuid:1", old))
            _ = try wallet.add(
                new, verdict: Fixtures.forged, decisions: .acceptUnverified, at: Fixtures.now)
            #expect(try wallet.entries().successor(of: first) == nil)
        }
    }
}
