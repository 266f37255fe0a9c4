import CredentialIssuer
import Credentials
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

/// Issuing from the files that a registrar writes: those of the examples.
@Suite("Issuing from a specification and a learner's record")
struct SpecificationIssuingTests {
    private static let files = [
        ("leiehove-university", "blended-learning", "lotte-verhaegen"), ("centre-de-brug", "dutch-2-1", "amir-rahimi"),
    ]

    private static func request(
        _ example: (folder: String, specification: String, learner: String), validFor: ValidityPeriod? = nil,
        adding translations: [LocalizedText.Translation] = []
    ) throws -> IssuanceRequest {
        let folder = Vectors.repository + "/Examples/" + example.folder
        let specification = SpecificationReader(file: "specification.yaml").read(
            try Files.read("\(folder)/specifications/\(example.specification).yaml"))
        let learner = LearnerRecordReader(file: "learner.yaml").read(
            try Files.read("\(folder)/learners/\(example.learner).yaml"))
        var content = try #require(specification.value)
        content.validFor = validFor
        content.achievement.title.translations += translations
        return IssuanceRequest(content, for: try #require(learner.value))
    }

    private func document(_ issued: IssuedCredential) throws -> JSONNode {
        try JSONDocument(parsing: issued.bytes, limits: .credential).root
    }

    @Test("the examples are issued, complete, and the same each time", arguments: files)
    func examples(_ folder: String, _ specification: String, _ learner: String) throws {
        try Files.withTemporaryFolder { path throws in
            _ = try Institution.folder(path)
            let request = try Self.request((folder, specification, learner))
            let first = try Institution.issuer(path).issue(request, at: Institution.now)
            let claims = CredentialView(try document(first))
            #expect(MicroCredentialProfile.report(on: claims).isComplete)
            let again = try Self.request((folder, specification, learner))
            let second = try Institution.issuer(path).issue(again, at: Institution.now.adding(days: 30))
            #expect(!second.isNew && second.bytes == first.bytes)
            var rehearsal = try IssuanceRehearsal(IssuerFolder(path))
            guard case .alreadyIssued(first.record) = try rehearsal.preview(request, at: Institution.now).standing
            else { return #expect(Bool(false)) }
        }
    }

    @Test("the languages of translations are written without capitals, which not every implementation keeps")
    func languages() throws {
        try Files.withTemporaryFolder { path throws in
            _ = try Institution.folder(path)
            func text(_ text: String) -> RecordText {
                RecordText(text, at: .position(file: "mc.yaml", line: 1, column: 1))
            }
            let french = LocalizedText.Translation(language: text("fr-BE"), text: text("Apprentissage"))
            let request = try Self.request(Self.files[0], adding: [french])
            let issued = try Institution.issuer(path).issue(request, at: Institution.now)
            let achievement = try document(issued)["credentialSubject"]?["achievement"]
            let names = achievement?["titleTranslations"]?.members.compactMap(\.name.string)
            #expect(names == ["nl", "fr-be"])
        }
    }

    @Test("an end of validity counts from signing, and asking again later changes nothing")
    func validity() throws {
        try Files.withTemporaryFolder { path throws in
            _ = try Institution.folder(path)
            let issuer = try Institution.issuer(path)
            let years = try #require(ValidityPeriod("2 years"))
            let request = try Self.request(Self.files[0], validFor: years)
            let first = try issuer.issue(request, at: Institution.now)
            #expect(try document(first)["validUntil"]?.string == years.end(after: Institution.now).description)
            let later = try issuer.issue(request, at: Institution.now.adding(days: 100))
            #expect(!later.isNew && later.bytes == first.bytes)
            #expect(throws: IssuerError(.conflict, "")) {
                try issuer.issue(Self.request(Self.files[0]), at: Institution.now)
            }
        }
    }

    @Test("a hashed identifier has a salt of its own in each credential, and the learner is recognised all the same")
    func hashedIdentifiers() throws {
        try Files.withTemporaryFolder { path throws in
            _ = try Institution.folder(path)
            let issuer = try Institution.issuer(path)
            let request = try Self.request(Self.files[0])
            let first = try issuer.issue(request, at: Institution.now)
            let second = try issuer.issue(
                request, repetition: .after(credentialID: first.record.credentialID), at: Institution.now)
            let salts = try [first, second].map { issued throws in
                let identifiers = try document(issued)["credentialSubject"]?["identifier"]?.elements.map { $0 } ?? []
                let hashed = try #require(identifiers.first { $0["hashed"]?.boolean == true })
                #expect(hashed["identityHash"]?.string?.hasPrefix("sha256$") == true)
                return try #require(hashed["salt"]?.string)
            }
            #expect(salts[0] != salts[1] && salts.allSatisfy { $0.utf8.count > 40 })
        }
    }

    @Test("what an interruption left is finished with the time and the salts that were planned")
    func interruption() throws {
        try Files.withTemporaryFolder { path throws in
            let made = try Institution.folder(path)
            let request = try Self.request(Self.files[0], validFor: ValidityPeriod("1 year"))
            #expect(throws: IssuerError(.signingFailed, "")) {
                let issuer = try Institution.failingIssuer(path)
                _ = try issuer.issue(request, at: Institution.now)
            }
            let planned = try made.audit().unfinished
            let issued = try Institution.issuer(path).issue(request, at: Institution.now.adding(days: 7))
            #expect(planned == [issued.record.credentialID])
            #expect(issued.record.signedAt == Institution.now)
            #expect(try document(issued)["validFrom"]?.string == Institution.now.description)
        }
    }
}
