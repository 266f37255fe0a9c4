import Credentials
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Corrections")
struct CorrectionTests {
    private static let later = Institution.now.adding(days: 30)

    private func request(_ learner: Institution.Learner) throws -> IssuanceRequest {
        IssuanceRequest(try Institution.record(learner))
    }

    private func withIssuer(
        status: Bool = true, _ body: (IssuerFolder, Issuer) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { path throws in
            let folder = try Institution.folder(
                path, id: "did:web:leiehove.example", status: status ? Institution.status() : nil)
            try body(folder, Institution.issuer(path))
        }
    }

    @Test("a new credential names the wrong one by its bytes, which is revoked and says that there is a newer one")
    func correcting() throws {
        try withIssuer { folder, issuer throws in
            let wrong = try issuer.issue(request(.init("Ana", "De Smet")), at: Institution.now)
            // Even the name can be what was wrong, by which the learner is known.
            let right = try request(.init("Anna", "De Smet"))
            let done = try issuer.correct(
                wrong.record.credentialID, by: right, reason: .issuedInError, note: "typing", at: Self.later)
            #expect(done.credential.isNew && done.isRevoked && done.before.digest == wrong.record.digest)
            let root = try JSONDocument(parsing: done.credential.bytes, limits: .credential).root
            let resource = root["relatedResource"]?.firstElement
            #expect(resource?["id"]?.string == wrong.record.credentialID)
            let hash = try Multihash(.sha256, digest: IssuerPaths.hash(of: wrong.bytes))
            #expect(resource?["digestMultibase"]?.string == hash.multibase)
            #expect(done.credential.record.after == wrong.record.credentialID)
            // Asked for again it is the same, and nothing is revoked twice.
            let count = try RegisterFile.lines(folder.path).count
            let again = try issuer.correct(
                wrong.record.credentialID, by: right, reason: .issuedInError, at: Self.later.adding(days: 1))
            #expect(!again.credential.isNew && again.credential.bytes == done.credential.bytes && again.isRevoked)
            #expect(try RegisterFile.lines(folder.path).count == count)
            #expect(try folder.audit().isClean)
            #expect(try folder.statistics().total == .hidden)
            let events = try RegisterFile.lines(folder.path).suffix(2).map { String(decoding: $0, as: UTF8.self) }
            #expect(events[0].contains(#""purpose":"revocation""#) && events[1].contains(#""purpose":"refresh""#))
            #expect(events.allSatisfy { $0.contains(#""reason":"issued-in-error""#) })
            #expect(events.allSatisfy { $0.contains(wrong.record.credentialID) })
            #expect(!events.joined().contains("typing"))
        }
    }

    @Test("what was corrected is not given to anybody again, and not corrected in two ways")
    func once() throws {
        try withIssuer { _, issuer throws in
            let learner = Institution.Learner("Anna", "De Smet")
            let wrong = try issuer.issue(request(learner), at: Institution.now)
            var mended = learner
            mended.mark = "16"
            let id = wrong.record.credentialID
            _ = try issuer.correct(id, by: request(mended), reason: .superseded, at: Self.later)
            #expect(throws: IssuerError(.correctedBefore, "")) { try issuer.issue(request(learner), at: Self.later) }
            #expect(try !issuer.issue(request(mended), at: Self.later).isNew)
            mended.mark = "17"
            #expect(throws: IssuerError(.conflict, "")) {
                try issuer.correct(id, by: request(mended), reason: .superseded, at: Self.later)
            }
        }
    }

    @Test("only what was issued is corrected, for the same achievement")
    func others() throws {
        try withIssuer { _, issuer throws in
            let wrong = try issuer.issue(request(.init("Anna", "De Smet")), at: Institution.now)
            #expect(throws: IssuerError(.nothingToRepeat, "")) {
                try issuer.correct("urn:uuid:1", by: request(.init("Anna", "De Smet")), reason: .other, at: Self.later)
            }
            var other = Institution.Learner("Anna", "De Smet")
            other.specification = "https://leiehove.example/mc/other"
            #expect(throws: IssuerError(.nothingToRepeat, "")) {
                try issuer.correct(wrong.record.credentialID, by: request(other), reason: .other, at: Self.later)
            }
        }
    }

    @Test("one without a status list is corrected, and it is said that it cannot be revoked")
    func withoutStatus() throws {
        try withIssuer(status: false) { folder, issuer throws in
            let wrong = try issuer.issue(request(.init("Ana", "De Smet")), at: Institution.now)
            let done = try issuer.correct(
                wrong.record.credentialID, by: request(.init("Anna", "De Smet")), reason: .issuedInError, at: Self.later
            )
            #expect(done.credential.isNew && !done.isRevoked)
            #expect(try folder.audit().isClean)
        }
    }
}
