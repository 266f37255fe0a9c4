@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

extension VerificationReport {
    /// `name code` of the check that decided, for short expectations.
    fileprivate var decision: String { decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid" }
    fileprivate var noteCodes: [String] { notes.map(\.code) }
}

/// What a capsule brings counts as far as a pin of the verifier's own vouches for it, and no further.
@Suite("Judging a capsule")
struct CapsuleTrustTests {
    @Test("a capsule is valid with the pin alone, and without any pin or with another one it is not")
    func pinAlone() throws {
        let scene = try CapsuleScene()
        let capsule = try scene.capsule()
        let report = try scene.report(capsule)
        #expect(report.decision == "valid")
        #expect(report.capsule?.credential == scene.credential)
        #expect(report.input == capsule.bytes)
        #expect(!report.noteCodes.contains { $0.hasPrefix("CAPSULE_") })
        let without = Verifier(trust: .none).verify(capsule, at: try scene.world.time())
        #expect(without.verdict == .undecided)
        #expect(without.noteCodes.contains("CAPSULE_NEEDS_PIN"))
        let other = try scene.world.pin()
        let report2 = Verifier(trust: TrustFolder.trust(other)).verify(capsule, at: try scene.world.time())
        #expect(report2.verdict == .undecided)
        #expect(!report2.noteCodes.contains("CAPSULE_NEEDS_PIN"))
    }

    @Test("without any one of its documents a capsule is never better, and without what it needs never valid")
    func removal() throws {
        let scene = try CapsuleScene()
        var fresh = Policy(name: "fresh", basedOn: .standard)
        fresh.requiresFreshness = true
        let forger = try CapsuleForger(scene.capsule(documents: [scene.university()]))
        #expect(try scene.report(Capsule(parsing: forger.sealed()), fresh).decision == "valid")
        for (position, file) in forger.files.enumerated() {
            var less = forger
            less.files.remove(at: position)
            // By accident it is noticed at once; on purpose it is no help.
            #expect(throws: CapsuleError(.mixed)) { try Capsule(parsing: less.raw) }
            let name = CapsuleForger.text(file["name"])
            guard position > 0 else {
                #expect(throws: CapsuleError(.noCredential)) { try Capsule(parsing: less.sealed()) }
                continue
            }
            let report = try scene.report(Capsule(parsing: less.sealed()), fresh)
            #expect(report.verdict == (name.hasPrefix("did-documents/") ? .valid : .undecided), "\(name)")
        }
        // Two at a time: nothing that is taken away makes up for something else.
        for first in forger.files.indices.dropFirst() {
            for second in forger.files.indices where second > first {
                var less = forger
                less.files.remove(at: second)
                less.files.remove(at: first)
                let report = try scene.report(Capsule(parsing: less.sealed()), fresh)
                #expect(report.verdict == .undecided, "\(first) \(second)")
            }
        }
    }

    @Test("every document that is changed in any byte, with digests that fit, is not believed")
    func mutations() throws {
        let scene = try CapsuleScene()
        let forger = try CapsuleForger(scene.capsule())
        let verifier = scene.verifier()
        let before = try scene.report(scene.capsule())
        let now = try scene.world.time()
        var generator = SeededGenerator(seed: 46)
        for position in forger.files.indices {
            let text = Array(CapsuleForger.text(forger.files[position]["text"]).utf8)
            for _ in 0..<40 {
                var changed = text
                let place = Int.random(in: 0..<changed.count, using: &generator)
                changed[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
                guard changed != text else { continue }
                var forged = forger
                forged.set("text", .string(String(decoding: changed, as: UTF8.self)), of: position)
                guard let capsule = try? Capsule(parsing: forged.sealed()) else { continue }
                let report = verifier.verify(capsule, at: now, clock: now)
                guard report.verdict == .valid else { continue }
                // Valid it is only where nothing that counts was changed: a space between two members, or the statement
                // that this policy does not ask for.
                #expect(position > 0 || report.headline(in: .english) == before.headline(in: .english))
                let signed = { (bytes: [UInt8]) in
                    try JSONDocument(parsing: bytes, limits: .trustList).root.canonicalBytes()
                }
                if position < 4 { #expect(try signed(changed) == signed(text), "\(position) at \(place)") }
            }
        }
    }

    @Test("a newer list of the verifier's own wins, and so does what it saw in earlier runs")
    func newerWins() throws {
        let scene = try CapsuleScene()
        let now = try scene.world.time()
        let old = try scene.capsule(list: 0)
        let chain = TrustChain(pin: scene.pin, material: scene.material())
        let report = Verifier(trust: Trust(chains: [chain])).verify(old, at: now)
        #expect(report.decision == "valid")
        #expect(report.issuer?.listSequence == 2)
        #expect(report.noteCodes.contains("LIST_LEFT_ASIDE"))
        let behind = TrustChain(pin: scene.pin, material: scene.material(0))
        let newer = Verifier(trust: Trust(chains: [behind])).verify(try scene.capsule(), at: now)
        #expect(newer.decision == "valid" && newer.issuer?.listSequence == 2)
        // Seen before, and not at hand any more: the older one is a step back.
        let remembered = TrustChain(pin: scene.pin, material: TrustMaterial(), seen: chain.seen(at: now))
        let back = Verifier(trust: Trust(chains: [remembered])).verify(old, at: now)
        #expect(back.decision == "issuer LIST_ROLLBACK")
    }

    @Test("a list of one day with the authority's word of another decides nothing")
    func mixAndMatch() throws {
        let scene = try CapsuleScene()
        let newerWord = scene.material(1).statements
        let mixed = TrustMaterial(
            roots: scene.material(0).roots, lists: scene.material(0).lists, statements: newerWord)
        let capsule = try Capsule(credential: scene.credential, material: mixed)
        #expect(try scene.report(capsule).decision == "issuer LIST_SUPERSEDED")
        var oneRoot = scene.material()
        oneRoot.roots.removeLast()
        let gap = try Capsule(credential: scene.credential, material: oneRoot)
        #expect(try scene.report(gap).verdict == .undecided)
    }

    @Test("a capsule of today verifies in 2046 by what was known, and says as of when")
    func year2046() throws {
        let scene = try CapsuleScene()
        let capsule = try scene.capsule()
        let later = "2046-05-01T09:00:00Z"
        let archive = try scene.report(capsule, .archive, at: later)
        #expect(archive.decision == "valid" && archive.isByPastTrust)
        #expect(archive.headline(in: .english) == "Genuine and valid, as far as was known on 21 November 2026")
        #expect(!archive.noteCodes.contains("TRUST_AS_OF"))
        let standard = try scene.report(capsule, at: later)
        #expect(standard.verdict == .undecided)
        #expect(standard.noteCodes.contains("CAPSULE_IS_OLD"))
        #expect(standard.nextStep(in: .english) != nil)
        let json = archive.json(inputName: "c.json")
        #expect(CapsuleForger.text(json["asOf"]?["trustKnown"]) == "2026-11-21T09:00:00Z")
        #expect(archive.capsule?.age?.seconds == 613_526_400)
        #expect(json["asOf"]?["trustAgeLimitSeconds"] == nil)
        #expect(json["capsule"]?["credentialDigest"] != nil)
    }

    @Test("how old what is known is, and what the policy accepts, is said in words")
    func ages() throws {
        let scene = try CapsuleScene()
        let report = try scene.report(scene.capsule(), at: "2026-12-10T10:00:00Z")
        #expect(report.decision == "valid")
        let note = try #require(report.notes.first { $0.code == "TRUST_AS_OF" })
        #expect(note.message(in: .english).contains("known on 21 November 2026, 19 days before"))
        #expect(note.message(in: .english).contains("until the next one is due, on 19 May 2027"))
        // In hours that have begun for two days, and then in whole days; never in the past of what is known.
        for (time, age) in [
            ("2026-11-21T08:58:00Z", "less than an hour"), ("2026-11-21T09:00:01Z", "less than an hour"),
            ("2026-11-21T09:59:59Z", "less than an hour"), ("2026-11-21T10:00:00Z", "1 hour"),
            ("2026-11-21T10:00:01Z", "2 hours"),
            ("2026-11-22T14:00:00Z", "29 hours"), ("2026-11-23T08:59:59Z", "48 hours"),
            ("2026-11-23T09:00:00Z", "2 days"),
        ] {
            let note = try scene.report(scene.capsule(), at: time).notes.first { $0.code == "TRUST_AS_OF" }
            #expect(
                note?.message(in: .english).contains(", \(age) before") == true,
                "\(time): \(note?.message(in: .english) ?? "none")")
        }
        let any = try scene.report(scene.capsule(), .archive, at: "2026-12-10T10:00:00Z")
        let accepted = try #require(any.notes.first { $0.code == "TRUST_AS_OF" })
        #expect(accepted.message(in: .english).hasSuffix("Your policy accepts any age."))
        var monthly = Policy(name: "monthly", basedOn: .standard)
        monthly.maximumListAge = AgeLimits(AgeLimit(30, .days))
        let limited = try scene.report(scene.capsule(), monthly, at: "2026-12-10T10:00:00Z")
        let words = try #require(limited.notes.first { $0.code == "TRUST_AS_OF" })
        #expect(words.message(in: .english).hasSuffix("Your policy accepts 30 days."))
        #expect(words.message(in: .dutch).hasSuffix("Uw regels aanvaarden 30 dagen."))
        let stale = try scene.report(scene.capsule(), monthly, at: "2026-12-25T10:00:00Z")
        #expect(stale.decision == "issuer LIST_STALE")
        #expect(stale.noteCodes.contains("CAPSULE_IS_OLD") && !stale.noteCodes.contains("TRUST_AS_OF"))
    }

    @Test("a DID document in a capsule tells nobody's key")
    func hostileDocument() throws {
        let scene = try CapsuleScene()
        let thief = try TestKey(0x66)
        let did = "did:web:leiehove.example"
        let document: JSONValue = [
            "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(did),
            "verificationMethod": [
                [
                    "id": .string(did + "#1"), "type": "Multikey", "controller": .string(did),
                    "publicKeyMultibase": .string(thief.key.publicKey.multikey),
                ]
            ], "assertionMethod": [.string(did + "#1")],
        ]
        let forged = try scene.world.credential(by: thief, method: did + "#1") { $0["issuer"]?["id"] = .string(did) }
        let capsule = try Capsule(
            credential: forged, material: scene.material(), documents: [document.serialized()])
        let report = try scene.report(capsule)
        #expect(report.decision == "proof KEY_UNAVAILABLE")
        #expect(!report.isAuthentic)
    }

    @Test("a DID document that has another key than the list is told alike from a capsule and from the trust folder")
    func contradictingDocument() throws {
        let did = "did:web:leiehove.example"
        let thief = try TestKey(0x66)
        func document(_ key: TestKey, _ id: String = did) -> [UInt8] {
            let method = id + "#2026"
            let value: JSONValue = [
                "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(id),
                "verificationMethod": [
                    [
                        "id": .string(method), "type": "Multikey", "controller": .string(id),
                        "publicKeyMultibase": .string(key.key.publicKey.multikey),
                    ]
                ], "assertionMethod": [.string(method)],
            ]
            return value.serialized()
        }
        let world = try FacultyWorld()
        let list = try world.list()
        let delegation = try world.delegation().bytes
        let now = try world.world.time()
        var university = world.world
        university.universityDID = did
        for (id, key, variant) in [(did, university.university, ""), (FacultyWorld.faculty, world.key, ".delegation")] {
            var issuer = world.world
            issuer.universityDID = id
            let genuine = try issuer.credential(by: key)
            let forged = try issuer.credential(by: thief)
            for (credential, documented, decision, note) in [
                (genuine, key, "valid", false), (genuine, thief, "valid", true),
                (forged, thief, "proof KEY_MISMATCH", false), (forged, key, "proof SIGNATURE_INVALID", false),
            ] {
                let bytes = document(documented, id)
                let capsule = try Capsule(
                    credential: credential,
                    material: TrustMaterial(lists: [list.bytes], delegations: [delegation]),
                    documents: [document(thief, "did:web:elsewhere.example"), Array("{}".utf8), bytes])
                let pin = Verifier(trust: TrustFolder.trust(try world.world.pin()))
                let folder = Verifier(
                    trust: Trust(
                        lists: [list], documents: [try DIDDocument(parsing: bytes)],
                        delegations: Delegations([delegation])))
                let reports = [pin.verify(capsule, at: now), folder.verify(credential, at: now)]
                for report in reports {
                    #expect(report.decision == decision, "\(id)")
                    let found = report.notes.first { $0.code == "KEY_OTHER_IN_DOCUMENT" }
                    #expect((found != nil) == note, "\(id) \(decision)")
                    let words = found?.message(in: .english) ?? report[.proof]?.message(in: .english) ?? ""
                    if note || decision.hasSuffix("MISMATCH") {
                        #expect(words.contains("delegation") == !variant.isEmpty, "\(words)")
                    }
                }
            }
        }
    }

    @Test("a vocabulary in a capsule counts where the issuer signed its digest, and nowhere else")
    func contexts() throws {
        let url = "https://words.example/v1"
        let text = Array(#"{"@context":{"@protected":true,"mood":"https://words.example/v1#mood"}}"#.utf8)
        let digest = try Multihash(.sha256, digest: SHA256.hash(text)).multibase
        func scene(_ stated: String?) throws -> CapsuleScene {
            try CapsuleScene { value in
                guard case .array(let contexts)? = value["@context"] else { return }
                value["@context"] = .array(contexts + [.string(url)])
                if let stated { value["relatedResource"] = [["id": .string(url), "digestMultibase": .string(stated)]] }
            }
        }
        let vouched = try scene(digest)
        let good = try vouched.capsule(contexts: [Capsule.Context(url: url, bytes: text)])
        #expect(try vouched.report(good).decision == "valid")
        #expect(try vouched.report(vouched.capsule()).decision == "dataModel CONTEXT_UNKNOWN")
        let other = try vouched.capsule(contexts: [Capsule.Context(url: url, bytes: text + [0x20])])
        let refused = try vouched.report(other)
        #expect(refused.decision == "dataModel CONTEXT_UNKNOWN")
        #expect(refused.noteCodes.contains("CAPSULE_CONTEXT_NOT_VOUCHED"))
        let silent = try scene(nil)
        let unsigned = try silent.report(silent.capsule(contexts: [Capsule.Context(url: url, bytes: text)]))
        #expect(unsigned.decision == "dataModel CONTEXT_UNKNOWN")
        #expect(unsigned.noteCodes.contains("CAPSULE_CONTEXT_NOT_VOUCHED"))
    }

    @Test("what is no status list judges nothing")
    func statusLists() throws {
        let scene = try CapsuleScene {
            $0["credentialStatus"] = [
                "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "7",
                "statusListCredential": "https://status.example/1",
            ]
        }
        let report = try scene.report(scene.capsule(statusLists: [Array("{}".utf8)]))
        #expect(report.decision == "status STATUS_RETRIEVAL_ERROR")
    }
}
