import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Proofs
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("What is not given to anybody again")
struct WithholdingTests {
    private static let later = Institution.now.adding(days: 4)

    private func play(
        count: Int = 7, _ body: (_ folder: IssuerFolder, _ sheet: String, _ out: String) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { path throws in
            let folder = try Institution.folder(
                path + "/leiehove", id: "did:web:leiehove.example", status: Institution.status())
            try Files.write(Array(Institution.spreadsheet(count).utf8), to: path + "/june.csv")
            try Files.makeFolder(path + "/out")
            try body(folder, path + "/june.csv", path + "/out")
        }
    }

    private static func second() throws -> Ed25519PrivateKey {
        try Institution.key(seed: String(repeating: "7", count: 64))
    }

    /// Tells that the key was stolen, and makes another one.
    private func lose(_ folder: IssuerFolder) throws {
        let name = folder.profile.verificationMethod.text
        _ = try KeyKeeper(folder).markCompromised(name, since: Institution.now, at: Self.later)
        let new = NewInstitutionKey(
            .issue, .file(try Self.second(), passphrase: try Institution.passphrase()), name: "key-2",
            from: Self.later, overlap: Self.later)
        _ = try KeyKeeper(folder).rotate(new, iterations: 1_000, at: Self.later)
    }

    private func rehearse(
        _ folder: IssuerFolder, _ sheet: String, _ renewal: Renewal = .none, suites: [Cryptosuite]? = nil
    ) throws -> (rehearsal: BatchRehearsal, previews: [RowPreview], order: BatchOrder) {
        let rehearsal = try BatchRehearsal(
            folder.signing(at: Self.later), Institution.specification(), renewal: renewal, suites: suites,
            at: Self.later)
        let (previews, order) = try Institution.rehearse(sheet, rehearsal)
        return (rehearsal, previews, order)
    }

    private func issue(
        _ folder: IssuerFolder, _ sheet: String, to out: String, _ renewal: Renewal = .none,
        suites: [Cryptosuite]? = nil, by key: Ed25519PrivateKey? = nil, skipping: Bool = true
    ) throws -> BatchOutcome {
        let (rehearsal, _, order) = try rehearse(folder, sheet, renewal, suites: suites)
        var options = Institution.batchOptions
        options.renewal = renewal
        options.requiresSuites = suites != nil
        let issuer = try Issuer(folder, signer: key ?? Institution.key(), suites: suites ?? [.eddsaJCS2022])
        return try issuer.issue(
            order, Institution.specification(), Institution.rows(sheet),
            skipping: skipping ? rehearsal.rowsLeftOut : [], to: FolderDelivery(out), options: options,
            at: Self.later)
    }

    private func error(_ body: () throws -> Void) -> IssuerError? {
        do {
            try body()
            return nil
        } catch {
            return error as? IssuerError
        }
    }

    private func change(_ sheet: String, row: Int, grade: Int) throws {
        var lines = String(decoding: try Files.read(sheet), as: UTF8.self).split(separator: "\r\n").map { String($0) }
        lines[row - 1] = lines[row - 1].dropLast(2) + "\(grade)"
        try Files.write(Array(lines.joined(separator: "\r\n").utf8), to: sheet)
    }

    // MARK: A stolen key

    @Test("what a stolen key signed leaves no more by the same spreadsheet, until its batch is issued again")
    func stolenKey() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            try lose(folder)
            let (rehearsal, previews, order) = try rehearse(folder, sheet)
            #expect(rehearsal.invalidRows == Set(2...8) && order.count == 0)
            let findings = previews.flatMap(\.findings)
            #expect(findings.map(\.code) == Array(repeating: "LEARNER_KEY_LOST", count: 7))
            for language in Language.allCases {
                let sentences = Set(findings.map { SpecificationCatalogue.sentence(for: $0, in: language) })
                #expect(sentences.count == 1 && sentences.first?.contains("reissue \(first.batch) ") == true)
            }
            // Whoever issues without having looked is refused as well.
            let fresh = out + "/fresh"
            try Files.makeFolder(fresh)
            let refused = error {
                _ = try issue(folder, sheet, to: fresh, by: Self.second(), skipping: false)
            }
            #expect(refused?.code == .signedWithLostKey && refused?.row == 2 && refused?.batch == first.batch)
            #expect(try Files.names(in: fresh).isEmpty)
            let again = try Issuer(folder, signer: Self.second()).reissue(
                batch: folder.batch(first.batch), to: FolderDelivery(fresh), at: Self.later)
            #expect(again.issuedCount == 7 && again.leftOutCount == 0)
            let given = try issue(folder, sheet, to: fresh, by: Self.second(), skipping: false)
            #expect(given.givenCount == 7 && given.issuedCount == 0)
            let uses = try folder.uses(of: folder.profile.issueKey)
            #expect(uses.credentials.count == 7 && uses.standing.isEmpty)
            #expect(try Files.names(in: fresh).count == 7)
            for name in try Files.names(in: fresh) {
                let text = String(decoding: try Files.read(fresh + "/" + name), as: UTF8.self)
                #expect(text.contains("#key-2") && !text.contains(folder.profile.verificationMethod.text))
            }
            #expect(try folder.audit().isClean)
        }
    }

    @Test("rows that a stolen key signed are issued anew where that is asked for, once, however often")
    func stolenKeyAgain() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            try lose(folder)
            for (issued, given) in [(7, 0), (0, 7)] {
                let again = try issue(folder, sheet, to: out, Renewal(ofChanged: true), by: Self.second())
                #expect(again.issuedCount == issued && again.givenCount == given && again.batch != first.batch)
            }
            #expect(try folder.issued().count == 14 && folder.batches().count == 2 && folder.audit().isClean)
        }
    }

    @Test("a single credential that a stolen key signed is named, and another one comes after it")
    func single() throws {
        try play { folder, _, _ throws in
            let anna = try Institution.record(.init("Anna", "De Smet"))
            let first = try Institution.issuer(folder.path).issue(anna, at: Institution.now)
            try lose(folder)
            let issuer = try Issuer(folder, signer: Self.second())
            let refused = error { _ = try issuer.issue(anna, at: Self.later) }
            #expect(refused?.code == .signedWithLostKey && refused?.existing == first.record && refused?.batch == nil)
            let id = first.record.credentialID
            let next = try issuer.issue(anna, repetition: .after(credentialID: id), at: Self.later)
            #expect(next.isNew && next.record.after == id)
            #expect(try issuer.issue(anna, at: Self.later).record.credentialID == next.record.credentialID)
        }
    }

    // MARK: Revocation

    @Test("what was revoked comes back neither by the same spreadsheet nor by --again, but only when that is said")
    func revoked() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            let id = try folder.credentials(ofBatch: first.batch)[1].credentialID
            _ = try StatusKeeper(folder).carryOut(.revoke, [id], reason: .fraud, at: Self.later)
            try change(sheet, row: 5, grade: 16)
            let fresh = out + "/fresh"
            try Files.makeFolder(fresh)
            let (rehearsal, previews, _) = try rehearse(folder, sheet, Renewal(ofChanged: true))
            #expect(rehearsal.revokedRows == [3] && rehearsal.invalidRows.isEmpty && previews[1].findings.isEmpty)
            let refused = error {
                _ = try issue(folder, sheet, to: fresh, Renewal(ofChanged: true), skipping: false)
            }
            #expect(refused?.code == .revokedBefore && refused?.row == 3)
            let second = try issue(folder, sheet, to: fresh, Renewal(ofChanged: true))
            #expect(second.issuedCount + second.givenCount == 6)
            #expect(try Files.names(in: fresh).count == 6)
            #expect(try !folder.issued().contains { $0.after == id })

            for (issued, given) in [(1, 6), (0, 7)] {
                let outcome = try issue(folder, sheet, to: fresh, Renewal(ofRevoked: true))
                #expect(outcome.issuedCount == issued && outcome.givenCount == given)
            }
            let new = try #require(try folder.issued().first { $0.after == id })
            // It is an award of its own: nothing in it is of the one that was revoked.
            let bytes = try folder.credential(new)
            #expect(!String(decoding: bytes, as: UTF8.self).contains(id))
            // From then on it is what the learner has.
            let last = try issue(folder, sheet, to: fresh, skipping: false)
            #expect(last.givenCount == 7)
            #expect(try folder.audit().isClean)
        }
    }

    @Test("a changed row of a learner whose credential was revoked takes more than --again")
    func changedAfterRevocation() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            let id = try folder.credentials(ofBatch: first.batch)[1].credentialID
            _ = try StatusKeeper(folder).carryOut(.revoke, [id], reason: .issuedInError, at: Self.later)
            try change(sheet, row: 3, grade: 16)
            for renewal in [Renewal.none, Renewal(ofChanged: true)] {
                let (rehearsal, previews, _) = try rehearse(folder, sheet, renewal)
                #expect(rehearsal.invalidRows == [3] && rehearsal.revokedRows.isEmpty)
                let finding = try #require(previews.flatMap(\.findings).first)
                #expect(finding.code == "LEARNER_CONFLICT" && finding.variant == "revoked")
                for language in Language.allCases {
                    let sentence = SpecificationCatalogue.sentence(for: finding, in: language)
                    #expect(sentence.contains("--after-revocation") && sentence.contains(id), "\(sentence)")
                }
            }
            let outcome = try issue(folder, sheet, to: out, Renewal(ofRevoked: true))
            #expect(outcome.issuedCount == 1 && outcome.givenCount == 6)
        }
    }

    @Test("a row that was corrected since is told with what the learner has now, and never said again")
    func corrected() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            let id = try folder.credentials(ofBatch: first.batch)[1].credentialID
            let mended = out + "/mended.csv"
            try Files.write(Files.read(sheet), to: mended)
            try change(mended, row: 3, grade: 18)
            let row = try #require(try Institution.rows(mended).next(7)[1].learner)
            let correction = try Institution.issuer(folder.path).correct(
                id, by: IssuanceRequest(Institution.specification(), for: row), reason: .issuedInError,
                at: Self.later)
            for renewal in [Renewal.none, Renewal(ofChanged: true, ofRevoked: true)] {
                let (rehearsal, previews, _) = try rehearse(folder, sheet, renewal)
                #expect(rehearsal.invalidRows == [3])
                let finding = try #require(previews.flatMap(\.findings).first)
                let sentence = SpecificationCatalogue.sentence(for: finding, in: .english)
                #expect(finding.code == "LEARNER_CORRECTED")
                #expect(sentence.contains(correction.credential.record.credentialID), "\(sentence)")
            }
            // With what is right in the row, the spreadsheet gives everybody what they have.
            #expect(try issue(folder, mended, to: out, skipping: false).givenCount == 7)
        }
    }

    @Test(
        "a batch that is issued again leaves out what was revoked or corrected, and stays the same when it is asked for again"
    )
    func reissuing() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            let old = try folder.credentials(ofBatch: first.batch)
            let row = try #require(try Institution.rows(sheet).next(7)[2].learner)
            _ = try Institution.issuer(folder.path).correct(
                old[2].credentialID, by: IssuanceRequest(Institution.specification(), for: row), reason: .superseded,
                at: Self.later)
            _ = try StatusKeeper(folder).carryOut(.revoke, [old[0].credentialID], reason: .fraud, at: Self.later)
            try lose(folder)
            for (issued, given) in [(5, 0), (0, 5)] {
                let again = try Issuer(folder, signer: Self.second()).reissue(
                    batch: folder.batch(first.batch), to: FolderDelivery(out), at: Self.later)
                #expect(again.issuedCount == issued && again.givenCount == given && again.leftOutCount == 2)
                _ = try StatusKeeper(folder).carryOut(
                    .revoke, old.map(\.credentialID), reason: .superseded, at: Self.later)
            }
            #expect(try !folder.issued().contains { $0.after == old[0].credentialID })
            #expect(try folder.audit().isClean)
        }
    }

    @Test("what was awarded anew belongs to its own batch, and the first one is issued again without it")
    func reissuingSuccessors() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            let id = try folder.credentials(ofBatch: first.batch)[1].credentialID
            _ = try StatusKeeper(folder).carryOut(.revoke, [id], reason: .other, at: Self.later)
            let second = try issue(folder, sheet, to: out, Renewal(ofRevoked: true))
            try lose(folder)
            for (issued, given) in [(6, 0), (0, 6)] {
                let again = try Issuer(folder, signer: Self.second()).reissue(
                    batch: folder.batch(first.batch), to: FolderDelivery(out), at: Self.later)
                #expect(again.issuedCount == issued && again.givenCount == given && again.leftOutCount == 1)
            }
            let last = try Issuer(folder, signer: Self.second()).reissue(
                batch: folder.batch(second.batch), to: FolderDelivery(out), at: Self.later)
            #expect(last.issuedCount == 1 && last.leftOutCount == 0)
            #expect(try issue(folder, sheet, to: out, by: Self.second(), skipping: false).givenCount == 7)
        }
    }

    @Test("the same rows with other proofs are another batch, and the same again gives them again")
    func otherProofs() throws {
        try play { folder, sheet, out throws in
            let first = try issue(folder, sheet, to: out)
            for (issued, given) in [(7, 0), (0, 7)] {
                let again = try issue(
                    folder, sheet, to: out, Renewal(ofChanged: true), suites: [.eddsaRDFC2022])
                #expect(again.issuedCount == issued && again.givenCount == given && again.batch != first.batch)
            }
        }
    }
}
