import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Testing

/// Documents that a careless or dishonest institution could sign, and that must not come out as valid.
@Suite("Credentials that their issuer signed and that are not to be relied on")
struct HostileCredentialTests {
    private func decision(_ bytes: [UInt8], _ world: TestWorld) throws -> String {
        let report = try world.verifier().verify(bytes, at: world.time())
        return report.decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid"
    }

    @Test("a mark below the pass mark breaks the profile, although all eleven elements are there")
    func failedMark() throws {
        let world = try TestWorld()
        let graded: (String) -> (inout JSONValue) -> Void = { mark in
            { value in
                value["credentialSubject"]?["achievement"]?["resultDescription"] = [
                    [
                        "id": "urn:uuid:scale", "type": ["ResultDescription"], "name": "Mark", "resultType": "RawScore",
                        "valueMin": "0", "valueMax": "20", "requiredValue": "10",
                    ]
                ]
                value["credentialSubject"]?["result"] = [
                    ["type": ["Result"], "resultDescription": "urn:uuid:scale", "value": .string(mark)]
                ]
            }
        }
        #expect(try decision(world.credential(graded("15")), world) == "valid")
        #expect(try decision(world.credential(graded("5")), world) == "profile PROFILE_RULE_BROKEN")
    }

    @Test("a second achievement beside a complete one is not judged along with it")
    func severalAchievements() throws {
        let world = try TestWorld()
        let bytes = try world.credential { value in
            guard let achievement = value["credentialSubject"]?["achievement"] else { return }
            value["credentialSubject"]?["achievement"] = [
                achievement, ["type": ["Achievement"], "profileVersion": "1.0"],
            ]
        }
        #expect(try decision(bytes, world) != "valid")
    }

    @Test(
        "names that belong to JSON-LD change what a document means, and leave it undecided",
        arguments: ["@id", "@type", "@graph", "@included", "@reverse"])
    func keywords(_ name: String) throws {
        let world = try TestWorld()
        let top = try world.credential { $0[name] = "did:example:other" }
        let inner = try world.credential { $0["credentialSubject"]?[name] = "did:example:other" }
        #expect(try decision(top, world) != "valid")
        #expect(try decision(inner, world) == "dataModel CONTEXT_NESTED")
    }

    @Test("an end in the other version's name counts as well")
    func bothNames() throws {
        let world = try TestWorld()
        #expect(
            try decision(world.credential { $0["expirationDate"] = "2026-09-01T00:00:00Z" }, world)
                == "validity EXPIRED")
    }

    @Test("a listed issuer that signs with a key that the list does not have is refused, not merely undecided")
    func unlistedKey() throws {
        var world = try TestWorld()
        world.universityDID = "did:web:university.example"
        let bytes = try world.credential(by: TestKey(7), method: "did:web:university.example#other")
        #expect(try decision(bytes, world) == "issuer KEY_NOT_LISTED")
        let report = try world.verifier().verify(bytes, at: world.time("2027-08-01T00:00:00Z"))
        #expect(report.verdict == .undecided)
        #expect(report.decisive?.code == "LIST_EXPIRED")
    }

    @Test("a forged document that is malformed as well is called forged")
    func forgedAndMalformed() throws {
        let world = try TestWorld()
        var value = JSONValue(try JSONDocument(parsing: world.credential(), limits: .credential).root)
        value["credentialSubject"] = 5
        #expect(try decision(value.serialized(), world) == "proof SIGNATURE_INVALID")
    }

    @Test("of two proofs that the issuer made with one key, the later one tells when")
    func twoIssuerProofs() throws {
        let world = try TestWorld()
        func twice(_ created: String) throws -> [UInt8] {
            let options = ProofOptions(
                verificationMethod: try #require(DIDURL(world.issuerMethod)), created: try world.time(created))
            return try EdDSAJCS2022.addProof(
                to: ReceivedCredential(parsing: world.credential()), options: options, signer: world.university.key)
        }
        #expect(try decision(twice("2026-06-30T11:00:00Z"), world) == "valid")
        #expect(try decision(twice("2099-01-01T00:00:00Z"), world) == "issuer TIME_FROM_FUTURE")
        #expect(try decision(twice("2018-01-01T00:00:00Z"), world) == "valid")
    }

    @Test("two proofs that the issuer made with two keys leave open which of them counts")
    func twoIssuerKeys() throws {
        var world = try TestWorld()
        world.universityDID = "did:web:university.example"
        let other = try TestKey(0xC3)
        let list = try world.list { editor in
            try editor.addKey(
                NewKey(
                    verificationMethod: #require(DIDURL("did:web:university.example#other")),
                    publicKey: other.key.publicKey, purpose: .issue, window: ValidityWindow(from: editor.now)),
                to: #require(DID("did:web:university.example")))
        }
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL("did:web:university.example#other")),
            created: try world.time("2026-11-21T00:00:00Z"))
        let bytes = try EdDSAJCS2022.addProof(
            to: ReceivedCredential(parsing: world.credential()), options: options, signer: other.key)
        let report = try Verifier(trust: Trust(lists: [list])).verify(bytes, at: world.time())
        #expect(report.verdict == .undecided)
        #expect(report.decisive?.code == "PROOF_AMBIGUOUS")
    }

    @Test("an outdated list that knows the issuer is not outvoted by another list")
    func outdatedRefusal() throws {
        let world = try TestWorld()
        var old = world
        old.listIssued = "2026-05-01T09:00:00Z"
        let withdrawn = try old.list { editor in
            try editor.withdraw(#require(DID(old.issuerID)), since: try old.time("2026-04-01T00:00:00Z"))
        }
        let verifier = Verifier(trust: Trust(lists: [withdrawn, try world.list()]))
        #expect(try verifier.verify(world.credential(), at: world.time()).verdict != .valid)
    }
}
