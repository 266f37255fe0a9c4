import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// A change to the example list that one rule refuses.
struct HostileList: CustomTestStringConvertible {
    let name: String
    let code: TrustError.Code
    let pointer: String
    let changes: [(String, JSONValue?)]

    init(_ name: String, _ code: TrustError.Code, at pointer: String, _ changes: (String, JSONValue?)...) {
        self.name = name
        self.code = code
        self.pointer = pointer
        self.changes = changes
    }

    var testDescription: String { name }

    func value() throws -> JSONValue {
        changes.reduce(into: try ExampleList.value()) { $0.set($1.0, $1.1) }
    }
}

private let university = "/credentialSubject/0"

@Suite("Verifying a trust list")
struct IssuerTrustListTests {
    @Test("A list signed with the pinned key is read, with everything that it says")
    func readsList() throws {
        let authority = try TrustAuthority()
        let list = try authority.list(ExampleList.value())
        #expect(list.id == "urn:trust:utopia-he:list")
        #expect(list.authority.id == "did:web:trust.ministry.example")
        #expect(list.authority.legalName == "Ministry of Education of Utopia")
        #expect(list.authority.jurisdiction == "UT")
        #expect(list.authority.legalBasis == "https://law.example/he-act#12")
        #expect(list.environment == .production)
        #expect(list.sequence == 118)
        #expect(list.issued == (try time("2026-11-20T09:00:00Z")))
        #expect(list.nextUpdate == (try time("2027-05-20T09:00:00Z")))
        #expect(!list.isClosed)
        #expect(list.notes.isEmpty)
        #expect(
            JSONValue.string(list.digest.multibase).serialized()
                == (try TrustAuthority.digest(ExampleList.value())).serialized())

        let entry = try #require(list.issuer(Array(ExampleList.university.utf8)))
        #expect(entry.legalName == "University of Example")
        #expect(entry.identifiers.map(\.value) == ["https://ror.org/00example", "DEQARINST1234"])
        #expect(entry.jurisdictions == ["UT"])
        #expect(entry.keys.count == 4)
        #expect(entry.states.map(\.kind) == [.granted, .suspended, .granted])
        #expect(entry.states[1].reason == "qa-review")
        #expect(entry.recognitions[0].eqfLevels == 5...7)
        #expect(list.issuer(Array("did:web:UNIVERSITY.example".utf8)) == nil)
    }

    @Test("A did:web verification method gets its key from the list, by exact bytes")
    func findsKeys() throws {
        let list = try TrustAuthority().list(ExampleList.value())
        #expect(
            list.publicKey(for: "did:web:university.example#2026")
                == (try TrustAuthority.key("university 2026").publicKey))
        #expect(
            list.publicKey(for: "did:web:university.example#st26")
                == (try TrustAuthority.key("university status").publicKey))
        #expect(list.publicKey(for: "did:web:university.example#2027") == nil)
        #expect(list.publicKey(for: "did:web:university.example") == nil)
        #expect(list.publicKey(for: "did:web:University.example#2026") == nil)
    }

    @Test(
        "A list that breaks one rule is refused by its name",
        arguments: [
            // Another list, authority or environment.
            HostileList("another list", .wrongID, at: "/id", ("/id", "urn:trust:utopia-he:list2")),
            HostileList("no identifier", .wrongID, at: "/id", ("/id", nil)),
            HostileList(
                "another authority", .wrongAuthority, at: "/trustList/authority/id",
                ("/issuer", "did:web:other.example"),
                ("/trustList/authority/id", "did:web:other.example")),
            HostileList(
                "another environment", .wrongEnvironment, at: "/trustList/environment",
                ("/trustList/environment", "demonstration")),
            // Times.
            HostileList(
                "a day too long", .windowTooLong, at: "/trustList/nextUpdate",
                ("/trustList/nextUpdate", "2027-05-23T09:00:01Z"), ("/validUntil", "2027-05-23T09:00:01Z")),
            // Keys.
            HostileList(
                "a published key as an institution's", .demonstrationKey, at: university + "/keys/1",
                (university + "/keys/1/publicKeyMultibase", "z6MkiaMbhXHNA4eJVCCj8dbzKzTgYDKf6crKgHVHid1F1WCT")),
            HostileList(
                "a key that is not canonical", .weakKey, at: university + "/keys/1/publicKeyMultibase",
                (
                    university + "/keys/1/publicKeyMultibase",
                    .string(
                        Multibase.encode(
                            [0xED, 0x01, 0xF0] + [UInt8](repeating: 0xFF, count: 30) + [0x7F], as: .base58btc))
                )),
        ])
    func refusesByName(_ hostile: HostileList) throws {
        let authority = try TrustAuthority()
        let error = try #require(authority.refusal(authority.sign(hostile.value())))
        #expect(error.code == hostile.code)
        #expect(error.pointer == hostile.pointer)
    }

    @Test(
        "A list of a wrong form is malformed, and the place is told",
        arguments: [
            // The document.
            HostileList(
                "unknown member of the document", .malformed, at: "/credentialStatus",
                ("/credentialStatus", ["id": "urn:x"])),
            HostileList(
                "other first context", .malformed, at: "/@context",
                ("/@context/0", "https://www.w3.org/2018/credentials/v1")),
            HostileList("context object", .malformed, at: "/@context/1", ("/@context/1", ["legalName": "urn:x"])),
            HostileList(
                "type missing", .malformed, at: "/type",
                ("/type", ["VerifiableCredential", "RecognizedEntityCredential"])),
            HostileList("issuer is not the authority", .malformed, at: "/issuer", ("/issuer", "did:web:other.example")),
            HostileList(
                "issuer as an object", .malformed, at: "/issuer", ("/issuer", ["id": "did:web:trust.ministry.example"])),
            HostileList(
                "validFrom is not issued", .malformed, at: "/validFrom", ("/validFrom", "2026-11-20T09:00:01Z")),
            HostileList(
                "validUntil is not nextUpdate", .malformed, at: "/validUntil", ("/validUntil", "2027-05-20T09:00:01Z")),
            HostileList("info is a text", .malformed, at: "/trustList/info", ("/trustList/info", "text")),
            // The list.
            HostileList(
                "unknown member of the list", .malformed, at: "/trustList/onlyFor", ("/trustList/onlyFor", "x")),
            HostileList("no environment", .malformed, at: "/trustList/environment", ("/trustList/environment", nil)),
            HostileList(
                "environment in capitals", .malformed, at: "/trustList/environment",
                ("/trustList/environment", "PRODUCTION")),
            HostileList("sequence 0", .malformed, at: "/trustList/sequence", ("/trustList/sequence", 0)),
            HostileList("sequence as text", .malformed, at: "/trustList/sequence", ("/trustList/sequence", "118")),
            HostileList("no sequence", .malformed, at: "/trustList/sequence", ("/trustList/sequence", nil)),
            HostileList(
                "no previous digest", .malformed, at: "/trustList/previousDigest", ("/trustList/previousDigest", nil)),
            HostileList(
                "previous digest of a first list", .malformed, at: "/trustList/previousDigest",
                ("/trustList/sequence", 1)),
            HostileList(
                "digest in base58", .malformed, at: "/trustList/previousDigest", ("/trustList/previousDigest", "zQmY")),
            HostileList(
                "next update before issue", .malformed, at: "/trustList/nextUpdate",
                ("/trustList/nextUpdate", "2026-11-20T08:59:59Z")),
            HostileList(
                "time with an offset", .malformed, at: "/trustList/issued",
                ("/trustList/issued", "2026-11-20T10:00:00+01:00")),
            HostileList(
                "time with a fraction", .malformed, at: "/trustList/issued",
                ("/trustList/issued", "2026-11-20T09:00:00.0Z")),
            HostileList("hour 24", .malformed, at: "/trustList/issued", ("/trustList/issued", "2026-11-19T24:00:00Z")),
            HostileList("time as a number", .malformed, at: "/trustList/issued", ("/trustList/issued", 1_795_165_200)),
            HostileList(
                "delegation depth 3", .malformed, at: "/trustList/maxDelegationDepth",
                ("/trustList/maxDelegationDepth", 3)),
            HostileList("closed as text", .malformed, at: "/trustList/closed", ("/trustList/closed", "no")),
            HostileList(
                "authority without a name", .malformed, at: "/trustList/authority/legalName",
                ("/trustList/authority/legalName", "")),
            HostileList(
                "unknown member of the authority", .malformed, at: "/trustList/authority/x",
                ("/trustList/authority/x", 1)),
            HostileList(
                "jurisdiction in words", .malformed, at: "/trustList/authority/jurisdiction",
                ("/trustList/authority/jurisdiction", "Utopia")),
            HostileList("subject as an object", .malformed, at: "/credentialSubject", ("/credentialSubject", [:])),
        ])
    func refusesForm(_ hostile: HostileList) throws {
        let authority = try TrustAuthority()
        let error = try #require(authority.refusal(authority.sign(hostile.value())))
        #expect(error.code == hostile.code)
        #expect(error.pointer == hostile.pointer)
    }

    @Test(
        "An entry of a wrong form is malformed, and the place is told",
        arguments: [
            HostileList(
                "unknown member", .malformed, at: university + "/until", (university + "/until", "2020-01-01T00:00:00Z")
            ),
            HostileList(
                "no DID", .malformed, at: university + "/id", (university + "/id", "https://university.example")),
            HostileList("other type", .malformed, at: university + "/type", (university + "/type", "Organization")),
            HostileList("no name", .malformed, at: university + "/legalName", (university + "/legalName", nil)),
            HostileList(
                "entity twice", .malformed, at: "/credentialSubject/1",
                ("/credentialSubject/1/id", "did:web:university.example"), ("/credentialSubject/1/keys", [])),
            HostileList(
                "identifier of another", .malformed, at: "/credentialSubject/1",
                ("/credentialSubject/1/alsoKnownAs", ["did:web:university.example"])),
            HostileList(
                "identifier without value", .malformed, at: university + "/identifiers/0/value",
                (university + "/identifiers/0/value", nil)),
            HostileList(
                "assurance reversed", .malformed, at: university + "/qualityAssurance/validUntil",
                (university + "/qualityAssurance/validUntil", "2023-01-01T00:00:00Z")),
            HostileList(
                "status authority is no DID", .malformed, at: university + "/statusAuthorities/0",
                (university + "/statusAuthorities/0", "x")),
            // Keys.
            HostileList(
                "unknown member of a key", .malformed, at: university + "/keys/1/maxUses",
                (university + "/keys/1/maxUses", 5)),
            HostileList(
                "verification method without fragment", .malformed, at: university + "/keys/1/kid",
                (university + "/keys/1/kid", "did:web:university.example")),
            HostileList(
                "verification method with a path", .malformed, at: university + "/keys/1/kid",
                (university + "/keys/1/kid", "did:web:university.example/a#2026")),
            HostileList(
                "verification method of another", .malformed, at: university + "/keys/1/kid",
                (university + "/keys/1/kid", "did:web:college.example#2")),
            HostileList(
                "verification method twice", .malformed, at: university + "/keys/1",
                (university + "/keys/1/kid", "did:web:university.example#2023")),
            HostileList(
                "did:key that is another key", .malformed, at: university + "/keys/3/publicKeyMultibase",
                (university + "/keys/3/publicKeyMultibase", "z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj")),
            HostileList(
                "key that is no Multikey", .malformed, at: university + "/keys/1/publicKeyMultibase",
                (university + "/keys/1/publicKeyMultibase", "z6Mk")),
            HostileList(
                "two purposes", .malformed, at: university + "/keys/1/purposes",
                (university + "/keys/1/purposes", ["issue", "status"])),
            HostileList(
                "no purpose", .malformed, at: university + "/keys/1/purposes", (university + "/keys/1/purposes", [])),
            HostileList(
                "purpose of a list", .malformed, at: university + "/keys/1/purposes",
                (university + "/keys/1/purposes", ["list"])),
            HostileList(
                "key window reversed", .malformed, at: university + "/keys/1/validUntil",
                (university + "/keys/1/validUntil", "2023-12-31T23:59:59Z")),
            HostileList(
                "no start", .malformed, at: university + "/keys/1/validFrom", (university + "/keys/1/validFrom", nil)),
            HostileList(
                "unknown state of a key", .malformed, at: university + "/keys/1/state",
                (university + "/keys/1/state", "lost")),
            HostileList(
                "compromised without time", .malformed, at: university + "/keys/0/compromisedSince",
                (university + "/keys/0/compromisedSince", nil)),
            HostileList(
                "time of compromise of a sound key", .malformed, at: university + "/keys/1/compromisedSince",
                (university + "/keys/1/compromisedSince", "2026-05-02T00:00:00Z")),
            HostileList(
                "purpose twice", .malformed, at: university + "/keys/1/purposes/1",
                (university + "/keys/1/purposes", ["issue", "issue"])),
            // States.
            HostileList("no states", .malformed, at: university + "/states", (university + "/states", [])),
            HostileList(
                "unknown state", .malformed, at: university + "/states/1/state",
                (university + "/states/1/state", "paused")),
            HostileList(
                "unknown member of a state", .malformed, at: university + "/states/1/until",
                (university + "/states/1/until", "2025-06-01T00:00:00Z")),
            HostileList(
                "states recorded out of order", .malformed, at: university + "/states/1",
                (university + "/states/1/recordedAt", "2019-08-20T07:59:59Z")),
            HostileList(
                "state recorded after issue", .malformed, at: university + "/states/2",
                (university + "/states/2/recordedAt", "2026-11-20T09:00:01Z")),
            // Recognitions.
            HostileList(
                "unknown member of a recognition", .malformed, at: university + "/recognizedTo/0/onlyOnline",
                (university + "/recognizedTo/0/onlyOnline", true)),
            HostileList(
                "no types", .malformed, at: university + "/recognizedTo/0/credentialTypes",
                (university + "/recognizedTo/0/credentialTypes", nil)),
            HostileList(
                "empty types", .malformed, at: university + "/recognizedTo/0/credentialTypes",
                (university + "/recognizedTo/0/credentialTypes", [])),
            HostileList(
                "level 9", .malformed, at: university + "/recognizedTo/0/eqfMax",
                (university + "/recognizedTo/0/eqfMax", 9)),
            HostileList(
                "levels reversed", .malformed, at: university + "/recognizedTo/0/eqfMax",
                (university + "/recognizedTo/0/eqfMax", 4)),
            HostileList(
                "field of another scheme", .malformed, at: university + "/recognizedTo/0/fields",
                (university + "/recognizedTo/0/fields", ["cip:11"])),
            HostileList(
                "field of one digit", .malformed, at: university + "/recognizedTo/0/fields",
                (university + "/recognizedTo/0/fields", ["isced-f:0"])),
            HostileList(
                "no fields instead of every field", .malformed, at: university + "/recognizedTo/0/fields",
                (university + "/recognizedTo/0/fields", [])),
            HostileList(
                "country in three letters", .malformed, at: university + "/recognizedTo/0/jurisdictions",
                (university + "/recognizedTo/0/jurisdictions", ["UTO"])),
            HostileList(
                "schema without hash function", .malformed, at: university + "/recognizedTo/0/schemaDigests",
                (university + "/recognizedTo/0/schemaDigests", ["abc"])),
            HostileList(
                "recognition reversed", .malformed, at: university + "/recognizedTo/0/validUntil",
                (university + "/recognizedTo/0/validUntil", "2019-08-31T00:00:00Z")),
            HostileList(
                "retroactive without reason", .malformed, at: university + "/recognizedTo/0/reason",
                (university + "/recognizedTo/0/retroactive", true)),
            HostileList(
                "unknown member of a delegation", .malformed, at: university + "/recognizedTo/0/delegation/to",
                (university + "/recognizedTo/0/delegation/to", "x")),
            HostileList(
                "accreditation without reference", .malformed, at: university + "/recognizedTo/0/accreditation/0/ref",
                (university + "/recognizedTo/0/accreditation/0/ref", nil)),
        ])
    func refusesEntry(_ hostile: HostileList) throws {
        let authority = try TrustAuthority()
        let error = try #require(authority.refusal(authority.sign(hostile.value())))
        #expect(error.code == hostile.code)
        #expect(error.pointer == hostile.pointer)
    }

    @Test("One key stands on a list once, whoever's it is, and the authority's own not at all")
    func refusesSharedKeys() throws {
        let authority = try TrustAuthority()
        for label in ["university 2026", "authority"] {
            let value = try ExampleList.value().setting(
                "/credentialSubject/1/keys/0/publicKeyMultibase", TrustAuthority.multikey(label))
            let error = try #require(authority.refusal(authority.sign(value)))
            #expect(error.code == .malformed)
            #expect(error.pointer == "/credentialSubject/1/keys/0")
        }
    }

    @Test("Each of the 14 encodings of a point of small order is refused as the key of an institution")
    func refusesSmallOrder() throws {
        let low = [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ]
        let authority = try TrustAuthority()
        let value = try ExampleList.value()
        for digits in low {
            for sign in [0, 0x80] as [UInt8] {
                var point = try #require(bytes(fromHexadecimal: digits))
                point[31] |= sign
                let key = Multibase.encode([0xED, 0x01] + point, as: .base58btc)
                let hostile = value.setting("/credentialSubject/1/keys/0/publicKeyMultibase", .string(key))
                #expect(authority.refusal(try authority.sign(hostile))?.code == .weakKey)
            }
        }
    }

    @Test("Published keys are accepted in a demonstration list, and a production verifier refuses the list")
    func demonstrationList() throws {
        let demonstration = try TrustAuthority(.demonstration)
        let value = try ExampleList.value(.demonstration).setting(
            university + "/keys/1/publicKeyMultibase", "z6MkiaMbhXHNA4eJVCCj8dbzKzTgYDKf6crKgHVHid1F1WCT")
        let list = try demonstration.list(value)
        #expect(list.environment == .demonstration)
        #expect(try TrustAuthority(.production).refusal(list.bytes)?.code == .wrongEnvironment)
    }

    @Test("The caps hold at their edge", arguments: [("keys", 64, 65), ("states", 256, 257)])
    func caps(_ member: String, _ most: Int, _ tooMany: Int) throws {
        let authority = try TrustAuthority()
        let value = try ExampleList.value()
        let template = try #require(value.at("/credentialSubject/1/\(member)/0"))
        for count in [most, tooMany] {
            var elements: [JSONValue] = []
            for index in 0..<count {
                guard member == "keys" else {
                    elements.append(template)
                    continue
                }
                var key = template
                key["kid"] = .string("did:web:college.example#\(index)")
                key["publicKeyMultibase"] = try TrustAuthority.multikey("cap \(index)")
                elements.append(key)
            }
            let bytes = try authority.sign(value.setting("/credentialSubject/1/\(member)", .array(elements)))
            #expect(authority.refusal(bytes)?.code == (count == most ? nil : .malformed))
        }
    }

    @Test("Bytes that are no strict JSON are unreadable")
    func refusesUnreadable() throws {
        let authority = try TrustAuthority()
        let good = try authority.sign(ExampleList.value())
        let number = String(decoding: good, as: UTF8.self).split(separator: "\"sequence\":118")
        try #require(number.count == 2)
        let fraction = Array((number[0] + "\"sequence\":118.0" + number[1]).utf8)
        let large = Array((number[0] + "\"sequence\":9007199254740992" + number[1]).utf8)
        let twice = Array((number[0] + "\"sequence\":118,\"sequence\":118" + number[1]).utf8)
        for bytes in [[], Array("[".utf8), good + [0x7D], [0xEF, 0xBB, 0xBF] + good, fraction, large, twice] {
            #expect(authority.refusal(bytes)?.code == .unreadable)
        }
        #expect(authority.refusal(Array("[]".utf8))?.code == .wrongID)
        #expect(authority.refusal([UInt8](repeating: 0x20, count: 16 << 20) + good)?.code == .unreadable)
    }
}
