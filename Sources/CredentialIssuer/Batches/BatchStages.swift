import Proofs
import Storage

/// A row with what would become its credential, and whether the rules let it.
final class PreparedRow: Sendable {
    let row: BatchRow
    let credential: PreparedCredential
    let examination: Result<Void, IssuerError>

    init(row: BatchRow, credential: PreparedCredential, examination: Result<Void, IssuerError>) {
        self.row = row
        self.credential = credential
        self.examination = examination
    }
}

/// A row of which everything is fixed, durably.
indirect enum PlannedRow: Sendable {
    /// It was issued before.
    case given(RowPlace, PreparedCredential, RegisterEntry, IssuedRecord, [UInt8]?)
    /// It is to be signed.
    case planned(RowPlace, IssuancePlan, CredentialDraft)

    /// Whether it is to be signed.
    var isNew: Bool { if case .planned = self { true } else { false } }
}

/// A row that is signed.
indirect enum SignedRow: Sendable {
    /// It was issued before.
    case given(RowPlace, PreparedCredential, RegisterEntry, IssuedRecord, [UInt8]?)
    /// It is signed, and not recorded yet.
    case signed(RowPlace, IssuancePlan, [UInt8], ObjectName)

    /// Whether it was signed now.
    var isNew: Bool { if case .signed = self { true } else { false } }
}
