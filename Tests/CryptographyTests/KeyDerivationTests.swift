import Cryptography
import TestSupport
import Testing

@Suite("Keys from passphrases and from other keys")
struct KeyDerivationTests {
    private func hexadecimal(_ text: String) throws -> [UInt8] { try #require(bytes(fromHexadecimal: text)) }

    private func secret(_ bytes: [UInt8]) throws -> SecretBytes {
        var bytes = bytes
        return try SecretBytes(overwriting: &bytes)
    }

    private func shown(_ secret: SecretBytes) -> [UInt8] { secret.withSpan { span in span.indices.map { span[$0] } } }

    /// RFC 7914, section 12, without the vector that takes 1 GiB.
    static let scrypt: [(passphrase: String, salt: String, cost: Scrypt.Cost, key: String)] = [
        (
            "", "", .init(n: 16, r: 1, p: 1),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", .init(n: 1_024, r: 8, p: 16),
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", .init(n: 16_384, r: 8, p: 1),
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ]

    @Test("scrypt gives the keys of RFC 7914, section 12", arguments: scrypt.indices)
    func scryptKeys(_ index: Int) throws {
        let vector = Self.scrypt[index]
        let key = try Scrypt.derive(
            from: secret(Array(vector.passphrase.utf8)), salt: Array(vector.salt.utf8), cost: vector.cost, count: 64)
        #expect(try shown(key) == hexadecimal(vector.key))
    }

    @Test(
        "scrypt refuses a cost beyond its bounds before it asks for memory",
        arguments: [
            .init(n: 1 << 30, r: 8, p: 1), .init(n: 1 << 19, r: 8, p: 1), .init(n: .max, r: 8, p: 1),
            .init(n: 1 << 62, r: 8, p: 1), .init(n: 1 << 17, r: 1 << 30, p: 1), .init(n: 1 << 15, r: .max, p: .max),
            .init(n: 1 << 15, r: 8, p: 17), .init(n: 1 << 15, r: 8, p: 0), .init(n: 1 << 15, r: 0, p: 1),
            .init(n: 1_000, r: 8, p: 1), .init(n: 1, r: 8, p: 1), .init(n: 0, r: 8, p: 1), .init(n: -16, r: 8, p: 1),
            .init(n: .min, r: .min, p: .min),
        ] as [Scrypt.Cost])
    func scryptBounds(_ cost: Scrypt.Cost) throws {
        #expect(throws: CryptographyError(.derivationParameters, "")) {
            try Scrypt.derive(from: secret([1]), salt: [UInt8](repeating: 1, count: 16), cost: cost)
        }
    }

    /// RFC 5869, appendix A: SHA-256, with and without salt and purpose, and with long ones.
    static let hkdf: [(secret: [UInt8], salt: [UInt8], purpose: [UInt8], key: String)] = [
        (
            [UInt8](repeating: 0x0B, count: 22), Array(0...0x0C), Array(0xF0...0xF9),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        ),
        (
            Array(0...0x4F), Array(0x60...0xAF), Array(0xB0...0xFF),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
        ),
        (
            [UInt8](repeating: 0x0B, count: 22), [], [],
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        ),
    ]

    @Test("HKDF gives the keys of RFC 5869, appendix A", arguments: hkdf.indices)
    func hkdfKeys(_ index: Int) throws {
        let (start, salt, purpose, key) = Self.hkdf[index]
        let expected = try hexadecimal(key)
        let derived = try HKDF.derive(from: secret(start), salt: salt, purpose: purpose, count: expected.count)
        #expect(shown(derived) == expected)
    }

    @Test("HKDF refuses what it cannot make a key of")
    func hkdfBounds() throws {
        for count in [0, -1, HKDF.maximumByteCount + 1, .max] {
            #expect(throws: CryptographyError(.derivationParameters, "")) {
                try HKDF.derive(from: secret([1]), salt: [], purpose: [], count: count)
            }
        }
        let long = [UInt8](repeating: 0, count: 1_025)
        for (start, salt, purpose) in [([], [], []), ([1], long, []), ([1], [], long)] as [([UInt8], [UInt8], [UInt8])]
        {
            #expect(throws: CryptographyError(.derivationParameters, "")) {
                try HKDF.derive(from: secret(start), salt: salt, purpose: purpose)
            }
        }
        #expect(try HKDF.derive(from: secret([1]), salt: [], purpose: [], count: HKDF.maximumByteCount).count == 8_160)
    }
}
