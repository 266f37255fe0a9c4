import CredentialIssuer
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("Issuing that is interrupted")
struct InterruptionTests {
    private static let learners = ["Anna", "Bert", "Cato"]

    @Test("wherever the process is killed, running it again finishes the story, and nothing is issued twice")
    func killing() throws {
        var point = 0
        while true {
            point += 1
            let isEnd = try Files.withTemporaryFolder { folder throws in
                let path = folder + "/institution"
                let outcome = try CrashSubject.run("issuer", path, killedAt: point)
                try #require(outcome.wasKilled || outcome.lines.last?.hasPrefix("again ") == true, "\(outcome.lines)")
                try finish(path, after: outcome.lines)
                return !outcome.wasKilled
            }
            if isEnd { break }
        }
        #expect(point > 10)
    }

    @Test(
        "wherever the register is being written when the process is killed, nothing is lost and nothing issued twice",
        .enabled(if: SystemCalls.canBeWatched, "needs strace"), arguments: SystemCalls.changingDatabases)
    func killingTheDatabase(_ call: String, _ stride: Int) throws {
        var step = 0
        var isKilled = true
        while isKilled {
            step += stride
            try Files.withTemporaryFolder { folder throws in
                let path = folder + "/institution"
                let outcome = try CrashSubject.run("issuer", path, under: SystemCalls.killing(at: call, step))
                isKilled = outcome.lines.last?.hasPrefix("again ") != true
                try finish(path, after: outcome.lines)
            }
        }
        #expect(step > stride)
    }

    @Test(
        "a disk that fills up at any write stops issuing, and what was planned is what is issued once there is room",
        .enabled(if: SystemCalls.canBeWatched, "needs strace"), arguments: ["ENOSPC", "EIO"])
    func failingWrites(_ error: String) throws {
        var step = 0
        var hasFailed = true
        while hasFailed {
            step += Trials(1).count > 1 ? 1 : 19
            try Files.withTemporaryFolder { folder throws in
                let path = folder + "/institution"
                let under = SystemCalls.failing("pwrite64", with: error, from: step)
                let outcome = try CrashSubject.run("issuer", path, under: under)
                hasFailed = outcome.lines.last?.hasPrefix("again ") != true
                if hasFailed {
                    let last = outcome.lines.last ?? ""
                    #expect(last.contains("ISSUER_STORAGE"), "\(last)")
                    #expect(
                        error == "EIO" || last.contains("disk is full") || last.contains("no space left"), "\(last)")
                }
                let planned = try? IssuerFolder(path).audit().unfinished
                try finish(path, after: outcome.lines.filter { !$0.hasPrefix("error") })
                let issued = try IssuerFolder(path).issued().map(\.credentialID)
                #expect((planned ?? []).allSatisfy(issued.contains))
            }
        }
        #expect(step > 100)
    }

    /// Runs the story to its end in this process, and compares it with what was acknowledged before.
    private func finish(_ path: String, after lines: [String]) throws {
        do {
            _ = try Institution.folder(path)
        } catch let error as IssuerError {
            try #require(error.code == .folderExists)
        }
        // What is recorded as issued has its copy before anything is put right.
        #expect(try IssuerFolder(path).audit().damagedCopies.isEmpty)
        let issuer = try Institution.issuer(path)
        for name in Self.learners {
            let record = try Institution.record(.init(name, "De Smet"))
            _ = try issuer.issue(record, at: Institution.now.adding(days: 1))
        }
        let record = try Institution.record(.init("Anna", "De Smet"))
        let first = try #require(try IssuerFolder(path).issued().first)
        _ = try issuer.issue(
            record, repetition: .after(credentialID: first.credentialID), at: Institution.now.adding(days: 1))
        let folder = try IssuerFolder(path)
        let issued = try folder.issued().map(\.digest.hexadecimal)
        for line in lines where line != "created" {
            #expect(issued.contains(String(line.suffix(64))), "\(line) was acknowledged")
        }
        let audit = try folder.audit()
        #expect(audit.issuedCount == 4 && audit.damagedCopies.isEmpty && audit.unfinished.isEmpty)
        #expect(audit.unknownCopies.isEmpty)
        for record in try folder.issued() { #expect(try !folder.credential(record).isEmpty) }
    }

    @Test("what was planned for a record that has changed since is abandoned, and nobody gets it")
    func changedSince() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            var anna = Institution.Learner("Anna", "De Smet")
            #expect(throws: IssuerError(.signingFailed, "")) {
                _ = try Institution.failingIssuer(folder).issue(Institution.record(anna), at: Institution.now)
            }
            let planned = try made.audit().unfinished
            anna.mark = "15"
            let issued = try Institution.issuer(folder).issue(Institution.record(anna), at: Institution.now)
            #expect(planned.count == 1 && planned != [issued.record.credentialID])
            #expect(try made.audit().isClean && made.issued() == [issued.record])
        }
    }

    @Test("in any order, with any repetitions and interruptions, each learner has exactly one credential")
    func anyOrder() throws {
        for seed in 1...6 {
            var random = SeededGenerator(seed: seed)
            try Files.withTemporaryFolder { folder throws in
                _ = try Institution.folder(folder)
                var seen: [String: [UInt8]] = [:]
                for _ in 1...12 {
                    let name = Self.learners.randomElement(using: &random) ?? "Anna"
                    let isFailing = Bool.random(using: &random)
                    let days = Int.random(in: 0...9, using: &random)
                    do {
                        let issuer =
                            isFailing ? try Institution.failingIssuer(folder) : try Institution.issuer(folder)
                        let issued = try issuer.issue(
                            Institution.record(.init(name, "De Smet")), at: Institution.now.adding(days: days))
                        #expect(seen[name] == nil || seen[name] == issued.bytes)
                        seen[name] = issued.bytes
                    } catch let error as IssuerError {
                        #expect(error.code == .signingFailed)
                    }
                }
                let made = try IssuerFolder(folder)
                let records = try made.issued()
                #expect(records.count <= Self.learners.count)
                let copies = try records.map { try made.credential($0) }
                for bytes in seen.values { #expect(copies.contains(bytes)) }
            }
        }
    }
}
