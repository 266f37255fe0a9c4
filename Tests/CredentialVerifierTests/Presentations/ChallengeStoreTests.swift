import CredentialVerifier
import Encodings
import Proofs
import Storage
import TestSupport
import Testing

@Suite("Challenges that are kept")
struct ChallengeStoreTests {
    private let domain = PresentationStage.domain

    private func now(_ seconds: Int64 = 0) throws -> Timestamp {
        try Timestamp(parsing: TestWorld.now).adding(seconds: seconds)
    }

    private func files(_ folder: String) throws -> [String] {
        try Folder.names(in: folder + "/challenges").map { String($0.suffix(5)) }
    }

    @Test("each is another, has 192 random bits, and is not on the disk itself")
    func making() throws {
        try Files.withTemporaryFolder { folder in
            let store = ChallengeStore(state: folder)
            let requests = try (0..<50).map { _ in try store.make(for: domain, at: now()) }
            #expect(Set(requests.map(\.challenge)).count == 50)
            for request in requests {
                #expect(try Base64URL.decode(request.challenge).count == 24)
                #expect(try request.expires == now(600))
                #expect(
                    try store.standing(of: request.challenge, for: domain, answeredBy: [9], at: now())
                        == .open(until: now(600)))
            }
            for name in try Folder.names(in: store.folder) {
                let content = String(decoding: try Files.read(store.folder + "/" + name), as: UTF8.self)
                #expect(!requests.contains { content.contains($0.challenge) || name.contains($0.challenge) })
                #expect(try FileStatus.at(store.folder + "/" + name)?.isOpenToOthers == false)
            }
        }
    }

    @Test("a use is remembered by a store that is opened later, and a challenge counts under its own name alone")
    func restart() throws {
        try Files.withTemporaryFolder { folder in
            let challenge = try ChallengeStore(state: folder).make(for: domain, at: now()).challenge
            let store = ChallengeStore(state: folder)
            #expect(try store.use(challenge, for: "other.example", answeredBy: [1], at: now()) == .unknown)
            #expect(try store.use(challenge, for: domain, answeredBy: [1], at: now(5)) == .open(until: now(600)))
            let later = ChallengeStore(state: folder)
            #expect(
                try later.use(challenge, for: domain, answeredBy: [1], at: now(6)) == .used(at: now(5), bySame: true))
            #expect(
                try later.use(challenge, for: domain, answeredBy: [2], at: now(6)) == .used(at: now(5), bySame: false))
            #expect(
                try later.standing(of: challenge, for: domain, answeredBy: [9], at: now(9_999))
                    == .used(at: now(5), bySame: false))
        }
    }

    @Test("what it was used up for is told to whoever has the same answer, also after it ended, and to nobody else")
    func purposes() throws {
        try Files.withTemporaryFolder { folder in
            let store = ChallengeStore(state: folder)
            let challenge = try store.make(for: domain, at: now()).challenge
            func purpose(_ answer: UInt8) -> String? {
                ChallengeStore(state: folder).purpose(ofUsing: challenge, for: domain, answeredBy: [answer])
            }
            #expect(purpose(1) == nil)
            let used = store.use(challenge, for: domain, answeredBy: [1], purpose: "one", at: try now(5))
            #expect(try used == .open(until: now(600)))
            #expect(purpose(1) == "one" && purpose(2) == nil)
            #expect(
                try store.use(challenge, for: domain, answeredBy: [1], purpose: "two", at: now(9_999))
                    == .used(at: now(5), bySame: true))
            #expect(purpose(1) == "one")
            let other = try store.make(for: domain, at: now()).challenge
            _ = store.use(other, for: domain, answeredBy: [1], at: try now(5))
            #expect(store.purpose(ofUsing: other, for: domain, answeredBy: [1]) == nil)
        }
    }

    @Test("of many that use one at the same time, exactly one does")
    func race() async throws {
        let folder = try Files.withTemporaryFolder { $0 }
        try Files.makeFolder(folder)
        defer { Files.remove(folder) }
        for _ in 0..<20 {
            let challenge = try ChallengeStore(state: folder).make(for: domain, at: now()).challenge
            let clock = try now()
            let domain = domain
            let winners = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let standing = ChallengeStore(state: folder).use(
                            challenge, for: domain, answeredBy: [UInt8(number)], at: clock)
                        if case .open = standing { return true }
                        return false
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(winners == 1)
        }
    }

    @Test("it ends, and what ended is taken away a day later, so that nothing that was used opens again")
    func ending() throws {
        try Files.withTemporaryFolder { folder in
            let store = ChallengeStore(state: folder)
            let used = try store.make(for: domain, at: now()).challenge
            let unused = try store.make(for: domain, at: now()).challenge
            _ = try store.use(used, for: domain, answeredBy: [1], at: now(600))
            #expect(try store.use(unused, for: domain, answeredBy: [1], at: now(601)) == .expired(now(600)))
            _ = try store.make(for: domain, at: now(600 + 86_400))
            #expect(try files(folder).sorted() == [".open", ".open", ".open", ".used"])
            _ = try store.make(for: domain, at: now(601 + 86_400))
            #expect(try files(folder) == [".open", ".open"])
            for challenge in [used, unused] {
                #expect(try store.use(challenge, for: domain, answeredBy: [1], at: now()) == .unknown)
            }
        }
    }

    @Test("what one was used up for is remembered for as long as that may still be finished")
    func remembersPurposes() throws {
        try Files.withTemporaryFolder { folder in
            let store = ChallengeStore(state: folder)
            let challenge = try store.make(for: domain, at: now()).challenge
            _ = try store.use(challenge, for: domain, answeredBy: [1], purpose: "p", at: now(60))
            for days in [3, 400, 1_000] as [Int64] {
                _ = try store.make(for: domain, at: now(days * 86_400))
                #expect(store.purpose(ofUsing: challenge, for: domain, answeredBy: [1]) == "p", "\(days)")
                let standing = try store.use(challenge, for: domain, answeredBy: [1], at: now(days * 86_400))
                #expect(try standing == .used(at: now(60), bySame: true))
            }
            _ = try store.make(for: domain, at: now(1_200 * 86_400))
            #expect(store.purpose(ofUsing: challenge, for: domain, answeredBy: [1]) == nil)
        }
    }

    @Test("a lifetime is brought within a minute and 30 days, and a name that cannot be one is refused")
    func bounds() throws {
        try Files.withTemporaryFolder { folder in
            let store = ChallengeStore(state: folder)
            for (lifetime, kept) in [(0, 60), (.min, 60), (900, 900), (.max, 30 * 86_400)] as [(Int64, Int64)] {
                let end = try store.make(for: domain, lifetime: lifetime, at: now()).expires
                #expect(try end == now(kept))
            }
            for name in ["", "hr example", "hr\n.example", "hr.exämple", String(repeating: "a", count: 513)] {
                #expect(throws: ChallengeError.domain) { try store.make(for: name, at: now()) }
            }
        }
    }

    @Test(
        "on a disk that fails at any step, none is given out that is not kept, and none counts that is not crossed out")
    func faults() throws {
        for operation in DiskFaults.Operation.allCases {
            try Files.withTemporaryFolder { folder in
                let good = ChallengeStore(state: folder)
                let challenge = try good.make(for: domain, at: now()).challenge
                let faults = DiskFaults { $0 == operation ? 5 : nil }
                let bad = ChallengeStore(state: folder, faults: faults)
                if case .open = try bad.use(challenge, for: domain, answeredBy: [1], at: now()) {
                    // Another way was found that did not fail: then it is crossed out.
                    #expect(
                        try good.standing(of: challenge, for: domain, answeredBy: [9], at: now())
                            == .used(at: now(), bySame: false))
                }
            }
        }
    }

    @Test("strange files beside them change nothing")
    func strangeFiles() throws {
        try Files.withTemporaryFolder { folder in
            let store = ChallengeStore(state: folder)
            let challenge = try store.make(for: domain, at: now()).challenge
            for name in ["x", "a.b.open", ".open", "a.9999999999999999999.used", "..used"] {
                try Files.write([], to: store.folder + "/" + name)
            }
            #expect(try store.use(challenge, for: domain, answeredBy: [1], at: now()) == .open(until: now(600)))
        }
    }
}
