import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing

extension VerificationReport {
    /// `name code` of the check that decided, for short expectations.
    fileprivate var decision: String { decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid" }
}

/// Lists that contradict each other, or that say less than a credential needs.
@Suite("Judging by several lists")
struct TrustedListTests {
    private func report(_ lists: [IssuerTrustList], _ world: TestWorld) throws -> VerificationReport {
        try Verifier(trust: Trust(lists: lists)).verify(world.credential(), at: world.time())
    }

    /// The list of another authority, on which the key of the university stands under another name.
    private func elsewhere(
        _ world: TestWorld, did: String = "did:web:elsewhere.example",
        _ change: (inout TrustListEditor) throws -> Void = { _ in }
    ) throws -> IssuerTrustList {
        var other = world
        other.universityDID = did
        return try other.list(change)
    }

    @Test("of a key for which a DID document says something else than the list, the list's counts, and both are told")
    func keyInDocument() throws {
        var world = try TestWorld()
        world.universityDID = "did:web:university.example"
        let other = try TestKey(0xC3)
        func report(_ credential: [UInt8], document key: TestKey?) throws -> VerificationReport {
            var documents: [DIDDocument] = []
            if let key {
                let value: JSONValue = [
                    "id": .string(world.issuerID),
                    "assertionMethod": [
                        [
                            "id": .string(world.issuerMethod), "type": "Multikey",
                            "controller": .string(world.issuerID),
                            "publicKeyMultibase": .string(key.key.publicKey.multikey),
                        ]
                    ],
                ]
                documents = [try DIDDocument(parsing: value.serialized())]
            }
            return try Verifier(trust: Trust(lists: [world.list()], documents: documents)).verify(
                credential, at: world.time())
        }
        let genuine = try world.credential()
        #expect(try report(genuine, document: world.university).verdict == .valid)
        #expect(try !report(genuine, document: world.university).notes.contains { $0.code == "KEY_OTHER_IN_DOCUMENT" })
        let noted = try report(genuine, document: other)
        #expect(noted.verdict == .valid && noted.notes.contains { $0.code == "KEY_OTHER_IN_DOCUMENT" })
        // Signed with the key of the document alone: no forgery by a stranger, and refused all the same.
        let mismatched = try world.credential(by: other)
        let refused = try report(mismatched, document: other)
        #expect(refused.verdict == .invalid && refused.decision == "proof KEY_MISMATCH")
        for language in Language.allCases {
            #expect(refused.decisive?.message(in: language).contains("Leiehove University") == true)
            #expect(!refused.headline(in: language).contains("{"))
        }
        #expect(try report(mismatched, document: nil).decision == "proof SIGNATURE_INVALID")
        #expect(try report(mismatched, document: TestKey(0xD4)).decision == "proof SIGNATURE_INVALID")
    }

    @Test("a list that was closed leaves what comes after it to other lists, and what came before it to itself")
    func closedBesideOther() throws {
        let world = try TestWorld()
        let closed = try world.list { try $0.close() }
        var successor = world
        successor.listIssued = "2026-11-21T09:00:00Z"
        let open = try successor.list()
        let late = try world.credential(created: "2026-11-21T10:00:00Z")
        func report(_ lists: [IssuerTrustList]) throws -> VerificationReport {
            try Verifier(trust: Trust(lists: lists)).verify(late, at: world.time())
        }
        #expect(try report([closed]).decision == "issuer SIGNED_AFTER_LIST_CLOSED")
        for lists in [[closed, open], [open, closed]] { #expect(try report(lists).verdict == .valid) }
    }

    @Test("a field or a country that a limited recognition needs and nobody states leaves the issuer undecided")
    func notStated() throws {
        var world = try TestWorld()
        world.fields = ["01"]
        let silent = try report([world.list()], world)
        #expect(silent.decision == "issuer SCOPE_FIELD_NOT_STATED")
        #expect(silent.verdict == .undecided)
        for language in Language.allCases {
            #expect(silent.nextStep(in: language)?.contains("ISCED-F") == true)
            #expect(!silent.headline(in: language).contains("{"))
        }
        let verifier = try world.verifier()
        func decision(_ field: JSONValue) throws -> String {
            let bytes = try world.credential { $0["credentialSubject"]?["achievement"]?["iscedF"] = field }
            return try verifier.verify(bytes, at: world.time()).decision
        }
        #expect(try decision(["http://data.europa.eu/snb/isced-f/0111"]) == "valid")
        #expect(try decision(["http://data.europa.eu/snb/isced-f/0613"]) == "issuer SCOPE_FIELD")
        #expect(try decision("http://other.example/0111") == "issuer SCOPE_FIELD")
        #expect(try decision([]) == "issuer SCOPE_FIELD_NOT_STATED")
    }

    @Test("a country that nobody states leaves the issuer undecided")
    func noCountry() throws {
        let world = try TestWorld()
        let bytes = try world.credential {
            $0["issuer"]?["address"] = nil
            $0["issuer"]?["issuerCountry"] = nil
            $0["credentialSubject"]?["achievement"]?["profileVersion"] = nil
            $0["credentialSubject"]?["achievement"]?["achievementType"] = "MicroCredential"
        }
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report[.issuer]?.code == "SCOPE_JURISDICTION_NOT_STATED")
        #expect(report[.issuer]?.outcome == .undecided)
    }

    @Test("a key that one list calls stolen is stolen under every name")
    func stolenKey() throws {
        let world = try TestWorld()
        let stolen = try elsewhere(world) { editor in
            try editor.compromiseKey(
                #require(DIDURL("did:web:elsewhere.example#2026")), since: world.time("2026-01-01T00:00:00Z"))
        }
        for lists in [[stolen, try world.list()], [try world.list(), stolen]] {
            let report = try report(lists, world)
            #expect(report.decision == "issuer KEY_COMPROMISED")
            #expect(report.verdict == .invalid)
            #expect(report.notes.map(\.code).contains("KEY_UNDER_ANOTHER_NAME"))
            // The other name is not shown as the issuer's.
            #expect(report.issuer == nil)
        }
        #expect(try report([stolen], world).decision == "issuer KEY_COMPROMISED")
    }

    @Test("an institution that one list shut out is not let in under another name")
    func withdrawnElsewhere() throws {
        let world = try TestWorld()
        let since = try world.time("2026-10-01T00:00:00Z")
        let withdrawn = try elsewhere(world) {
            try $0.withdraw(#require(DID("did:web:elsewhere.example")), since: since)
        }
        #expect(
            try report([withdrawn, try world.list()], world).decision == "issuer ISSUER_WITHDRAWN_NO_TIME_EVIDENCE")
        let suspended = try elsewhere(world) {
            try $0.suspend(#require(DID("did:web:elsewhere.example")), since: world.time("2026-06-01T00:00:00Z"))
        }
        #expect(try report([try world.list(), suspended], world).decision == "issuer ISSUER_SUSPENDED_AT_ISSUE")
    }

    @Test("an outdated list that shut the institution out under another name decides nothing, and nothing is valid")
    func outdatedElsewhere() throws {
        var old = try TestWorld()
        let world = old
        old.listIssued = "2026-05-01T09:00:00Z"
        let withdrawn = try elsewhere(old) {
            try $0.withdraw(#require(DID("did:web:elsewhere.example")), since: old.time("2026-04-01T00:00:00Z"))
        }
        let report = try report([try world.list(), withdrawn], world)
        #expect(report.decision == "issuer LIST_EXPIRED")
        #expect(report.verdict == .undecided)
    }

    @Test("the same key in good standing under another name is no objection")
    func goodElsewhere() throws {
        let world = try TestWorld()
        var late = world
        late.granted = "2026-07-01T00:00:00Z"
        for other in [try elsewhere(world), try elsewhere(late)] {
            #expect(try report([other, try world.list()], world).decision == "valid")
            #expect(try report([try world.list(), other], world).decision == "valid")
            #expect(try report([other], world).decision == "issuer ISSUER_NOT_LISTED")
        }
    }

    @Test("where real awards are trusted, a demonstration vouches for nobody")
    func mixedEnvironments() throws {
        let world = try TestWorld()
        let demonstration = try world.list(pin: world.pin(environment: .demonstration))
        #expect(try report([demonstration], world).decision == "valid")
        let real = try elsewhere(try TestWorld())
        var apart = world
        apart.universityDID = "did:web:apart.example"
        for trust in [
            Trust(lists: [demonstration, real]), Trust(lists: [real, demonstration]),
            Trust(lists: [demonstration], pinned: [.production]),
        ] {
            let report = Verifier(trust: trust).verify(try world.credential(), at: try world.time())
            #expect(report.decision == "issuer LIST_ENVIRONMENT_MIXED")
            #expect(report.verdict == .undecided)
            #expect(report.issuer == nil)
            for language in Language.allCases {
                #expect(report.nextStep(in: language) != nil)
                #expect(!report.headline(in: language).contains("{"))
            }
        }
        // What the real list recognises is valid, with a word on the list that was left out.
        let good = Verifier(trust: Trust(lists: [try world.list(), demonstration]))
            .verify(try world.credential(), at: try world.time())
        #expect(good.decision == "valid")
        #expect(good.notes.map(\.code).contains("LIST_ENVIRONMENT_MIXED"))
        #expect(!good.notes.map(\.code).contains("DEMONSTRATION_LIST"))
    }

    @Test("an environment of an authority's own stands above a demonstration and below the real thing")
    func ownEnvironment() throws {
        let world = try TestWorld()
        let pilot = try world.list(pin: world.pin(environment: #require(TrustEnvironment("pilot"))))
        let demonstration = try world.list(pin: world.pin(environment: .demonstration))
        let real = try world.list()
        func environments(_ lists: [IssuerTrustList]) -> [String] { Trust(lists: lists).lists.map(\.environment.name) }
        #expect(environments([demonstration, pilot]) == ["pilot"])
        #expect(environments([demonstration, pilot, real]) == ["production"])
        #expect(environments([demonstration, demonstration]) == ["demonstration", "demonstration"])
        #expect(
            Trust(lists: [demonstration, pilot, real]).problems.map(\.code) == [.environmentMixed, .environmentMixed])
    }

    @Test("to take away the list of an authority that refuses an institution does not make another's yes count")
    func silentAuthority() throws {
        let world = try TestWorld()
        let second = try TrustPin(
            authority: #require(DID("did:web:ministry.example")), name: "Second Ministry", country: "UT",
            key: world.authority.key.publicKey, environment: .production, listID: "urn:trust:second:list")
        let refusing = try world.list(pin: second) { editor in
            try editor.withdraw(#require(DID(world.issuerID)), since: world.time("2026-01-01T00:00:00Z"))
        }
        try Files.withTemporaryFolder { folder in
            for (name, pin) in [("first", try world.pin()), ("second", second)] {
                try Files.makeFolder("\(folder)/\(name)")
                try Files.write(pin.serialized(), to: "\(folder)/\(name)/pin.json")
            }
            try Files.write(world.list().bytes, to: "\(folder)/first/list.json")
            func verdict() throws -> VerificationReport.Verdict {
                try Verifier(trust: TrustFolder.load(folder)).verify(world.credential(), at: world.time()).verdict
            }
            #expect(try verdict() == .undecided)
            try Files.write(refusing.bytes, to: "\(folder)/second/list.json")
            #expect(try verdict() == .invalid)
            try Files.write(world.list(pin: second).bytes, to: "\(folder)/second/list.json")
            #expect(try verdict() == .valid)
        }
    }

    @Test("a trust folder that pins real awards does not fall back on a demonstration when the list is missing")
    func mixedFolder() throws {
        let world = try TestWorld()
        try Files.withTemporaryFolder { folder in
            let pin = try world.pin(environment: .demonstration)
            for (name, pin) in [("real", try world.pin()), ("demonstration", pin)] {
                try Files.makeFolder("\(folder)/\(name)")
                try Files.write(pin.serialized(), to: "\(folder)/\(name)/pin.json")
            }
            try Files.write(world.list(pin: pin).bytes, to: "\(folder)/demonstration/list.json")
            let trust = try TrustFolder.load(folder)
            #expect(trust.lists.isEmpty)
            #expect(trust.problems.map(\.code).contains(.environmentMixed))
        }
    }
}
