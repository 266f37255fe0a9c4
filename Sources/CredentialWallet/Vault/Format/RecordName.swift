/// What a record in a vault is, and which one.
struct RecordName: Hashable, Sendable {
    /// The kinds of record; the numbers are written.
    enum Kind: Int, Sendable {
        /// A credential, byte for byte as it was received; found by its SHA-256 digest.
        case document = 1
        /// What lists and searches need of all credentials.
        case index = 2
        /// The seed of a key of the holder; found by its public key.
        case holderKey = 3
        /// What is known of a key of the holder.
        case holderKeyNote = 4
        /// A presentation that was made.
        case presentation = 5
    }

    let kind: Kind
    let id: [UInt8]

    static let index = RecordName(kind: .index, id: [])
}
