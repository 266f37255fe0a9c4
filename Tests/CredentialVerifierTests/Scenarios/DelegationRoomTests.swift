@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing
import TrustSimulator

/// How much a verifier remembers of warnings, and that nobody takes another's room.
@Suite("Room for warnings")
struct DelegationRoomTests {
    private static let rival = "did:web:rival.example"
    private static let valid = "valid ISSUER_RECOGNISED_BY_DELEGATION"

    /// A verifier's folders with a list of the university and of another institution that may delegate.
    private static func play(
        _ body: (_ folder: String, _ world: FacultyWorld, _ old: [UInt8]) throws -> Void
    ) throws {
        let world = try FacultyWorld()
        let key = try TestKey(0xA7)
        try Files.withTemporaryFolder { folder in
            try Files.makeFolder(folder + "/trust")
            try Files.write(world.world.pin().serialized(), to: folder + "/trust/pin.json")
            let granted = try world.world.time(world.world.granted)
            let list = try world.list { editor in
                var other = NewIssuer(
                    id: try #require(DID(rival)), legalName: "Rival University", grantedSince: granted)
                other.keys = [
                    NewKey(
                        verificationMethod: try #require(DIDURL(rival + "#dg")), publicKey: key.key.publicKey,
                        purpose: .delegate, window: ValidityWindow(from: granted))
                ]
                var recognition = NewRecognition(
                    credentialTypes: ["MicroCredential"], window: ValidityWindow(from: granted),
                    retroactiveReason: "test")
                recognition.delegationDepth = 1
                other.recognitions = [recognition]
                try editor.addIssuer(other)
            }
            try Files.write(list.bytes, to: folder + "/trust/list.json")
            try body(folder, world, world.delegation().bytes)
        }
    }

    /// What the other institution says.
    private static func word(
        _ world: FacultyWorld, to id: String, _ changes: [(String, JSONValue?)] = FacultyWorld.stolen()
    ) throws -> [UInt8] {
        var value = JSONValue(try world.delegation(to: id).document.root)
        value["proof"] = nil
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(rival + "#dg")),
            created: try world.world.time("2026-11-01T00:00:00Z"))
        let all = [("/issuer", .string(rival)), ("/credentialSubject/delegatedBy", .string(rival))] + changes
        return try EdDSAJCS2022.secure(
            CredentialDraft(all.reduce(value) { $0.replacing($1.0, with: $1.1) }, limits: .trustList),
            options: options, signer: TestKey(0xA7).key)
    }

    private static func load(_ folder: String, _ handed: [[UInt8]]) throws -> Trust {
        let state = VerifierState(folder + "/state")
        let now = try Timestamp(parsing: TestWorld.now)
        return try TrustFolder.load(folder + "/trust", state: state).kept(in: state, at: now)
            .adding(TrustMaterial(delegations: handed)).kept(in: state, at: now)
    }

    private static func answer(_ folder: String, _ world: FacultyWorld, handed: [[UInt8]]) throws -> String {
        let report = Verifier(trust: try load(folder, handed)).verify(
            try world.credential(), at: try Timestamp(parsing: TestWorld.now))
        let notes = report.notes.map(\.code).filter { $0 == "STATE_FULL" || $0 == "STATE_DAMAGED" }
        return ([report.verdict.rawValue, report[.issuer]?.code ?? ""] + notes).joined(separator: " ")
    }

    private static func kept(_ folder: String) throws -> Int {
        try Files.names(in: folder + "/state/delegations").count { $0.hasSuffix(".json") }
    }

    @Test("an institution that fills its room, in whosever name, leaves that of the others")
    func apart() throws {
        try Self.play { folder, world, old in
            // In the name of nobody in particular, and of the university's own faculty.
            let many = try (1...DelegationRoom.own.words).map { try Self.word(world, to: "did:web:f\($0).example") }
            #expect(try Self.answer(folder, world, handed: [old] + many) == Self.valid)
            for _ in 1...2 {
                let one = try Self.word(world, to: FacultyWorld.faculty)
                #expect(try Self.answer(folder, world, handed: [old, one]) == Self.valid + " STATE_FULL")
            }
            #expect(try Self.kept(folder) == DelegationRoom.own.words)
            // Its mark is its own, and the university's word is kept as if nothing were.
            #expect(try Self.answer(folder, world, handed: [old]) == Self.valid)
            let told = try world.told(FacultyWorld.stolen())
            #expect(try Self.answer(folder, world, handed: [told, old]) == "invalid KEY_COMPROMISED")
            #expect(try Self.answer(folder, world, handed: [old]) == "invalid KEY_COMPROMISED")
        }
    }

    @Test("what a later word of the same key says as well gives up its place, so that years of repeating fill nothing")
    func repeated() throws {
        try Self.play { folder, world, old in
            let start = try world.world.time("2026-02-01T00:00:00Z")
            func again(_ number: Int, from: String = "2019-09-01T00:00:00Z") throws -> [UInt8] {
                let until = start.adding(days: number)
                return try world.told(
                    to: "did:web:arts.leiehove.example",
                    [
                        ("/credentialSubject/recognizedTo/0/voidFrom", .string(from)),
                        ("/validUntil", .string(until.description)),
                    ])
            }
            for number in stride(from: 1, through: 256, by: 16) {
                let handed = try (number..<(number + 16)).map { try again($0) }
                #expect(try Self.answer(folder, world, handed: handed + [old]) == Self.valid)
            }
            // The furthest of them is there still: what says less is no news.
            let before = try Self.kept(folder)
            #expect(try Self.answer(folder, world, handed: [again(3), old]) == Self.valid)
            #expect(try Self.kept(folder) == before)
            let state = VerifierState(folder + "/state")
            let ends = state.keptDelegations().delegations.all.map(\.validUntil)
            #expect(ends.max() == start.adding(days: 256))
            // A void from another day is another word, which nothing else says.
            #expect(
                try Self.answer(folder, world, handed: [again(2, from: "2018-09-01T00:00:00Z"), old]) == Self.valid)
            #expect(state.keptDelegations().delegations.all.contains { $0.validUntil == start.adding(days: 2) })
        }
    }

    @Test("with no room left for anything new, what is known already can be said again and further")
    func renewedWithoutRoom() throws {
        try Self.play { folder, world, old in
            func void(_ until: String) throws -> [UInt8] {
                try world.told(
                    to: "did:web:arts.leiehove.example",
                    [
                        ("/credentialSubject/recognizedTo/0/voidFrom", "2019-09-01T00:00:00Z"),
                        ("/validUntil", .string(until)),
                    ])
            }
            // None of the keys is the faculty's own.
            var other = world
            other.key = try TestKey(0xC7)
            let words = try (1..<DelegationRoom.own.words).map { number in
                try other.told(to: "did:web:f\(number).example", FacultyWorld.stolen())
            }
            #expect(try Self.answer(folder, world, handed: words + [void("2026-06-30T00:00:00Z"), old]) == Self.valid)
            #expect(try Self.kept(folder) == DelegationRoom.own.words)
            for until in ["2026-08-31T00:00:00Z", "2026-10-31T00:00:00Z"] {
                #expect(try Self.answer(folder, world, handed: [void(until), old]) == Self.valid)
            }
            #expect(try Self.kept(folder) == DelegationRoom.own.words)
            // Another word finds no room, and is marked.
            let more = try other.told(to: "did:web:more.example", FacultyWorld.stolen())
            #expect(try Self.answer(folder, world, handed: [more, old]).hasSuffix("STATE_FULL"))
        }
    }

    @Test("speakers of one institution without room are named one by one, and then as the institution")
    func marks() throws {
        try Self.play { folder, world, old in
            let many = try (1...DelegationRoom.own.words + 1).map { try Self.word(world, to: "did:web:f\($0).example") }
            _ = try Self.answer(folder, world, handed: many)
            let index = String(decoding: try Files.read(folder + "/state/known.json"), as: UTF8.self)
            let short = try #require(LostWarning.speaker(Array(Self.rival.utf8)))
            #expect(index.components(of: String(decoding: short, as: UTF8.self)) == 1)
            #expect(index.components(of: "\"speaker\"") == 1)
        }
    }

    @Test("what is handed over with one thing is not at hand for the next, but for what was told by it")
    func carriedOn() throws {
        try Self.play { folder, world, old in
            let base = try Self.load(folder, [])
            let state = VerifierState(folder + "/state")
            let now = try Timestamp(parsing: TestWorld.now)
            func verdict(_ trust: Trust) throws -> String {
                let report = Verifier(trust: trust).verify(try world.credential(), at: now)
                return "\(report.verdict.rawValue) \(report.decisive?.code ?? "")"
            }
            let extended = base.adding(TrustMaterial(delegations: [old])).kept(in: state, at: now)
            #expect(try verdict(extended) == "valid ")
            let next = base.after(extended, in: state)
            #expect(try verdict(next) == "undecided KEY_UNAVAILABLE")
            #expect(next.delegations.all.isEmpty)
            let told = try world.told(FacultyWorld.stolen())
            let warned = next.after(
                next.adding(TrustMaterial(delegations: [told])).kept(in: state, at: now), in: state)
            #expect(try verdict(warned.adding(TrustMaterial(delegations: [old]))) == "invalid KEY_COMPROMISED")
            // Where nothing is kept, nothing is remembered.
            #expect(base.after(base.adding(TrustMaterial(delegations: [told])), in: nil).delegations.all.isEmpty)
            // As the next run has it.
            #expect(try verdict(Self.load(folder, [old])) == "invalid KEY_COMPROMISED")
            // Without the older delegation it names no key.
            #expect(try verdict(warned).hasPrefix("undecided"))
        }
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(of text: String) -> Int {
        let (whole, part) = (Array(utf8), Array(text.utf8))
        guard whole.count >= part.count else { return 0 }
        return (0...(whole.count - part.count)).count { whole[$0...].starts(with: part) }
    }
}
