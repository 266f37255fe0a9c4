import CredentialVerifier
import Credentials
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

/// What a verifier remembers of status lists from one run to the next, and what a capsule brings.
@Suite("Status lists over time")
struct StatusMemoryTests {
    private static let now = TrustCaseBook.now

    /// One run of a verifier over its folders.
    private static func run(
        _ folder: String, _ credential: [UInt8], at time: String = now, handed: [[UInt8]] = []
    ) throws -> VerificationReport {
        let now = try Timestamp(parsing: time)
        let state = VerifierState(folder + "/state")
        var trust = try TrustFolder.load(folder + "/trust", state: state).kept(in: state, at: now)
            .adding(TrustMaterial(), statusLists: handed)
        let report = Verifier(trust: trust).verify(credential, at: now)
        trust.keepStatusLists(in: state)
        return report
    }

    /// A verifier's folders with the pin, the roots and the list, and the credential that the lists speak of.
    private static func play(_ body: (String, [UInt8], StatusCaseBook) throws -> Void) throws {
        let book = try StatusCaseBook(trust: TrustCaseBook())
        try Files.withTemporaryFolder { folder in
            try Files.makeFolder(folder + "/trust")
            for (name, value) in try book.trust.files() where name.hasPrefix("trust/") {
                try Files.write(#require(value).serialized(), to: "\(folder)/\(name)")
            }
            try body(folder, book.credential().serialized(), book)
        }
    }

    private static func list(
        _ book: StatusCaseBook, _ since: String, set indexes: [Int] = [], until: String? = StatusCaseBook.until
    ) throws -> [UInt8] {
        try book.signed(StatusCaseBook.list(set: indexes, since: since, until: until)).serialized()
    }

    @Test("a revoked holder who hands over last week's list is found out where the newer one was ever seen")
    func replay() throws {
        try Self.play { folder, credential, book in
            let old = try Self.list(book, "2026-11-15T03:00:00Z")
            let new = try Self.list(book, "2026-11-21T03:00:00Z", set: [StatusCaseBook.index])
            #expect(try Self.run(folder, credential, handed: [old]).verdict == .valid)
            let revoked = try Self.run(folder, credential, handed: [new])
            #expect(revoked[.status]?.code == "REVOKED" && revoked.verdict == .invalid)
            let again = try Self.run(folder, credential, handed: [old])
            #expect(again[.status]?.code == "REVOKED")
            #expect(again.notes.map(\.code).contains("STATUS_REPLAY_OLDER"))
            // And with no list at all.
            #expect(try Self.run(folder, credential)[.status]?.code == "REVOKED")
        }
    }

    @Test("where the newest that was seen is gone, or is another one, last week's list is not good again")
    func removed() throws {
        try Self.play { folder, credential, book in
            let old = try Self.list(book, "2026-11-15T03:00:00Z")
            let new = try Self.list(book, "2026-11-21T03:00:00Z", set: [StatusCaseBook.index])
            _ = try Self.run(folder, credential, handed: [new])
            #expect(try !Self.run(folder, credential).notes.contains { $0.code.hasPrefix("STATE_") })
            let file = try folder + "/" + book.memory()
            for damage in [nil, Array("{".utf8), Array(new.dropLast(40)), old] as [[UInt8]?] {
                if let damage { try Files.write(damage, to: file) } else { Files.remove(file) }
                for _ in 1...2 {
                    let report = try Self.run(folder, credential, handed: [old])
                    #expect(report[.status]?.code == "STATUS_MEMORY_LOST" && report.verdict == .undecided)
                }
                // The list itself, or a newer one, mends it; so does one that revokes it, however old.
                #expect(try Self.run(folder, credential, handed: [new])[.status]?.code == "REVOKED")
                #expect(try Self.run(folder, credential, handed: [old])[.status]?.code == "REVOKED")
            }
            Files.remove(file)
            let older = try Self.list(book, "2026-11-16T03:00:00Z", set: [StatusCaseBook.index])
            #expect(try Self.run(folder, credential, handed: [older])[.status]?.code == "REVOKED")
            let newer = try Self.list(book, "2026-11-21T23:00:00Z")
            #expect(
                try Self.run(folder, credential, handed: [newer])[.status]?.code == "STATUS_REVOCATION_REVERSED")
            Files.remove(file)
            let newest = try Self.list(book, "2026-11-21T23:30:00Z")
            #expect(try Self.run(folder, credential, handed: [newest]).verdict == .valid)
        }
    }

    @Test("that all of what was seen is gone is said besides")
    func removedFolder() throws {
        try Self.play { folder, credential, book in
            let list = try Self.list(book, "2026-11-15T03:00:00Z")
            _ = try Self.run(folder, credential, handed: [list])
            Files.remove(folder + "/state/status")
            let report = try Self.run(folder, credential, handed: [list])
            let note = try #require(report.notes.first { $0.code == "STATE_DAMAGED" })
            #expect(note.message(in: .english).contains(folder + "/state") && report.verdict == .valid)
            #expect(try !Self.run(folder, credential).notes.contains { $0.code.hasPrefix("STATE_") })
        }
    }

    @Test("that a list was contradicted is known without the one that contradicted it")
    func removedContradiction() throws {
        try Self.play { folder, credential, book in
            let lists = try [7, 8].map { try Self.list(book, "2026-11-20T03:00:00Z", set: [$0]) }
            for list in lists { _ = try Self.run(folder, credential, handed: [list]) }
            let status = folder + "/state/status"
            let kept = try Files.names(in: status).filter { $0.hasPrefix("contradiction.") }
            #expect(kept.count == 1)
            for name in kept { Files.remove("\(status)/\(name)") }
            #expect(try Self.run(folder, credential)[.status]?.code == "STATUS_EQUIVOCATION")
            let newer = try Self.list(book, "2026-11-21T03:00:00Z", set: [7])
            #expect(try Self.run(folder, credential, handed: [newer]).verdict == .valid)
            #expect(try Self.run(folder, credential, handed: [lists[0]]).verdict == .valid)
        }
    }

    @Test("a verifier that has seen nothing takes last week's list, and never one that is too old")
    func tooOld() throws {
        try Self.play { folder, credential, book in
            let old = try Self.list(book, "2026-10-20T03:00:00Z", until: "2027-05-01T00:00:00Z")
            let report = try Self.run(folder, credential, handed: [old])
            #expect(report[.status]?.code == "STATUS_STALE" && report.verdict == .undecided)
            #expect(
                report.headline(in: .english) == "Cannot decide: revocation is unknown since 20 October 2026")
        }
    }

    @Test("only the newest list is kept, and only what an institution on the list has signed")
    func kept() throws {
        try Self.play { folder, credential, book in
            let status = folder + "/state/status"
            func files() throws -> [String] {
                try Files.exists(status) ? Files.names(in: status).filter { $0.hasSuffix(".json") } : []
            }
            _ = try Self.run(
                folder, credential, handed: [book.signed(StatusCaseBook.list(), by: "stranger").serialized()])
            #expect(try files().isEmpty)
            let first = try Self.list(book, "2026-11-15T03:00:00Z")
            let second = try Self.list(book, "2026-11-21T03:00:00Z", set: [9])
            for list in [first, second, first] { _ = try Self.run(folder, credential, handed: [list]) }
            #expect(try files() == [String(book.memory().split(separator: "/")[2])])
            #expect(try Files.read(status + "/" + files()[0]) == second)
            // One that takes a revocation back is not kept in the place of the one that has it.
            let reversed = try Self.list(book, "2026-11-22T03:00:00Z")
            let report = try Self.run(folder, credential, handed: [reversed])
            #expect(report[.status]?.code == "STATUS_REVOCATION_REVERSED")
            #expect(try Files.read(status + "/" + files()[0]) == second)
        }
    }

    @Test("a list that somebody put into the trust folder counts under whatever name, a revocation before all others")
    func namedByHand() throws {
        try Self.play { folder, credential, book in
            let place = folder + "/trust/" + TrustFolder.statusName
            try Files.makeFolder(place)
            let revoking = try Self.list(book, "2026-11-20T03:00:00Z", set: [StatusCaseBook.index])
            try Files.write(revoking, to: place + "/university.json")
            try Files.write(Array("no list".utf8), to: place + "/another.json")
            let report = try Self.run(folder, credential, handed: [Self.list(book, "2026-11-15T03:00:00Z")])
            #expect(report[.status]?.code == "REVOKED")
        }
    }

    @Test("a list from before the credential is told as that, and one from after it is not")
    func beforeTheCredential() throws {
        try Self.play { folder, credential, book in
            for (since, isTold) in [("2026-11-21T03:00:00Z", false), ("2026-05-01T03:00:00Z", true)] {
                let list = try Self.list(book, since, until: "2027-05-01T00:00:00Z")
                var trust = try TrustFolder.load(folder + "/trust").adding(TrustMaterial(), statusLists: [list])
                trust.keepStatusLists(in: VerifierState(folder + "/state-\(isTold)"))
                let report = Verifier(trust: trust, policy: .archive).verify(
                    credential, at: try Timestamp(parsing: Self.now))
                #expect(report.notes.contains { $0.code == "STATUS_BEFORE_CREDENTIAL" } == isTold, "\(since)")
            }
        }
    }

    @Test("two lists that contradict each other are remembered, until a newer one settles it")
    func contradictions() throws {
        for (earlier, later, code) in [
            (("2026-11-20T03:00:00Z", [7]), ("2026-11-20T03:00:00Z", [8]), "STATUS_EQUIVOCATION"),
            (("2026-11-19T03:00:00Z", [7]), ("2026-11-20T03:00:00Z", []), "STATUS_REVOCATION_REVERSED"),
        ] as [((String, [Int]), (String, [Int]), String)] {
            try Self.play { folder, credential, book in
                let one = try Self.list(book, earlier.0, set: earlier.1)
                let other = try Self.list(book, later.0, set: later.1)
                #expect(try Self.run(folder, credential, handed: [one]).verdict == .valid)
                #expect(try Self.run(folder, credential, handed: [other])[.status]?.code == code)
                // Whoever leaves one of them out gets no other answer.
                for handed in [[one], [other], [], [one, other]] {
                    let report = try Self.run(folder, credential, handed: handed)
                    #expect(report[.status]?.outcome == .undecided, "\(code) \(handed.count)")
                }
                let newer = try Self.list(book, "2026-11-21T03:00:00Z", set: [7])
                #expect(try Self.run(folder, credential, handed: [newer]).verdict == .valid, "\(code)")
                #expect(try Self.run(folder, credential).verdict == .valid, "\(code)")
                let names = try Files.names(in: folder + "/state/status").filter { $0.hasSuffix(".json") }
                #expect(try names == [String(book.memory().split(separator: "/")[2])])
            }
        }
        // The two came together, and neither was kept before.
        try Self.play { folder, credential, book in
            let lists = try [7, 8].map { try Self.list(book, "2026-11-20T03:00:00Z", set: [$0]) }
            #expect(try Self.run(folder, credential, handed: lists)[.status]?.code == "STATUS_EQUIVOCATION")
            for list in lists {
                #expect(try Self.run(folder, credential, handed: [list])[.status]?.code == "STATUS_EQUIVOCATION")
            }
        }
    }

    @Test("where nothing can be kept the report says so from then on")
    func unwritable() throws {
        try Self.play { folder, credential, book in
            try Files.write([], to: folder + "/state")
            let now = try Timestamp(parsing: Self.now)
            var trust = try TrustFolder.load(folder + "/trust").adding(
                TrustMaterial(), statusLists: [Self.list(book, StatusCaseBook.since)])
            #expect(Verifier(trust: trust).verify(credential, at: now).verdict == .valid)
            trust.keepStatusLists(in: VerifierState(folder + "/state"))
            let report = Verifier(trust: trust).verify(credential, at: now)
            #expect(report.notes.map(\.code).contains("STATE_NOT_KEPT"))
        }
    }

    @Test("four lists and four credentials: only each one's own list answers it")
    func substitution() throws {
        let book = try StatusCaseBook(trust: TrustCaseBook())
        let places = (1...4).map { "https://leiehove.example/status/2026-\($0)" }
        let lists = try places.enumerated().map { position, address in
            let purpose = position == 3 ? "suspension" : "revocation"
            return try book.signed(StatusCaseBook.list(purpose, at: address)).serialized()
        }
        let chain = TrustChain(pin: book.trust.authority.pin, material: book.trust.authority.published)
        for (row, address) in places.enumerated() {
            let entry = StatusCaseBook.entry(row == 3 ? "suspension" : "revocation", in: address)
            let credential = try book.credential(entry).serialized()
            for (column, list) in lists.enumerated() {
                let trust = Trust(
                    chains: [chain], pinned: [.demonstration], statusLists: StatusLists([list]))
                let report = Verifier(trust: trust).verify(credential, at: try Timestamp(parsing: Self.now))
                #expect((report[.status]?.outcome == .passed) == (row == column), "\(row) \(column)")
                if row != column { #expect(report[.status]?.code == "STATUS_LIST_ID_MISMATCH") }
            }
        }
    }

    @Test("a capsule brings the lists that its credential was judged by, and in 2046 says as of when")
    func capsule() throws {
        let book = try StatusCaseBook(trust: TrustCaseBook())
        let list = try Self.list(book, StatusCaseBook.since)
        let chain = TrustChain(pin: book.trust.authority.pin, material: book.trust.authority.published)
        let trust = Trust(
            chains: [chain], pinned: [.demonstration],
            statusLists: try StatusLists([list, Self.list(book, "2026-11-15T03:00:00Z")]))
        let now = try Timestamp(parsing: Self.now)
        let report = Verifier(trust: trust).verify(try book.credential().serialized(), at: now)
        #expect(report.verdict == .valid && report.statusLists == [list])
        let packed = try Capsule(packing: report, trust: trust)
        #expect(packed.statusLists == [list])

        let capsule = try Capsule(parsing: packed.bytes)
        let alone = TrustFolder.trust(book.trust.authority.pin)
        let first = Verifier(trust: alone).verify(capsule, at: now)
        #expect(first.verdict == .valid)
        let asOf = first.json(inputName: "a")["asOf"]
        #expect(TrustCase.text(asOf?["status"]) == "2026-11-21T03:00:00Z")
        let message = first[.status]?.message(in: .english)
        #expect(
            message == "not revoked as of 21 November 2026 at 03:00:00 UTC (30 hours old; your policy accepts 30 days)")

        let later = try Timestamp(parsing: "2046-06-01T00:00:00Z")
        #expect(Verifier(trust: alone).verify(capsule, at: later).verdict == .undecided)
        let archive = Verifier(trust: alone, policy: .archive).verify(capsule, at: later)
        #expect(archive.verdict == .valid)
        #expect(archive.notes.map(\.code).contains("STATUS_AS_OF"))
        #expect(archive.headline(in: .english).contains("as far as was known on 20 November 2026"))
        // Without the list nothing is known of it, however lenient the policy.
        let without = try Capsule(
            credential: capsule.credential, material: capsule.material)
        #expect(Verifier(trust: alone, policy: .archive).verify(without, at: later).verdict == .undecided)
    }
}
