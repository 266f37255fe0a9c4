public import Encodings

/// What the register knows of a batch.
public struct BatchSummary: Sendable {
    /// A signature for it.
    public struct Signature: Sendable {
        /// The name of the person in the issuer's profile, or the key where it is in it no longer.
        public let name: String
        /// When it was made.
        public let time: Timestamp
        /// Whether it is an approval, and not that of whoever asks.
        public let isApproval: Bool
    }

    /// Its identifier, for example `b-7f3a`.
    public let id: String
    /// When it was begun.
    public let begunAt: Timestamp
    /// What its spreadsheet is called.
    public let file: String
    /// What the credentials are called.
    public let title: String
    /// How many rows it was to have.
    public let rowCount: Int
    /// The folder or file in which the credentials were written last; empty where none were.
    public let place: String
    /// When it was cancelled.
    public let cancelledAt: Timestamp?
    /// How many are planned and not signed.
    public let unfinishedCount: Int
    /// How many are signed, and not handed out as far as is known.
    public let signedCount: Int
    /// How many were handed out.
    public let deliveredCount: Int
    /// How many were taken back before anybody was given them.
    public let withdrawnCount: Int
    /// What two persons are to agree to; `nil` where nobody has to.
    public let manifest: BatchManifest?
    /// Who has signed for it.
    public let signatures: [Signature]
    /// Whether two persons who may have agreed to it, as the issuer's profile names them now.
    public let isAgreed: Bool

    /// How many were issued and stand.
    public var issuedCount: Int { signedCount + deliveredCount }

    /// Whether it waits for another person: also where the one who had approved it may no longer.
    public var needsApproval: Bool { manifest != nil && cancelledAt == nil && !isAgreed && issuedCount < rowCount }
}
