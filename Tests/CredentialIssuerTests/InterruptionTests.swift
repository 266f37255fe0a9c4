import CredentialIssuer
import Encodings
import Glibc
import RoleSupport
import Storage
import Synchronization
import TestSupport
import Testing

extension DiskFaults {
    /// A disk on which one kind of step always fails for want of room.
    static func failing(_ step: Operation) -> DiskFaults { DiskFaults { $0 == step ? ENOSPC : nil } }
}

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
        #expect(point > 40)
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

    @Test("a disk that is full at any step stops issuing, and the same call gives the planned bytes once there is room")
    func fullDisk() throws {
        var failing = 0
        var hasFailed = true
        while hasFailed {
            failing += 1
            hasFailed = false
            try Files.withTemporaryFolder { folder throws in
                _ = try Institution.folder(folder)
                let target = failing
                let counter = Mutex(0)
                let faults = DiskFaults { _ in
                    counter.withLock { count in
                        count += 1
                        return count == target ? ENOSPC : nil
                    }
                }
                for name in Self.learners {
                    let record = try Institution.record(.init(name, "De Smet"))
                    do {
                        _ = try Institution.issuer(folder, faults: faults).issue(record, at: Institution.now)
                    } catch let error as IssuerError {
                        hasFailed = true
                        #expect(error.storage?.code == .noSpace)
                        let planned = try IssuerFolder(folder).audit().unfinished
                        let issued = try Institution.issuer(folder).issue(record, at: Institution.now.adding(days: 1))
                        // What had reached the register before is what is issued.
                        #expect(planned.isEmpty || planned == [issued.record.credentialID])
                        #expect(planned.isEmpty || issued.record.signedAt == Institution.now)
                    }
                }
                let made = try IssuerFolder(folder)
                #expect(try made.audit().isClean && made.issued().count == 3)
            }
        }
        #expect(failing > 8)
    }

    @Test("after a failed write an issuer stops, and does not skip to the next learner")
    func stopping() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder)
            let issuer = try Institution.issuer(folder, faults: .failing(.synchronizeFile))
            for name in Self.learners {
                #expect(throws: IssuerError(.storageFailed, "")) {
                    try issuer.issue(Institution.record(.init(name, "De Smet")), at: Institution.now)
                }
            }
            #expect(try IssuerFolder(folder).issued().isEmpty)
        }
    }

    @Test("what was planned for a record that has changed since is abandoned, and nobody gets it")
    func changedSince() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            var anna = Institution.Learner("Anna", "De Smet")
            #expect(throws: IssuerError(.storageFailed, "")) {
                let issuer = try Institution.issuer(folder, faults: .failing(.renameExclusively))
                _ = try issuer.issue(Institution.record(anna), at: Institution.now)
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
                    let target = Int.random(in: 1...14, using: &random)
                    let counter = Mutex(0)
                    let faults = DiskFaults { _ in
                        counter.withLock { count in
                            count += 1
                            return count >= target ? EIO : nil
                        }
                    }
                    let days = Int.random(in: 0...9, using: &random)
                    do {
                        let issued = try Institution.issuer(folder, faults: faults).issue(
                            Institution.record(.init(name, "De Smet")), at: Institution.now.adding(days: days))
                        #expect(seen[name] == nil || seen[name] == issued.bytes)
                        seen[name] = issued.bytes
                    } catch let error as IssuerError {
                        #expect(error.storage?.code == .inputOutput)
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
