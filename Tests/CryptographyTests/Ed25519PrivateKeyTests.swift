import Cryptography
import TestSupport
import Testing

@Suite("Ed25519 private keys")
struct Ed25519PrivateKeyTests {
    private let message = SigningInput.arbitraryBytesUnsafe(Array("Bachelor of Science".utf8))

    @Test("derives the public key of a seed, and signs the same bytes each time")
    func derivesPublicKey() throws {
        let key = try RFC8032Key.load()
        #expect(hexadecimal(key.publicKey.bytes) == RFC8032Key.publicKey)
        let signature = try key.sign(message)
        #expect(try key.sign(message) == signature)
        #expect(try key.sign(message, selfCheck: false) == signature)
        #expect(key.publicKey.isValidSignature(signature, for: message.bytes))
    }

    @Test("makes another key each time")
    func generates() throws {
        let keys = try (0..<8).map { _ in try Ed25519PrivateKey.generate() }
        #expect(Set(keys.map(\.publicKey)).count == keys.count)
        for key in keys {
            #expect(key.publicKey.isValidSignature(try key.sign(message), for: message.bytes))
        }
    }

    @Test("refuses a seed of every length but 32", arguments: [0, 31, 33, 64])
    func refusesSeedLength(_ count: Int) throws {
        let seed = try secret([UInt8](repeating: 1, count: count))
        #expect(throws: CryptographyError(.invalidSeedLength, "")) { try Ed25519PrivateKey(seed: seed) }
    }

    @Test("hands out no signature that a fault has changed in any one bit")
    func checksItself() throws {
        let seed = try #require(bytes(fromHexadecimal: RFC8032Key.seed))
        for bit in 0..<512 {
            let faulty = try Ed25519PrivateKey(seed: secret(seed)) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
            #expect(throws: CryptographyError(.signSelfCheck, "")) { try faulty.sign(message) }
        }
        // Without the check the fault comes through: it is the check that stopped it.
        let faulty = try Ed25519PrivateKey(seed: secret(seed)) { $0[0] ^= 1 }
        #expect(!faulty.publicKey.isValidSignature(try faulty.sign(message, selfCheck: false), for: message.bytes))
    }

    @Test("hands out no signature of another length")
    func checksLength() throws {
        let seed = try #require(bytes(fromHexadecimal: RFC8032Key.seed))
        let short = try Ed25519PrivateKey(seed: secret(seed)) { $0.removeLast() }
        #expect(throws: CryptographyError(.signSelfCheck, "")) { try short.sign(message) }
        let empty = try Ed25519PrivateKey(seed: secret(seed)) { $0 = [] }
        #expect(throws: CryptographyError(.signSelfCheck, "")) { try empty.sign(message) }
    }

    @Test("signs for a Data Integrity proof what RFC 8032 signs over the two hashes, configuration first")
    func signsDataIntegrity() throws {
        let key = try RFC8032Key.load()
        let configuration = Array("{\"type\":\"DataIntegrityProof\"}".utf8)
        let document = Array("{\"a\":1}".utf8)
        let input = try SigningInput.dataIntegrity(
            canonicalProofConfiguration: configuration.span, canonicalDocument: document.span)
        #expect(input.bytes == (try SHA256.hash(configuration)) + (try SHA256.hash(document)))
        #expect(key.publicKey.isValidSignature(try key.sign(input), for: input.bytes))
    }

    @Test("signs and verifies in four tasks with one key object at the same time")
    func worksInParallel() async throws {
        let key = try RFC8032Key.load()
        let inputs = (0..<64).map { SigningInput.arbitraryBytesUnsafe([UInt8](repeating: UInt8($0), count: $0)) }
        let expected = try inputs.map { try key.sign($0) }
        let right = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<4 {
                group.addTask {
                    var right = 0
                    for round in 0..<3 {
                        for index in inputs.indices {
                            let index = (index + 16 * task + round) % inputs.count
                            let signature = try key.sign(inputs[index])
                            let isRight =
                                signature == expected[index]
                                && key.publicKey.isValidSignature(signature, for: inputs[index].bytes)
                                && !key.publicKey.isValidSignature(signature, for: [1] + inputs[index].bytes)
                            right += isRight ? 1 : 0
                        }
                    }
                    return right
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(right == 4 * 3 * inputs.count)
    }

    @Test("shows nothing of itself when it is printed, dumped or mirrored")
    func hidesItself() throws {
        let key = try RFC8032Key.load()
        var dumped = ""
        dump(key, to: &dumped)
        let shown = [
            "\(key)", String(reflecting: key), key.debugDescription, dumped, "\([key])", "\(Optional(key) as Any)",
        ]
        for text in shown {
            #expect(text.contains("Ed25519 private key (hidden)"))
            #expect(!text.contains("signingKey") && !text.contains("publicKey") && !text.contains("0x"))
        }
        #expect(Mirror(reflecting: key).children.isEmpty)
        #expect(!(key is any Hashable) && !(key is any Encodable))
    }
}
