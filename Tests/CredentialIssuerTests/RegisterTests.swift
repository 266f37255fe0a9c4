import CredentialIssuer
import Cryptography
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("The register")
struct RegisterTests {
    private static let anna = Institution.Learner("Anna", "De Smet")

    private static func learner(_ name: String) -> Institution.Learner {
        var learner = Institution.Learner(name, "Peeters-Janssens")
        (learner.id, learner.number) = ("did:example:" + name, "r-" + name)
        return learner
    }

    private func withIssued(_ names: [String], _ body: (IssuerFolder, [IssuedCredential]) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            var issued: [IssuedCredential] = []
            do {
                let issuer = try Institution.issuer(folder)
                for name in names {
                    issued.append(try issuer.issue(Institution.record(Self.learner(name)), at: Institution.now))
                }
            }
            try body(made, issued)
        }
    }

    private func records(_ folder: IssuerFolder) throws -> [JSONNode] {
        var reader = try LogReader(folder.path + "/register/issued.log")
        var records: [JSONNode] = []
        while let record = try reader.next() {
            let node = try JSONDocument(parsing: record.bytes, limits: .credential).root
            #expect(node.canonicalBytes() == record.bytes)
            records.append(node)
        }
        return records
    }

    @Test("what was issued is listed in order, and every copy is given as it was handed out")
    func listing() throws {
        try withIssued(["Anna", "Bert", "Cato"]) { folder, issued throws in
            let records = try folder.issued()
            #expect(records == issued.map(\.record))
            #expect(records.map(\.sequence) == [2, 4, 6])
            for (record, credential) in zip(records, issued) {
                #expect(try folder.credential(record) == credential.bytes)
            }
            #expect(Set(records.map(\.specificationDigest)).count == 1)
        }
    }

    @Test("each record is one line of canonical JSON, numbered, and chained to all before it")
    func form() throws {
        try withIssued(["Anna", "Bert"]) { folder, issued throws in
            let records = try records(folder)
            #expect(records.map { $0["sequence"]?.integer } == [1, 2, 3, 4])
            #expect(records.map { $0["action"]?.string } == ["planned", "issued", "planned", "issued"])
            #expect(records[1]["digest"]?.string == issued[0].record.digest.hexadecimal)
            #expect(records[0]["credential"]?.string == issued[0].record.credentialID)
            #expect(Set(records.compactMap { $0["chain"]?.string }).count == 4)
        }
    }

    @Test("neither the log nor a file name holds anything about a learner that could be read or guessed")
    func discretion() throws {
        try withIssued(["Anna"]) { folder, issued throws in
            let log = try Files.read(folder.path + "/register/issued.log")
            let text = String(decoding: log, as: UTF8.self)
            for word in ["Anna", "anna", "Peeters", "2001", "r-Anna", "did:example"] { #expect(!text.contains(word)) }
            // The same learner in the same words has other digests in another register.
            try withIssued(["Anna"]) { other, _ throws in
                let (mine, theirs) = (try records(folder)[0], try records(other)[0])
                #expect(mine["claims"]?.string != theirs["claims"]?.string)
                #expect(mine["learner"]?["name"]?.string != theirs["learner"]?["name"]?.string)
                #expect(
                    mine["specification"]?["digest"]?.string == theirs["specification"]?["digest"]?.string)
            }
        }
    }

    @Test("the digests of a learner are other ones for another specification")
    func unlinkable() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            do {
                let issuer = try Institution.issuer(folder)
                var other = Self.anna
                other.specification += "/2"
                for learner in [Self.anna, other] {
                    #expect(try issuer.issue(Institution.record(learner), at: Institution.now).isNew)
                }
            }
            let keys = try records(made).compactMap { $0["learner"] }
            #expect(keys.count == 2)
            let digests = keys.flatMap { [$0["name"]?.string] + ($0["distinct"]?.elements.map(\.string) ?? []) }
            #expect(digests.count == 4 && Set(digests).count == 4)
        }
    }

    @Test("a record that was changed, left out, moved or added is found, though the checksums were made to fit")
    func tampering() throws {
        try withIssued(["Anna", "Bert"]) { folder, _ throws in
            let path = folder.path + "/register/issued.log"
            var lines: [[UInt8]] = []
            var reader = try LogReader(path)
            while let record = try reader.next() { lines.append(record.bytes) }
            func rewritten(_ lines: [[UInt8]]) throws -> IssuerError? {
                try AtomicFile.remove(at: path)
                try AppendOnlyLog.create(at: path)
                try AppendOnlyLog.open(at: path).append(lines)
                return #expect(throws: IssuerError.self) { try folder.issued() }
            }
            let changed = String(decoding: lines[1], as: UTF8.self).replacing("2026", with: "2025", maxReplacements: 1)
            let forgeries: [[[UInt8]]] = [
                [lines[0], Array(changed.utf8), lines[2], lines[3]], [lines[0], lines[2], lines[3]],
                [lines[0], lines[1], lines[3], lines[2]], lines + [lines[3]], lines + [Array("{}".utf8)],
                lines + [Array("x".utf8)], [lines[2], lines[3], lines[0], lines[1]],
            ]
            for forgery in forgeries {
                #expect(try rewritten(forgery)?.code == .registerDamaged)
                #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
            }
        }
    }

    @Test("what an earlier version issued in other words is the same when it says the same")
    func otherVersion() throws {
        try withIssued(["Anna"]) { folder, issued throws in
            // As if the digest of the claims had been made of other words.
            let path = folder.path + "/register/issued.log"
            var chain = [UInt8](repeating: 0, count: 32)
            var lines: [[UInt8]] = []
            for node in try records(folder) {
                var value = JSONValue(node)
                if value["claims"] != nil { value["claims"] = "of other words" }
                value["chain"] = nil
                let content = try JSONDocument(parsing: value.serialized(), limits: .credential).root.canonicalBytes()
                chain = try SHA256.hash([1] + chain + content)
                value["chain"] = .string(Base64URL.encode(chain))
                lines.append(value.serialized())
            }
            try AtomicFile.remove(at: path)
            try AppendOnlyLog.create(at: path)
            try AppendOnlyLog.open(at: path).append(lines)
            var anna = Institution.Learner("Anna", "Peeters-Janssens")
            (anna.id, anna.number) = ("did:example:Anna", "r-Anna")
            let issuer = try Institution.issuer(folder.path)
            let again = try issuer.issue(Institution.record(anna), at: Institution.now.adding(days: 1))
            #expect(!again.isNew && again.bytes == issued[0].bytes)
            anna.mark = "15"
            #expect(throws: IssuerError(.conflict, "")) {
                try issuer.issue(Institution.record(anna), at: Institution.now.adding(days: 1))
            }
        }
    }

    @Test("a damaged log, and a salt of another length, are refused")
    func damage() throws {
        try withIssued(["Anna"]) { folder, _ throws in
            let path = folder.path + "/register/issued.log"
            var log = try Files.read(path)
            log[40] ^= 1
            try AtomicFile.replace(at: path, with: log, access: .ownerOnly)
            #expect(throws: IssuerError(.registerDamaged, "")) { try folder.issued() }
            #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
        }
        try withIssued(["Anna"]) { folder, _ throws in
            try AtomicFile.replace(
                at: folder.path + "/register/salt", with: [UInt8](repeating: 1, count: 31), access: .ownerOnly)
            #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
        }
    }

    @Test("a line that a crash tore off is moved aside, and issuing goes on")
    func torn() throws {
        try withIssued(["Anna"]) { folder, issued throws in
            let path = folder.path + "/register/issued.log"
            try AtomicFile.replace(at: path, with: Files.read(path) + Array("0123".utf8), access: .ownerOnly)
            #expect(try folder.issued().count == 1)
            let issuer = try Institution.issuer(folder.path)
            #expect(issuer.recovery?.byteCount == 4 && issuer.recovery?.recordsKept == 2)
            #expect(try issuer.issue(Institution.record(Self.anna), at: Institution.now).isNew)
        }
    }

    @Test(
        "a credential whose record the disk lost is not issued a second time, with its line torn or cut off",
        arguments: [20, nil])
    func lostRecord(_ torn: Int?) throws {
        try withIssued(["Anna"]) { folder, issued throws in
            let path = folder.path + "/register/issued.log"
            let bytes = try Files.read(path)
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            // The last line ends with a line feed: what stands before it is the record that the credential was issued.
            let lost = torn ?? (lines[lines.count - 2].count + 1)
            try AtomicFile.replace(at: path, with: Array(bytes.dropLast(lost)), access: .ownerOnly)
            #expect(try folder.issued().isEmpty)

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
        try withIssued(["Anna"]) { folder, issued throws in
            let path = folder.path + "/register/issued.log"
            try AtomicFile.replace(at: path, with: Array(Files.read(path).dropLast(20)), access: .ownerOnly)
            let copies = folder.path + "/register/credentials/"
            let copy = copies + issued[0].record.digest.hexadecimal + ".json"
            try Files.write(issued[0].bytes + [0x20], to: copy)
            try Files.write([1], to: copies + String(repeating: "ab", count: 32) + ".json")
            var changed = Self.learner("Anna")
            changed.mark = "15"
            let issuer = try Institution.issuer(folder.path)
            #expect(try issuer.issue(Institution.record(changed), at: Institution.now.adding(days: 1)).isNew)
        }
    }

    @Test("an audit tells what is missing and what nobody recorded")
    func audit() throws {
        try withIssued(["Anna", "Bert"]) { folder, issued throws in
            #expect(try folder.audit().isClean && folder.audit().issuedCount == 2)
            let copies = folder.path + "/register/credentials/"
            Files.remove(copies + issued[0].record.digest.hexadecimal + ".json")
            let stranger = String(repeating: "ab", count: 32)
            try Files.write([1], to: copies + stranger + ".json")
            let audit = try folder.audit()
            #expect(!audit.isClean && audit.damagedCopies == [issued[0].record])
            #expect(audit.unknownCopies.map(\.hexadecimal) == [stranger] && audit.unfinished.isEmpty)
        }
    }
}
