import Credentials
public import Cryptography

/// Status lists that an institution is going to publish, with the private key for them.
public struct NewStatusLists: Sendable {
    /// The address under which they are published.
    public let base: String

    /// The key that signs them; another one than the key that issues.
    public let key: Ed25519PrivateKey

    /// What its file is encrypted with.
    public let passphrase: SecretBytes

    /// What stands after `#` in the name of the key, for an institution whose identifier is no key.
    public let keyName: String?

    /// Plans status lists.
    public init(base: String, key: Ed25519PrivateKey, passphrase: SecretBytes, keyName: String? = nil) {
        self.base = base
        self.key = key
        self.passphrase = passphrase
        self.keyName = keyName
    }

    /// The name of the key in proofs.
    ///
    /// An institution whose identifier is a key cannot give another key a name; that one goes by a name of its own.
    func verificationMethod(for issuer: DID) -> String {
        issuer.hasMethod("key")
            ? DIDKey(key.publicKey).verificationMethod.text : "\(issuer.text)#\(keyName ?? key.publicKey.multikey)"
    }

    /// The lines of `issuer.yaml` about them.
    func lines(for issuer: DID) -> [String] {
        [
            "# Where everybody can read what was revoked, suspended or replaced. Credentials that are issued from now on",
            "# name this address for ever: publish the lists there with testamur issuer publish.",
            "status_lists: \(IssuerDescription.quoted(base))",
            "# These two belong to the key in keys/status.pem, which signs the lists and nothing else.",
            "status_verification_method: \(IssuerDescription.quoted(verificationMethod(for: issuer)))",
            "status_public_key: \(IssuerDescription.quoted(key.publicKey.multikey))",
            "# What the lists are for; otherwise these three.",
            "# status_purposes: [revocation, suspension, refresh]",
        ]
    }
}
