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

@Suite("Issuing from a spreadsheet")
struct BatchTests {
    func withFolder(
        count: Int = 12, _ text: String? = nil, approvers: String? = nil, status: Bool = false,
        _ body: (_ institution: String, _ sheet: String, _ out: String) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/institution"
            _ =
                status
                ? try Institution.folder(path, id: "did:web:leiehove.example", status: Institution.status())
                : try Institution.folder(path)
            if let approvers {
                let profile = try Files.read(path + "/issuer.yaml")
                try Files.write(profile + Array(approvers.utf8), to: path + "/issuer.yaml")
            }
            try Files.write(Array((text ?? Institution.spreadsheet(count)).utf8), to: folder + "/june.csv")
            try Files.makeFolder(folder + "/out")
            try body(path, folder + "/june.csv", folder + "/out")
        }
    }

    private func contents(_ folder: String) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for name in try Files.names(in: folder) { contents[name] = try Files.read(folder + "/" + name) }
        return contents
    }

    @Test(
        "every row becomes a credential in a file of its own, and the same again changes nothing",
        arguments: [false, true])
    func issuing(_ hasStatus: Bool) throws {
        try withFolder(status: hasStatus) { institution, sheet, out throws in
            let outcome = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            #expect(outcome.issuedCount == 12 && outcome.givenCount == 0 && !outcome.isStopped)
            let files = try contents(out)
            #expect(files.count == 12 && files.keys.contains("de-smet-aa-anna-aa-2.json"))
            let made = try IssuerFolder(institution)
            #expect(try made.audit().isClean)
            let records = try made.issued()
            #expect(Set(try records.map { try made.credential($0) }) == Set(files.values))
            if hasStatus {
                let places = try files.values.map { bytes in
                    let root = try JSONDocument(parsing: bytes, limits: .credential).root
                    return try #require(root["credentialStatus"]?.firstElement?["statusListIndex"]?.string)
                }
                #expect(Set(places).count == 12)
            }
            let batch = try #require(try made.batches().first)
            #expect(batch.id == outcome.batch && batch.rowCount == 12 && batch.issuedCount == 12)
            let again = try Institution.issueBatch(
                sheet, in: institution, to: FolderDelivery(out), at: Institution.now.adding(days: 2))
            #expect(again.issuedCount == 0 && again.givenCount == 12 && again.batch == outcome.batch)
            #expect(try contents(out) == files)
            #expect(try made.batches().count == 1)
        }
    }

    @Test("the same rows in another file, with other separators and names of columns, are the same batch")
    func sameRows() throws {
        try withFolder(count: 7) { institution, sheet, out throws in
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            var text = Institution.spreadsheet(7).split(separator: "\r\n").map { String($0) }
            text[0] = "Achternaam;VOORNAAM;Geboortedatum;Award date;Cijfer"
            let other =
                "\u{FEFF}" + text.map { $0.split(separator: ",").joined(separator: ";") }.joined(separator: "\n")
            try Files.write(Array(other.utf8), to: sheet)
            let again = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            #expect(again.givenCount == 7 && again.batch == first.batch)
        }
    }

    @Test("a row that was changed is a conflict that names the row, and nothing is issued; with --again it is another")
    func changedRow() throws {
        try withFolder(count: 7) { institution, sheet, out throws in
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            var lines = Institution.spreadsheet(7).split(separator: "\r\n").map { String($0) }
            lines[3] = lines[3].dropLast(2) + "15"
            try Files.write(Array(lines.joined(separator: "\n").utf8), to: sheet)
            let made = try IssuerFolder(institution)
            let rehearsal = try BatchRehearsal(made, Institution.specification(), at: Institution.now)
            let (previews, order) = try Institution.rehearse(sheet, rehearsal)
            let findings = previews.flatMap(\.findings)
            #expect(findings.map(\.code) == ["LEARNER_CONFLICT"] && findings.first?.cell?.row == 4)
            #expect(rehearsal.invalidRows == [4])
            let sentence = SpecificationCatalogue.sentence(for: try #require(findings.first), in: .english)
            #expect(sentence.contains(first.batch) && sentence.contains("--again"))
            // Whoever issues without having looked is refused as well.
            do {
                _ = try Institution.issuer(institution).issue(
                    order, Institution.specification(), Institution.rows(sheet), to: FolderDelivery(out),
                    options: Institution.batchOptions, at: Institution.now)
                Issue.record("a changed row was issued")
            } catch let error as IssuerError {
                #expect(error.code == .conflict && error.row == 4 && error.batch == first.batch)
            }
            #expect(try made.audit().isClean && made.issued().count == 7)
            var options = Institution.batchOptions
            options.renewal = Renewal(ofChanged: true)
            let second = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out), options: options)
            #expect(second.issuedCount == 1 && second.givenCount == 6)
            let replaced = try made.issued().filter { $0.after != nil }
            #expect(replaced.count == 1)
            // The file of the first one stays as it is, and the second has a name of its own.
            #expect(try Files.names(in: out).count == 8)
        }
    }

    @Test("a row that is changed after everything was looked at is looked at again, and so are all under other rules")
    func changedMeanwhile() throws {
        try withFolder(count: 7) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let rehearsal = try BatchRehearsal(made, Institution.specification(), at: Institution.now)
            let (_, order) = try Institution.rehearse(sheet, rehearsal)
            func issue(_ specification: MicroCredentialSpecification, days: Int = 0) throws -> IssuerError? {
                do {
                    _ = try Institution.issuer(institution).issue(
                        order, specification, Institution.rows(sheet), to: FolderDelivery(out),
                        options: Institution.batchOptions, at: Institution.now.adding(days: days))
                    return nil
                } catch let error as IssuerError {
                    return error
                }
            }
            // Nothing was awarded yet on that day, as the rules see it then.
            #expect(try issue(Institution.specification(), days: -365) == IssuerError(.recordRefused, ""))
            var unclear = try Institution.specification()
            unclear.achievement.workload = .init()
            #expect(try issue(unclear) == IssuerError(.recordRefused, ""))
            var lines = Institution.spreadsheet(7).split(separator: "\r\n").map { String($0) }
            lines[3] = "De Smet ac,Anna ac,1982-02-03,2031-06-26,14"
            try Files.write(Array(lines.joined(separator: "\n").utf8), to: sheet)
            let refused = try issue(Institution.specification())
            #expect(refused == IssuerError(.recordRefused, "") && refused?.row == 4)
            #expect(try made.issued().isEmpty && made.audit().isClean)
        }
    }

    @Test("a learner who is in a spreadsheet twice is issued nothing by it, whatever the two rows say")
    func twins() throws {
        let heading = "family_name,given_names,date_of_birth,awarded_on,grade\n"
        let text =
            heading + "De Smet,Anna,1990-01-01,2026-06-26,14\nPeeters,Bert,1990-01-01,2026-06-26,14\n"
            + "DE SMET,anna,1990-01-01,2026-06-26,12\nPeeters,Bert,1990-01-01,2026-06-26,14\n"
        try withFolder(text) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let rehearsal = try BatchRehearsal(made, Institution.specification(), at: Institution.now)
            let (previews, order) = try Institution.rehearse(sheet, rehearsal)
            #expect(rehearsal.invalidRows == [2, 4, 5])
            #expect(previews.flatMap(\.findings).map { $0.variant ?? "" } == ["differs", ""])
            // The library does not rely on anybody having looked: one row must not take the place of another.
            #expect(throws: IssuerError(.conflict, "")) {
                try Institution.issuer(institution).issue(
                    order, Institution.specification(), Institution.rows(sheet), to: FolderDelivery(out),
                    at: Institution.now)
            }
            #expect(try made.issued().isEmpty)
            let outcome = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out), skipping: true)
            #expect(outcome.issuedCount == 1)
            #expect(try made.audit().isClean)
        }
    }

    @Test("a row that is there twice word by word is not handed out twice, though nobody has looked")
    func sameTwins() throws {
        let row = "Peeters,Bert,1990-01-01,2026-06-26,14\n"
        try withFolder("family_name,given_names,date_of_birth,awarded_on,grade\n" + row + row) {
            institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let rehearsal = try BatchRehearsal(made, Institution.specification(), at: Institution.now)
            let order = try Institution.rehearse(sheet, rehearsal).order
            #expect(throws: IssuerError(.conflict, "")) {
                try Institution.issuer(institution).issue(
                    order, Institution.specification(), Institution.rows(sheet), to: FolderDelivery(out),
                    at: Institution.now)
            }
            #expect(try Files.names(in: out).isEmpty)
        }
    }

    @Test("somebody who stops it loses nothing: the same again goes on with the rest")
    func stopping() throws {
        try withFolder(count: 30) { institution, sheet, out throws in
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out)) { $0.done < 5 }
            #expect(first.isStopped && first.issuedCount > 0 && first.issuedCount < 30)
            let made = try IssuerFolder(institution)
            #expect(try made.audit().isClean)
            let files = try contents(out)
            #expect(files.count == first.issuedCount)
            let second = try Institution.issueBatch(
                sheet, in: institution, to: FolderDelivery(out), at: Institution.now.adding(days: 1))
            #expect(second.batch == first.batch && second.issuedCount + first.issuedCount == 30)
            let all = try contents(out)
            #expect(all.count == 30 && files.allSatisfy { all[$0.key] == $0.value })
        }
    }

    @Test("a file of somebody else is never overwritten, and a lost one is written again with the same bytes")
    func otherFiles() throws {
        try withFolder(count: 3) { institution, sheet, out throws in
            let name = out + "/de-smet-aa-anna-aa-2.json"
            try Files.write(Array("mine".utf8), to: name)
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            #expect(try Files.read(name) == Array("mine".utf8))
            let files = try contents(out)
            #expect(files.count == 4 && files["de-smet-aa-anna-aa-2-2.json"] != nil)
            Files.remove(out + "/de-smet-ba-anna-ba-3.json")
            _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            #expect(try contents(out) == files)
        }
    }

    @Test("one file of lines holds all of them in the order of the rows, and is never left half written")
    func lines() throws {
        try withFolder { institution, sheet, out throws in
            let path = out + "/all.jsonl"
            let stopped = try Institution.issueBatch(sheet, in: institution, to: LinesDelivery(path)) { _ in false }
            #expect(stopped.isStopped)
            #expect(try Files.names(in: out).isEmpty)
            _ = try Institution.issueBatch(sheet, in: institution, to: LinesDelivery(path))
            let lines = try Files.read(path).split(separator: 0x0A)
            #expect(lines.count == 12)
            let names = try lines.map { line in
                try JSONDocument(parsing: Array(line), limits: .credential).root["credentialSubject"]?[
                    "learnerFamilyName"]?.string
            }
            #expect(names == names.sorted { ($0 ?? "") < ($1 ?? "") } && names.first == "De Smet aa")
            #expect(throws: StorageError.self) { try LinesDelivery(path) }
        }
    }

    // MARK: Taking back

    @Test("what was not handed out is taken back for good; what was handed out stays")
    func cancelling() throws {
        try withFolder(count: 8) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            let outcome = try made.cancelBatch(first.batch, at: Institution.now)
            #expect(outcome.withdrawn.count == 8 && outcome.deliveredCount == 0)
            #expect(try made.batch(first.batch).withdrawnCount == 8 && made.batch(first.batch).cancelledAt != nil)
            #expect(throws: IssuerError(.batchCancelled, "")) { try made.cancelBatch(first.batch, at: Institution.now) }
            #expect(throws: IssuerError(.batchUnknown, "")) { try made.cancelBatch("b-none", at: Institution.now) }
            #expect(try made.audit().isClean)
            // For the learners nothing was issued: the same spreadsheet is another batch, with other credentials.
            let ids = Set(try made.issued().map(\.credentialID))
            let second = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            #expect(second.batch != first.batch && second.issuedCount == 8)
            #expect(try made.credentials(ofBatch: second.batch).allSatisfy { !ids.contains($0.credentialID) })
            #expect(try made.markDelivered(batch: second.batch, at: Institution.now) == 8)
            let kept = try made.cancelBatch(second.batch, at: Institution.now)
            #expect(kept.deliveredCount == 8 && kept.withdrawn.isEmpty)
            #expect(try made.credentials(ofBatch: second.batch).count == 8)
        }
    }

    @Test(
        "an audit finds a batch that somebody has changed past the register",
        arguments: [
            "DELETE FROM withdrawals", "UPDATE batches SET cancelled_at = NULL", "UPDATE batches SET source = 'x'",
        ])
    func alteredBatch(_ statement: String) throws {
        try withFolder(count: 3) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            _ = try made.cancelBatch(first.batch, at: Institution.now)
            #expect(try made.audit().isClean)
            try RegisterFile.tamper(institution, statement)
            #expect(try !made.audit().isClean)
        }
    }

    @Test("what is taken back is revoked too, where the institution has status lists: a copy may have got out")
    func cancellingRevokes() throws {
        try withFolder(count: 4, status: true) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            let ids = try made.credentials(ofBatch: first.batch).map(\.credentialID)
            _ = try made.cancelBatch(first.batch, at: Institution.now)
            let reviews = try StatusKeeper(made).review(.revoke, ids)
            #expect(reviews.count == 4 && reviews.allSatisfy { $0.outcome == .alreadySo(since: Institution.now) })
            #expect(try made.audit().isClean)
        }
    }

    @Test("every credential of a batch can be issued again after the one there is, once")
    func reissuing() throws {
        try withFolder(count: 6) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
            let old = try made.credentials(ofBatch: first.batch)
            for expected in [6, 0] {
                let issuer = try Institution.issuer(institution)
                let again = try issuer.reissue(
                    batch: made.batch(first.batch), to: FolderDelivery(out), at: Institution.now.adding(days: 3))
                #expect(again.issuedCount == expected && again.batch != first.batch)
                let new = try made.credentials(ofBatch: again.batch)
                #expect(new.map(\.after) == old.map(\.credentialID))
                #expect(try made.reviewCheckpoints().newest?.time == Institution.now.adding(days: 3))
            }
            #expect(try made.audit().isClean && made.issued().count == 12)
        }
    }

    // MARK: Two persons

    static let ann = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
    static let bob = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"

    static func approvers() throws -> String {
        let keys = try [ann, bob].map { try Institution.key(seed: $0).publicKey.multikey }
        return "\napprovers:\n  - {name: Ann, public_key: \(keys[0])}\n  - {name: Bob, public_key: \(keys[1])}\n"
    }

    func prepare(_ institution: String, _ sheet: String, by seed: String) throws -> BatchSummary {
        let made = try IssuerFolder(institution)
        let rehearsal = try BatchRehearsal(made, Institution.specification(), at: Institution.now)
        let (_, order) = try Institution.rehearse(sheet, rehearsal)
        return try made.prepareBatch(
            order, Institution.specification(), Institution.rows(sheet), reason: "June",
            by: Institution.key(seed: seed), at: Institution.now)
    }

    @Test("where two persons must agree, nothing is issued before another one has signed, and then exactly that")
    func approving() throws {
        try withFolder(count: 6, approvers: Self.approvers()) { institution, sheet, out throws in
            let made = try IssuerFolder(institution)
            let delivery = FolderDelivery(out)
            #expect(throws: IssuerError(.notApproved, "")) {
                try Institution.issueBatch(sheet, in: institution, to: delivery)
            }
            let single = try Institution.record(.init("Anna", "De Smet"))
            #expect(throws: IssuerError(.notApproved, "")) {
                try Institution.issuer(institution).issue(single, at: Institution.now)
            }
            #expect(throws: IssuerError(.approverRefused, "")) {
                try made.approveBatch("b-none", by: Institution.key(), at: Institution.now)
            }
            let batch = try prepare(institution, sheet, by: Self.ann)
            #expect(batch.needsApproval && batch.manifest?.count == 6 && batch.signatures.map(\.name) == ["Ann"])
            #expect(throws: IssuerError(.notApproved, "")) {
                try Institution.issueBatch(sheet, in: institution, to: delivery)
            }
            #expect(throws: IssuerError(.approverRefused, "")) {
                try made.approveBatch(batch.id, by: Institution.key(seed: Self.ann), at: Institution.now)
            }
            try made.approveBatch(batch.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            #expect(throws: IssuerError(.approverRefused, "")) {
                try made.approveBatch(batch.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            }
            let approved = try made.batch(batch.id)
            #expect(!approved.needsApproval && approved.signatures.map(\.name) == ["Ann", "Bob"])
            // A spreadsheet that says something else was not agreed to.
            let original = try Files.read(sheet)
            try Files.write(Array(Institution.spreadsheet(6, grade: 15).utf8), to: sheet)
            #expect(throws: IssuerError(.notApproved, "")) {
                try Institution.issueBatch(sheet, in: institution, to: delivery)
            }
            #expect(try made.issued().isEmpty)
            try Files.write(original, to: sheet)
            let outcome = try Institution.issueBatch(sheet, in: institution, to: delivery)
            #expect(outcome.issuedCount == 6 && outcome.batch == batch.id)
            #expect(try made.audit().isClean)
            let lines = try RegisterFile.lines(institution).map { String(decoding: $0, as: UTF8.self) }
            #expect(lines.contains { $0.contains("batchPrepared") } && lines.contains { $0.contains("batchApproved") })
            #expect(!lines.contains { $0.contains("June") || $0.contains("De Smet") })
        }
    }

    @Test(
        "an approval that somebody made up, or rows that were exchanged since, approve nothing",
        arguments: [
            "UPDATE batch_signatures SET is_approval = 1", "UPDATE batch_rows SET claims = 'x' WHERE batch_row = 3",
            "DELETE FROM batch_signatures WHERE is_approval = 1",
            "UPDATE batch_signatures SET proof = (SELECT max(proof) FROM batch_signatures WHERE is_approval = 0) WHERE is_approval = 1",
            "UPDATE batch_facts SET manifest = CAST(replace(CAST(manifest AS TEXT), '\"count\":6', '\"count\":7') AS BLOB)",
        ])
    func forgedApproval(_ statement: String) throws {
        try withFolder(count: 6, approvers: Self.approvers()) { institution, sheet, out throws in
            let batch = try prepare(institution, sheet, by: Self.ann)
            try IssuerFolder(institution).approveBatch(
                batch.id, by: Institution.key(seed: Self.bob), at: Institution.now)
            try RegisterFile.tamper(institution, statement)
            do {
                _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out))
                Issue.record("\(statement): issued all the same")
            } catch let error as IssuerError {
                #expect([.notApproved, .registerDamaged].contains(error.code), "\(error)")
            }
            #expect(try IssuerFolder(institution).issued().isEmpty)
        }
    }

    @Test(
        "approvers are two persons at least, each with a key of their own",
        arguments: [
            "approvers:\n  - {name: Ann, public_key: KEY1}\n",
            "approvers:\n  - {name: Ann, public_key: KEY1}\n  - {name: Bob, public_key: KEY1}\n",
            "approvers:\n  - {name: Ann, public_key: KEY1}\n  - {name: Ann, public_key: KEY2}\n",
            "approvers:\n  - {name: Ann, public_key: KEY1}\n  - {name: Bob, public_key: KEY0}\n",
            "approvers:\n  - {name: Ann, public_key: KEY1}\n  - {name: Bob}\n", "approvers: []\n",
        ])
    func oddApprovers(_ text: String) throws {
        let keys = try [Institution.key(), Institution.key(seed: Self.ann), Institution.key(seed: Self.bob)]
        var text = text
        for (number, key) in keys.enumerated() {
            text = text.split(separator: "KEY\(number)", omittingEmptySubsequences: false).joined(
                separator: key.publicKey.multikey)
        }
        try withFolder(approvers: "\n" + text) { institution, _, _ throws in
            #expect(throws: IssuerError(.profileMalformed, "")) { try IssuerFolder(institution) }
        }
    }

    // MARK: Failing disks

    @Test(
        "a disk that fails at any step stops it, and the same again finishes it with the same bytes",
        arguments: [ENOSPC_, EIO_])
    func failingDisk(_ number: Int32) throws {
        var step = 0
        var hasFailed = true
        while hasFailed {
            step += 7
            try withFolder(count: 12) { institution, sheet, out throws in
                let counter = StepCount()
                let failing = step
                let faults = DiskFaults { _ in counter.next() >= failing ? number : nil }
                do {
                    _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(out, faults: faults))
                    hasFailed = false
                } catch let error as IssuerError {
                    #expect(error.code == .storageFailed && error.storage != nil, "\(error)")
                }
                let before = try contents(out)
                let outcome = try Institution.issueBatch(
                    sheet, in: institution, to: FolderDelivery(out), at: Institution.now.adding(days: 1))
                let after = try contents(out)
                #expect(outcome.issuedCount + outcome.givenCount == 12 && after.count == 12)
                #expect(before.allSatisfy { after[$0.key] == $0.value })
                let made = try IssuerFolder(institution)
                #expect(try made.audit().isClean && made.issued().count == 12)
            }
        }
        #expect(step > 20)
    }
}

private let ENOSPC_: Int32 = 28
private let EIO_: Int32 = 5
