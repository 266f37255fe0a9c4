import CredentialIssuer
import Database
import RoleSupport
import TestSupport
import Testing

@Suite("The chain of events")
struct AuditChainTests {
    @Test("whichever record is altered, the first and the last among them, an audit names that one")
    func everyRecord() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            for name in ["Anna", "Bert", "Cato"] {
                _ = try Institution.issuer(folder).issue(
                    Institution.record(.init(name, "De Smet")), at: Institution.now)
            }
            let database = try Database.file(folder + "/register/register.db", for: .change)
            func write(_ line: [UInt8], to number: Int) throws {
                try database.write { transaction throws(DatabaseError) in
                    _ = try transaction.run(
                        "UPDATE events SET line = $1 WHERE sequence = $2", [.bytes(line), .integer(number)])
                }
            }
            let lines = try database.read { transaction throws(DatabaseError) in
                try transaction.all("SELECT line FROM events ORDER BY sequence") { row throws(DatabaseError) in
                    try row.bytes(0)
                }
            }
            #expect(lines.count == 6)
            for (index, line) in lines.enumerated() {
                // The time of the record, a second digit later: it is as good a line as before.
                let text = String(decoding: line, as: UTF8.self)
                let altered = text.replacing("\"time\":\"2", with: "\"time\":\"3")
                try #require(altered != text)
                try write(Array(altered.utf8), to: index + 1)
                do {
                    _ = try made.audit()
                    Issue.record("record \(index + 1) was altered, and nobody noticed")
                } catch let error as IssuerError {
                    #expect(error.code == .registerDamaged && error.record == index + 1, "\(error)")
                }
                try write(line, to: index + 1)
            }
            #expect(try made.audit().isClean)
        }
    }
}
