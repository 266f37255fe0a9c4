import RoleSupport
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Tables of a register that somebody changed, without touching an event")
struct AlteredTableTests {
    private static let third = "WHERE number = 3"

    @Test(
        "an audit names the credential of which they say something else",
        arguments: [
            "UPDATE credentials SET claims = draft \(third)", "UPDATE credentials SET draft = claims \(third)",
            "UPDATE credentials SET idempotency_key = 'x' \(third)",
            "UPDATE credentials SET verification_method = verification_method || 'x' \(third)",
            "UPDATE credentials SET cryptosuites = 'eddsa-rdfc-2022' \(third)",
            "UPDATE credentials SET signed_at = '2020-01-01T00:00:00Z' \(third)",
            "UPDATE credentials SET signed_at = 'x' \(third)",
            "UPDATE credentials SET recorded_at = '2020-01-01T00:00:00Z' \(third)",
            "UPDATE credentials SET batch_row = 99 \(third)",
            "UPDATE credentials SET after_id = (SELECT id FROM credentials WHERE number = 1) \(third)",
            "UPDATE credentials SET corrects = 'x' \(third)",
            "UPDATE credentials SET digest = hex(zeroblob(32)) \(third)",
            "UPDATE credentials SET state = 'planned', issued_sequence = NULL \(third)",
            "UPDATE holders SET digest = 'x' WHERE credential = 3 AND is_name = 0",
            "UPDATE holders SET digest = 'x' WHERE credential = 3 AND is_name = 1",
            "DELETE FROM holders WHERE credential = 3", "DELETE FROM credentials \(third)",
        ])
    func credentials(_ statement: String) throws {
        try BatchTests().withFolder(count: 4) { institution, sheet, out throws in
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            let made = try IssuerFolder(institution)
            let third = try made.issued()[2].credentialID
            #expect(try made.audit().isClean)
            try RegisterFile.tamper(institution, "PRAGMA foreign_keys = off; \(statement)")
            let audit = try made.audit()
            #expect(audit.alteredCredentials.first == third && !audit.isClean, "\(audit.alteredCredentials)")
        }
    }

    @Test("a credential of another specification, and one that was added, are found as well")
    func others() throws {
        for statement in [
            "UPDATE specifications SET id = id || 'x'",
            """
            INSERT INTO credentials SELECT 99, 'urn:x', 'abandoned', NULL, NULL, NULL, signed_at, verification_method,
            cryptosuites, specification, claims, draft, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM credentials
            WHERE number = 1
            """,
        ] {
            try BatchTests().withFolder(count: 2) { institution, sheet, out throws in
                _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
                try RegisterFile.tamper(institution, statement)
                #expect(try !IssuerFolder(institution).audit().alteredCredentials.isEmpty, "\(statement)")
            }
        }
    }

    @Test(
        "an audit names the batch, or the table, of which they say something else",
        arguments: [
            "UPDATE batches SET planned_at = '2020-01-01T00:00:00Z'", "UPDATE batches SET source = 'x'",
            "UPDATE batches SET cancelled_at = '2020-01-01T00:00:00Z'", "UPDATE batch_facts SET row_count = 2",
            "DELETE FROM batch_facts", "UPDATE batch_signatures SET is_approval = 1 - is_approval",
            "INSERT INTO batches VALUES ('b-x', '2020-01-01T00:00:00Z', 'x', NULL)",
            """
            INSERT INTO batch_signatures SELECT batch, 'x', 1, signed_at, proof, 1 FROM batch_signatures
            WHERE is_approval = 0
            """,
        ])
    func batches(_ statement: String) throws {
        let tests = BatchTests()
        try tests.withFolder(count: 3, approvers: BatchTests.approvers()) { institution, sheet, _ throws in
            let batch = try tests.prepare(institution, sheet, by: BatchTests.ann)
            let made = try IssuerFolder(institution)
            try made.approveBatch(batch.id, by: Institution.key(seed: BatchTests.bob), at: Institution.now)
            #expect(try made.audit().isClean)
            try RegisterFile.tamper(institution, "PRAGMA foreign_keys = off; \(statement)")
            #expect(try !made.audit().alteredStatus.isEmpty)
        }
    }

    @Test("an event that is kept with the digest of another one is found by its number")
    func chain() throws {
        try BatchTests().withFolder(count: 2) { institution, sheet, out throws in
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            try RegisterFile.tamper(institution, "UPDATE events SET chain = zeroblob(32) WHERE sequence = 3")
            let error = #expect(throws: IssuerError.self) { try IssuerFolder(institution).audit() }
            #expect(error?.record == 3)
        }
    }

    @Test("what one person issues after a batch was laid before two is told, whether or not it was ever approved")
    func issuedAlone() throws {
        let tests = BatchTests()
        try tests.withFolder(count: 3) { institution, sheet, out throws in
            let alone = try Files.read(institution + "/issuer.yaml")
            try Files.write(alone + Array(BatchTests.approvers().utf8), to: institution + "/issuer.yaml")
            _ = try tests.prepare(institution, sheet, by: BatchTests.ann)
            #expect(try IssuerFolder(institution).audit().issuedAlone == nil)
            try Files.write(alone, to: institution + "/issuer.yaml")
            #expect(try Institution.issuer(institution).hasDroppedApproval)
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            try Files.write(alone + Array(BatchTests.approvers().utf8), to: institution + "/issuer.yaml")
            let audit = try IssuerFolder(institution).audit()
            #expect(audit.issuedAlone?.count == 3 && audit.isClean)
        }
    }

    @Test(
        "what is changed of the status lists themselves is found",
        arguments: [
            "UPDATE status_lists SET purposes = 'suspension' WHERE number = 1",
            "UPDATE status_lists SET base = 'https://evil.example/status' WHERE number = 1",
            "UPDATE status_lists SET reserved = reserved + 1 WHERE number = 1",
        ])
    func statusLists(_ statement: String) throws {
        try BatchTests().withFolder(count: 3, status: true) { institution, sheet, out throws in
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            let made = try IssuerFolder(institution)
            do {
                let keeper = try StatusKeeper(made)
                _ = try keeper.release(at: Institution.now, signer: Institution.status().key)
            }
            #expect(try made.audit().isClean)
            try RegisterFile.tamper(institution, statement)
            #expect(try made.audit().alteredStatus == ["status_lists: 1"])
        }
    }
}
