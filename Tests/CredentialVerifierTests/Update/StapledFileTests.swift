import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// Status lists and DID documents that come with a list: each counts only as far as the list vouches for it.
@Suite("Files beside a list")
struct StapledFileTests {
    private static let did = "did:web:leiehove.example"

    /// A scene with a university that has a key for status lists.
    private static func play(_ body: (TrustScene, _ status: TestKey) throws -> Void) throws {
        var world = try TestWorld()
        world.universityDID = did
        let status = try TestKey(0xC3)
        try TrustScene.play(
            world: world,
            editing: { editor in
                try editor.addKey(
                    NewKey(
                        verificationMethod: #require(DIDURL(did + "#status")), publicKey: status.key.publicKey,
                        purpose: .status, window: ValidityWindow(from: world.time("2026-01-01T00:00:00Z"))),
                    to: #require(DID(did)))
                var college = NewIssuer(
                    id: try #require(DID("did:web:college.example")), legalName: "College",
                    grantedSince: try world.time("2026-01-01T00:00:00Z"))
                college.keys = [
                    NewKey(
                        verificationMethod: try #require(DIDURL("did:web:college.example#status")),
                        publicKey: try TestKey(0x6C).key.publicKey, purpose: .status,
                        window: ValidityWindow(from: try world.time("2026-01-01T00:00:00Z")))
                ]
                try editor.addIssuer(college)
            }
        ) { scene in
            scene.source.files["list.json"] = scene.lists[0].bytes
            try body(scene, status)
        }
    }

    private static func statusList(
        _ world: TestWorld, by key: TestKey, issuer: String = did, method: String = did + "#status",
        since: String? = "2026-11-20T00:00:00Z",
        types: JSONValue = ["VerifiableCredential", "BitstringStatusListCredential"],
        encoded: String = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    ) throws -> [UInt8] {
        let value: JSONValue = [
            "@context": ["https://www.w3.org/ns/credentials/v2"], "id": "https://leiehove.example/status/1",
            "type": types, "issuer": .string(issuer),
            "credentialSubject": [
                "type": "BitstringStatusList", "statusPurpose": "revocation",
                "encodedList": .string(encoded),
            ],
        ]
        var dated = value
        dated["validFrom"] = since.map { .string($0) }
        return try EdDSAJCS2022.secure(
            CredentialDraft(dated),
            options: ProofOptions(
                verificationMethod: #require(DIDURL(method)), created: world.time("2026-11-20T09:00:00Z")),
            signer: key.key)
    }

    private static func document(_ key: TestKey, id: String = did, method: String = "#2026") -> [UInt8] {
        let value: JSONValue = [
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"], "id": .string(id),
            "verificationMethod": [
                [
                    "id": .string(id + method), "type": "Multikey", "controller": .string(id),
                    "publicKeyMultibase": .string(key.key.publicKey.multikey),
                ]
            ],
            "assertionMethod": [.string(id + method)],
        ]
        return value.serialized()
    }

    /// Adds a file to the source, updates, and gives why it was left out.
    private static func reason(_ scene: TrustScene, _ name: String, _ bytes: [UInt8]) throws -> String? {
        scene.source.files[name] = bytes
        try scene.source.index()
        defer { scene.source.files[name] = nil }
        let report = try scene.update()
        return report.leftOut.first { $0.name.text == name }?.reason.rawValue
    }

    @Test("a status list that the institution signed is kept under a name of our own, and a newer one replaces it")
    func statusLists() throws {
        try Self.play { scene, status in
            let first = try Self.statusList(scene.world, by: status)
            #expect(try Self.reason(scene, "status/one.json", first) == nil)
            let names = try scene.names("/status")
            #expect(names.count == 1 && names[0].utf8.count == 69, "\(names)")
            #expect(try Files.read(scene.folder + "/status/" + names[0]) == first)

            // The same again is not even asked for.
            let before = scene.source.asked.count
            #expect(try Self.reason(scene, "status/two.json", first) == nil)
            #expect(scene.source.asked[before...] == ["trust-index.json"])

            let newer = try Self.statusList(scene.world, by: status, since: "2026-11-21T00:00:00Z")
            #expect(try Self.reason(scene, "status/one.json", newer) == nil)
            #expect(try Files.read(scene.folder + "/status/" + names[0]) == newer)
            #expect(try Self.reason(scene, "status/one.json", first) == "older")
            // Another institution that calls its list by the same address keeps nobody's out.
            let college = try Self.statusList(
                scene.world, by: TestKey(0x6C), issuer: "did:web:college.example",
                method: "did:web:college.example#status", since: "2026-11-21T12:00:00Z")
            #expect(try Self.reason(scene, "status/college.json", college) == nil)
            #expect(try Files.read(scene.folder + "/status/" + names[0]) == newer)
            let newest = try Self.statusList(scene.world, by: status, since: "2026-11-21T06:00:00Z")
            #expect(try Self.reason(scene, "status/one.json", newest) == nil)
            #expect(try Files.read(scene.folder + "/status/" + names[0]) == newest)
            for name in try scene.names("/status") where name != names[0] {
                Files.remove(scene.folder + "/status/" + name)
            }
            let undated = try Self.statusList(scene.world, by: status, since: nil)
            #expect(try Self.reason(scene, "status/one.json", undated) == "unreadable")
            #expect(try Files.read(scene.folder + "/status/" + names[0]) == newest)
            #expect(try scene.names("/status") == names)
        }
    }

    @Test("a status list that takes a revocation back, contradicts another or is dated ahead is left out")
    func contradictingStatusLists() throws {
        try Self.play { scene, status in
            var values = StatusBitstring()
            values.setValue(1, at: 7)
            let revoking = try Self.statusList(scene.world, by: status, encoded: values.encoded())
            #expect(try Self.reason(scene, "status/one.json", revoking) == nil)
            let path = try scene.folder + "/status/" + scene.names("/status")[0]
            let damaged = String(try values.encoded().dropLast(8))
            for (bytes, expected) in [
                (try Self.statusList(scene.world, by: status), "contradicts"),
                (try Self.statusList(scene.world, by: status, since: "2026-11-21T00:00:00Z"), "reversed"),
                (
                    try Self.statusList(
                        scene.world, by: status, since: "2026-11-26T00:00:00Z", encoded: values.encoded()),
                    "fromFuture"
                ),
                (
                    try Self.statusList(scene.world, by: status, since: "2026-11-22T00:00:00Z", encoded: damaged),
                    "unreadable"
                ),
            ] {
                #expect(try Self.reason(scene, "status/one.json", bytes) == expected)
                #expect(try Files.read(path) == revoking)
            }
            values.setValue(1, at: 8)
            let more = try Self.statusList(
                scene.world, by: status, since: "2026-11-21T00:00:00Z", encoded: values.encoded())
            #expect(try Self.reason(scene, "status/one.json", more) == nil)
            #expect(try Files.read(path) == more)
        }
    }

    @Test("a status list that the list does not vouch for is left out")
    func foreignStatusLists() throws {
        try Self.play { scene, status in
            let world = scene.world
            let stranger = try TestKey(0xD4)
            for (bytes, expected) in [
                (try Self.statusList(world, by: stranger), "notSigned"),
                (try Self.statusList(world, by: stranger, method: stranger.method), "notSigned"),
                // The key for credentials is not the one for status lists.
                (try Self.statusList(world, by: world.university, method: Self.did + "#2026"), "notSigned"),
                (try Self.statusList(world, by: status, types: ["VerifiableCredential"]), "unreadable"),
                (try world.credential(method: Self.did + "#2026"), "unreadable"), ([], "unreadable"),
                (Array("{}".utf8), "unreadable"), (Array("<html>".utf8), "unreadable"),
            ] { #expect(try Self.reason(scene, "status/one.json", bytes) == expected) }
            #expect(!Files.exists(scene.folder + "/status"))
        }
    }

    @Test("a status list by a key in other hands is left out, and one that is there by it keeps nothing newer out")
    func stolenStatusKey() throws {
        try Self.play { scene, status in
            let forged = try Self.statusList(scene.world, by: status, since: "2026-11-22T00:00:00Z")
            #expect(try Self.reason(scene, "status/one.json", forged) == nil)
            var editor = try TrustListEditor(
                editing: scene.lists[0], at: scene.world.time("2026-11-21T09:00:00Z"))
            try editor.compromiseKey(
                #require(DIDURL(Self.did + "#status")), since: scene.world.time("2026-11-20T00:00:00Z"))
            let next = try TestKey(0xE5)
            try editor.addKey(
                NewKey(
                    verificationMethod: #require(DIDURL(Self.did + "#status-2")), publicKey: next.key.publicKey,
                    purpose: .status, window: ValidityWindow(from: scene.world.time("2026-11-20T00:00:00Z"))),
                to: #require(DID(Self.did)))
            scene.source.files["list.json"] = try editor.sign(with: scene.world.authority.key).bytes
            let later = try Self.statusList(scene.world, by: status, since: "2026-11-23T00:00:00Z")
            #expect(try Self.reason(scene, "status/one.json", later) == "notSigned")
            let mended = try Self.statusList(
                scene.world, by: next, method: Self.did + "#status-2", since: "2026-11-21T00:00:00Z")
            #expect(try Self.reason(scene, "status/one.json", mended) == nil)
            #expect(try Files.read(scene.folder + "/status/" + scene.names("/status")[0]) == mended)
        }
    }

    @Test("a DID document is kept where every key in it is on the list, and left out otherwise")
    func documents() throws {
        try Self.play { scene, status in
            let stranger = try TestKey(0xD4)
            let university = scene.world.university
            for (bytes, expected) in [
                (Self.document(stranger), "notListed"), (Self.document(university, method: "#2027"), "notListed"),
                (Self.document(university, id: "did:web:elsewhere.example"), "notListed"),
                (Self.document(status, method: "#2026"), "notListed"), (Array("{}".utf8), "unreadable"),
            ] { #expect(try Self.reason(scene, "dids/a.json", bytes) == expected) }
            #expect(!Files.exists(scene.folder + "/dids"))

            // One that a person has put there is not replaced by what nobody vouches for.
            try TrustFolder.add(
                DIDDocument(parsing: Self.document(stranger, id: "did:web:elsewhere.example")), to: scene.folder)
            let name = try scene.names("/dids")[0]
            let kept = try Files.read(scene.folder + "/dids/" + name)
            #expect(
                try Self.reason(scene, "dids/a.json", Self.document(university, id: "did:web:elsewhere.example"))
                    == "notListed")
            #expect(try Files.read(scene.folder + "/dids/" + name) == kept)

            #expect(try Self.reason(scene, "dids/a.json", Self.document(university)) == nil)
            #expect(try scene.names("/dids").count == 2)
            _ = try TrustFolder.load(scene.folder)
        }
    }

    @Test("what is left out keeps nothing else from being taken")
    func others() throws {
        try Self.play { scene, status in
            scene.source.files["list.json"] = scene.lists[1].bytes
            scene.source.files["status/bad.json"] = Array("{}".utf8)
            scene.source.files["status/good.json"] = try Self.statusList(scene.world, by: status)
            try scene.source.index()
            let report = try scene.update()
            #expect(report.isListNew && report.leftOut.map(\.name.text) == ["status/bad.json"])
            #expect(report.changes.map(\.isNew) == [false, true])
            #expect(report.changes[0].path == "list.json" && report.changes[1].path.hasPrefix("status/"))
        }
    }
}

/// Status lists of those whom no list names, and who issue by a delegation that somebody put into the trust folder.
@Suite("Status lists of a faculty beside a list")
struct DelegatedStatusTests {
    private static let address = "https://law.leiehove.example/status/1"

    private static func statusList(
        _ world: FacultyWorld, by key: TestKey, since: String = "2026-11-20T00:00:00Z", set: [Int] = []
    ) throws -> [UInt8] {
        var values = StatusBitstring()
        for index in set { values.setValue(1, at: index) }
        return try NewStatusList(
            address: address, issuer: #require(DID(FacultyWorld.faculty)), purpose: .revocation, values: values,
            validFrom: world.world.time(since), validUntil: world.world.time("2026-12-20T00:00:00Z"), timeToLive: nil
        ).sign(with: key.key, verificationMethod: #require(DIDURL(FacultyWorld.faculty + "#st"))).bytes
    }

    private static func statusKey(_ world: FacultyWorld, _ key: TestKey) throws -> NewKey {
        NewKey(
            verificationMethod: try #require(DIDURL(FacultyWorld.faculty + "#st")), publicKey: key.key.publicKey,
            purpose: .status, window: ValidityWindow(from: try world.world.time("2026-01-01T00:00:00Z")))
    }

    private static func credential(_ world: FacultyWorld) throws -> [UInt8] {
        var plain = world.world
        plain.universityDID = FacultyWorld.faculty
        return try plain.credential(by: world.key) {
            $0["credentialStatus"] = [
                "id": .string(address + "#7"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                "statusListIndex": "7", "statusListCredential": .string(address),
            ]
        }
    }

    @Test("the status list of a faculty is fetched, and a later delegation brings the key of a later list")
    func fetched() throws {
        let world = try FacultyWorld()
        let (first, second) = (try TestKey(0x91), try TestKey(0x92))
        let delegation = try world.delegation { $0.keys.append(try Self.statusKey(world, first)) }
        try Files.withTemporaryFolder { folder in
            let state = VerifierState(folder + "/state")
            let trust = folder + "/trust"
            try Files.makeFolder(trust)
            try Files.write(world.world.pin().serialized(), to: trust + "/pin.json")
            try Files.write(world.list().bytes, to: trust + "/list.json")
            let source = SourceInMemory(["list.json": try world.list().bytes])
            func fetch(_ bytes: [UInt8]) throws -> String? {
                source.files["status/law.json"] = bytes
                try source.index()
                let now = try world.world.time()
                return try TrustUpdate.run(trust, from: source, state: state, at: now).leftOut.first?.reason.rawValue
            }
            func status() throws -> String {
                let now = try world.world.time()
                let loaded = try TrustFolder.load(trust, state: state).kept(in: state, at: now)
                let report = Verifier(trust: loaded).verify(try Self.credential(world), at: now)
                return report[.status]?.code ?? ""
            }
            let list = try Self.statusList(world, by: first)
            // Of whom no delegation tells, nobody knows the key.
            #expect(try fetch(list) == "notSigned")
            _ = try TrustFolder.add(delegation, to: trust)
            #expect(try fetch(Self.statusList(world, by: second)) == "notSigned")
            #expect(try fetch(list) == nil)
            #expect(try status() == "STATUS_NOT_REVOKED")
            let revoking = try Self.statusList(world, by: first, since: "2026-11-21T00:00:00Z", set: [7])
            #expect(try fetch(revoking) == nil)
            #expect(try status() == "REVOKED")
            // The delegation of another year has another key, by which the list of today is signed.
            let later = try world.delegation {
                $0.keys[0].publicKey = try TestKey(0x93).key.publicKey
                $0.keys[0].verificationMethod = try #require(DIDURL(FacultyWorld.faculty + "#2027"))
                var key = try Self.statusKey(world, second)
                key.verificationMethod = try #require(DIDURL(FacultyWorld.faculty + "#st2"))
                $0.keys.append(key)
            }
            _ = try TrustFolder.add(later, to: trust)
            let next = try NewStatusList(
                address: Self.address, issuer: #require(DID(FacultyWorld.faculty)), purpose: .revocation,
                values: StatusBitstring(), validFrom: world.world.time("2026-11-21T12:00:00Z"),
                validUntil: world.world.time("2026-12-20T00:00:00Z"), timeToLive: nil
            ).sign(with: second.key, verificationMethod: #require(DIDURL(FacultyWorld.faculty + "#st2"))).bytes
            #expect(try fetch(next) == "reversed")
            Files.remove(trust + "/status")
            Files.remove(folder + "/state")
            #expect(try fetch(next) == nil)
            #expect(try status() == "STATUS_NOT_REVOKED")
        }
    }

    @Test("a status key that any delegation of the institution calls stolen, or has for something else, is none")
    func badKeys() throws {
        let world = try FacultyWorld()
        let key = try TestKey(0x91)
        let good = try world.delegation { $0.keys.append(try Self.statusKey(world, key)) }
        let list = try Self.statusList(world, by: key)
        let multikey: JSONValue = .string(key.key.publicKey.multikey)
        let place = "/credentialSubject/keys/0"
        for (changes, code) in [
            (FacultyWorld.stolen() + [(place + "/publicKeyMultibase", multikey)], "STATUS_KEY_COMPROMISED"),
            ([(place + "/publicKeyMultibase", multikey)], "STATUS_VERIFICATION_ERROR"),
        ] as [([(String, JSONValue?)], String)] {
            // Said of it to another faculty.
            let told = try world.told(to: "did:web:arts.leiehove.example", changes)
            let now = try world.world.time()
            func status(_ delegations: [[UInt8]]) throws -> String? {
                let trust = Trust(
                    lists: [try world.list()], delegations: Delegations(delegations), statusLists: StatusLists([list]))
                return Verifier(trust: trust).verify(try Self.credential(world), at: now)[.status]?.code
            }
            #expect(try status([good.bytes]) == "STATUS_NOT_REVOKED")
            #expect(try status([good.bytes, told]) == code)
            try Files.withTemporaryFolder { folder in
                try Files.write(world.world.pin().serialized(), to: folder + "/pin.json")
                try Files.write(world.list().bytes, to: folder + "/list.json")
                _ = try TrustFolder.add(good, to: folder)
                let source = SourceInMemory(["list.json": try world.list().bytes, "status/law.json": list])
                try source.index()
                try Files.write(told, to: folder + "/delegations/told.json")
                #expect(try TrustUpdate.run(folder, from: source, at: now).leftOut.map(\.reason) == [.notSigned])
            }
        }
    }
}
