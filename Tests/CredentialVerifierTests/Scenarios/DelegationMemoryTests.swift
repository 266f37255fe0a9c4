@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

/// What a verifier was told once of a stolen key or of void awards, it does not forget when nobody tells it again.
@Suite("Delegations over time")
struct DelegationMemoryTests {
    private static let valid = "valid ISSUER_RECOGNISED_BY_DELEGATION"
    private static let item = "/credentialSubject/recognizedTo/0"

    /// A verifier's folders with the pin and the list, and what a thief hands over: the delegation of before the theft.
    private static func play(
        _ body: (_ folder: String, _ world: FacultyWorld, _ old: [UInt8]) throws -> Void
    ) throws {
        let world = try FacultyWorld()
        try Files.withTemporaryFolder { folder in
            try Files.makeFolder(folder + "/trust")
            try Files.write(world.world.pin().serialized(), to: folder + "/trust/pin.json")
            try Files.write(world.list().bytes, to: folder + "/trust/list.json")
            try body(folder, world, world.delegation().bytes)
        }
    }

    private static func report(
        _ folder: String, _ world: FacultyWorld, handed: [[UInt8]], at time: String = TestWorld.now,
        credential: [UInt8]? = nil
    ) throws -> VerificationReport {
        let state = VerifierState(folder + "/state")
        let now = try Timestamp(parsing: time)
        let trust = try TrustFolder.load(folder + "/trust", state: state).kept(in: state, at: now)
            .adding(TrustMaterial(delegations: handed)).kept(in: state, at: now)
        return Verifier(trust: trust).verify(try credential ?? world.credential(), at: now)
    }

    private static func answer(_ folder: String, _ world: FacultyWorld, handed: [[UInt8]]) throws -> String {
        let report = try report(folder, world, handed: handed)
        let notes = report.notes.map(\.code).filter { $0.hasPrefix("STATE_") && $0 != "STATE_BEGINS" }
        return ([report.verdict.rawValue, report[.issuer]?.code ?? ""] + notes).joined(separator: " ")
    }

    private static func kept(_ folder: String) throws -> [String] {
        let path = folder + "/state/delegations"
        return try Files.exists(path) ? Files.names(in: path).filter { $0.hasSuffix(".json") } : []
    }

    @Test("a thief who hands over the delegation of before the theft is found out where the newer one was ever seen")
    func stolenKey() throws {
        try Self.play { folder, world, old in
            #expect(try Self.answer(folder, world, handed: [old]) == Self.valid)
            #expect(try Self.kept(folder).isEmpty)
            let told = try world.told(FacultyWorld.stolen())
            for handed in [[told], [old], [old, told]] {
                #expect(try Self.answer(folder, world, handed: handed) == "invalid KEY_COMPROMISED")
            }
            #expect(try Self.kept(folder).count == 1)
            // A pin alone knows it as well, and so does what the faculty awarded under another name of the key.
            let state = VerifierState(folder + "/state")
            let trust = TrustFolder.trust(try world.world.pin(), state: state)
                .adding(TrustMaterial(delegations: [old]))
            let report = Verifier(trust: trust).verify(try world.credential(), at: try world.world.time())
            #expect(report[.issuer]?.code == "KEY_COMPROMISED")
        }
    }

    @Test("awards that were declared void stay so, and what was said by nobody on a list is not kept")
    func voidAwards() throws {
        try Self.play { folder, world, old in
            let stranger = try TestKey(0x77)
            let void: [(String, JSONValue?)] = [(Self.item + "/voidFrom", "2026-06-01T00:00:00Z")]
            for forged in try [
                world.told(void, by: stranger), world.told(FacultyWorld.stolen(), by: stranger),
                Array("{}".utf8), [],
            ] {
                _ = try Self.answer(folder, world, handed: [forged, old])
                #expect(try Self.answer(folder, world, handed: [old]) == Self.valid)
            }
            #expect(!Files.exists(folder + "/state/delegations"))
            // One that is dated later than this clock counts and is kept alike: it harms nobody but who signed it.
            for void in try [world.told(void, created: "2026-11-23T00:00:00Z"), world.told(void)] {
                #expect(try Self.answer(folder, world, handed: [old, void]) == "invalid AWARDS_VOIDED")
                #expect(try Self.answer(folder, world, handed: [old]) == "invalid AWARDS_VOIDED")
                #expect(Files.exists(folder + "/state/delegations"))
                Files.remove(folder + "/state")
                #expect(try Self.answer(folder, world, handed: [old]) == Self.valid)
            }
        }
    }

    @Test("that one of them is gone, or is another, is said until it is told again, and nobody is recognised meanwhile")
    func damaged() throws {
        try Self.play { folder, world, old in
            let told = try [
                world.told(FacultyWorld.stolen()),
                world.told(FacultyWorld.stolen("2026-05-01T00:00:00Z"), created: "2026-11-02T00:00:00Z"),
            ]
            #expect(try Self.answer(folder, world, handed: told) == "invalid KEY_COMPROMISED")
            let names = try Self.kept(folder)
            #expect(names.count == 2)
            let spoils: [() throws -> Void] = [
                { Files.remove(folder + "/state/delegations/" + names[0]) },
                { try Files.write(old, to: folder + "/state/delegations/" + names[1]) },
            ]
            for (number, spoil) in spoils.enumerated() {
                try spoil()
                let damaged = number == 0 ? "invalid KEY_COMPROMISED" : "undecided DELEGATION_MEMORY_LOST"
                for _ in 1...2 {
                    #expect(try Self.answer(folder, world, handed: [old]) == damaged + " STATE_DAMAGED")
                }
            }
            // Whoever tells it again tells it for good.
            for (number, again) in told.enumerated() {
                let damaged = "invalid KEY_COMPROMISED STATE_DAMAGED"
                #expect(try Self.answer(folder, world, handed: [old, again]) == damaged)
                let isWhole = number == 1
                #expect(
                    try Self.answer(folder, world, handed: [old])
                        == (isWhole ? "invalid KEY_COMPROMISED" : damaged))
            }
            #expect(try Self.kept(folder) == names)
            // Without the index nobody knows what is gone; what is there counts, and is named again.
            for spoil in [{ Files.remove($0) }, { try Files.write(Array("{".utf8), to: $0) }]
                as [(String) throws -> Void]
            {
                try spoil(folder + "/state/known.json")
                #expect(
                    try Self.answer(folder, world, handed: [old]) == "invalid KEY_COMPROMISED STATE_DAMAGED")
                #expect(try Self.answer(folder, world, handed: [old]) == "invalid KEY_COMPROMISED")
            }
            let index = String(decoding: try Files.read(folder + "/state/known.json"), as: UTF8.self)
            #expect(try Self.kept(folder).allSatisfy { index.contains($0.dropLast(5)) })
            // An earlier version named them without saying whose they are.
            let known = JSONValue(try JSONDocument(parsing: Array(index.utf8), limits: .general).root)
            let earlier = known.replacing(
                "/delegations", with: .array(try Self.kept(folder).map { .string(String($0.dropLast(5))) }))
            try Files.write(earlier.serialized(), to: folder + "/state/known.json")
            #expect(try Self.answer(folder, world, handed: [old]) == "invalid KEY_COMPROMISED")
            Files.remove(folder + "/state/known.json")
            Files.remove(folder + "/state/delegations")
            #expect(try Self.answer(folder, world, handed: [old]).hasSuffix("STATE_DAMAGED"))
            #expect(try Self.answer(folder, world, handed: [old]) == Self.valid)
        }
    }

    @Test("what says the same again is not kept again, and no delegator takes the room of the others")
    func bounded() throws {
        try Self.play { folder, world, old in
            for number in 1...3 {
                let told = try world.told(FacultyWorld.stolen() + [("/id", .string("urn:uuid:\(number)"))])
                _ = try Self.answer(folder, world, handed: [told])
            }
            #expect(try Self.kept(folder).count == 1)
            let many = try (1...DelegationRoom.own.words).map { number in
                try world.told(to: "did:web:f\(number).example", FacultyWorld.stolen())
            }
            let full = try Self.answer(folder, world, handed: many)
            #expect(full.hasSuffix("STATE_FULL"))
            #expect(try Self.kept(folder).count == DelegationRoom.own.words)
            #expect(try Self.answer(folder, world, handed: [old]) == "invalid KEY_COMPROMISED")
            // What there was no room for was seen all the same.
            let arts = "did:web:arts.leiehove.example"
            var other = world
            other.key = try TestKey(0xE6)
            let beyond = try other.told(to: arts, FacultyWorld.stolen())
            #expect(try Self.answer(folder, world, handed: [old, beyond]).hasSuffix("STATE_FULL"))
            let credential = try other.credential(arts)
            let later = try Self.report(
                folder, world, handed: [other.delegation(to: arts).bytes], credential: credential)
            #expect(later[.issuer]?.code == "DELEGATION_MEMORY_LOST" && later.verdict == .undecided)
        }
    }

    @Test("what a thief said with a key to delegate takes up no room once the key is called stolen")
    func thief() throws {
        try Self.play { folder, world, old in
            let many = try (1...DelegationRoom.own.words).map { number in
                try world.told(to: "did:web:f\(number).example", FacultyWorld.stolen())
            }
            _ = try Self.answer(folder, world, handed: many)
            #expect(try Self.kept(folder).count == DelegationRoom.own.words)
            // The authority calls the key stolen, the university has another one, and says with it what is true.
            let university = try #require(DID(world.world.issuerID))
            var editor = try TrustListEditor(
                editing: world.list(), at: world.world.time("2026-11-21T09:00:00Z"))
            try editor.compromiseKey(
                #require(DIDURL(world.world.issuerID + "#dg")), since: world.world.time("2026-10-01T00:00:00Z"))
            let other = try TestKey(0xD5)
            try editor.addKey(
                NewKey(
                    verificationMethod: #require(DIDURL(world.world.issuerID + "#dg2")),
                    publicKey: other.key.publicKey, purpose: .delegate,
                    window: ValidityWindow(from: world.world.time(world.world.granted))), to: university)
            try Files.write(
                editor.sign(with: world.world.authority.key).bytes, to: folder + "/trust/list.json")
            let fresh = try world.told([], created: "2026-01-01T00:00:00Z", by: other, with: "dg2")
            #expect(try Self.answer(folder, world, handed: [fresh]) == Self.valid)
            let told = try world.told(FacultyWorld.stolen(), by: other, with: "dg2")
            #expect(try Self.answer(folder, world, handed: [fresh, told]) == "invalid KEY_COMPROMISED")
            #expect(try Self.kept(folder).count == DelegationRoom.own.words + 1)
            #expect(try Self.answer(folder, world, handed: [fresh]) == "invalid KEY_COMPROMISED")
        }
    }

    @Test("where nothing can be kept it is said, and what is told counts all the same")
    func unwritable() throws {
        try Self.play { folder, world, old in
            try Files.makeFolder(folder + "/state")
            try Files.write([], to: folder + "/state/delegations")
            let told = try world.told(FacultyWorld.stolen())
            #expect(
                try Self.answer(folder, world, handed: [old, told]) == "invalid KEY_COMPROMISED STATE_NOT_KEPT")
        }
    }

    @Test("a delegation in the trust folder is remembered when it is taken out of there")
    func takenOut() throws {
        try Self.play { folder, world, old in
            let path = folder + "/trust/delegations"
            try Files.makeFolder(path)
            try Files.write(world.told(FacultyWorld.stolen()), to: path + "/law.json")
            #expect(try Self.answer(folder, world, handed: [old]) == "invalid KEY_COMPROMISED")
            Files.remove(path)
            #expect(try Self.answer(folder, world, handed: [old]) == "invalid KEY_COMPROMISED")
        }
    }
}
