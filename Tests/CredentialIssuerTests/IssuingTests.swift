import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Proofs
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("Issuing")
struct IssuingTests {
    private static let anna = Institution.Learner("Anna", "De Smet")

    /// Runs `body` with an institution that has issued nothing.
    private func withIssuer(_ body: (Issuer, String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/institution"
            _ = try Institution.folder(path, id: "did:web:leiehove.example")
            try body(Institution.issuer(path), path)
        }
    }

    /// Changes the address for letters in the profile.
    private static func changeProfile(_ path: String) throws {
        let profile = String(decoding: try Files.read(path + "/issuer.yaml"), as: UTF8.self)
        try Files.write(Array(profile.replacing("info@", with: "office@").utf8), to: path + "/issuer.yaml")
    }

    @Test("an issued credential is authentic, complete, and says what the profile and the record say")
    func complete() throws {
        try withIssuer { issuer, path throws in
            let issued = try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            #expect(issued.isNew)
            let received = try ReceivedCredential(parsing: issued.bytes)
            let verifier = ProofVerifier(purpose: .assertionMethod, keys: OneKey(profile: issuer.profile))
            guard case .authentic(let credential, let notChecked) = verifier.verify(received, at: Institution.now)
            else { return #expect(Bool(false)) }
            #expect(notChecked.isEmpty)
            let claims = credential.claims
            #expect(DataModelRules.check(claims).isEmpty)
            #expect(MicroCredentialProfile.report(on: claims).isComplete)
            #expect(claims.id == issued.record.credentialID)
            #expect(claims.id?.hasPrefix("urn:uuid:") == true)
            #expect(claims.issuer == "did:web:leiehove.example")
            #expect(claims.node["issuer"]?["name"]?.string == "Leiehove University")
            #expect(claims.node["validFrom"]?.string == Institution.now.description)
            #expect(credential.issuerProof.created == Institution.now)
            let achievement = claims.subjects.first?["achievement"]
            #expect(achievement?["sector"]?.string == "higherEducation")
            let assurance = achievement?["qualityAssurance"]?.elements.first { _ in true }
            #expect(assurance?["qaBody"]?.string == "Example Accreditation")
            #expect(issued.record.specificationID == Self.anna.specification)
            #expect(issued.record.signedAt == Institution.now && issued.record.sequence == 2)
            #expect(try IssuerFolder(path).credential(issued.record) == issued.bytes)
            #expect(try FileStatus.at(path + "/register/register.db")?.permissions == 0o600)
        }
    }

    @Test("the same record gives the very same bytes, in this process and in the next, however the issuer changed")
    func idempotent() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/institution"
            _ = try Institution.folder(path)
            let first = try Institution.issuer(path).issue(Institution.record(Self.anna), at: Institution.now)
            let second = try Institution.issuer(path).issue(
                Institution.record(Self.anna), at: Institution.now.adding(days: 9))
            #expect(!second.isNew && second.bytes == first.bytes && second.record == first.record)
            try Self.changeProfile(path)
            let issuer = try Institution.issuer(path)
            let later = try issuer.issue(Institution.record(Self.anna), at: Institution.now.adding(days: 30))
            #expect(!later.isNew && later.bytes == first.bytes)
            let other = try issuer.issue(Institution.record(.init("Bert", "De Smet")), at: Institution.now)
            let claims = try JSONDocument(parsing: other.bytes, limits: .credential).root
            #expect(claims["issuer"]?["email"]?.string == "office@leiehove.example")
        }
    }

    @Test("a changed record of the same learner for the same specification is an error that names what was issued")
    func conflict() throws {
        try withIssuer { issuer, _ throws in
            let first = try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            var changed = Self.anna
            changed.mark = "15"
            let error = #expect(throws: IssuerError.self) {
                try issuer.issue(Institution.record(changed), at: Institution.now)
            }
            #expect(error?.code == .conflict)
            #expect(error?.existing == first.record)
            #expect(error?.reason.contains(first.record.credentialID) == true)
            #expect(error?.reason.contains("Smet") == false)
        }
    }

    @Test("a credential is issued again after one that is named, and after that one only once")
    func again() throws {
        try withIssuer { issuer, _ throws in
            let first = try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            var changed = Self.anna
            changed.mark = "15"
            let repetition = Repetition.after(credentialID: first.record.credentialID)
            let second = try issuer.issue(Institution.record(changed), repetition: repetition, at: Institution.now)
            #expect(second.isNew && second.record.after == first.record.credentialID)
            #expect(second.record.credentialID != first.record.credentialID)
            let same = try issuer.issue(Institution.record(changed), repetition: repetition, at: Institution.now)
            #expect(!same.isNew && same.bytes == second.bytes)
            // Without being named, each record finds its own credential; the first one says that another came after.
            #expect(try issuer.issue(Institution.record(changed), at: Institution.now).bytes == second.bytes)
            let old = try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            #expect(old.bytes == first.bytes && old.record.followedBy == second.record.credentialID)
            var third = Self.anna
            third.mark = "16"
            #expect(throws: IssuerError(.conflict, "")) {
                try issuer.issue(Institution.record(third), repetition: repetition, at: Institution.now)
            }
        }
    }

    @Test("after a credential of another learner, another specification, or nobody, nothing is issued")
    func nothingToRepeat() throws {
        try withIssuer { issuer, _ throws in
            let first = try issuer.issue(Institution.record(Self.anna), at: Institution.now).record.credentialID
            var other = Self.anna
            other.specification += "/2"
            for (learner, id) in [
                (Institution.Learner("Bert", "De Smet"), first), (other, first),
                (Self.anna, "urn:uuid:00000000-0000-4000-8000-000000000000"), (Self.anna, ""),
            ] {
                #expect(throws: IssuerError(.nothingToRepeat, "")) {
                    try issuer.issue(
                        Institution.record(learner), repetition: .after(credentialID: id), at: Institution.now)
                }
            }
        }
    }

    @Test("errors stop, warnings need somebody's reason, and nothing of either reaches the register")
    func rules() throws {
        try withIssuer { issuer, path throws in
            var failing = Self.anna
            failing.mark = "8"
            let error = #expect(throws: IssuerError.self) {
                try issuer.issue(Institution.record(failing), at: Institution.now)
            }
            #expect(error?.code == .recordRefused)
            #expect(error?.findings.contains { $0.code == "MO3" } == true)
            let nameOnly = Institution.Learner("Anna", "De Smet", born: nil)
            let warning = #expect(throws: IssuerError.self) {
                try issuer.issue(Institution.record(nameOnly), at: Institution.now)
            }
            #expect(warning?.code == .warningsNotAcknowledged)
            #expect(warning?.findings.filter { $0.stopsIssuing }.map(\.code) == ["MC01b"])
            #expect(try IssuerFolder(path).issued().isEmpty)
            #expect(try RegisterFile.lines(path).isEmpty)
            let record = try Institution.record(nameOnly, acknowledging: ["MC01b"])
            #expect(try issuer.issue(record, at: Institution.now).isNew)
        }
    }

    @Test("a specification alone, without a learner, is not issued")
    func withoutAward() throws {
        try withIssuer { issuer, _ throws in
            var record = try Institution.record(Self.anna)
            record.award = nil
            #expect(throws: IssuerError(.recordRefused, "")) { try issuer.issue(record, at: Institution.now) }
        }
    }

    @Test("a text that no credential can hold is refused")
    func unwritable() throws {
        try withIssuer { issuer, _ throws in
            var record = try Institution.record(Self.anna)
            let place = record.place(of: .title)
            record.achievement.title = LocalizedText(main: RecordText("Blended\u{0}Learning", at: place))
            #expect(throws: IssuerError(.draftRefused, "")) { try issuer.issue(record, at: Institution.now) }
        }
    }

    @Test("a learner is recognised by any identifier, and by name where nothing else tells people apart")
    func sameLearner() throws {
        try withIssuer { issuer, _ throws in
            func issue(
                _ name: String, born: String? = nil, number: String? = nil, id: String? = nil, mark: String = "14"
            ) throws -> Bool {
                var learner = Institution.Learner(name, "Peeters", born: born)
                (learner.number, learner.id, learner.mark) = (number, id, mark)
                let record = try Institution.record(learner, acknowledging: ["MC01b"])
                do throws(IssuerError) {
                    return try issuer.issue(record, at: Institution.now).isNew
                } catch {
                    try #require(error.code == .conflict, "\(error)")
                    return false
                }
            }
            #expect(try issue("An", born: "2001-01-01", number: "r1"))
            #expect(try !issue("Anneke", born: "1999-01-01", number: "r1"))
            #expect(try !issue("AN", born: "2001-01-01", number: "r2"))
            #expect(try !issue("An"))
            #expect(try issue("An", born: "2002-02-02", number: "r3"))
            #expect(try issue("Bo", id: "did:example:bo"))
            #expect(try !issue("Bob", born: "2001-01-01", id: "did:example:bo"))
            #expect(try issue("Cas"))
            #expect(try !issue("Cas", number: "r4"))
            #expect(try !issue("Cas", mark: "15"))
        }
    }

    @Test("a copy that was lost or changed is made again from the same record, byte for byte")
    func lostCopy() throws {
        try withIssuer { issuer, path throws in
            let issued = try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            let folder = try IssuerFolder(path)
            for damage in ["NULL", "CAST('{}' AS BLOB)", "substr(content, 1, length(content) - 1)"] {
                try RegisterFile.tamper(path, "UPDATE credentials SET content = \(damage)")
                #expect(throws: IssuerError(.copyMissing, "")) { try folder.credential(issued.record) }
                #expect(try folder.audit().damagedCopies == [issued.record])
                let again = try issuer.issue(Institution.record(Self.anna), at: Institution.now.adding(days: 1))
                #expect(!again.isNew && again.bytes == issued.bytes)
                #expect(try folder.credential(issued.record) == issued.bytes)
                #expect(try folder.audit().isClean)
            }
        }
    }

    @Test("a lost copy that the files of today would not give again is not replaced by another")
    func lostForGood() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/institution"
            let opened = try Institution.folder(path)
            let issued = try Institution.issuer(path).issue(Institution.record(Self.anna), at: Institution.now)
            try RegisterFile.tamper(path, "UPDATE credentials SET content = NULL")
            try Self.changeProfile(path)
            let issuer = try Institution.issuer(path)
            #expect(throws: IssuerError(.copyMissing, "")) {
                try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            }
            #expect(try opened.audit().damagedCopies == [issued.record])
        }
    }

    @Test("threads that ask for the same get the same, and it is issued once")
    func threads() async throws {
        let folder = try Files.withTemporaryFolder { $0 }
        try Folder.create(at: folder, access: .ownerOnly)
        defer { Files.remove(folder) }
        _ = try Institution.folder(folder)
        let issuer = try Institution.issuer(folder)
        let digests = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<8 {
                group.addTask {
                    let name = index.isMultiple(of: 2) ? "De Smet" : "Peeters"
                    return try issuer.issue(Institution.record(.init("Anna", name)), at: Institution.now)
                        .record.digest.hexadecimal
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(digests.count == 2)
        #expect(try IssuerFolder(folder).issued().count == 2)
    }
}

/// The one key of a profile, as a trust list would give it.
struct OneKey: VerificationKeys {
    let profile: IssuerProfile

    func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        verificationMethod == profile.verificationMethod.text ? profile.publicKey : nil
    }
}
