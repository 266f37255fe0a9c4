import Cryptography
import TestSupport
import Testing

/// Looks through the whole memory of this process for a secret that should be gone.
///
/// The secret is only ever spelled out in ``SecretBytes``; what is searched for is kept with every bit inverted.
@Suite("Secrets in memory")
struct MemoryTests {
    /// A secret whose bytes are the inverse of `inverted`, and stand nowhere else.
    private func secretInverse(of inverted: [UInt8]) throws -> SecretBytes {
        var bytes = inverted.map { ~$0 }
        return try SecretBytes(overwriting: &bytes)
    }

    @Test("are in memory while they are held, and nowhere once they are let go")
    func vanish() throws {
        let seed = try SecureRandom.bytes(32)
        let passphrase = try SecureRandom.bytes(32)
        try useAndForget(seed, passphrase, isLookingOn: true)
        // More than once, so that what is left behind is not all given to somebody else before it is looked for.
        for _ in 0..<20 { try useAndForget(seed, passphrase) }
        #expect(try MemoryScan.count(ofInverse: tail(seed)) == 0, "the seed")
        #expect(try MemoryScan.count(ofInverse: tail(passphrase)) == 0, "the passphrase")
    }

    /// The second half of a secret: the allocator writes into the first bytes of memory that is given back.
    private func tail(_ secret: [UInt8]) -> [UInt8] { Array(secret[16...]) }

    /// Loads, signs, writes and reads, all in a function of its own so that nothing outlives it.
    @inline(never)
    private func useAndForget(_ seed: [UInt8], _ passphrase: [UInt8], isLookingOn: Bool = false) throws {
        let secretPassphrase = try secretInverse(of: passphrase)
        let key = try Ed25519PrivateKey(seed: secretInverse(of: seed))
        let input = SigningInput.arbitraryBytesUnsafe([1, 2, 3])
        let file = try key.encryptedPEM(passphrase: secretPassphrase, iterations: 2)
        let opened = try Ed25519PrivateKey(encryptedPEM: file, passphrase: secretPassphrase, expecting: key.publicKey)
        #expect(try opened.sign(input) == key.sign(input))
        let wrong = try secretInverse(of: seed)
        #expect(throws: CryptographyError(.wrongPassphrase, "")) {
            try Ed25519PrivateKey(encryptedPEM: file, passphrase: wrong, expecting: nil)
        }
        guard isLookingOn else { return }
        // One for each key in libcrypto and one for the secret: the search finds what is there, and there is no copy.
        #expect(try MemoryScan.count(ofInverse: tail(seed)) == 3)
        #expect(try MemoryScan.count(ofInverse: tail(passphrase)) == 1)
    }
}
