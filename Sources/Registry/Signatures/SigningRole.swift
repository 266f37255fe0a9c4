import Cryptography
import Encodings

/// Keys of which a number must have signed a document, and how many of them.
///
/// Keys are counted by their bytes and by who holds them: the same key under two names, or two keys of one operator, do
/// not stand for two people.
struct SigningRole: Sendable {
    /// A key that counts, and who holds it.
    struct Signer: Sendable, Hashable {
        let key: Ed25519PublicKey
        /// Who holds the key, as it is counted.
        let holder: String
    }

    let signers: [Signer]
    /// How many keys must have signed.
    let threshold: Int
    /// How many holders they must belong to.
    let distinctOperators: Int

    init(signers: [Signer], threshold: Int, distinctOperators: Int) {
        self.signers = signers
        self.threshold = threshold
        self.distinctOperators = distinctOperators
    }

    /// The role of the one key that a pin names.
    init(_ key: Ed25519PublicKey) {
        self.init(signers: [Signer(key: key, holder: "")], threshold: 1, distinctOperators: 1)
    }

    /// The keys, by their bytes.
    var keys: Set<Ed25519PublicKey> { Set(signers.map(\.key)) }

    /// Whether the keys that signed are enough.
    func isMet(by signed: Set<Ed25519PublicKey>) -> Bool {
        let counted = signers.filter { signed.contains($0.key) }
        return Set(counted.map(\.key)).count >= threshold
            && Set(counted.map(\.holder)).count >= distinctOperators
    }

    /// What is missing, for the sentence of a refusal: *2 signatures of 2 holders, found 1 of 1*.
    func shortfall(_ signed: Set<Ed25519PublicKey>) -> String {
        let counted = signers.filter { signed.contains($0.key) }
        return "expected signatures by \(threshold) of the keys, of \(distinctOperators) holders; found "
            + "\(Set(counted.map(\.key)).count), of \(Set(counted.map(\.holder)).count)"
    }
}
