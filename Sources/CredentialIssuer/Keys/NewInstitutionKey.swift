public import Cryptography
public import Encodings

/// A key that is to take the place of another.
public struct NewInstitutionKey: Sendable {
    /// Where its private part is, or is going to be.
    public enum Source: Sendable {
        /// It is to be written to a file in the institution's folder, encrypted with the passphrase.
        case file(Ed25519PrivateKey, passphrase: SecretBytes)
        /// It is in the device of this address, with this public part.
        case device(String, Ed25519PublicKey)

        /// The public part.
        public var publicKey: Ed25519PublicKey {
            switch self {
            case .file(let key, _): key.publicKey
            case .device(_, let key): key
            }
        }
    }

    /// What it is for.
    public var purpose: InstitutionKey.Purpose
    /// Where its private part is.
    public var source: Source
    /// What stands behind `#` in its name; by default the Multikey.
    public var name: String?
    /// From when on it signs.
    public var from: Timestamp
    /// Until when those before it sign beside it: in this time others learn of the new one.
    public var overlap: Timestamp

    /// For how long the world has time to learn of a key before it signs, in days.
    ///
    /// Source: trust list design, section 4, "Rotation".
    public static let usualNotice = 30
    /// For how long the key before it signs beside it, in days.
    public static let usualOverlap = 30

    /// Plans a key.
    public init(
        _ purpose: InstitutionKey.Purpose, _ source: Source, name: String? = nil, from: Timestamp, overlap: Timestamp
    ) {
        self.purpose = purpose
        self.source = source
        self.name = name
        self.from = from
        self.overlap = overlap
    }

    var publicKey: Ed25519PublicKey { source.publicKey }
}

/// What came of ending the use of a key.
public struct KeyEnding: Sendable {
    /// The key as it is now.
    public let key: InstitutionKey
    /// Whether anything was changed.
    public let isNew: Bool
    /// The keys whose end was called off, because the one that was to follow them is not going to sign.
    public var resumed: [InstitutionKey] = []
}
