import CredentialIssuer
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
        try RegisterFile.lines(folder.path).map { line in
            let node = try JSONDocument(parsing: line, limits: .credential).root
            #expect(node.canonicalBytes() == line)
            return node
        }
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

    @Test("what happened is recorded without anything about a learner that could be read or guessed")
    func discretion() throws {
        try withIssued(["Anna"]) { folder, issued throws in
            let log = try RegisterFile.lines(folder.path).joined()
            let text = String(decoding: Array(log), as: UTF8.self)
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

    @Test(
        "an event that was changed, left out, moved or added is found, with its number",
        arguments: [
            (
                "UPDATE events SET line = CAST(replace(CAST(line AS TEXT), '2026', '2025') AS BLOB) WHERE sequence = 2",
                2
            ),
            ("DELETE FROM events WHERE sequence = 2", 2), ("DELETE FROM events WHERE sequence = 1", 1),
            ("DELETE FROM events WHERE sequence = 2; UPDATE events SET sequence = sequence - 1 WHERE sequence > 2", 2),
            (
                "UPDATE events SET sequence = 9 WHERE sequence = 3; UPDATE events SET sequence = 3 WHERE sequence = 4; "
                    + "UPDATE events SET sequence = 4 WHERE sequence = 9", 3
            ),
            ("INSERT INTO events SELECT 5, chain, line FROM events WHERE sequence = 4", 5),
            ("INSERT INTO events VALUES (5, x'00', CAST('{}' AS BLOB))", 5),
            ("INSERT INTO events VALUES (5, x'00', CAST('x' AS BLOB))", 5),
        ])
    func tampering(_ change: String, _ number: Int) throws {
        try withIssued(["Anna", "Bert"]) { folder, _ throws in
            try RegisterFile.tamper(folder.path, change)
            let error = #expect(throws: IssuerError.self) { try folder.audit() }
            #expect(error?.code == .registerDamaged && error?.reason.contains("record \(number) ") == true)
        }
    }

    @Test("a credential that was put into the register, taken out of it, or exchanged is found")
    func exchanging() throws {
        try withIssued(["Anna", "Bert"]) { folder, issued throws in
            let id = issued[0].record.credentialID
            let digest = String(repeating: "ab", count: 32)
            try RegisterFile.tamper(folder.path, "UPDATE credentials SET digest = '\(digest)' WHERE id = '\(id)'")
            #expect(try folder.audit().alteredCredentials == [id])
        }
        try withIssued(["Anna", "Bert"]) { folder, issued throws in
            let id = issued[0].record.credentialID
            try RegisterFile.tamper(
                folder.path,
                """
                DELETE FROM holders WHERE credential = (SELECT number FROM credentials WHERE id = '\(id)');
                DELETE FROM credentials WHERE id = '\(id)'
                """)
            #expect(try folder.audit().alteredCredentials == [id])
        }
        try withIssued(["Anna", "Bert"]) { folder, issued throws in
            let digest = String(repeating: "ab", count: 32)
            try RegisterFile.tamper(
                folder.path,
                """
                INSERT INTO events VALUES (1000, x'00', CAST('{}' AS BLOB));
                INSERT INTO credentials SELECT 1000, 'urn:x', 'signed', batch, batch_row, idempotency_key, signed_at,
                verification_method, cryptosuites, specification, claims, draft, after_id, '\(digest)', 1000, recorded_at,
                delivered_at, content, corrects FROM credentials WHERE number = 1;
                INSERT INTO holders SELECT 1000, digest, is_name FROM holders;
                DELETE FROM events WHERE sequence = 1000
                """)
            let audit = try folder.audit()
            #expect(!audit.isClean && audit.unknownCopies.map(\.hexadecimal) == [digest])
            #expect(!audit.databaseDamage.isEmpty && audit.issuedCount == 3)
        }
    }

    @Test("what an earlier version issued in other words is the same when it says the same")
    func otherVersion() throws {
        try withIssued(["Anna"]) { folder, issued throws in
            // As if the digest of the claims had been made of other words.
            try RegisterFile.tamper(folder.path, "UPDATE credentials SET claims = 'of other words'")
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

    @Test("a damaged or an emptied register, and a salt of another length, are refused")
    func damage() throws {
        for damage in [Array("no database".utf8), [UInt8](repeating: 7, count: 5_000), []] {
            try withIssued(["Anna"]) { folder, _ throws in
                try Files.write(damage, to: folder.path + "/register/register.db")
                #expect(throws: IssuerError(.registerDamaged, "")) { try folder.issued() }
                #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
            }
        }
        try withIssued(["Anna"]) { folder, _ throws in
            try AtomicFile.replace(
                at: folder.path + "/register/salt", with: [UInt8](repeating: 1, count: 31), access: .ownerOnly)
            #expect(throws: IssuerError(.registerDamaged, "")) { try Institution.issuer(folder.path) }
        }
    }

    @Test("a register of a later version is refused as such")
    func laterVersion() throws {
        try withIssued(["Anna"]) { folder, _ throws in
            try RegisterFile.tamper(folder.path, "INSERT INTO schema_migrations VALUES (99, 'later', 'x', 'x')")
            try RegisterFile.tamper(
                folder.path,
                "UPDATE schema_migrations SET number = (SELECT count(*) FROM schema_migrations) WHERE number = 99")
            #expect(throws: IssuerError(.madeByLaterVersion, "")) { try folder.issued() }
            #expect(throws: IssuerError(.madeByLaterVersion, "")) { try Institution.issuer(folder.path) }
        }
    }

    @Test("an audit tells what is missing and what nobody recorded")
    func audit() throws {
        try withIssued(["Anna", "Bert"]) { folder, issued throws in
            #expect(try folder.audit().isClean && folder.audit().issuedCount == 2)
            let id = issued[0].record.credentialID
            try RegisterFile.tamper(folder.path, "UPDATE credentials SET content = NULL WHERE id = '\(id)'")
            let audit = try folder.audit()
            #expect(!audit.isClean && audit.damagedCopies == [issued[0].record])
            #expect(audit.unknownCopies.isEmpty && audit.unfinished.isEmpty && audit.databaseDamage.isEmpty)
        }
    }

    @Test("what was handed out is marked, and nothing else")
    func delivered() throws {
        try withIssued(["Anna", "Bert"]) { folder, issued throws in
            let issuer = try Institution.issuer(folder.path)
            try issuer.markDelivered([issued[0].record.credentialID, "urn:unknown"], at: Institution.now)
            #expect(try folder.audit().isClean && folder.issued() == issued.map(\.record))
            let again = try issuer.issue(Institution.record(Self.learner("Anna")), at: Institution.now.adding(days: 1))
            #expect(again.bytes == issued[0].bytes)
        }
    }
}
