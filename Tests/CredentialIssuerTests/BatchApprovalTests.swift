import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

/// What two persons agree to is what is issued, whoever exchanges what afterwards.
extension BatchTests {
    @Test("a row that was changed after the approval is refused by its number, though the order is the approved one")
    func changedAfterApproval() throws {
        try withFolder(count: 6, approvers: Self.approvers()) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let batch = try prepare(institution, sheet, by: Self.ann)
            try made.approveBatch(batch.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            let rehearsal = try BatchRehearsal(made, Institution.specification(), at: Institution.now)
            let (_, order) = try Institution.rehearse(sheet, rehearsal)
            // The rows are exchanged between the look at the approval and the issuing.
            var lines = Institution.spreadsheet(6).split(separator: "\r\n").map { String($0) }
            lines[3] = lines[3].dropLast(2) + "19"
            try Files.write(Array(lines.joined(separator: "\n").utf8), to: sheet)
            do {
                _ = try Institution.issuer(institution).issue(
                    order, Institution.specification(), Institution.rows(sheet), to: FolderDelivery(out),
                    options: Institution.batchOptions, at: Institution.now)
                Issue.record("a row was issued that nobody has approved")
            } catch let error as IssuerError {
                #expect(error.code == .notApproved && error.row == 4 && error.batch == batch.id)
            }
            #expect(try !made.issued().contains { try Self.says("19", made.credential($0)) })
            // So is a specification that was exchanged, and a row more than were approved.
            let other = try Institution.specification("instruction_languages: [nl]")
            try Files.write(Array(Institution.spreadsheet(6).utf8), to: sheet)
            #expect(throws: IssuerError(.notApproved, "")) {
                try Institution.issuer(institution).issue(
                    order, other, Institution.rows(sheet), to: FolderDelivery(out), at: Institution.now)
            }
            try Files.write(Array(Institution.spreadsheet(7).utf8), to: sheet)
            do {
                _ = try Institution.issuer(institution).issue(
                    order, Institution.specification(), Institution.rows(sheet), to: FolderDelivery(out),
                    options: Institution.batchOptions, at: Institution.now)
                Issue.record("a row was issued that nobody has approved")
            } catch let error as IssuerError {
                #expect(error.code == .notApproved && error.row == 8)
            }
            #expect(try made.issued().count <= 6 && made.audit().alteredStatus.isEmpty)
        }
    }

    @Test("a batch waits again once whoever approved it may no longer, until another one does")
    func approverGone() throws {
        try withFolder(count: 3, approvers: Self.approvers()) { institution, sheet, _ throws in
            let batch = try prepare(institution, sheet, by: Self.ann)
            let made = try IssuerFolder(institution)
            try made.approveBatch(batch.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            #expect(try !made.batch(batch.id).needsApproval)
            let profile = String(decoding: try Files.read(institution + "/issuer.yaml"), as: UTF8.self)
            let bob = try Institution.key(seed: Self.bob).publicKey.multikey
            let other = try Institution.key(seed: String(repeating: "5", count: 64)).publicKey.multikey
            try Files.write(Array(profile.replacing(bob, with: other).utf8), to: institution + "/issuer.yaml")
            #expect(try IssuerFolder(institution).batch(batch.id).needsApproval)
            let signer = try Institution.key(seed: String(repeating: "5", count: 64))
            try IssuerFolder(institution).approveBatch(batch.id, by: signer, at: Institution.now)
            #expect(try !IssuerFolder(institution).batch(batch.id).needsApproval)
        }
    }

    private static func says(_ mark: String, _ credential: [UInt8]) throws -> Bool {
        let root = try JSONDocument(parsing: credential, limits: .credential).root
        return root["credentialSubject"]?["result"]?.firstElement?["value"]?.string == mark
    }

    @Test("a batch is issued again only after another person has agreed to that, and then exactly what was agreed to")
    func approvingReissue() throws {
        try withFolder(count: 6, approvers: Self.approvers()) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let first = try prepare(institution, sheet, by: Self.ann)
            try made.approveBatch(first.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            func reissue() throws -> BatchOutcome {
                try Institution.issuer(institution).reissue(
                    batch: made.batch(first.id), to: FolderDelivery(out), options: Institution.batchOptions,
                    at: Institution.now.adding(days: 3))
            }
            func ask(_ seed: String) throws -> BatchSummary {
                try made.prepareReissue(
                    of: made.batch(first.id), reason: "New key", by: Institution.key(seed: seed), at: Institution.now)
            }
            #expect(throws: IssuerError(.notApproved, "")) { try reissue() }
            #expect(throws: IssuerError(.approverRefused, "")) { try ask(String(repeating: "33", count: 32)) }
            let asked = try ask(Self.bob)
            #expect(asked.needsApproval && asked.manifest?.work == .reissue(batch: first.id) && asked.rowCount == 6)
            #expect(try ask(Self.bob).id == asked.id)
            #expect(throws: IssuerError(.notApproved, "")) { try reissue() }
            #expect(throws: IssuerError(.approverRefused, "")) {
                try made.approveBatch(asked.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            }
            try made.approveBatch(asked.id, by: Institution.key(seed: Self.ann), at: Institution.now)
            let again = try reissue()
            #expect(again.issuedCount == 6 && again.batch == asked.id)
            #expect(try reissue().givenCount == 6)
            #expect(try made.audit().isClean && made.issued().count == 12)
        }
    }

    @Test(
        "an audit names the batch of which the manifest or a row was exchanged after it was laid before another person",
        arguments: [
            "UPDATE batch_facts SET manifest = CAST(replace(CAST(manifest AS TEXT), 'June', 'July') AS BLOB)",
            "UPDATE batch_facts SET manifest = x'7b7d'", "UPDATE batch_facts SET manifest = NULL",
            "UPDATE batch_rows SET claims = 'x' WHERE batch_row = 4", "DELETE FROM batch_rows WHERE batch_row = 7",
        ])
    func exchanged(_ statement: String) throws {
        try withFolder(count: 6, approvers: Self.approvers()) { institution, sheet, _ throws in
            let batch = try prepare(institution, sheet, by: Self.ann)
            let made = try IssuerFolder(institution)
            #expect(try made.audit().alteredStatus.isEmpty)
            try RegisterFile.tamper(institution, statement)
            #expect(try made.audit().alteredStatus == [batch.id])
        }
    }

    @Test("a batch that was issued is not approved once more")
    func approvedTooLate() throws {
        try withFolder(count: 3, approvers: Self.approvers()) { institution, sheet, out throws in
            let batch = try prepare(institution, sheet, by: Self.ann)
            // Somebody took the approvers out, and issued it alone.
            let profile = String(decoding: try Files.read(institution + "/issuer.yaml"), as: UTF8.self)
            let alone = profile.split(separator: "approvers:", maxSplits: 1)[0]
            try Files.write(Array(alone.utf8), to: institution + "/issuer.yaml")
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            try Files.write(Array(profile.utf8), to: institution + "/issuer.yaml")
            #expect(throws: IssuerError(.batchDone, "")) {
                try IssuerFolder(institution).approveBatch(
                    batch.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            }
        }
    }

    @Test(
        "an approval of one thing is none of another",
        arguments: [
            "\"reissues\":\"b-0000\",", "\"reinstates\":\"quality\",",
        ])
    func otherWork(_ member: String) throws {
        try withFolder(count: 6, approvers: Self.approvers()) { institution, sheet, out throws in
            let batch = try prepare(institution, sheet, by: Self.ann)
            try IssuerFolder(institution).approveBatch(
                batch.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            try RegisterFile.tamper(
                institution,
                "UPDATE batch_facts SET manifest = CAST(replace(CAST(manifest AS TEXT), '\"requestedAt\"', '\(member)\"requestedAt\"') AS BLOB)"
            )
            do {
                _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
                Issue.record("issued all the same")
            } catch let error as IssuerError {
                #expect([.notApproved, .registerDamaged].contains(error.code), "\(error)")
            }
            #expect(try IssuerFolder(institution).issued().isEmpty)
        }
    }
}
