import CredentialIssuer
import Database
import DatabaseSupport
import RoleSupport
import Testing

@Suite("Holders that an earlier version kept by identifier")
struct EarlierHoldersTests {
    @Test(
        "each is kept by the number of its credential, and nobody is lost or twice",
        arguments: DatabaseDriver.available)
    func takingOver(_ driver: DatabaseDriver) throws {
        try driver.withDatabase { database throws in
            let earlier = Array(RegisterSchema.migrations.prefix { "\($0.name)" != "holders by number" })
            #expect(earlier.count + 1 == RegisterSchema.migrations.count)
            try database.migrate(earlier, at: Institution.now)
            // The numbers are not in the order of the identifiers.
            let credentials = [(1, "urn:c"), (2, "urn:a"), (7, "urn:b")]
            try database.write { transaction throws(DatabaseError) in
                try transaction.run("INSERT INTO specifications (digest, id) VALUES ('s', 's')")
                for (number, id) in credentials {
                    try transaction.run(
                        """
                        INSERT INTO credentials (number, id, state, signed_at, verification_method, cryptosuites,
                            specification, claims, draft)
                        VALUES ($1, $2, 'planned', 't', 'm', 'c', 's', 'x', 'x')
                        """, [.integer(number), .text(id)])
                    for (digest, isName) in [("name", 1), ("of " + id, 0)] {
                        try transaction.run(
                            "INSERT INTO holders (credential, digest, is_name) VALUES ($1, $2, $3)",
                            [.text(id), .text(digest), .integer(isName)])
                    }
                }
            }
            #expect(try database.migrate(RegisterSchema.migrations, at: Institution.now) == 1)
            #expect(try database.findDamage().isEmpty)
            let found = try database.read { transaction throws(DatabaseError) in
                try transaction.all("SELECT credential, digest, is_name FROM holders ORDER BY credential, digest") {
                    row throws(DatabaseError) in "\(try row.integer(0)) \(try row.text(1)) \(try row.integer(2))"
                }
            }
            #expect(found == credentials.flatMap { ["\($0.0) name 1", "\($0.0) of \($0.1) 0"] })
        }
    }
}
