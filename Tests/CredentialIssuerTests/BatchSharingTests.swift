import CredentialIssuer
import Database
import DatabaseSupport
import Dispatch
import Encodings
import RoleSupport
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Several processes that issue one batch")
struct BatchSharingTests {
    /// An institution with its register on a server, and a spreadsheet.
    struct Stage {
        let folder: String
        let place: DatabasePlace
        let count: Int
        var institution: String { folder + "/institution" }
        var sheet: String { folder + "/june.csv" }

        func issuer() throws -> IssuerFolder { try IssuerFolder(institution, server: place.open()) }

        /// What is in a folder for credentials, which is made where it is missing.
        func contents(_ name: String) throws -> [String: [UInt8]] {
            var contents: [String: [UInt8]] = [:]
            for file in try Files.names(in: folder + "/" + name) {
                contents[file] = try Files.read(folder + "/" + name + "/" + file)
            }
            return contents
        }

        func run(
            _ out: String, patience: Duration = .seconds(60), progress: (BatchProgress) -> Bool = { _ in true }
        ) throws -> BatchOutcome {
            if !Files.exists(folder + "/" + out) { try Files.makeFolder(folder + "/" + out) }
            return try run(to: FolderDelivery(folder + "/" + out), patience: patience, progress: progress)
        }

        func run(
            to delivery: any BatchDelivery, patience: Duration = .seconds(60),
            progress: (BatchProgress) -> Bool = { _ in true }
        ) throws -> BatchOutcome {
            var options = Institution.batchOptions
            options.patience = patience
            return try Institution.issueBatch(
                sheet, in: institution, to: delivery, server: place.open(), options: options, progress: progress)
        }

        /// Each row has one credential, with a place of its own, and the register is whole.
        func check(_ credentials: some Collection<[UInt8]>) throws {
            #expect(Set(credentials).count == count)
            let places = try credentials.map { bytes in
                let entry = try JSONDocument(parsing: bytes, limits: .credential).root["credentialStatus"]?.firstElement
                return "\(entry?["statusListCredential"]?.string ?? "") \(entry?["statusListIndex"]?.string ?? "")"
            }
            #expect(Set(places).count == count && !places.contains(" "))
            let issuer = try issuer()
            let audit = try issuer.audit()
            #expect(audit.isClean && audit.issuedCount == count)
            #expect(try Set(issuer.issued().map { try issuer.credential($0) }) == Set(credentials))
            #expect(try issuer.batches().map(\.issuedCount) == [count])
        }
    }

    private func withStage(_ count: Int, _ body: (Stage) async throws -> Void) async throws {
        try await DatabaseDriver.postgresql.withPlaceAsync { place in
            let path = try Files.withTemporaryFolder { $0 }
            defer { Files.remove(path) }
            try Files.makeFolder(path)
            let stage = Stage(folder: path, place: place, count: count)
            _ = try Institution.folder(
                stage.institution, id: "did:web:leiehove.example", status: Institution.status(), server: place.open())
            try Files.write(Array(Institution.spreadsheet(count).utf8), to: stage.sheet)
            try await body(stage)
        }
    }

    /// Runs one process beside what goes on, which stops in its tracks until it is let go.
    final class Paused: Sendable {
        private let started = DispatchSemaphore(value: 0)
        private let goOn = DispatchSemaphore(value: 0)
        private let ended = DispatchSemaphore(value: 0)
        private let outcome = Mutex<Result<BatchOutcome, any Error>?>(nil)

        init(_ work: @escaping @Sendable (_ pause: () -> Bool) throws -> BatchOutcome) {
            DispatchQueue.global().async { [self] in
                var hasPaused = false
                let result = Result {
                    try work {
                        if !hasPaused {
                            hasPaused = true
                            started.signal()
                            goOn.wait()
                        }
                        return true
                    }
                }
                outcome.withLock { $0 = result }
                started.signal()
                ended.signal()
            }
            started.wait()
        }

        func letGo() { goOn.signal() }

        func finish() throws -> BatchOutcome {
            letGo()
            ended.wait()
            return try #require(outcome.withLock { $0 }).get()
        }
    }

    @Test(
        "each does a share of it, and together they do each row once", .timeLimit(.minutes(60)),
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"), arguments: [2, 4])
    func sharing(_ processCount: Int) async throws {
        let count = min(1_200 * Trials(1).count, 100_000)
        try await withStage(count) { stage in
            let outs = (0..<processCount).map { "out-\($0)" }
            for out in outs { try Files.makeFolder(stage.folder + "/" + out) }
            let started = ContinuousClock.now
            let outcomes = try CrashSubject.runTogether(
                outs.map { out in
                    { () throws in
                        let more = [stage.sheet, stage.folder + "/" + out, stage.place.location, "20"]
                        return try CrashSubject.run("bulk", stage.institution, more: more)
                    }
                })
            let duration = ContinuousClock.now - started
            var issued: [Int] = []
            var given = 0
            var files: [String: [UInt8]] = [:]
            for (outcome, out) in zip(outcomes, outs) {
                let end = try #require(outcome.end, "\(outcome.lines.last ?? "")")
                #expect(end.count == 3 && end.reduce(0, +) == count)
                let delivered = try stage.contents(out)
                #expect(delivered.count == end[0] + end[1])
                files.merge(delivered) { one, other in
                    #expect(one == other)
                    return one
                }
                issued.append(end[0])
                given += end[1]
            }
            if Trials(1).count > 1 {
                print("\(processCount) processes issued \(count) rows in \(duration): \(issued), \(given) again")
            }
            // What one does no other one does as well.
            #expect(given < count / 10)
            #expect(issued.allSatisfy { $0 > 0 } && issued.reduce(0, +) == count, "\(issued)")
            #expect(files.count == count)
            try stage.check(files.values)
        }
    }

    @Test(
        "what others issue at the same time is theirs to deliver, and the same again gives all of it",
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func elsewhere() async throws {
        try await withStage(60) { stage in
            let paused = Paused { pause in try stage.run("one") { _ in pause() } }
            let second = try stage.run("two", patience: .milliseconds(200))
            let first = try paused.finish()
            // The second began when the first had issued some: those are given again.
            #expect(second.elsewhereCount == 0 && second.issuedCount > 0 && second.givenCount > 0)
            #expect(second.issuedCount + second.givenCount == 60)
            #expect(first.issuedCount + first.givenCount + first.elsewhereCount == 60 && first.elsewhereCount > 0)
            #expect(first.issuedCount + second.issuedCount == 60)
            #expect(try stage.contents("one").count == first.issuedCount + first.givenCount)
            #expect(try stage.contents("two").count == second.issuedCount + second.givenCount)
            let again = try stage.run("two")
            #expect(again.givenCount == 60 && again.elsewhereCount == 0 && again.batch == first.batch)
            let all = try stage.contents("two")
            for (name, bytes) in try stage.contents("one") { #expect(all[name] == bytes) }
            try stage.check(all.values)
        }
    }

    @Test(
        "a process that stands still holds nobody up for good, and does no harm when it goes on",
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func standstill() async throws {
        try await withStage(30) { stage in
            let paused = Paused { pause in try stage.run("one") { _ in pause() } }
            var looks = 0
            let second = try stage.run("two", patience: .milliseconds(300)) { _ in
                looks += 1
                return true
            }
            // Everything is issued before the other goes on.
            #expect(try stage.issuer().issued().count == 30 && looks > 0)
            let first = try paused.finish()
            #expect(first.issuedCount + second.issuedCount == 30)
            let two = try stage.contents("two")
            for (name, bytes) in try stage.contents("one") { #expect(two[name] ?? bytes == bytes) }
            try stage.check(try stage.contents("one").merging(two) { one, _ in one }.values)
        }
    }

    @Test(
        "a process whose turn to write comes late waits for several others",
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func turns() async throws {
        try await withStage(10) { stage in
            let busy = try stage.place.open()
            let paused = Paused { pause in
                try busy.write { transaction throws(DatabaseError) in
                    try transaction.run("UPDATE registers SET number = 1")
                    _ = pause()
                }
                return try stage.run("one")
            }
            let server = try stage.place.open(patience: .milliseconds(200))
            try Files.makeFolder(stage.folder + "/two")
            let out = FolderDelivery(stage.folder + "/two")
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { paused.letGo() }
            let outcome = try Institution.issueBatch(
                stage.sheet, in: stage.institution, to: out, server: server, options: Institution.batchOptions)
            let other = try paused.finish()
            #expect(outcome.issuedCount + other.issuedCount == 10)
            #expect(try stage.issuer().issued().count == 10 && stage.issuer().audit().isClean)
        }
    }

    @Test(
        "whoever waits for another can stop waiting",
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func stopping() async throws {
        try await withStage(30) { stage in
            let paused = Paused { pause in try stage.run("one") { _ in pause() } }
            var last = -1
            let second = try stage.run("two") { progress in
                defer { last = progress.done }
                return progress.done != last
            }
            #expect(second.isStopped && second.issuedCount < 30)
            _ = try paused.finish()
            try stage.check(
                try stage.contents("one").merging(stage.contents("two")) { one, _ in one }.values)
        }
    }

    @Test(
        "a file of lines has all of them in the order of the rows, whoever issued them",
        .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func lines() async throws {
        try await withStage(60) { stage in
            let paused = Paused { pause in try stage.run("one") { _ in pause() } }
            let delivery = try LinesDelivery(stage.folder + "/all.jsonl")
            let second = try stage.run(to: delivery, patience: .milliseconds(200))
            #expect(second.elsewhereCount == 0 && second.issuedCount > 0 && second.givenCount > 0)
            #expect(second.issuedCount + second.givenCount == 60)
            _ = try paused.finish()
            let lines = try Files.read(stage.folder + "/all.jsonl").split(separator: 0x0A).map { Array($0) }
            try stage.check(lines)
            let records = try stage.issuer().credentials(ofBatch: second.batch)
            #expect(try records.map { try stage.issuer().credential($0) } == lines)
        }
    }

    @Test("rows that have other numbers in another process are not taken for its rows, and none is left out in silence")
    func otherNumbers() throws {
        try Files.withTemporaryFolder { folder throws in
            let institution = try Institution.folder(folder + "/institution")
            let sheet = folder + "/june.csv"
            try Files.write(Array(Institution.spreadsheet(40).utf8), to: sheet)
            let rehearsal = try BatchRehearsal(institution, Institution.specification(), at: Institution.now)
            let (_, order) = try Institution.rehearse(sheet, rehearsal)
            // With three empty rows on top, the learners in rows 5 to 9 are others; what is whole there looks whole here.
            var lines = Institution.spreadsheet(40).split(separator: "\r\n").map { String($0) }
            lines.insert(contentsOf: [",,,,", ",,,,", ",,,,"], at: 1)
            try Files.write(Array(lines.joined(separator: "\n").utf8), to: folder + "/other.csv")
            for out in ["/one", "/two"] { try Files.makeFolder(folder + out) }
            let other = try Institution.issueBatch(
                folder + "/other.csv", in: institution.path, to: FolderDelivery(folder + "/one")
            ) { $0.done < 10 }
            #expect(other.isStopped && other.issuedCount > 5 && other.issuedCount % 5 == 0)
            let issuer = try Institution.issuer(institution.path)
            #expect(throws: IssuerError(.conflict, "")) {
                try issuer.issue(
                    order, Institution.specification(), Institution.rows(sheet), to: FolderDelivery(folder + "/two"),
                    options: Institution.batchOptions, at: Institution.now)
            }
            #expect(try institution.audit().isClean)
        }
    }
}
