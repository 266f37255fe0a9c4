import Cryptography
import TestSupport
import Testing

/// Our files read by the `openssl` command line, and its files read by us.
@Suite("Key files and signatures with the openssl command line", .enabled(if: OpenSSLCommand.isAvailable))
struct KeyFileCommandLineTests {
    private func code(of file: [UInt8], _ passphrase: String = "secret") throws -> CryptographyError.Code? {
        let passphrase = try secret(passphrase)
        do throws(CryptographyError) {
            _ = try Ed25519PrivateKey(encryptedPEM: file, passphrase: passphrase, expecting: nil)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("openssl opens our file and finds the same public key, and does not open it with another passphrase")
    func opensslReadsOurs() throws {
        let key = try Ed25519PrivateKey.generate()
        try Files.withTemporaryFolder { folder in
            try Files.write(key.encryptedPEM(passphrase: secret("secret"), iterations: 1_000), to: folder + "/key.p8")
            let der = try OpenSSLCommand.run("pkey -in \(folder)/key.p8 -passin pass:secret -pubout -outform DER")
            #expect(der.suffix(32).elementsEqual(key.publicKey.bytes))
            #expect(throws: OpenSSLCommand.Failure.self) {
                try OpenSSLCommand.run("pkey -in \(folder)/key.p8 -passin pass:other -pubout -outform DER")
            }
        }
    }

    @Test(
        "opens what openssl encrypts, whichever way of PBES2 it takes",
        arguments: [
            "-v2 aes-256-cbc", "-v2 aes-128-cbc -v2prf hmacWithSHA1", "-v2 aes-192-cbc -v2prf hmacWithSHA512",
            "-v2 des3", "-v2 aes-256-cbc -iter 100000", "-scrypt", "-v2 camellia-256-cbc",
        ])
    func readsOpenSSL(_ options: String) throws {
        try Files.withTemporaryFolder { folder in
            try OpenSSLCommand.run("genpkey -algorithm ed25519 -out \(folder)/plain.pem")
            try OpenSSLCommand.run(
                "pkcs8 -topk8 -in \(folder)/plain.pem -out \(folder)/key.p8 -passout pass:secret \(options)")
            let der = try OpenSSLCommand.run("pkey -in \(folder)/plain.pem -pubout -outform DER")
            let file = try Files.read(folder + "/key.p8")
            let key = try Ed25519PrivateKey(encryptedPEM: file, passphrase: secret("secret"), expecting: nil)
            #expect(der.suffix(32).elementsEqual(key.publicKey.bytes))
            #expect(try code(of: file, "other") == .wrongPassphrase)
            let plain = try Files.read(folder + "/plain.pem")
            #expect(
                try Ed25519PrivateKey(unencryptedPEMUnsafe: plain, expecting: key.publicKey).publicKey == key.publicKey)
        }
    }

    @Test("opens what openssl genpkey writes")
    func readsGenpkey() throws {
        let file = try OpenSSLCommand.run("genpkey -algorithm ed25519 -aes-256-cbc -pass pass:secret")
        #expect(try code(of: file) == nil)
        let protection = try KeyFileProtection(ofEncryptedPEM: file)
        #expect(protection.cipher == "AES-256-CBC")
        #expect(protection.derivation == .pbkdf2(iterations: 2_048, function: "hmacWithSHA256"))
    }

    @Test("refuses encryption older than PBES2, and scrypt with more work than is accepted")
    func refusesOtherEncryption() throws {
        try Files.withTemporaryFolder { folder in
            try OpenSSLCommand.run("genpkey -algorithm ed25519 -out \(folder)/plain.pem")
            func written(_ options: String) throws -> [UInt8] {
                try OpenSSLCommand.run("pkcs8 -topk8 -in \(folder)/plain.pem -passout pass:secret \(options)")
            }
            #expect(try code(of: written("-v1 PBE-SHA1-3DES")) == .keyFileUnsupportedEncryption)
            #expect(try code(of: written("-scrypt -scrypt_N 2 -scrypt_p 16")) == nil)
            #expect(try code(of: written("-scrypt -scrypt_N 2 -scrypt_p 17")) == .keyFileCostLimit)
        }
    }

    @Test(
        "names the type of another key in an encrypted file",
        arguments: [
            ("X25519", "X25519"), ("X448", "X448"), ("ED448", "Ed448"),
            ("EC -pkeyopt ec_paramgen_curve:P-256", "P-256"), ("EC -pkeyopt ec_paramgen_curve:P-384", "P-384"),
            ("EC -pkeyopt ec_paramgen_curve:secp256k1", "secp256k1"),
            ("EC -pkeyopt ec_paramgen_curve:brainpoolP256r1", "elliptic curve"),
            ("RSA -pkeyopt rsa_keygen_bits:1024", "RSA"),
        ])
    func namesOtherKeys(_ algorithm: String, _ name: String) throws {
        let file = try OpenSSLCommand.run("genpkey -algorithm \(algorithm) -aes-256-cbc -pass pass:secret")
        let error = #expect(throws: CryptographyError.self) {
            try Ed25519PrivateKey(encryptedPEM: file, passphrase: secret("secret"), expecting: nil)
        }
        #expect(error?.code == .wrongKeyType)
        #expect(error?.reason.hasSuffix("one of \(name)") == true, "\(error?.reason ?? "")")
    }

    @Test("openssl verifies our signatures, and we verify those of openssl")
    func signaturesAgree() throws {
        try Files.withTemporaryFolder { folder in
            let key = try Ed25519PrivateKey.generate()
            try Files.write(key.encryptedPEM(passphrase: secret("secret"), iterations: 1_000), to: folder + "/key.p8")
            let message = Array("Bachelor of Science".utf8)
            try Files.write(message, to: folder + "/message")
            try Files.write(key.sign(.arbitraryBytesUnsafe(message)), to: folder + "/signature")
            let options = "-inkey \(folder)/key.p8 -passin pass:secret -rawin -in \(folder)/message"
            try OpenSSLCommand.run("pkeyutl -verify \(options) -sigfile \(folder)/signature")
            let theirs = try OpenSSLCommand.run("pkeyutl -sign \(options)")
            #expect(key.publicKey.verify(signature: theirs, message: message) == .valid)
            try Files.write(message + [0], to: folder + "/message")
            #expect(throws: OpenSSLCommand.Failure.self) {
                try OpenSSLCommand.run("pkeyutl -verify \(options) -sigfile \(folder)/signature")
            }
        }
    }
}
