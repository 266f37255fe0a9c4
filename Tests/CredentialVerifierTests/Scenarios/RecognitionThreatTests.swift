import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

/// The eighteen threats of the threat model of W3C Recognized Entities 1.0, each under its number: what a verifier does
/// about it, or, where people must act, what it gives them.
@Suite("The threats to recognition")
struct RecognitionThreatTests {
    private let day = { (number: Int) in SimulatedClock.day(number, hour: 12) }

    private func answer(
        _ material: TrustMaterial, _ credential: [UInt8], _ pin: TrustPin, at number: Int = 20,
        policy: Policy = .standard
    ) throws -> String {
        var answer = ""
        try Employer.play(pin) { employer in
            try employer.receive(material)
            answer = try employer.answer(credential, at: day(number), policy: policy)
        }
        return answer
    }

    @Test("T1 Issuer spoofing: nobody is recognised who is not on the list, by whatever it shows")
    func issuerSpoofing() throws {
        let scene = try Scene()
        let pin = scene.authority.pin
        let material = scene.authority.published
        let stranger = try SimulatedInstitution("Leiehove University", .key("stranger"))
        let created = SimulatedClock.day(10)
        #expect(
            try answer(material, stranger.credential(with: "stranger", created: created), pin)
                == "undecided ISSUER_NOT_LISTED")
        // Under the university's identifier, with a key of its own.
        let draft = try scene.university.draft(from: created)
        #expect(
            try answer(material, stranger.sign(draft, with: "stranger", created: created), pin).hasPrefix("invalid"))
        // On a list that it made itself, in the place of the authority's.
        let list = try scene.forged(
            by: ["stranger"], [("/credentialSubject/0/id", .string(stranger.did)), ("/credentialSubject/0/keys", [])])
        #expect(
            try answer(scene.published(with: list), stranger.credential(with: "stranger", created: created), pin)
                == "undecided LIST_THRESHOLD")
    }

    @Test("T2 Tampering: a list in which one institution was put in another's place is refused as a whole")
    func tampering() throws {
        let scene = try Scene()
        let stranger = try SimulatedInstitution("Stranger", .key("stranger"))
        let original = scene.authority.lists[0].bytes
        let parts = String(decoding: original, as: UTF8.self).split(
            separator: String(scene.mill.did.dropFirst(8)), omittingEmptySubsequences: false)
        let altered = parts.joined(separator: String(stranger.did.dropFirst(8)))
        #expect(parts.count > 2)
        let material = scene.published(with: Array(altered.utf8))
        let pin = scene.authority.pin
        let credential = try stranger.credential(with: "stranger", created: SimulatedClock.day(10))
        #expect(try answer(material, credential, pin) == "undecided PROOF_BAD_SIGNATURE")
        #expect(try answer(material, scene.credential, pin) == "undecided PROOF_BAD_SIGNATURE")
    }

    @Test("T3 Denial of service by lists: size, number and depth are bounded before anything is read")
    func denialOfService() throws {
        let scene = try Scene()
        let roots = scene.authority.roots.map(\.bytes)
        func refusal(_ list: [UInt8]) -> TrustError.Code? {
            TrustChain(pin: scene.authority.pin, material: TrustMaterial(roots: roots, lists: [list])).problems.first?
                .code
        }
        #expect(refusal([UInt8](repeating: UInt8(ascii: "["), count: (16 << 20) + 1)) == .unreadable)
        #expect(refusal(Array("[".utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 4_000_000)) == .unreadable)
        // A thousand institutions are nothing unusual.
        var authority = scene.authority
        let issuers = try (0..<1_000).map {
            NewIssuer(
                id: try DID(parsing: "did:web:u\($0).example"), legalName: "University \($0)",
                grantedSince: SimulatedClock.day(0))
        }
        try authority.publish(at: SimulatedClock.day(15)) { try $0.addIssuers(issuers) }
        #expect(try answer(authority.published, scene.credential, authority.pin) == Scene.good)
    }

    @Test("T4 Privacy of verifiers: what is asked of a source does not depend on whose credential is verified")
    func privacyOfVerifiers() throws {
        let world = try TestWorld()
        var asked: [[String]] = []
        for did in [nil, "did:web:other.example"] {
            var other = world
            other.universityDID = did
            try TrustScene.play(world: other) { scene in
                scene.source.files["list.json"] = scene.lists[1].bytes
                _ = try scene.update()
                asked.append(scene.source.asked)
                // Verifying asks for nothing: it has no source to ask.
                let trust = try TrustFolder.load(scene.folder)
                _ = Verifier(trust: trust).verify(try other.credential(), at: try other.time())
                #expect(scene.source.asked == asked.last)
            }
        }
        #expect(asked.count == 2 && asked[0] == asked[1])
    }

    @Test("T5 Gatekeeping: several authorities can be trusted, and one that leaves an institution out has no veto")
    func gatekeeping() throws {
        let scene = try Scene()
        var monopoly = try SimulatedAuthority(at: SimulatedClock.day(0))
        try monopoly.publish(at: SimulatedClock.day(0))
        let chains = [monopoly, scene.authority].map { TrustChain(pin: $0.pin, material: $0.published) }
        func verdict(_ chains: [TrustChain]) -> VerificationReport.Verdict {
            Verifier(trust: Trust(chains: chains)).verify(scene.credential, at: day(20)).verdict
        }
        #expect(verdict(chains) == .valid && verdict(chains.reversed()) == .valid)
        #expect(verdict([chains[0]]) == .undecided)
    }

    @Test("T6 Surveillance of those on a list: a list has no place for anything but what is needed")
    func surveillance() throws {
        let scene = try Scene()
        for member in ["email", "telephone", "image", "contactPerson", "birthDate", "address"] {
            let list = try scene.forged(by: ["r1", "r2"], [("/credentialSubject/0/\(member)", "x")])
            #expect(
                try answer(scene.published(with: list), scene.credential, scene.authority.pin)
                    == "undecided LIST_MALFORMED", "\(member)")
        }
    }

    @Test("T7 Harm by association: a report tells of the issuer alone, not of who else is on its list")
    func association() throws {
        let scene = try Scene()
        let stranger = try SimulatedInstitution("Stranger", .key("stranger"))
        let foreign = try stranger.credential(with: "stranger", created: SimulatedClock.day(10))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            for credential in [scene.credential, foreign] {
                let report = try employer.report(credential, at: day(20))
                let text = String(decoding: report.json(inputName: "anna.json").serialized(), as: UTF8.self)
                #expect(!text.contains(scene.mill.name) && !text.contains(scene.mill.did))
                #expect(text.contains(scene.university.name) == (credential == scene.credential))
            }
        }
    }

    @Test("T8 Lists that are passed on: one that comes with a credential counts as far as the pin vouches for it")
    func passedOn() throws {
        var scene = try Scene()
        let old = scene.authority
        try scene.withdrawMill(on: 15)
        let trust = Trust(chains: [TrustChain(pin: old.pin, material: old.published)])
        func report(_ material: TrustMaterial, _ credential: [UInt8]) -> VerificationReport {
            Verifier(trust: trust.adding(material)).verify(credential, at: day(20))
        }
        // The authority's own newer list is taken from anybody.
        #expect(
            report(scene.authority.published, scene.millCredential)[.issuer]?.code
                == "ISSUER_WITHDRAWN_NO_TIME_EVIDENCE")
        // Whoever made one up is not believed, and the answer is not better for it.
        let stranger = try SimulatedInstitution("Stranger", .key("stranger"))
        let made = try scene.forged(by: ["stranger"], [("/credentialSubject/0/id", .string(stranger.did))])
        let foreign = try stranger.credential(with: "stranger", created: SimulatedClock.day(10))
        #expect(report(TrustMaterial(lists: [made]), foreign).verdict == .undecided)
        // Without a pin nothing that comes along counts.
        let none = Verifier(trust: Trust.none.adding(scene.authority.published)).verify(scene.credential, at: day(20))
        #expect(none.verdict == .undecided && none[.issuer]?.code == "NO_TRUST")
    }

    @Test(
        "T9 Impersonation of the authority: a name, an identifier or an address that looks alike is not the pinned one")
    func impersonation() throws {
        let scene = try Scene()
        for (pointer, value) in [
            ("/issuer", "did:web:ministry.examp1e"), ("/trustList/authority/id", "did:web:ministry.examp1e"),
            ("/id", "urn:trust:utopia-he:list2"), ("/id", "urn:trust:Utopia-he:list"),
        ] as [(String, JSONValue)] {
            for ids in [["evil"], ["r1", "evil"], ["r1", "r2"]] {
                let list = try scene.forged(by: ids, [(pointer, value)])
                let found = try answer(scene.published(with: list), scene.credential, scene.authority.pin)
                #expect(found.hasPrefix("undecided LIST_"), "\(pointer) \(ids): \(found)")
            }
        }
        // The name that is shown is the pin's list's, whatever the credential says of its issuer.
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            let report = try employer.report(scene.credential, at: day(20))
            #expect(report.issuer?.legalName == scene.university.name)
            #expect(report.issuer?.authorityName == SimulatedAuthority.name)
        }
    }

    @Test("T10 Stale recognition: no list is good for more than 184 days, and a policy can ask for a younger one")
    func stale() throws {
        let scene = try Scene()
        let end = JSONValue.string(SimulatedClock.day(20 + 185).description)
        let long = try scene.forged(by: ["r1", "r2"], [("/trustList/nextUpdate", end), ("/validUntil", end)])
        let pin = scene.authority.pin
        #expect(try answer(scene.published(with: long), scene.credential, pin) == "undecided LIST_WINDOW_TOO_LONG")
        let material = scene.authority.published
        var policy = Policy(name: "monthly", basedOn: .standard)
        policy.maximumListAge = AgeLimits(AgeLimit(30, .days))
        #expect(try answer(material, scene.credential, pin, at: 29, policy: policy) == Scene.good)
        #expect(try answer(material, scene.credential, pin, at: 30, policy: policy) == "undecided LIST_STALE")
        #expect(try answer(material, scene.credential, pin, at: 181) == "undecided LIST_EXPIRED")
    }

    @Test("T11 Substitution of what is referred to: a schema counts by its digest, and nothing at its address is read")
    func substitution() throws {
        var scene = try Scene()
        let digest = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        let schools = try SimulatedInstitution("School", .key("school"))
        try scene.authority.publish(at: SimulatedClock.day(5)) {
            try $0.addIssuer(schools.listed(key: "school", from: SimulatedClock.day(5)))
        }
        let list = try scene.forged(
            by: ["r1", "r2"], [("/credentialSubject/2/recognizedTo/0/schemaDigests", [.string(digest)])])
        func found(_ schema: JSONValue?) throws -> String {
            var draft = try schools.draft(from: SimulatedClock.day(10))
            draft["credentialSchema"] = schema
            let credential = try schools.sign(draft, with: "school", created: SimulatedClock.day(10))
            // Seen for the first time, so that the list may say what it likes of the school.
            return try answer(scene.published(with: list), credential, scene.authority.pin)
        }
        let named = { (digest: String?) -> JSONValue in
            var schema: JSONValue = ["id": "https://schemas.example/a.json", "type": "JsonSchema"]
            schema["digestMultibase"] = digest.map { .string($0) }
            return schema
        }
        #expect(try found(named(digest)) == Scene.good)
        #expect(try found(named("uEiABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ")) == "invalid SCOPE_SCHEMA")
        #expect(try found(named(nil)) == "invalid SCOPE_SCHEMA")
        #expect(try found(nil) == "invalid SCOPE_SCHEMA")
    }

    @Test(
        "T12 Unbounded chains: what an issuer says of who recognises it is no recognition, and lists bound what is passed on"
    )
    func chains() throws {
        let scene = try Scene()
        let stranger = try SimulatedInstitution("Stranger", .key("stranger"))
        var draft = try stranger.draft(from: SimulatedClock.day(10))
        for recognizedIn in [
            .string(scene.authority.pin.listID),
            ["id": .string(scene.authority.pin.listID), "type": "RecognizedEntityCredential"],
            .array((0..<50).map { ["id": .string("urn:list:\($0)"), "type": "RecognizedEntityCredential"] }),
        ] as [JSONValue] {
            draft["issuer"]?["recognizedIn"] = recognizedIn
            let credential = try stranger.sign(draft, with: "stranger", created: SimulatedClock.day(10))
            let found = try answer(scene.authority.published, credential, scene.authority.pin)
            #expect(!found.hasPrefix("valid"), "\(found)")
        }
        let deep = try scene.forged(by: ["r1", "r2"], [("/trustList/maxDelegationDepth", 3)])
        #expect(
            try answer(scene.published(with: deep), scene.credential, scene.authority.pin)
                == "undecided LIST_MALFORMED")
    }

    @Test(
        "T13 Abuse of actions: whoever is recognised for anything but issuing, in that spelling, issues nothing",
        arguments: ["verify", "Issue", "issue ", "issue-all", "*", "any", "recognize", "issue,verify"])
    func actions(_ action: String) throws {
        let scene = try Scene()
        let list = try scene.forged(
            by: ["r1", "r2"], [("/credentialSubject/0/recognizedTo/0/action", .string(action))])
        #expect(
            try answer(scene.published(with: list), scene.credential, scene.authority.pin)
                == "invalid SCOPE_NOT_IN_FORCE")
    }

    @Test("T14 Permissive constraints: a recognition names its types, and covers no others that look like them")
    func constraints() throws {
        let scene = try Scene()
        let types = "/credentialSubject/0/recognizedTo/0/credentialTypes"
        func found(_ value: JSONValue?) throws -> String {
            try answer(
                scene.published(with: scene.forged(by: ["r1", "r2"], [(types, value)])), scene.credential,
                scene.authority.pin)
        }
        #expect(try found(["MicroCredential"]) == Scene.good)
        for value in [nil, [], [""], "MicroCredential", .null] as [JSONValue?] {
            #expect(try found(value) == "undecided LIST_MALFORMED")
        }
        for name in [
            "microcredential", "Micro", "MicroCredential ", "*", "VerifiableCredential", "M\u{130}croCredential",
        ] {
            #expect(try found([.string(name)]) == "invalid SCOPE_TYPE", "\(name)")
        }
    }

    @Test("T15 Attacks by schemas: no schema is run, and the report says so")
    func schemas() throws {
        let scene = try Scene()
        var draft = try scene.university.draft(from: SimulatedClock.day(10))
        draft["credentialSchema"] = [
            "id": "data:application/json,%7B%22pattern%22:%22(a+)+$%22%7D", "type": "JsonSchema",
        ]
        let credential = try scene.university.sign(draft, with: "university", created: SimulatedClock.day(10))
        try Employer.play(scene.authority.pin) { employer in
            try employer.receive(scene.authority.published)
            let report = try employer.report(credential, at: day(20))
            #expect(report[.issuer]?.outcome == .passed)
            #expect(report.notes.contains { $0.code == "SCHEMA_NOT_CHECKED" })
        }
    }

    @Test("T16 Compromise of an issuer's key: from the next list on it is believed at no time, and its successor is")
    func compromisedKey() throws {
        var scene = try Scene()
        let college = try SimulatedInstitution("College", .web("college.example"))
        try scene.authority.publish(at: SimulatedClock.day(5)) {
            try $0.addIssuer(college.listed(key: "k1", from: SimulatedClock.day(5)))
        }
        let honest = try college.credential(with: "k1", created: SimulatedClock.day(10))
        let pin = scene.authority.pin
        #expect(try answer(scene.authority.published, honest, pin) == Scene.good)
        try scene.authority.publish(at: SimulatedClock.day(20)) {
            try $0.compromiseKey(DIDURL(parsing: college.method("k1")), since: SimulatedClock.day(15))
            try $0.addKey(college.listed("k2", from: SimulatedClock.day(20)), to: DID(parsing: college.did))
        }
        let backdated = try college.credential(with: "k1", created: SimulatedClock.day(6))
        let late = try college.credential(with: "k1", created: SimulatedClock.day(16))
        let renewed = try college.credential(with: "k2", created: SimulatedClock.day(21))
        let material = scene.authority.published
        #expect(try answer(material, backdated, pin, at: 30) == "invalid KEY_COMPROMISED_NO_TIME_EVIDENCE")
        #expect(try answer(material, late, pin, at: 30) == "invalid KEY_COMPROMISED")
        #expect(try answer(material, honest, pin, at: 30) == "invalid KEY_COMPROMISED_NO_TIME_EVIDENCE")
        #expect(try answer(material, renewed, pin, at: 30) == Scene.good)
        // It does not become better by getting old.
        #expect(try answer(material, late, pin, at: 900) == "invalid KEY_COMPROMISED")
    }

    @Test("T17 A wrong anchor: what was made for trials is told apart in the pin, in its words and in the report")
    func wrongAnchor() throws {
        let scene = try Scene()
        let pin = scene.authority.pin
        let published = SimulatedKeys.published(["r1", "r2", "r3", "f1", "university"])
        var trial = try SimulatedAuthority(.demonstration, keys: published, at: SimulatedClock.day(0))
        let university = try SimulatedInstitution("Leiehove University", .key("university"), keys: published)
        try trial.publish(at: SimulatedClock.day(0)) {
            try $0.addIssuer(university.listed(key: "university", from: SimulatedClock.day(-100)))
        }
        let credential = try university.credential(with: "university", created: SimulatedClock.day(10))
        // Whoever pins the trial reads so, before and after.
        #expect(trial.pin.fingerprint.description.contains("demonstration"))
        #expect(trial.pin.fingerprint.words != pin.fingerprint.words)
        try Employer.play(trial.pin) { employer in
            try employer.receive(trial.published)
            let report = try employer.report(credential, at: day(20))
            #expect(report.verdict == .valid && report.notes.contains { $0.code == "DEMONSTRATION_LIST" })
        }
        // The pin for real awards takes nothing of it, and beside it the trial counts for nothing.
        #expect(try answer(trial.published, credential, pin) == "undecided ROOT_NOT_PINNED")
        let chains = [pin, trial.pin].enumerated().map { number, pin in
            TrustChain(pin: pin, material: number == 0 ? scene.authority.published : trial.published)
        }
        let mixed = Verifier(trust: Trust(chains: chains)).verify(credential, at: day(20))
        #expect(mixed.verdict == .undecided)
        // And no published key makes an authority for real awards.
        #expect(throws: TrustError(.demonstrationKey, "")) {
            try SimulatedAuthority(.production, keys: published, at: SimulatedClock.day(0))
        }
    }

    @Test("T18 Broken cryptography: new signatures can stand beside the known ones, and never instead of them")
    func otherCryptography() throws {
        let scene = try Scene()
        let list = try scene.authority.nextList(at: SimulatedClock.day(15))
        let signed = try scene.authority.sign(list, by: ["r1", "r2"], at: SimulatedClock.day(15))
        let value = JSONValue(try JSONDocument(parsing: signed, limits: .trustList).root)
        let future: JSONValue = [
            "type": "DataIntegrityProof", "cryptosuite": "mldsa44-jcs-2024", "proofPurpose": "assertionMethod",
            "created": "2026-01-16T00:00:00Z", "verificationMethod": "did:web:ministry.example#pq",
            "proofValue": "zzzz",
        ]
        let pin = scene.authority.pin
        let beside = value.replacing("/proof/-", with: future)
        #expect(try answer(scene.published(with: beside.serialized()), scene.credential, pin) == Scene.good)
        let instead = value.replacing("/proof/1", with: future)
        #expect(
            try answer(scene.published(with: instead.serialized()), scene.credential, pin)
                == "undecided LIST_THRESHOLD")
        // A key of another kind is no key here: nothing is verified with what it might be.
        let ecdsa: JSONValue = "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"
        let other = try scene.forged(by: ["r1", "r2"], [("/credentialSubject/0/keys/0/publicKeyMultibase", ecdsa)])
        #expect(try answer(scene.published(with: other), scene.credential, pin) == "undecided LIST_MALFORMED")
    }
}
