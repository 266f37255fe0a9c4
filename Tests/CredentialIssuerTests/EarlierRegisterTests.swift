import CredentialIssuer
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("A register from before it was a database")
struct EarlierRegisterTests {
    private static func learner(_ name: String) -> Institution.Learner {
        var learner = Institution.Learner(name, "Peeters-Janssens")
        (learner.id, learner.number) = ("did:example:" + name, "r-" + name)
        return learner
    }

    private func withEarlier(_ names: [String], _ body: (IssuerFolder, [IssuedCredential]) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            var issued: [IssuedCredential] = []
            do {
                let issuer = try Institution.issuer(folder)
                for name in names {
                    issued.append(try issuer.issue(Institution.record(Self.learner(name)), at: Institution.now))
                }
            }
            try RegisterFile.makeEarlier(folder)
            try body(made, issued)
        }
    }

    private func log(_ folder: IssuerFolder) -> String { folder.path + "/register/issued.log" }

    @Test("a folder that an earlier version made is read as it was, and nothing in it changes")
    func reading() throws {
        let vector = Vectors.repository + "/Tests/Vectors/earlier-register"
        try Files.withTemporaryFolder { folder throws in
            #expect(try Subprocess.run("/bin/cp", ["-r", vector + "/.", folder]).exitCode == 0)
            let opened = try IssuerFolder(folder)
            let records = try opened.issued()
            #expect(records.map(\.sequence) == [2, 4])
            for record in records {
                let copy = "\(vector)/register/credentials/\(record.digest.hexadecimal).json"
                #expect(try opened.credential(record) == Files.read(copy))
            }
            #expect(try opened.audit().isClean)
            #expect(try Files.names(in: folder + "/register") == ["credentials", "issued.log", "salt"])
        }
    }

    @Test("it is taken over when somebody issues: the same is given again, and what is new follows it")
    func takingOver() throws {
        try withEarlier(["Anna", "Bert"]) { folder, issued throws in
            let old = try Files.read(log(folder))
            do {
                let issuer = try Institution.issuer(folder.path)
                let again = try issuer.issue(
                    Institution.record(Self.learner("Anna")), at: Institution.now.adding(days: 1))
                #expect(!again.isNew && again.bytes == issued[0].bytes && again.record == issued[0].record)
                #expect(try issuer.issue(Institution.record(Self.learner("Cato")), at: Institution.now).isNew)
            }
            #expect(try folder.issued().map(\.sequence) == [2, 4, 7])
            #expect(try folder.audit().isClean)
            // The log goes as far as it went, and ends with the record that the register has moved.
            #expect(try Files.read(log(folder)).starts(with: old))
            var reader = try LogReader(log(folder))
            var lines: [[UInt8]] = []
            while let record = try reader.next() { lines.append(record.bytes) }
            #expect(try lines == Array(RegisterFile.lines(folder.path).prefix(5)))
            let last = try JSONDocument(parsing: lines[4], limits: .credential).root
            // An earlier version reads the identifier of a credential in each record, and refuses a log without it.
            #expect(last["action"]?.string == "moved" && last["credential"] == nil)
            let issuer = try Institution.issuer(folder.path)
            #expect(try !issuer.issue(Institution.record(Self.learner("Cato")), at: Institution.now).isNew)
        }
    }

    @Test("a database that is lost, emptied or another one is missed")
    func lostDatabase() throws {
        try withEarlier(["Anna"]) { folder, _ throws in
            do { _ = try Institution.issuer(folder.path) }
            let path = folder.path + "/register/register.db"
            let good = try Files.read(path)
            try withEarlier(["Bert"]) { other, _ throws in
                do { _ = try Institution.issuer(other.path) }
                for replacement in [nil, [], try Files.read(other.path + "/register/register.db")] as [[UInt8]?] {
                    Files.remove(path)
                    if let replacement { try Files.write(replacement, to: path) }
                    #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
                    #expect(throws: IssuerError(.registerDamaged, "")) { try folder.issued() }
                }
            }
            try Files.write(good, to: path)
            #expect(try folder.issued().count == 1)
        }
    }

    @Test("killed between the database and the end of the log, the next one ends the log")
    func unendedLog() throws {
        try withEarlier(["Anna"]) { folder, _ throws in
            let before = try Files.read(log(folder))
            do { _ = try Institution.issuer(folder.path) }
            let after = try Files.read(log(folder))
            try Files.write(before, to: log(folder))
            #expect(try folder.issued().count == 1)
            do { _ = try Institution.issuer(folder.path) }
            #expect(try Files.read(log(folder)) == after)
        }
    }

    @Test("what an earlier version issued after the database was made is no reason to lose it")
    func bothUsed() throws {
        try withEarlier(["Anna"]) { folder, _ throws in
            let before = try Files.read(log(folder))
            do { _ = try Institution.issuer(folder.path) }
            try Files.write(before, to: log(folder))
            let line = try #require(try RegisterFile.lines(folder.path).first)
            try AppendOnlyLog.open(at: log(folder)).append(line)
            #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
        }
    }

    @Test(
        "wherever the process is killed while a register is taken over, nothing is lost and nothing issued twice",
        .enabled(if: SystemCalls.canBeWatched, "needs strace"),
        arguments: SystemCalls.changingDatabases + [("write", 1), ("renameat2", 1)])
    func killing(_ call: String, _ stride: Int) throws {
        var step = 0
        var isKilled = true
        while isKilled {
            step += stride
            try withEarlier(["Anna", "Bert"]) { folder, issued throws in
                let outcome = try CrashSubject.run(
                    "issuer", folder.path, under: SystemCalls.killing(at: call, step))
                isKilled = outcome.lines.last?.hasPrefix("again ") != true
                let issuer = try Institution.issuer(folder.path)
                for (name, credential) in zip(["Anna", "Bert"], issued) {
                    let again = try issuer.issue(Institution.record(Self.learner(name)), at: Institution.now)
                    #expect(!again.isNew && again.bytes == credential.bytes)
                }
                let found = try folder.issued().map(\.digest.hexadecimal)
                for line in outcome.lines where !line.hasPrefix("error") {
                    #expect(found.contains(String(line.suffix(64))), "\(line) was acknowledged")
                }
                #expect(try folder.audit().damagedCopies.isEmpty)
            }
        }
    }

    @Test("a damaged log is refused, and a line that a crash tore off is moved aside")
    func damage() throws {
        try withEarlier(["Anna"]) { folder, _ throws in
            var bytes = try Files.read(log(folder))
            bytes[40] ^= 1
            try Files.write(bytes, to: log(folder))
            #expect(throws: IssuerError(.registerDamaged, "")) { try folder.issued() }
            #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
        }
        try withEarlier(["Anna"]) { folder, _ throws in
            try Files.write(Files.read(log(folder)) + Array("0123".utf8), to: log(folder))
            #expect(try folder.issued().count == 1)
            let issuer = try Institution.issuer(folder.path)
            #expect(issuer.recovery?.byteCount == 4 && issuer.recovery?.recordsKept == 2)
            #expect(try issuer.issue(Institution.record(Self.learner("Bert")), at: Institution.now).isNew)
        }
    }

    @Test(
        "a credential whose record the disk lost is not issued a second time, with its line torn or cut off",
        arguments: [20, nil])
    func lostRecord(_ torn: Int?) throws {
        try withEarlier(["Anna"]) { folder, issued throws in
            let bytes = try Files.read(log(folder))
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            // The last line ends with a line feed: what stands before it is the record that the credential was issued.
            let lost = torn ?? (lines[lines.count - 2].count + 1)
            try Files.write(Array(bytes.dropLast(lost)), to: log(folder))
            var changed = Self.learner("Anna")
            changed.mark = "15"
            let issuer = try Institution.issuer(folder.path)
            #expect(throws: IssuerError(.conflict, "")) {
                try issuer.issue(Institution.record(changed), at: Institution.now.adding(days: 1))
            }
            #expect(try folder.issued().map(\.digest) == [issued[0].record.digest])
            #expect(try folder.audit().isClean)
            let again = try issuer.issue(Institution.record(Self.learner("Anna")), at: Institution.now.adding(days: 1))
            #expect(again.bytes == issued[0].bytes)
        }
    }

    @Test("a stranger's file among the copies, or a changed copy, carries out no plan")
    func strangeCopies() throws {
        try withEarlier(["Anna"]) { folder, issued throws in
            try Files.write(Array(Files.read(log(folder)).dropLast(20)), to: log(folder))
            let copies = folder.path + "/register/credentials/"
            try Files.write(issued[0].bytes + [0x20], to: copies + issued[0].record.digest.hexadecimal + ".json")
            try Files.write([1], to: copies + String(repeating: "ab", count: 32) + ".json")
            var changed = Self.learner("Anna")
            changed.mark = "15"
            let issuer = try Institution.issuer(folder.path)
            #expect(try issuer.issue(Institution.record(changed), at: Institution.now.adding(days: 1)).isNew)
        }
    }

    @Test("a record that was changed is refused, though the checksums were made to fit")
    func tampering() throws {
        try withEarlier(["Anna"]) { folder, _ throws in
            var lines = try lines(folder)
            let changed = String(decoding: lines[1], as: UTF8.self).replacing("2026", with: "2025", maxReplacements: 1)
            lines[1] = Array(changed.utf8)
            try AtomicFile.remove(at: log(folder))
            try AppendOnlyLog.create(at: log(folder))
            try AppendOnlyLog.open(at: log(folder)).append(lines)
            #expect(throws: IssuerError(.registerDamaged, "")) { try folder.issued() }
            #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
        }
    }

    private func lines(_ folder: IssuerFolder) throws -> [[UInt8]] {
        var reader = try LogReader(log(folder))
        var lines: [[UInt8]] = []
        while let record = try reader.next() { lines.append(record.bytes) }
        return lines
    }
}
