import Cryptography
import Testing

@Suite("Secrets, randomness and comparison")
struct SecretTests {
    @Test("moves the bytes of an array into a secret and leaves none behind")
    func movesBytes() throws {
        var bytes: [UInt8] = [1, 2, 3]
        let secret = try SecretBytes(overwriting: &bytes)
        #expect(bytes.isEmpty)
        #expect(secret.count == 3)
        #expect(secret.withSpan { span in span.indices.map { span[$0] } } == [1, 2, 3])
    }

    @Test("compares secrets by content")
    func comparesSecrets() throws {
        #expect(try secret("correct horse").isEqual(to: secret("correct horse")))
        #expect(try !secret("correct horse").isEqual(to: secret("correct horsf")))
        #expect(try !secret("correct horse").isEqual(to: secret("correct hors")))
        #expect(try secret("").isEqual(to: secret("")))
    }

    @Test("shows nothing of a secret when it is printed, dumped or mirrored")
    func hidesSecrets() throws {
        let hidden = try secret("correct horse battery staple")
        var dumped = ""
        dump(hidden, to: &dumped)
        for text in ["\(hidden)", String(reflecting: hidden), dumped, "\([hidden])"] {
            #expect(text.contains("secret bytes (hidden)"))
            #expect(!text.contains("horse") && !text.contains("28") && !text.contains("0x"))
        }
        #expect(Mirror(reflecting: hidden).children.isEmpty)
        #expect(!(hidden is any Equatable) && !(hidden is any Encodable))
    }

    @Test("tells equal bytes from bytes that differ anywhere or in length")
    func comparesInConstantTime() {
        let bytes = [UInt8](0..<32)
        #expect(ConstantTime.equal(bytes, Array(bytes)))
        #expect(ConstantTime.equal([], []))
        #expect(!ConstantTime.equal(bytes, []))
        #expect(!ConstantTime.equal(bytes, Array(bytes.dropLast())))
        for bit in 0..<256 {
            var other = bytes
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!ConstantTime.equal(bytes, other))
        }
    }

    @Test("gives as many random bytes as asked for, other ones each time")
    func givesRandomness() throws {
        for count in [0, 1, 16, 4_096, SecureRandom.maximumByteCount] {
            #expect(try SecureRandom.bytes(count).count == count)
        }
        let salts = try (0..<100).map { _ in try SecureRandom.bytes(16) }
        #expect(Set(salts).count == 100)
        for count in [-1, Int.min, SecureRandom.maximumByteCount + 1, Int.max] {
            #expect(throws: CryptographyError(.randomnessUnavailable, "")) { try SecureRandom.bytes(count) }
        }
    }
}
