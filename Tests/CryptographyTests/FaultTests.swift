import Cryptography
import TestSupport
import Testing

/// What becomes of each answer when calls of libcrypto fail; `Tests/FaultInjection/run.sh` runs these.
@Suite(
    "With a failing libcrypto", .serialized,
    .enabled(if: LibcryptoFaults.areAvailable, "Tests/FaultInjection/run.sh lets the calls fail"))
struct FaultTests {
    /// An answer that must not be given.
    private struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    private let message: [UInt8] = [1, 2, 3]

    /// Runs `body` again and again, each time with another call failing, until a run has no call left to fail.
    ///
    /// Each run has a new thread, which has prepared nothing yet, or one that has prepared everything.
    private func forEachFault(_ body: @escaping @Sendable (_ isFaulty: Bool) throws -> Void) throws {
        // What is made once for the process is made before.
        try body(false)
        for isWarm in [false, true] {
            for further in [false, true] {
                for answer: Int32 in [0, -1] {
                    var call = 1
                    while try run(body, isWarm: isWarm, failing: call, further: further, answer: answer) { call += 1 }
                    #expect(call > 1, "no call was made to fail")
                }
            }
        }
    }

    /// Runs `body` with a failing call, and tells whether there was such a call.
    private func run(
        _ body: @escaping @Sendable (_ isFaulty: Bool) throws -> Void, isWarm: Bool, failing call: Int, further: Bool,
        answer: Int32
    ) throws -> Bool {
        try onNewThread {
            if isWarm { try body(false) }
            LibcryptoFaults.arm(call: call, further: further, answer: answer)
            let result = Result { try body(true) }
            let calls = LibcryptoFaults.disarm()
            do {
                try result.get()
                // What failed before must not stay with the thread.
                try body(false)
            } catch {
                throw Wrong(description: "call \(call), further \(further), answer \(answer): \(error)")
            }
            return calls >= call
        }
    }

    /// Runs `body`, whose errors are allowed while a call fails, and gives `nil` for such an error.
    private static func allowing<Value>(_ isFaulty: Bool, _ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch is CryptographyError where isFaulty {
            return nil
        }
    }

    private static func expect(_ isRight: Bool, _ what: String) throws {
        guard isRight else { throw Wrong(description: what) }
    }

    @Test("accepts no wrong signature, and finds nothing worse than a failure in a right one")
    func verification() throws {
        let key = try RFC8032Key.load()
        let signature = try key.sign(.arbitraryBytesUnsafe(message))
        let message = message
        try forEachFault { isFaulty in
            let right = key.publicKey.verify(signature: signature, message: message)
            let wrong = key.publicKey.verify(signature: signature, message: message + [0])
            let rights: Set<SignatureVerdict> = isFaulty ? [.valid, .mismatch, .libraryFailure] : [.valid]
            let wrongs: Set<SignatureVerdict> = isFaulty ? [.mismatch, .libraryFailure] : [.mismatch]
            try Self.expect(rights.contains(right), "a right signature is \(right)")
            try Self.expect(wrongs.contains(wrong), "a wrong signature is \(wrong)")
        }
    }

    @Test("gives the right hash or none")
    func hashing() throws {
        let message = message
        let expected = try SHA256.hash(message)
        let expected384 = try SHA384.hash(message)
        try forEachFault { isFaulty in
            let hash = try Self.allowing(isFaulty) { try SHA256.hash(message) }
            try Self.expect(hash ?? expected == expected, "hash")
            let pair = try Self.allowing(isFaulty) { try SHA256.hashes(message.span, message.span) }
            try Self.expect(pair ?? expected + expected == expected + expected, "two hashes")
            let streamed = try Self.allowing(isFaulty) {
                var stream = try HashStream.sha384()
                try stream.update(message.span)
                return try stream.finish()
            }
            try Self.expect(streamed ?? expected384 == expected384, "a hash of pieces")
        }
    }

    @Test("gives the right signature or none")
    func signing() throws {
        let seed = try #require(bytes(fromHexadecimal: RFC8032Key.seed))
        let input = SigningInput.arbitraryBytesUnsafe(message)
        let shared = try RFC8032Key.load()
        let expected = try shared.sign(input)
        try forEachFault { isFaulty in
            let signature = try Self.allowing(isFaulty) { try shared.sign(input) }
            try Self.expect(signature ?? expected == expected, "the signature of a key that was loaded before")
            let unchecked = try Self.allowing(isFaulty) { try shared.sign(input, selfCheck: false) }
            try Self.expect(unchecked ?? expected == expected, "the signature that was not checked")
            let fresh = try Self.allowing(isFaulty) { try privateKey(seed: seed).sign(input) }
            try Self.expect(fresh ?? expected == expected, "the signature of a key that was loaded now")
        }
    }

    @Test("opens a key file right or not at all, never with the wrong passphrase, and writes one that opens or none")
    func keyFiles() throws {
        let key = try RFC8032Key.load()
        let file = try key.encryptedPEM(passphrase: secret("secret"), iterations: 1)
        try forEachFault { isFaulty in
            let opened = try Self.allowing(isFaulty) {
                try Ed25519PrivateKey(encryptedPEM: file, passphrase: secret("secret"), expecting: nil)
            }
            try Self.expect(opened?.publicKey ?? key.publicKey == key.publicKey, "the key in the file")
            let wronglyOpened = try Self.allowing(true) {
                try Ed25519PrivateKey(encryptedPEM: file, passphrase: secret("other"), expecting: nil)
            }
            try Self.expect(wronglyOpened == nil, "the file opens with another passphrase")
            let written = try Self.allowing(isFaulty) {
                try key.encryptedPEM(passphrase: secret("secret"), iterations: 1)
            }
            guard let written else { return }
            _ = try LibcryptoFaults.paused {
                try Ed25519PrivateKey(encryptedPEM: written, passphrase: secret("secret"), expecting: key.publicKey)
            }
        }
    }

    @Test("derives, wraps and seals right or not at all, and opens nothing that was changed")
    func sealing() throws {
        let salt = [UInt8](repeating: 1, count: 16)
        let cost = Scrypt.Cost(n: 16, r: 1, p: 1)
        let nonce = [UInt8](repeating: 2, count: AES256GCM.nonceByteCount)
        let message = message
        let key = try Scrypt.derive(from: secret("secret"), salt: salt, cost: cost)
        let purposeKey = try HKDF.derive(from: key, salt: salt, purpose: salt)
        let wrapped = try KeyWrap.wrap(purposeKey, with: key)
        let sealed = try AES256GCM(key: purposeKey).seal(message.span, nonce: nonce, authenticating: salt)
        try forEachFault { isFaulty in
            let derived = try Self.allowing(isFaulty) {
                try Scrypt.derive(from: secret("secret"), salt: salt, cost: cost)
            }
            try Self.expect(derived?.isEqual(to: key) ?? true, "the key of a passphrase")
            let purposeAgain = try Self.allowing(isFaulty) { try HKDF.derive(from: key, salt: salt, purpose: salt) }
            try Self.expect(purposeAgain?.isEqual(to: purposeKey) ?? true, "the key for a purpose")
            let wrappedAgain = try Self.allowing(isFaulty) { try KeyWrap.wrap(purposeKey, with: key) }
            try Self.expect(wrappedAgain ?? wrapped == wrapped, "a wrapped key")
            let unwrapped = try Self.allowing(isFaulty) { try KeyWrap.unwrap(wrapped, with: key) }
            try Self.expect(unwrapped?.isEqual(to: purposeKey) ?? true, "an unwrapped key")
            let unwrappedWrongly = try Self.allowing(true) { try KeyWrap.unwrap(wrapped, with: purposeKey) }
            try Self.expect(unwrappedWrongly == nil, "a key opens with another key")
            let sealedAgain = try Self.allowing(isFaulty) {
                try AES256GCM(key: purposeKey).seal(message.span, nonce: nonce, authenticating: salt)
            }
            try Self.expect(sealedAgain ?? sealed == sealed, "sealed bytes")
            let opened = try Self.allowing(isFaulty) {
                try AES256GCM(key: purposeKey).open(sealed.span, nonce: nonce, authenticating: salt)
            }
            try Self.expect(opened ?? message == message, "opened bytes")
            let openedWrongly = try Self.allowing(true) {
                try AES256GCM(key: purposeKey).open(sealed.span, nonce: nonce, authenticating: nonce)
            }
            try Self.expect(openedWrongly == nil, "sealed bytes open with another context")
        }
    }

    @Test("gives random bytes and keys or none, never zeros")
    func randomness() throws {
        let zero = try privateKey(seed: [UInt8](repeating: 0, count: 32)).publicKey
        try forEachFault { isFaulty in
            let bytes = try Self.allowing(isFaulty) { try SecureRandom.bytes(32) }
            try Self.expect(bytes.map { $0.contains { $0 != 0 } } ?? true, "zeros for random bytes")
            let key = try Self.allowing(isFaulty) { try Ed25519PrivateKey.generate() }
            try Self.expect(key?.publicKey != zero, "the key of the seed of zeros")
        }
    }
}
