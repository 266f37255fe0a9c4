@testable import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing
import TrustSimulator

/// What is remembered of words is as good as the keys by which they were said.
@Suite("Remembered words and the keys behind them")
struct RememberedWordsTests {
    private static let valid = "valid ISSUER_RECOGNISED_BY_DELEGATION"
    private static let lost = "undecided DELEGATION_MEMORY_LOST"
    private static let thief = "invalid KEY_COMPROMISED"

    /// A verifier's folders.
    private struct Desk {
        let folder: String
        let world: FacultyWorld

        func publish(_ list: IssuerTrustList, in name: String = "trust", pin: TrustPin? = nil) throws {
            if !Files.exists("\(folder)/\(name)") {
                try Files.makeFolder("\(folder)/\(name)")
                try Files.write((pin ?? world.world.pin()).serialized(), to: "\(folder)/\(name)/pin.json")
            }
            try Files.write(list.bytes, to: "\(folder)/\(name)/list.json")
        }

        func load(_ name: String = "trust", handed: [[UInt8]] = []) throws -> Trust {
            let state = VerifierState(folder + "/state")
            let now = try Timestamp(parsing: TestWorld.now)
            return try TrustFolder.load("\(folder)/\(name)", state: state).kept(in: state, at: now)
                .adding(TrustMaterial(delegations: handed)).kept(in: state, at: now)
        }

        func answer(_ handed: [[UInt8]], trusting name: String = "trust") throws -> String {
            let report = Verifier(trust: try load(name, handed: handed)).verify(
                try world.credential(), at: try Timestamp(parsing: TestWorld.now))
            return "\(report.verdict.rawValue) \(report[.issuer]?.code ?? "")"
        }

        /// The names of the documents that are kept.
        var kept: Set<String> {
            get throws { Set(try Files.names(in: folder + "/state/delegations").filter { $0.hasSuffix(".json") }) }
        }

        /// Whether anybody said more than there was room for.
        var isMarked: Bool {
            get throws {
                String(decoding: try Files.read(folder + "/state/known.json"), as: UTF8.self).contains("\"unkept\"")
            }
        }
    }

    private static func play(_ body: (Desk) throws -> Void) throws {
        let world = try FacultyWorld()
        try Files.withTemporaryFolder { folder in
            let desk = Desk(folder: folder, world: world)
            try desk.publish(world.list())
            try body(desk)
        }
    }

    /// More words than there is room for, of keys that are nobody's.
    private static func flood(_ world: FacultyWorld) throws -> [[UInt8]] {
        var other = world
        other.key = try TestKey(0xC7)
        return try (0...DelegationRoom.own.words).map { number in
            try other.told(to: "did:web:f\(number).example", FacultyWorld.stolen())
        }
    }

    /// The list after the university's key to delegate was called stolen, with another in its place.
    private static func replaced(_ world: FacultyWorld, by key: TestKey) throws -> IssuerTrustList {
        var editor = try TrustListEditor(editing: world.list(), at: world.world.time("2026-11-21T09:00:00Z"))
        try editor.compromiseKey(
            #require(DIDURL(world.world.issuerID + "#dg")), since: world.world.time("2026-10-01T00:00:00Z"))
        try editor.addKey(
            NewKey(
                verificationMethod: #require(DIDURL(world.world.issuerID + "#dg2")), publicKey: key.key.publicKey,
                purpose: .delegate, window: ValidityWindow(from: world.world.time(world.world.granted))),
            to: #require(DID(world.world.issuerID)))
        return try editor.sign(with: world.world.authority.key)
    }

    @Test("whoever stole a key and said more with it than there is room for silences nobody once the key is replaced")
    func replacedKey() throws {
        try Self.play { desk in
            let old = try desk.world.delegation().bytes
            #expect(try desk.answer([old] + Self.flood(desk.world)) == Self.valid)
            #expect(try desk.answer([old]) == Self.lost)
            let key = try TestKey(0xD5)
            try desk.publish(Self.replaced(desk.world, by: key))
            let fresh = try desk.world.told([], created: "2026-01-01T00:00:00Z", by: key, with: "dg2")
            #expect(try desk.answer([fresh]) == Self.valid)
            // What is said with the new key has room of its own.
            let told = try desk.world.told(FacultyWorld.stolen(), by: key, with: "dg2")
            #expect(try desk.answer([fresh, told]) == Self.thief)
            #expect(try desk.answer([fresh]) == Self.thief)
        }
    }

    @Test("what an institution says by the list of another trust folder, with other keys, is not the word of this one")
    func otherAuthority() throws {
        try Self.play { desk in
            let old = try desk.world.delegation().bytes
            // The other list, of another authority, names the same university with another key.
            var other = desk.world
            other.world.authority = try TestKey(0xA9)
            other.delegating = try TestKey(0xB3)
            try desk.publish(other.list(), in: "other", pin: other.world.pin())
            let words = try Self.flood(other)
            #expect(try desk.answer(words, trusting: "other").hasPrefix("undecided"))
            #expect(try desk.isMarked)
            #expect(try desk.answer([old]) == Self.valid)
            #expect(try desk.answer([old, desk.world.told(FacultyWorld.stolen())]) == Self.thief)
            #expect(try desk.answer([old]) == Self.thief)
        }
    }

    @Test("of what one key says twice, the first goes on counting where the time of the key is ended between them")
    func endedKey() throws {
        let times = ["2026-07-01T00:00:00Z", "2026-09-01T00:00:00Z"]
        for order in [times, times.reversed()] {
            try Self.play { desk in
                let old = try desk.world.delegation().bytes
                for time in order {
                    let word = try desk.world.told(FacultyWorld.stolen("2026-02-01T00:00:00Z"), created: time)
                    #expect(try desk.answer([old, word]) == Self.thief)
                }
                var editor = try TrustListEditor(
                    editing: desk.world.list(), at: desk.world.world.time("2026-11-21T09:00:00Z"))
                try editor.retireKey(
                    #require(DIDURL(desk.world.world.issuerID + "#dg")),
                    until: desk.world.world.time("2026-08-01T00:00:00Z"))
                try desk.publish(editor.sign(with: desk.world.world.authority.key))
                #expect(try desk.answer([old]) == Self.thief, "\(order)")
            }
        }
    }

    @Test(
        "an authority that takes back what was on record is relied on for the next thing no more than in the next run")
    func rewritten() throws {
        try Self.play { desk in
            let now = try Timestamp(parsing: TestWorld.now)
            let state = VerifierState(desk.folder + "/state")
            let old = try desk.world.delegation().bytes
            let base = try desk.load()
            var other = desk.world
            other.world.granted = "2018-09-01T00:00:00Z"
            let editor = try TrustListEditor(editing: other.list(), at: other.world.time("2026-11-21T09:00:00Z"))
            let list = try editor.sign(with: other.world.authority.key)
            let extended = base.adding(TrustMaterial(lists: [list.bytes], delegations: [old])).kept(in: state, at: now)
            func verdict(_ trust: Trust) throws -> [String] {
                let trust = trust.adding(TrustMaterial(delegations: [old]))
                let report = Verifier(trust: trust).verify(try desk.world.credential(), at: now)
                return [report.verdict.rawValue] + report.checks.map(\.code)
                    + report.notes.map(\.code).filter { $0 != "STATE_BEGINS" }
            }
            let next = try verdict(base.after(extended, in: state))
            #expect(next.first == "undecided")
            #expect(try next == verdict(desk.load()))
            // Where nothing is kept, the next run would know nothing of it.
            #expect(try verdict(base.after(extended, in: nil)) == verdict(base))
        }
    }

    @Test("whoever hands over an institution's own words with blanks behind them takes none of its room")
    func padded() throws {
        try Self.play { desk in
            let old = try desk.world.delegation().bytes
            let words = try Self.flood(desk.world).prefix(DelegationRoom.own.words)
            let padded = words.map { $0 + [UInt8](repeating: 0x20, count: Delegation.byteLimit - $0.count) }
            #expect(try desk.answer(padded) == "undecided ISSUER_NOT_LISTED")
            #expect(try desk.answer([old]) == Self.valid)
            #expect(try !desk.isMarked)
            let folder = desk.folder + "/state/delegations/"
            let names = try Files.names(in: folder).filter { $0.hasSuffix(".json") }
            #expect(names.count == DelegationRoom.own.words)
            let longest = try #require(words.map(\.count).max())
            for name in names { #expect(try Files.read(folder + name).count <= longest) }
            // One that is lost is told again by any copy of it.
            Files.remove(folder + names[0])
            #expect(try desk.answer([old]) == Self.lost)
            #expect(try desk.answer([old] + words.map { [0x0A] + $0 }) == Self.valid)
            #expect(try desk.answer([old]) == Self.valid)
        }
    }

    @Test("of what one key says twice, the last goes on counting where the key is said to be in use from later on")
    func laterStart() throws {
        let times = ["2026-07-01T00:00:00Z", "2026-09-01T00:00:00Z"]
        for order in [times, times.reversed()] {
            try Self.play { desk in
                // The delegation by which the thief goes on is by another key.
                let key = try TestKey(0xD5)
                let list = try Self.withSecondKey(desk.world, key)
                try desk.publish(list)
                let old = try desk.world.told([], created: "2026-01-01T00:00:00Z", by: key, with: "dg2")
                for time in order {
                    let word = try desk.world.told(FacultyWorld.stolen("2026-02-01T00:00:00Z"), created: time)
                    #expect(try desk.answer([old, word]) == Self.thief)
                }
                try desk.publish(Self.list(list, narrowing: "#dg", to: "2026-08-01T00:00:00Z", in: desk.world))
                #expect(try desk.answer([old]) == Self.thief, "\(order)")
            }
        }
    }

    @Test("what is kept of words that are said again and again does not depend on the order, and is no more than three")
    func order() throws {
        try Self.play { desk in
            let months = (1...9).map { "2026-0\($0)-01T00:00:00Z" }
            func words(_ number: Int) throws -> [[UInt8]] {
                try months.map { time in
                    let id = "did:web:f\(number).example"
                    return try desk.world.told(
                        to: id,
                        [
                            ("/credentialSubject/recognizedTo/0/voidFrom", "2019-09-01T00:00:00Z"),
                            ("/validUntil", .string(time.replacingYear)),
                        ] + FacultyWorld.stolen("2025-06-01T00:00:00Z"), created: time)
                }
            }
            let all = try (1...2).map { try words($0) }
            var kept: Set<Set<String>> = []
            for (number, order) in [
                [0, 1, 2, 3, 4, 5, 6, 7, 8], [8, 0, 4, 1, 7, 2, 6, 3, 5], [8, 7, 6, 5, 4, 3, 2, 1, 0],
            ]
            .enumerated() {
                let apart = Desk(folder: "\(desk.folder)/\(number)", world: desk.world)
                try Files.makeFolder(apart.folder)
                try apart.publish(desk.world.list())
                for month in order { _ = try apart.answer(all.map { $0[month] }) }
                kept.insert(try apart.kept)
            }
            let once = Desk(folder: desk.folder + "/once", world: desk.world)
            try Files.makeFolder(once.folder)
            try once.publish(desk.world.list())
            _ = try once.answer(all.flatMap { $0 })
            kept.insert(try once.kept)
            #expect(kept.count == 1)
            let names = try #require(kept.first)
            #expect(names.count <= 2 * 3 && names.count >= 2 * 2)
        }
    }

    @Test("however often the powers of somebody who warned are renewed, those of the first and the last time are kept")
    func renewedPowers() throws {
        try Self.play { desk in
            let key = try TestKey(0xF1)
            let powers = FacultyWorld.powers(by: key)
            let parents = try (1...9).map { try desk.world.told(powers, created: "2026-0\($0)-01T00:00:00Z") }
            var other = desk.world
            other.key = try TestKey(0xC7)
            let signed = try other.said(
                FacultyWorld.stolen(), to: "did:web:institute.example", created: "2026-10-01T00:00:00Z", by: key)
            let list = try Self.withTwoSteps(desk.world)
            var kept: Set<Set<String>> = []
            for (number, order) in [Array(0..<9), (0..<9).reversed(), [4, 8, 0, 2, 7, 1, 3, 6, 5]].enumerated() {
                let apart = Desk(folder: "\(desk.folder)/\(number)", world: desk.world)
                try Files.makeFolder(apart.folder)
                try apart.publish(list)
                for place in order { _ = try apart.answer([parents[place], signed]) }
                kept.insert(try apart.kept)
            }
            #expect(kept.map(\.count) == [3])
        }
    }

    @Test(
        "of powers that were given again and again those stay by which a word was said, whoever is heard by another list",
        arguments: [true, false])
    func powersOfTheTime(_ isTheft: Bool) throws {
        try Self.play { desk in
            try desk.publish(Self.withTwoSteps(desk.world))
            let key = try TestKey(0xF1)
            var other = desk.world
            other.key = try TestKey(0xC7)
            let void: [(String, JSONValue?)] = [
                ("/credentialSubject/recognizedTo/0/voidFrom", "2026-01-02T00:00:00Z")
            ]
            for (number, (start, end)) in [(1, 4), (5, 8), (9, 12)].enumerated() {
                let (from, until) = ("2026-0\(start)-01T00:00:00Z", "2026-\(end < 10 ? "0" : "")\(end)-30T00:00:00Z")
                // Either the key is one for that part of the year, or the powers are.
                let powers: [(String, JSONValue?)] = [
                    ("/validFrom", .string(from)), ("/validUntil", .string(until)),
                    ("/credentialSubject/recognizedTo/0/delegation", ["mayDelegate": true, "maxDepth": .number("1")]),
                ]
                let parent = try desk.world.told(
                    FacultyWorld.powers(by: key, isTheft ? (from, until) : nil) + (isTheft ? [] : powers),
                    created: from)
                let word = try other.said(
                    isTheft ? FacultyWorld.stolen("2026-01-02T00:00:00Z") : void, to: "did:web:i\(number).example",
                    created: "2026-0\(start)-03T00:00:00Z", by: key)
                _ = try desk.answer([parent, word])
            }
            let kept = try desk.kept
            #expect(kept.count == 6)
            // The list of another authority names the same university with another key.
            other.world.authority = try TestKey(0xA9)
            other.delegating = try TestKey(0xB3)
            try desk.publish(other.list(), in: "other", pin: other.world.pin())
            _ = try desk.answer([other.told(to: "did:web:f1.example", FacultyWorld.stolen())], trusting: "other")
            #expect(try desk.kept.isStrictSuperset(of: kept))
        }
    }

    /// The list by which the university may pass powers on over two steps.
    private static func withTwoSteps(_ world: FacultyWorld) throws -> IssuerTrustList {
        try world.list { editor in
            var recognition = NewRecognition(
                credentialTypes: ["MicroCredential"],
                window: ValidityWindow(from: try world.world.time(world.world.granted)),
                retroactiveReason: "test")
            recognition.delegationDepth = 2
            try editor.addRecognition(recognition, to: #require(DID(world.world.issuerID)))
        }
    }

    /// The list with another key by which the university delegates.
    private static func withSecondKey(_ world: FacultyWorld, _ key: TestKey) throws -> IssuerTrustList {
        try world.list { editor in
            try editor.addKey(
                NewKey(
                    verificationMethod: #require(DIDURL(world.world.issuerID + "#dg2")),
                    publicKey: key.key.publicKey, purpose: .delegate,
                    window: ValidityWindow(from: world.world.time(world.world.granted))),
                to: #require(DID(world.world.issuerID)))
        }
    }

    /// The list that follows one, in which a key is in use from later on; no command makes it.
    private static func list(
        _ list: IssuerTrustList, narrowing name: String, to start: String, in world: FacultyWorld
    ) throws -> IssuerTrustList {
        let next = try TrustListEditor(editing: list, at: world.world.time("2026-11-21T09:00:00Z"))
            .sign(with: world.world.authority.key)
        var value = JSONValue(try JSONDocument(parsing: next.bytes, limits: .trustList).root)
        value["proof"] = nil
        let method = world.world.issuerID + name
        for issuer in 0..<list.issuers.count {
            for (place, key) in list.issuers[issuer].keys.enumerated()
            where key.methodBytes == Array(method.utf8) {
                value = value.replacing("/credentialSubject/\(issuer)/keys/\(place)/validFrom", with: .string(start))
            }
        }
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.world.authority.method)),
            created: try world.world.time("2026-11-21T09:00:00Z"))
        let bytes = try EdDSAJCS2022.secure(
            CredentialDraft(value, limits: .trustList), options: options, signer: world.world.authority.key)
        return try IssuerTrustList(verifying: bytes, pin: world.world.pin(), root: nil)
    }
}

extension String {
    /// The same time of the year after.
    fileprivate var replacingYear: String { "2027" + dropFirst(4) }
}
