import Database
import Encodings
import Registry
import RoleSupport
import Synchronization
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("A revocation in the register")
struct RevocationRecordTests {
    /// Appends an event as a program that asks nobody would.
    private func append(
        _ purpose: StatusPurpose, _ value: Int, to id: String, in register: Register
    ) throws(IssuerError) {
        let change = StatusChange(credentialID: id, purpose: purpose, value: value, reason: .quality)
        try register.book.database.write { transaction throws(IssuerError) in
            _ = try transaction.append(.statusChanged(change), at: Institution.now)
        }
    }

    @Test("no event takes it back or changes anything after it, whoever appends it")
    func final() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder, id: "did:web:leiehove.example", status: Institution.status())
            let ids = try ["Anna", "Bert"].map { name in
                try Institution.issuer(folder).issue(
                    Institution.record(.init(name, "De Smet")), at: Institution.now
                ).record.credentialID
            }
            let keeper = try StatusKeeper(made)
            _ = try keeper.carryOut(.suspend, [ids[0]], reason: .quality, at: Institution.now)
            _ = try keeper.carryOut(.revoke, [ids[0]], reason: .quality, at: Institution.now)
            let position = try made.book().position()
            try keeper.register.withLock { register throws in
                for (purpose, value) in [(StatusPurpose.suspension, 0), (.suspension, 1), (.revocation, 0)] {
                    #expect(throws: IssuerError(.registerDamaged, "")) {
                        try append(purpose, value, to: ids[0], in: register)
                    }
                }
                // Of what was never revoked no revocation is taken back either.
                #expect(throws: IssuerError(.registerDamaged, "")) {
                    try append(.revocation, 0, to: ids[1], in: register)
                }
            }
            #expect(try made.book().position() == position && made.audit().isClean)
            #expect(try keeper.review(.revoke, [ids[0]]).map(\.outcome) == [.alreadySo(since: Institution.now)])
        }
    }
}
