import Encodings
import Storage

/// A register for reading: what was planned and issued, with the copies.
struct RegisterBook: Sendable {
    let salt: RegisterSalt
    var index: RegisterIndex
    let copies: ObjectFolder

    /// How the register stands to a credential that is to be issued.
    func standing(of prepared: PreparedCredential, _ repetition: Repetition) -> RegisterStanding {
        RegisterStanding(of: prepared, repetition, in: index) { entry in
            guard let digest = entry.issued?.digest, let copy = try? copies.intact(digest) else { return false }
            return prepared.isSame(as: copy)
        }
    }

    /// What the register says of a credential that is known to be issued.
    func record(_ credentialID: String) throws(IssuerError) -> IssuedRecord {
        guard let record = index.record(credentialID) else {
            throw IssuerError(.registerDamaged, "a credential that was issued is not in the register")
        }
        return record
    }
}
