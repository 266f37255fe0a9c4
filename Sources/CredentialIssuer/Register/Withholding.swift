public import Encodings

/// Why a credential that was issued is not given to anybody again.
public enum Withholding: Sendable, Hashable {
    /// Another one, which is named, has taken its place because it said something wrong.
    case corrected(by: String)
    /// It was revoked then.
    case revoked(on: Timestamp)
    /// It was signed with a key that somebody else may have: nobody could rely on it.
    case keyCompromised
}

extension RegisterEntry {
    /// Why it is not given to anybody again; `nil` for what is.
    var withholding: Withholding? {
        if let correction { return .corrected(by: correction) }
        if let revokedAt { return .revoked(on: revokedAt) }
        return isKeyCompromised ? .keyCompromised : nil
    }
}

extension IssuerError {
    /// Describes that a credential is not given to anybody again.
    public init(withholding record: IssuedRecord, batch: String?, _ why: Withholding) {
        switch why {
        case .corrected:
            self.init(.correctedBefore, "expected what was not corrected since, found \(record.credentialID)")
        case .revoked(let date):
            self.init(.revokedBefore, "expected what was not revoked, found \(record.credentialID)")
            self.date = date
        case .keyCompromised:
            self.init(
                .signedWithLostKey,
                "expected what was signed with a key that only the institution has, found \(record.credentialID)")
        }
        existing = record
        self.batch = batch
    }
}
