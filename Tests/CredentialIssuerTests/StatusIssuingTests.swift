import CredentialIssuer
import Credentials
import Cryptography
import Database
import Encodings
import Proofs
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("Credentials with a status")
struct StatusIssuingTests {
    private static let anna = Institution.Learner("Anna", "De Smet")

    private struct KeysOfProfile: VerificationKeys {
        let profile: IssuerProfile

        func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
            verificationMethod == profile.verificationMethod.text ? profile.publicKey : nil
        }
    }

    private static func isAuthentic(_ bytes: [UInt8], by profile: IssuerProfile) throws -> Bool {
        let received = try ReceivedCredential(parsing: bytes)
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: KeysOfProfile(profile: profile))
        if case .authentic = verifier.verify(received, at: Institution.now) { return true }
        return false
    }

    private static func status(_ bytes: [UInt8]) throws -> [JSONNode]? {
        try JSONDocument(parsing: bytes, limits: .credential).root["credentialStatus"]?.elements.map { $0 }
    }

    private static func indexes(_ bytes: [UInt8]) throws -> [String?] {
        try status(bytes)?.map { $0["statusListIndex"]?.string } ?? []
    }

    /// The places that are taken, with the credentials that have them.
    private static func places(_ folder: String) throws -> [String: String] {
        let database = try Database.file(folder + "/register/register.db", for: .read)
        let rows = try database.read { transaction throws(DatabaseError) in
            try transaction.all("SELECT credential, position FROM status_entries") { row throws(DatabaseError) in
                (try row.text(0), String(try row.integer(1)))
            }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    @Test("each credential names its own place on a list of each purpose, and both proofs cover it")
    func entries() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder, id: "did:web:leiehove.example", status: Institution.status())
            let issuer = try Institution.issuer(folder)
            let issued = try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            let entries = try #require(try Self.status(issued.bytes))
            #expect(entries.map { $0["statusPurpose"]?.string } == ["revocation", "suspension", "refresh"])
            let place = try #require(try Self.places(folder)[issued.record.credentialID])
            for entry in entries {
                #expect(entry["type"]?.string == "BitstringStatusListEntry" && entry["id"] == nil)
                #expect(entry["statusListIndex"]?.string == place)
                let purpose = entry["statusPurpose"]?.string ?? ""
                let addresses = (1...2).map { "https://leiehove.example/status/\(purpose)-\($0).json" }
                #expect(addresses.contains(entry["statusListCredential"]?.string ?? ""))
            }
            #expect(Set(entries.map { $0["statusListCredential"]?.string?.suffix(6) }).count == 1)
            #expect(try Self.isAuthentic(issued.bytes, by: made.profile))
            // Each proof alone, over a place that was changed.
            let root = try JSONDocument(parsing: issued.bytes, limits: .credential).root
            let proofs = try #require(root["proof"]?.elements.map { JSONValue($0) })
            #expect(proofs.count == 2)
            for proof in proofs {
                for isChanged in [false, true] {
                    var value = JSONValue(root)
                    value["proof"] = proof
                    var entries = try #require(try Self.status(issued.bytes)).map { JSONValue($0) }
                    if isChanged { entries[1]["statusListIndex"] = "131071" }
                    value["credentialStatus"] = .array(entries)
                    #expect(try Self.isAuthentic(value.serialized(), by: made.profile) != isChanged)
                }
            }
        }
    }

    @Test("an institution without status lists issues as before, and nobody's place is taken")
    func without() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder)
            let issued = try Institution.issuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            #expect(try Self.status(issued.bytes) == nil)
            #expect(try Self.places(folder).isEmpty)
        }
    }

    @Test("status lists count for what is issued after they were begun with; what was issued stays as it is")
    func later() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder, id: "did:web:leiehove.example")
            let before = try Institution.issuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            let bert = try Institution.record(.init("Bert", "De Smet"))
            #expect(throws: IssuerError(.signingFailed, "")) {
                _ = try Institution.failingIssuer(folder).issue(bert, at: Institution.now)
            }
            let planned = try made.audit().unfinished
            let text = try Files.read(folder + "/issuer.yaml")
            let next = try made.beginStatusLists(Institution.status(), iterations: 1_000)
            #expect(try Files.read(folder + "/issuer.yaml").starts(with: text))
            #expect(next.profile.statusLists?.base == Institution.statusBase)
            #expect(
                try next.statusKey(passphrase: Institution.passphrase()).publicKey == Institution.status().key.publicKey
            )
            #expect(throws: IssuerError(.hasStatusLists, "")) {
                try next.beginStatusLists(Institution.status(), iterations: 1_000)
            }
            let issuer = try Institution.issuer(folder)
            let again = try issuer.issue(Institution.record(Self.anna), at: Institution.now.adding(days: 1))
            #expect(!again.isNew && again.bytes == before.bytes)
            // Nobody has seen what was planned for Bert: it is made so that it can be taken back.
            let new = try issuer.issue(bert, at: Institution.now.adding(days: 1))
            #expect(try Self.status(new.bytes)?.count == 3 && planned != [new.record.credentialID])
            #expect(try next.audit().isClean && Self.places(folder).count == 1)
        }
    }

    @Test("a plan that was not finished keeps its place, and one that is given up has burnt it")
    func unfinished() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder, status: Institution.status())
            var learner = Self.anna
            func fail() throws {
                #expect(throws: IssuerError(.signingFailed, "")) {
                    _ = try Institution.failingIssuer(folder).issue(Institution.record(learner), at: Institution.now)
                }
            }
            try fail()
            let planned = try Self.places(folder)
            try fail()
            #expect(try Self.places(folder) == planned)
            let issued = try Institution.issuer(folder).issue(
                Institution.record(learner), at: Institution.now.adding(days: 3))
            #expect(try Set(Self.indexes(issued.bytes)) == Set(planned.values.map { $0 }) && planned.count == 1)
            #expect(issued.record.signedAt == Institution.now)
            learner = .init("Bert", "De Smet")
            try fail()
            learner.mark = "15"
            let other = try Institution.issuer(folder).issue(Institution.record(learner), at: Institution.now)
            let places = try Self.places(folder)
            #expect(places.count == 3 && places[other.record.credentialID] != nil)
            #expect(try made.audit().isClean)
        }
    }

    @Test("a plan under another address is given up: a credential never names a place where nothing is published")
    func otherAddress() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder, status: Institution.status())
            #expect(throws: IssuerError(.signingFailed, "")) {
                _ = try Institution.failingIssuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            }
            let text = String(decoding: try Files.read(folder + "/issuer.yaml"), as: UTF8.self)
            try Files.write(
                Array(text.replacing("leiehove.example/status", with: "status.example").utf8),
                to: folder + "/issuer.yaml")
            let issued = try Institution.issuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            let address = try #require(try Self.status(issued.bytes)?.first?["statusListCredential"]?.string)
            #expect(address.hasPrefix("https://status.example/revocation-"))
            #expect(try Self.places(folder).count == 2)
        }
    }

    @Test("a copy that was lost is made again with its status")
    func restored() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder, status: Institution.status())
            let issued = try Institution.issuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            try RegisterFile.tamper(folder, "UPDATE credentials SET content = x'00'")
            let again = try Institution.issuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            #expect(again.bytes == issued.bytes)
        }
    }

    @Test("a message is a purpose where issuer.yaml says what it means, and the credential says it too")
    func message() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder, status: Institution.status())
            let text = String(decoding: try Files.read(folder + "/issuer.yaml"), as: UTF8.self)
            let purposes = "status_purposes: [message, revocation]\nstatus_message: Ask us about this one.\n"
            try Files.write(Array((text + purposes).utf8), to: folder + "/issuer.yaml")
            let issued = try Institution.issuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            let entries = try #require(try Self.status(issued.bytes))
            #expect(entries.map { $0["statusPurpose"]?.string } == ["message", "revocation"])
            #expect(entries[0]["statusSize"]?.integer == 1)
            #expect(
                entries[0]["statusMessage"]?.elements.map { $0["message"]?.string } == ["-", "Ask us about this one."])
            #expect(entries[1]["statusMessage"] == nil)
            #expect(try Self.isAuthentic(issued.bytes, by: IssuerFolder(folder).profile))
        }
    }

    @Test("the key for lists is opened with the same care as the other, and is another one")
    func key() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder, status: Institution.status())
            #expect(try made.statusKey(passphrase: Institution.passphrase()).publicKey != made.profile.publicKey)
            #expect(throws: IssuerError(.keyUnusable, "")) {
                try made.statusKey(passphrase: Institution.passphrase("another passphrase"))
            }
            try Files.write(try Files.read(folder + "/keys/issue.pem"), to: folder + "/keys/status.pem")
            #expect(throws: IssuerError(.keyFileAltered, "")) {
                try made.statusKey(passphrase: Institution.passphrase())
            }
            Files.remove(folder + "/keys/status.pem")
            #expect(throws: IssuerError(.folderIncomplete, "")) {
                try made.statusKey(passphrase: Institution.passphrase())
            }
            let other = try Institution.folder(folder + "/other")
            #expect(throws: IssuerError(.noStatusLists, "")) {
                try other.statusKey(passphrase: Institution.passphrase())
            }
        }
    }
}
