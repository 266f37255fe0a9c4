import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Proofs
import RoleSupport
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("A proof of possession that a row names")
struct LearnerProofTests {
    /// Proofs whose challenges are used up for a purpose each, in memory; the paths are the learners' identifiers.
    private final class Proofs: LearnerProofReader {
        let uses = Mutex<[String: String]>([:])
        /// Before which use the program ends.
        let end = Mutex<String?>(nil)

        struct Proof: LearnerProof {
            let book: Proofs
            let holder: String
            let possession: HolderPossession
            var challenge: String { holder }

            func refusal(for purpose: String) -> LearnerProofRefusal? {
                book.uses.withLock { $0[holder] ?? purpose } == purpose ? nil : Proofs.used
            }

            func use(for purpose: String) -> LearnerProofRefusal? {
                if book.end.withLock({ $0 == holder }) { return Proofs.ended }
                return book.uses.withLock { uses in
                    if let other = uses[holder], other != purpose { return Proofs.used }
                    uses[holder] = purpose
                    return nil
                }
            }
        }

        static let used = LearnerProofRefusal(.used, code: "VP_REPLAYED", domain: "leiehove.example")
        static let ended = LearnerProofRefusal(.refused, code: "ENDED", domain: "leiehove.example")

        func read(_ path: String) throws(LearnerProofRefusal) -> any LearnerProof {
            guard let possession = try? HolderPossession(of: Array(path.utf8), checkedAt: Institution.now) else {
                throw LearnerProofRefusal(.unreadable, code: "", domain: "")
            }
            return Proof(book: self, holder: path, possession: possession)
        }
    }

    private static func sheet(grade: Int = 14) -> String {
        var lines = Institution.spreadsheet(12, grade: grade).split(separator: "\r\n").map { String($0) }
        for index in lines.indices { lines[index] += index == 0 ? ",holder_proof" : ",did:example:\(index)" }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func issue(_ sheet: String, in folder: String, _ proofs: Proofs) throws -> (BatchOutcome?, Set<Int>) {
        try Files.write(Array(sheet.utf8), to: folder + "/june.csv")
        func rows() throws -> LearnerRows {
            LearnerRows(
                try FileStream(argument: folder + "/june.csv", pipeLimit: 0), file: "june.csv", proofs: proofs)
        }
        let made = try IssuerFolder(folder + "/institution")
        let specification = try Institution.specification()
        let rehearsal = try BatchRehearsal(made, specification, at: Institution.now)
        _ = try rehearsal.check(rows().next(1_000))
        guard rehearsal.invalidRows.isEmpty else { return (nil, rehearsal.invalidRows) }
        let issuer = try Issuer(made, signer: Institution.key(), suites: [.eddsaJCS2022])
        let order = try rehearsal.order(file: "june.csv", title: "June")
        if !Files.exists(folder + "/out") { try Files.makeFolder(folder + "/out") }
        let outcome = try issuer.issue(
            order, specification, rows(), to: FolderDelivery(folder + "/out"), options: Institution.batchOptions,
            at: Institution.now)
        return (outcome, [])
    }

    @Test("it is used up before anything is planned, and whoever was interrupted goes on with the same rows alone")
    func interrupted() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder + "/institution")
            let proofs = Proofs()
            proofs.end.withLock { $0 = "did:example:8" }
            do {
                _ = try issue(Self.sheet(), in: folder, proofs)
                Issue.record("it was to end at row 9")
            } catch let error as IssuerError {
                #expect(error.code == .recordRefused && error.row == 9)
                #expect(error.findings.map(\.code) == ["HOLDER_PROOF"])
            }
            // What was used up in the group that was lost is used up for these rows; nothing of it was planned.
            let used = proofs.uses.withLock { $0 }
            #expect(used.count == 7 && Set(used.values).count == 7)
            let audit = try made.audit()
            #expect(audit.unfinished.count + audit.issuedCount <= 5)
            let changed = try issue(Self.sheet(grade: 15), in: folder, proofs)
            #expect(changed.1.isSuperset(of: [7, 8]), "\(changed.1)")
            proofs.end.withLock { $0 = nil }
            let outcome = try #require(try issue(Self.sheet(), in: folder, proofs).0)
            #expect(outcome.issuedCount + outcome.givenCount == 12)
            #expect(proofs.uses.withLock { uses in used.allSatisfy { uses[$0.key] == $0.value } && uses.count == 12 })
            #expect(try made.issued().count == 12 && made.audit().isClean)
        }
    }
}
