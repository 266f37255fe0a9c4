import CredentialIssuer
import Cryptography
import Encodings
import Glibc
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("An issuer's folder")
struct IssuerFolderTests {
    private static let names = [".testamur.lock", "issuer.yaml", "keys", "register", "specifications"]

    private func permissions(_ path: String) throws -> UInt16? { try FileStatus.at(path, links: .refuse)?.permissions }

    @Test("everything is for its owner alone, and the key is encrypted")
    func layout() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/institution"
            let made = try Institution.folder(path)
            #expect(try Files.names(in: path) == Self.names)
            #expect(try Files.names(in: path + "/register") == ["register.db", "salt"])
            for name in ["", "/keys", "/register", "/specifications"] {
                #expect(try permissions(path + name) == 0o700)
            }
            for name in ["/issuer.yaml", "/keys/issue.pem", "/register/register.db", "/register/salt"] {
                #expect(try permissions(path + name) == 0o600)
            }
            let pem = String(decoding: try Files.read(made.keyPath), as: UTF8.self)
            #expect(pem.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
            #expect(try made.privateKey(passphrase: Institution.passphrase()).publicKey == made.profile.publicKey)
            #expect(try made.issued().isEmpty)
            #expect(try made.audit().isClean)
        }
    }

    @Test("the key file that is written costs a guesser 600,000 iterations")
    func protection() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try IssuerFolder.create(
                at: folder + "/institution", describing: Institution.description, key: Institution.key(),
                passphrase: Institution.passphrase(), now: Institution.now)
            let protection = try KeyFileProtection(ofEncryptedPEM: Files.read(made.keyPath))
            #expect(protection.derivation == .pbkdf2(iterations: 600_000, function: "hmacWithSHA512"))
        }
    }

    @Test("a folder that exists is never overwritten")
    func existing() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/institution"
            _ = try Institution.folder(path)
            let key = try Files.read(path + "/keys/issue.pem")
            #expect(throws: IssuerError(.folderExists, "")) { try Institution.folder(path) }
            #expect(try Files.read(path + "/keys/issue.pem") == key)
            try Files.write([1], to: folder + "/thesis.odt")
            #expect(throws: IssuerError(.folderNotEmpty, "")) { try Institution.folder(folder) }
            #expect(try Files.names(in: folder) == ["institution", "thesis.odt"])
            try Files.write([1], to: folder + "/file")
            let error = #expect(throws: IssuerError.self) { try Institution.folder(folder + "/file") }
            #expect(error?.storage?.code == .notAFolder)
        }
    }

    @Test("specifications that stand there already stay")
    func specifications() throws {
        try Files.withTemporaryFolder { folder throws in
            try Folder.create(at: folder + "/specifications", access: .readableByAll)
            try Files.write([1], to: folder + "/specifications/blended.yaml")
            _ = try Institution.folder(folder)
            #expect(try Files.read(folder + "/specifications/blended.yaml") == [1])
        }
    }

    @Test("a folder that was half made is completed, and a key that it has is kept under another name")
    func unfinished() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder)
            let old = try Files.read(folder + "/keys/issue.pem")
            Files.remove(folder + "/issuer.yaml")
            try Files.write([1], to: folder + "/register/.testamur-0123456789abcdef.tmp")
            #expect(throws: IssuerError(.folderIncomplete, "")) { try IssuerFolder(folder) }
            let key = try Institution.key(seed: String(repeating: "07", count: 32))
            let made = try Institution.folder(folder, key: key)
            #expect(try made.privateKey(passphrase: Institution.passphrase()).publicKey == key.publicKey)
            #expect(try Files.read(folder + "/keys/issue.pem.unfinished-1") == old)
            #expect(try Files.names(in: folder + "/register") == ["register.db", "salt"])
        }
    }

    @Test("a folder whose profile was lost after something was issued is not made anew")
    func lostProfile() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder)
            _ = try Institution.issuer(folder).issue(
                Institution.record(.init("Anna", "De Smet")), at: Institution.now)
            let lines = try RegisterFile.lines(folder)
            Files.remove(folder + "/issuer.yaml")
            #expect(throws: IssuerError(.folderIncomplete, "")) { try Institution.folder(folder) }
            #expect(try RegisterFile.lines(folder) == lines)
            let junk = [UInt8](repeating: 7, count: 5_000)
            try Files.write(junk, to: folder + "/register/register.db")
            #expect(throws: IssuerError(.folderIncomplete, "")) { try Institution.folder(folder) }
            #expect(try Files.read(folder + "/register/register.db") == junk)
        }
    }

    @Test("what is missing is named", arguments: ["register/register.db", "register/salt"])
    func missing(_ name: String) throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder)
            Files.remove(folder + "/" + name)
            let error = #expect(throws: IssuerError.self) { try IssuerFolder(folder) }
            #expect(error?.code == .folderIncomplete)
            #expect(error?.reason.contains(name) == true)
        }
    }

    @Test("what is no issuer's folder is called so")
    func notAFolder() throws {
        try Files.withTemporaryFolder { folder throws in
            #expect(throws: IssuerError(.notAnIssuerFolder, "")) { try IssuerFolder(folder) }
            #expect(throws: IssuerError(.notAnIssuerFolder, "")) { try IssuerFolder(folder + "/nowhere") }
        }
    }

    @Test("a key file that others can read, change or replace is not opened", arguments: [0o640, 0o604, 0o620, 0o601])
    func exposedKey(_ mode: Int) throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            #expect(unsafe chmod(made.keyPath, mode_t(mode)) == 0)
            let error = #expect(throws: IssuerError.self) {
                try made.privateKey(passphrase: Institution.passphrase())
            }
            #expect(error?.code == .keyFileExposed)
            #expect(error?.reason.contains(String(mode, radix: 8)) == true)
        }
    }

    @Test("a key file that is missing, a link, damaged, exchanged or opened with a wrong passphrase is refused by name")
    func unusableKey() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            let file = try Files.read(made.keyPath)
            let wrong = #expect(throws: IssuerError.self) {
                try made.privateKey(passphrase: Institution.passphrase("wrong"))
            }
            #expect(wrong?.code == .keyUnusable && wrong?.cryptography?.code == .wrongPassphrase)
            #expect(wrong?.reason.contains("correct") == false)
            func refusal(_ bytes: [UInt8]) throws -> IssuerError? {
                try AtomicFile.replace(at: made.keyPath, with: bytes, access: .ownerOnly)
                return #expect(throws: IssuerError.self) {
                    try made.privateKey(passphrase: Institution.passphrase())
                }
            }
            #expect(try refusal(Array(file.dropLast(30)))?.code == .keyUnusable)
            #expect(try refusal([])?.code == .keyUnusable)
            let other = try Institution.key(seed: String(repeating: "07", count: 32))
            let exchanged = try other.encryptedPEM(passphrase: Institution.passphrase(), iterations: 1_000)
            #expect(try refusal(exchanged)?.code == .keyFileAltered)
            Files.remove(made.keyPath)
            #expect(throws: IssuerError(.folderIncomplete, "")) {
                try made.privateKey(passphrase: Institution.passphrase())
            }
            try Files.write(file, to: folder + "/elsewhere.pem")
            #expect(unsafe chmod(folder + "/elsewhere.pem", 0o600) == 0)
            #expect(unsafe symlink(folder + "/elsewhere.pem", made.keyPath) == 0)
            #expect(throws: IssuerError.self) { try made.privateKey(passphrase: Institution.passphrase()) }
        }
    }

    @Test("a signer with another key than the profile names issues nothing")
    func otherSigner() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            let other = try Institution.key(seed: String(repeating: "07", count: 32))
            #expect(throws: IssuerError(.keyFileAltered, "")) { try Issuer(made, signer: other) }
        }
    }

    @Test("while one issues, another waits and is then refused, and everybody can read what was issued")
    func busy() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            let issuer = try Institution.issuer(folder)
            _ = try issuer.issue(Institution.record(.init("Anna", "De Smet")), at: Institution.now)
            #expect(try made.issued().count == 1)
            #expect(throws: IssuerError(.folderBusy, "")) {
                try Issuer(made, signer: Institution.key(), patience: .zero)
            }
            _ = issuer
        }
    }

    @Test("a wrong description is refused before anything is written")
    func wrongDescription() throws {
        try Files.withTemporaryFolder { folder throws in
            var description = Institution.description
            description.countries = ["Atlantis"]
            let path = folder + "/institution"
            #expect(throws: IssuerError(.profileMalformed, "")) {
                try Institution.folder(path, describing: description)
            }
            #expect(throws: IssuerError(.profileMalformed, "")) { try Institution.folder(path, id: "did:key:z6Mk") }
            #expect(throws: IssuerError(.profileMalformed, "")) {
                try IssuerFolder.create(
                    at: path, describing: Institution.description, key: Institution.key(),
                    passphrase: Institution.passphrase(), keyName: "a b", now: Institution.now)
            }
            #expect(throws: IssuerError(.keyUnusable, "")) {
                try IssuerFolder.create(
                    at: path, describing: Institution.description, key: Institution.key(),
                    passphrase: Institution.passphrase(""), now: Institution.now)
            }
            #expect(try Files.names(in: folder).isEmpty)
        }
    }
}
