import Cryptography
import Encodings
import TestSupport
import Testing

@Suite("Encrypted key files")
struct KeyFileTests {
    /// Quick to open; real files have 600,000 iterations.
    private static let iterations = 2

    private func file(_ key: Ed25519PrivateKey, _ passphrase: String = "correct horse") throws -> [UInt8] {
        try key.encryptedPEM(passphrase: secret(passphrase), iterations: Self.iterations)
    }

    private func code(
        of file: [UInt8], _ passphrase: String = "correct horse", expecting expected: Ed25519PublicKey? = nil
    ) throws -> CryptographyError.Code? {
        let passphrase = try secret(passphrase)
        do throws(CryptographyError) {
            _ = try Ed25519PrivateKey(encryptedPEM: file, passphrase: passphrase, expecting: expected)
            return nil
        } catch {
            #expect(!error.reason.isEmpty)
            return error.code
        }
    }
}

extension KeyFileTests {
    @Test("opens what it wrote, and only with the passphrase")
    func opensItsOwn() throws {
        let key = try RFC8032Key.load()
        for passphrase in ["x", "correct horse", "pässwörd 🐎", String(repeating: "a", count: 1_023), "a\0b"] {
            let file = try file(key, passphrase)
            let opened = try Ed25519PrivateKey(
                encryptedPEM: file, passphrase: secret(passphrase), expecting: key.publicKey)
            let input = SigningInput.arbitraryBytesUnsafe([1])
            #expect(try opened.sign(input) == key.sign(input))
            guard passphrase.utf8.count < 1_023 else { continue }
            #expect(try code(of: file, passphrase + "x") == .wrongPassphrase)
        }
        let file = try file(key)
        for wrong in ["", "Correct horse", "correct hors", "correct horse ", "\0correct horse"] {
            #expect(try code(of: file, wrong) == .wrongPassphrase, "\(wrong)")
        }
    }

    @Test("gives the same answer to 2,000 wrong passphrases, garbage that looks padded included")
    func refusesWrongPassphrases() throws {
        let file = try file(RFC8032Key.load())
        for number in 0..<2_000 {
            #expect(try code(of: file, "wrong \(number)") == .wrongPassphrase)
        }
    }

    @Test("refuses to write with an empty or an overlong passphrase, and to read with an overlong one")
    func refusesUnusablePassphrases() throws {
        let key = try RFC8032Key.load()
        for passphrase in ["", String(repeating: "a", count: 1_024)] {
            #expect(throws: CryptographyError(.unusablePassphrase, "")) { try file(key, passphrase) }
        }
        #expect(try code(of: file(key), String(repeating: "a", count: 1_024)) == .unusablePassphrase)
    }

    @Test("protects with PBES2: AES-256-CBC, and PBKDF2 over HMAC-SHA-512 with 600,000 iterations")
    func writesStrongFiles() throws {
        let file = try RFC8032Key.load().encryptedPEM(passphrase: secret("correct horse"))
        let protection = try KeyFileProtection(ofEncryptedPEM: file)
        #expect(protection.cipher == "AES-256-CBC")
        #expect(protection.derivation == .pbkdf2(iterations: 600_000, function: "hmacWithSHA512"))
        #expect(String(decoding: file, as: UTF8.self).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
        #expect(String(decoding: file, as: UTF8.self).hasSuffix("\n-----END ENCRYPTED PRIVATE KEY-----\n"))
        #expect(try code(of: file) == nil)
    }

    @Test("writes another salt and initialization vector each time")
    func writesFreshSalts() throws {
        let key = try RFC8032Key.load()
        #expect(Set(try (0..<10).map { _ in try file(key) }).count == 10)
    }

    @Test("refuses a file that holds another key than the expected one")
    func refusesOtherKey() throws {
        let other = try privateKey(seed: [UInt8](repeating: 8, count: 32))
        #expect(try code(of: file(other), expecting: RFC8032Key.load().publicKey) == .keyFileAltered)
        #expect(try code(of: file(other), expecting: other.publicKey) == nil)
    }
}

extension KeyFileTests {
    /// Changes one byte of a file, and tells what becomes of it when the key is expected, and when none is.
    private func check(
        _ file: [UInt8], _ index: Int, xor mask: UInt8, _ publicKey: Ed25519PublicKey
    ) throws -> CryptographyError.Code? {
        var changed = file
        changed[index] ^= mask
        let code = try code(of: changed, expecting: publicKey)
        guard try code == .keyFileAltered || self.code(of: changed) == code else {
            Issue.record("byte \(index), mask \(mask): a change is only seen when the key is expected")
            return code
        }
        return code
    }

    @Test("opens no file with one bit flipped anywhere, or says that it holds another key")
    func refusesFlippedBits() throws {
        let key = try RFC8032Key.load()
        let file = try file(key)
        var found: [CryptographyError.Code: Int] = [:]
        for index in file.indices {
            for bit in 0..<8 {
                let code = try check(file, index, xor: 1 << UInt8(bit), key.publicKey)
                #expect(code != nil, "byte \(index), bit \(bit)")
                if let code { found[code, default: 0] += 1 }
            }
        }
        // The exchanged seed is seen by the expected key alone: PBES2 has no check of its own.
        #expect(found[.keyFileAltered, default: 0] > 0)
        #expect(found[.wrongPassphrase, default: 0] > 0)
        #expect(found[.keyFileBadBase64, default: 0] > 0 && found[.keyFileBadDER, default: 0] > 0)
    }

    @Test("opens no file that was cut off, wherever it ends")
    func refusesTruncation() throws {
        let file = try file(RFC8032Key.load())
        // Without its last line break a file is still whole.
        for count in 0..<file.count - 1 {
            let code = try code(of: Array(file[..<count]))
            #expect([.keyFileNotPEM, .keyFileTruncated].contains(code), "\(count) bytes: \(String(describing: code))")
        }
        #expect(try code(of: Array(file.dropLast())) == nil)
    }

    @Test("tells the kinds of damage apart")
    func namesDamage() throws {
        let text = String(decoding: try file(RFC8032Key.load()), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let begin = lines[0]
        let end = lines[lines.count - 1]
        func block(_ content: [UInt8]) -> String { "\(begin)\n\(Base64.encode(content))\n\(end)\n" }
        let content = try Base64.decode(lines[1..<lines.count - 1].joined())
        let cases: [(String, CryptographyError.Code?)] = [
            ("", .keyFileNotPEM), ("\n\n", .keyFileNotPEM), ("hello", .keyFileNotPEM),
            (String(repeating: "\n", count: 65_536), .keyFileNotPEM),
            (String(repeating: "a", count: 65_537), .keyFileTooLarge),
            (lines[1...].joined(separator: "\n"), .keyFileNotPEM),
            ("Bag Attributes\n" + text, .keyFileNotPEM),
            (text + text, .keyFileNotPEM), (text + "more", .keyFileNotPEM),
            (lines.dropLast().joined(separator: "\n"), .keyFileTruncated),
            (begin, .keyFileTruncated),
            (text.replacing("END ENCRYPTED", with: "END"), .keyFileTruncated),
            (begin + "\n" + end, .keyFileBadBase64),
            (text.replacing(lines[2], with: "!" + lines[2].dropFirst()), .keyFileBadBase64),
            (text.replacing(lines[2], with: String(lines[2].dropLast())), .keyFileBadBase64),
            (text.replacing(lines[2] + "\n", with: lines[2] + "\n\n"), .keyFileBadBase64),
            (block([0x30]), .keyFileBadDER),
            (block([]), .keyFileBadBase64),
            (block([1, 2, 3]), .keyFileBadDER), (block([0x30, 0x80, 0, 0, 0, 0]), .keyFileBadDER),
            (text.replacing("\n", with: "\r\n"), nil), ("\n" + text + "\n\n", nil),
        ]
        for (text, expected) in cases {
            #expect(try code(of: Array(text.utf8)) == expected, "\(text.prefix(80))")
        }
        func wrapped(_ content: [UInt8]) -> [UInt8] {
            let characters = Array(Base64.encode(content).utf8)
            let lines = stride(from: 0, to: characters.count, by: 64).map { start in
                String(decoding: characters[start..<min(start + 64, characters.count)], as: UTF8.self)
            }
            return Array("\(begin)\n\(lines.joined(separator: "\n"))\n\(end)\n".utf8)
        }
        #expect(try code(of: wrapped(content)) == nil)
        #expect(try code(of: wrapped(content + [0])) == .keyFileBadDER)
        #expect(try code(of: wrapped(content.dropLast())) == .keyFileBadDER)
        // The same length written in more bytes than it needs is not DER.
        #expect(try code(of: wrapped([0x30, 0x82, 0x00] + content[2...])) == .keyFileBadDER)
    }

    @Test(
        "says which other kind of file it was given",
        arguments: [
            ("PRIVATE KEY", CryptographyError.Code.keyFileNotEncrypted), ("RSA PRIVATE KEY", .keyFileWrongKind),
            ("OPENSSH PRIVATE KEY", .keyFileWrongKind), ("PUBLIC KEY", .keyFileWrongKind),
            ("CERTIFICATE", .keyFileWrongKind), ("SOMETHING", .keyFileWrongKind),
        ])
    func namesKind(_ label: String, _ expected: CryptographyError.Code) throws {
        let file = Array("-----BEGIN \(label)-----\nAAAA\n-----END \(label)-----\n".utf8)
        #expect(try code(of: file) == expected)
    }
}

extension KeyFileTests {
    /// Test key 1 of RFC 8032 in the form of RFC 8410, section 7.
    private static let plainFile = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----

        """

    @Test("reads an unencrypted file only through the call that says so")
    func readsUnencrypted() throws {
        let file = Array(Self.plainFile.utf8)
        let key = try Ed25519PrivateKey(unencryptedPEMUnsafe: file, expecting: nil)
        #expect(hexadecimal(key.publicKey.bytes) == RFC8032Key.publicKey)
        #expect(try code(of: file) == .keyFileNotEncrypted)
        #expect(throws: CryptographyError(.keyFileAltered, "")) {
            let other = try privateKey(seed: [UInt8](repeating: 8, count: 32)).publicKey
            return try Ed25519PrivateKey(unencryptedPEMUnsafe: file, expecting: other)
        }
        let encrypted = try self.file(key)
        #expect(throws: CryptographyError(.keyFileEncrypted, "")) {
            try Ed25519PrivateKey(unencryptedPEMUnsafe: encrypted, expecting: nil)
        }
    }

    @Test("reads the unencrypted structure of RFC 8410 in its one form")
    func refusesOtherStructures() throws {
        let good: [UInt8] =
            [
                0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
            ] + [UInt8](repeating: 7, count: 32)
        func code(_ content: [UInt8]) throws -> CryptographyError.Code? {
            let text = "-----BEGIN PRIVATE KEY-----\n\(Base64.encode(content))\n-----END PRIVATE KEY-----\n"
            do throws(CryptographyError) {
                _ = try Ed25519PrivateKey(unencryptedPEMUnsafe: Array(text.utf8), expecting: nil)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(try code(good) == nil)
        for count in 1..<good.count { #expect(try code(Array(good[..<count])) == .keyFileBadDER) }
        #expect(try code(good + [0]) == .keyFileBadDER)
        // A seed of another length, and bytes after the seed within its wrapping.
        let seed = [UInt8](repeating: 7, count: 31)
        #expect(try code([0x30, 0x2d] + good[2..<12] + [0x04, 0x21, 0x04, 0x1f] + seed) == .keyFileBadDER)
        #expect(try code([0x30, 0x2f] + good[2..<12] + [0x04, 0x23, 0x04, 0x21] + seed + [7, 7]) == .keyFileBadDER)
        #expect(try code([0x30, 0x2f] + good[2..<12] + [0x04, 0x23] + good[14...] + [0]) == .keyFileBadDER)
        // Attributes, or the public key of RFC 5958, after the key.
        #expect(try code([0x30, 0x30] + good[2...] + [0xa0, 0x00]) == .keyFileBadDER)
        // Parameters of the algorithm, which RFC 8410, section 3, forbids.
        #expect(
            try code([0x30, 0x30] + good[2..<5] + [0x30, 0x07] + good[7..<12] + [0x05, 0x00] + good[12...])
                == .keyFileBadDER)
        // A change of the header is garbage, another type or another version, and never a key.
        for index in 0..<16 {
            for bit in 0..<8 {
                var changed = good
                changed[index] ^= 1 << UInt8(bit)
                #expect([.keyFileBadDER, .wrongKeyType].contains(try code(changed)), "byte \(index), bit \(bit)")
            }
        }
    }
}
