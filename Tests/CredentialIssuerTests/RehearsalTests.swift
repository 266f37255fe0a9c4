import CredentialIssuer
import Credentials
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("A rehearsal of issuing")
struct RehearsalTests {
    private static let anna = Institution.Learner("Anna", "De Smet")

    private func standing(_ preview: IssuancePreview) -> String {
        switch preview.standing {
        case .ready: "ready"
        case .unfinished: "unfinished"
        case .alreadyIssued: "issued"
        case .withheld: "withheld"
        case .conflict: "conflict"
        case .nothingToRepeat: "nothing"
        case .unproved: "unproved"
        case .refused: "refused"
        }
    }

    @Test("it says what issuing would do, and does nothing")
    func previews() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            let first = try Institution.issuer(folder).issue(Institution.record(Self.anna), at: Institution.now)
            let log = try RegisterFile.lines(folder)
            var rehearsal = try IssuanceRehearsal(made)
            var changed = Self.anna
            changed.mark = "15"
            var failed = Institution.Learner("Dirk", "De Smet")
            failed.mark = "3"
            let after = Repetition.after(credentialID: first.record.credentialID)
            let rows: [(Institution.Learner, Repetition, String)] = [
                (Self.anna, .once, "issued"), (changed, .once, "conflict"), (changed, after, "ready"),
                (changed, after, "issued"), (.init("Bert", "De Smet"), .once, "ready"),
                (.init("Bert", "De Smet"), .once, "issued"), (.init("Cato", "De Smet"), after, "nothing"),
                (failed, .once, "refused"), (.init("Eva", "De Smet", born: nil), .once, "refused"),
            ]
            for (learner, repetition, expected) in rows {
                let preview = try rehearsal.preview(
                    Institution.record(learner), repetition: repetition, at: Institution.now)
                #expect(standing(preview) == expected)
                #expect((expected == "refused") == preview.findings.contains { $0.stopsIssuing })
            }
            #expect(try RegisterFile.lines(folder) == log)
        }
    }

    @Test("an interruption is told, and a rehearsal works while somebody issues")
    func unfinished() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            #expect(throws: IssuerError(.signingFailed, "")) {
                let issuer = try Institution.failingIssuer(folder)
                _ = try issuer.issue(Institution.record(Self.anna), at: Institution.now)
            }
            let issuer = try Institution.issuer(folder)
            #expect(try made.audit().unfinished.count == 1)
            var rehearsal = try IssuanceRehearsal(made)
            #expect(try standing(rehearsal.preview(Institution.record(Self.anna), at: Institution.now)) == "unfinished")
            #expect(try issuer.issue(Institution.record(Self.anna), at: Institution.now).isNew)
            #expect(try made.audit().isClean)
        }
    }
}
