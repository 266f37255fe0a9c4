package import CredentialIssuer
import Database
import Encodings
package import Proofs
package import Cryptography
import Storage
import TestSupport

/// The register of an institution as tests look into it, and change what nobody may change.
package enum RegisterFile {
    /// Every line of what happened.
    package static func lines(_ folder: String) throws -> [[UInt8]] {
        try Database.file(folder + "/register/register.db", for: .read).read { transaction throws(DatabaseError) in
            try transaction.all("SELECT line FROM events ORDER BY sequence") { row throws(DatabaseError) in
                try row.bytes(0)
            }
        }
    }

    /// Changes the register past all its rules.
    package static func tamper(_ folder: String, _ statements: String) throws {
        let program =
            "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None).executescript(sys.argv[2])"
        let outcome = try Subprocess.run(
            "/usr/bin/python3", ["-c", program, folder + "/register/register.db", statements])
        guard outcome.exitCode == 0 else { throw Files.Failure(path: folder, reason: outcome.output) }
    }

    /// Makes of a folder one as it was before the register was a database: a log, and a folder of copies.
    package static func makeEarlier(_ folder: String) throws {
        let register = folder + "/register"
        try Folder.create(at: register + "/credentials", access: .ownerOnly)
        let contents = try Database.file(register + "/register.db", for: .read).read {
            transaction throws(DatabaseError) in
            try transaction.all("SELECT digest, content FROM credentials WHERE content IS NOT NULL") {
                row throws(DatabaseError) in (try row.text(0), try row.bytes(1))
            }
        }
        for (digest, content) in contents { try Files.write(content, to: "\(register)/credentials/\(digest).json") }
        try AppendOnlyLog.create(at: register + "/issued.log")
        try AppendOnlyLog.open(at: register + "/issued.log").append(lines(folder))
        for suffix in ["", "-wal", "-shm"] { Files.remove(register + "/register.db" + suffix) }
    }
}

/// A signer that has lost its key.
package struct FailingSigner: CredentialSigner {
    package let publicKey: Ed25519PublicKey

    package init(_ publicKey: Ed25519PublicKey) { self.publicKey = publicKey }

    package func signature(over hashData: HashData, selfCheck: Bool) throws(CryptographyError) -> [UInt8] {
        throw CryptographyError(.signSelfCheck, "no signature today")
    }
}

extension Institution {
    /// Opens its folder for issuing with a signer that signs nothing: what is planned stays unfinished.
    package static func failingIssuer(_ path: String) throws -> Issuer {
        let folder = try IssuerFolder(path)
        return try Issuer(folder, signer: FailingSigner(folder.profile.publicKey))
    }
}
