import Cryptography
import Encodings
import Testing

/// Files that ask for hostile amounts of work, built by hand: none of it may be done.
@Suite("The cost that a key file may ask for")
struct KeyFileCostTests {
    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] = count < 0x80 ? [UInt8(count)] : [0x81, UInt8(truncatingIfNeeded: count)]
        return [tag] + length + content
    }

    private static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap { $0 }) }

    private static func integer(_ bytes: [UInt8]) -> [UInt8] { element(0x02, bytes) }

    private static func identifier(_ bytes: UInt8...) -> [UInt8] { element(0x06, bytes) }

    private static let pbes2 = identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d)
    private static let pbkdf2 = identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c)
    private static let scrypt = identifier(0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b)
    private static let hmacWithSHA512 = identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x0b)
    private static let aes256CBC = identifier(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a)
    private static let octets = element(0x04, [UInt8](repeating: 1, count: 16))

    private static func file(
        _ derivation: [UInt8], scheme: [UInt8] = pbes2, cipher: [UInt8] = aes256CBC, encryptedCount: Int = 64
    ) -> [UInt8] {
        let algorithm = sequence(scheme, sequence(derivation, sequence(cipher, octets)))
        let characters = Base64.encode(sequence(algorithm, element(0x04, [UInt8](repeating: 2, count: encryptedCount))))
        // Lines of 76 characters are allowed, so that a shorter split than ours is seen to be read too.
        var lines: [String] = []
        var rest = Substring(characters)
        while !rest.isEmpty {
            lines.append(String(rest.prefix(76)))
            rest = rest.dropFirst(76)
        }
        let label = "ENCRYPTED PRIVATE KEY"
        return Array("-----BEGIN \(label)-----\n\(lines.joined(separator: "\n"))\n-----END \(label)-----\n".utf8)
    }

    private static func pbkdf2File(iterations: [UInt8]) -> [UInt8] {
        file(sequence(pbkdf2, sequence(octets, integer(iterations), sequence(hmacWithSHA512, [0x05, 0x00]))))
    }

    private static func scryptFile(_ cost: [UInt8], _ blockSize: [UInt8], _ parallelization: [UInt8]) -> [UInt8] {
        file(sequence(scrypt, sequence(octets, integer(cost), integer(blockSize), integer(parallelization))))
    }

    private func code(_ file: [UInt8]) throws -> CryptographyError.Code? {
        let passphrase = try secret("secret")
        do throws(CryptographyError) {
            _ = try Ed25519PrivateKey(encryptedPEM: file, passphrase: passphrase, expecting: nil)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("runs a PBKDF2 file of few iterations, which then does not open")
    func runsPBKDF2() throws {
        let file = Self.pbkdf2File(iterations: [0x08])
        #expect(try code(file) == .wrongPassphrase)
        let protection = try KeyFileProtection(ofEncryptedPEM: file)
        #expect(protection.derivation == .pbkdf2(iterations: 8, function: "hmacWithSHA512"))
    }

    @Test(
        "refuses iteration counts of zero, below zero, above ten million and beyond 64 bits",
        arguments: [
            [0x00], [0xff], [0x80, 0x00], [0x00, 0x98, 0x96, 0x81], [0x7f, 0xff, 0xff, 0xff],
            [0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            [0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00], [UInt8](repeating: 0x7f, count: 40),
        ] as [[UInt8]])
    func refusesIterations(_ iterations: [UInt8]) throws {
        #expect(try code(Self.pbkdf2File(iterations: iterations)) == .keyFileCostLimit)
    }

    @Test("reads ten million iterations as within the limit")
    func acceptsLimit() throws {
        let protection = try KeyFileProtection(ofEncryptedPEM: Self.pbkdf2File(iterations: [0x00, 0x98, 0x96, 0x80]))
        #expect(
            protection.derivation
                == .pbkdf2(iterations: KeyFileProtection.maximumIterations, function: "hmacWithSHA512"))
    }

    @Test("runs scrypt within 32 MiB")
    func runsScrypt() throws {
        // N = 2^14 with r = 8 is what openssl writes, and needs a little more than 16 MiB.
        #expect(try code(Self.scryptFile([0x40, 0x00], [0x08], [0x01])) == .wrongPassphrase)
    }

    @Test("refuses scrypt beyond its limits, those whose product does not fit 64 bits included")
    func refusesScrypt() throws {
        let large: [UInt8] = [0x40, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]
        let hostile: [([UInt8], [UInt8], [UInt8])] = [
            ([0x00, 0x80, 0x00], [0x08], [0x01]), ([0x02, 0x00, 0x00], [0x08], [0x01]),
            ([0x02], [0x08], [0x11]), ([0x02], [0x08], [0x00]), (large, [0x08], [0x01]), ([0x02], large, [0x01]),
            (large, large, [0x10]), ([0x02], [0x08], large), ([0xff], [0x08], [0x01]), ([0x02], [0xff], [0x01]),
        ]
        for (cost, blockSize, parallelization) in hostile {
            #expect(try code(Self.scryptFile(cost, blockSize, parallelization)) == .keyFileCostLimit)
        }
        // Costs that are small, and that scrypt does not have: N must be a power of two above one, r above zero.
        let impossible: [([UInt8], [UInt8])] = [([0x03], [0x08]), ([0x01], [0x08]), ([0x00], [0x08]), ([0x02], [0x00])]
        for (cost, blockSize) in impossible {
            #expect(try code(Self.scryptFile(cost, blockSize, [0x01])) == .keyFileUnsupportedEncryption)
        }
    }

    @Test("refuses schemes, functions and ciphers that it does not know, and parameters that are none")
    func refusesUnknown() throws {
        let few = Self.sequence(Self.octets, Self.integer([0x08]))
        let unknown = Self.identifier(0x2a, 0x03, 0x04)
        #expect(try code(Self.file(Self.sequence(Self.pbkdf2, few))) == .wrongPassphrase)
        #expect(try code(Self.file(Self.sequence(unknown, few))) == .keyFileUnsupportedEncryption)
        #expect(
            try code(Self.file(Self.sequence(Self.pbkdf2, few), scheme: unknown)) == .keyFileUnsupportedEncryption)
        #expect(
            try code(Self.file(Self.sequence(Self.pbkdf2, few), cipher: unknown)) == .keyFileUnsupportedEncryption)
        #expect(try code(Self.file(Self.sequence(Self.pbkdf2, [0x05, 0x00]))) == .keyFileBadDER)
        #expect(try code(Self.file(Self.sequence(Self.scrypt, few))) == .keyFileBadDER)
        #expect(try code(Self.file(Self.pbkdf2)) == .keyFileBadDER)
        #expect(try code(Self.file(Self.sequence(Self.pbkdf2, few), encryptedCount: 0)) == .keyFileBadDER)
        #expect(try code(Self.file(Self.sequence(Self.pbkdf2, few), encryptedCount: 15)) == .wrongPassphrase)
    }
}
