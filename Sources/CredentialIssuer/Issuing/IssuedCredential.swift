/// A credential that may be handed out: signed, recorded, and kept.
public struct IssuedCredential: Sendable {
    /// What the register says of it.
    public let record: IssuedRecord

    /// The credential, byte for byte as it is in the register.
    public let bytes: [UInt8]

    /// Whether it was issued by this call; otherwise it was issued before, and these are the same bytes.
    public let isNew: Bool
}
