import Credentials
import Encodings
import Registry
import TestSupport
import Testing

/// What was planned for later, and what has lain in a draft.
extension TrustListEditorTests {
    @Test("What a later answer has replaced is no plan any more: an institution that is withdrawn can be reinstated")
    func reinstatesAfterReplacedPlans() throws {
        let university = try did("did:web:university.example")
        let planned = try time("2027-01-01T00:00:00Z")
        func at(_ day: String) throws -> Timestamp { try time(day + "T00:00:00Z") }
        func isGranted(_ entry: ListedIssuer, on days: [String]) throws -> Bool {
            try days.allSatisfy { try entry.state(at: at($0))?.kind == .granted }
        }
        // Brought forward, then called off.
        let forward = try record([
            ("2026-10-01", { try $0.withdraw(university, since: planned) }),
            ("2026-11-01", { try $0.withdraw(university, since: at("2026-11-01")) }),
            ("2026-11-02", { try $0.reinstate(university, since: at("2026-11-02")) }),
        ])
        #expect(try isGranted(forward, on: ["2026-11-02", "2026-12-31", "2027-01-01", "2028-01-01"]))
        #expect(try forward.state(at: at("2026-11-01"))?.kind == .withdrawn)
        // A reinstatement that was planned, and a withdrawal before it.
        let suspended = try record([
            ("2026-10-01", { try $0.suspend(university, since: at("2026-10-01")) }),
            ("2026-10-02", { try $0.reinstate(university, since: at("2027-02-01")) }),
            ("2026-10-03", { try $0.withdraw(university, since: at("2026-10-03")) }),
            ("2026-10-04", { try $0.reinstate(university, since: at("2026-10-04")) }),
        ])
        #expect(try isGranted(suspended, on: ["2026-10-04", "2027-01-31", "2027-02-01", "2028-01-01"]))
        // Both in the future, and the same day named again.
        let moved = try record([
            ("2026-10-01", { try $0.withdraw(university, since: planned) }),
            ("2026-10-02", { try $0.withdraw(university, since: at("2026-12-15")) }),
            ("2026-10-03", { try $0.reinstate(university, since: at("2026-12-15")) }),
        ])
        #expect(try isGranted(moved, on: ["2026-12-14", "2026-12-15", "2027-01-01", "2028-01-01"]))
    }

    @Test("A recognition in a draft begins with the list that is signed, however long the draft has lain")
    func recognitionsWaitForTheSignature() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        let list = try workshop.listed()
        var editor = try workshop.editing(list)
        let now = editor.now
        try editor.addRecognition(
            NewRecognition(credentialTypes: ["Diploma"], window: ValidityWindow(from: now)), to: university)
        try editor.addRecognition(
            NewRecognition(credentialTypes: ["Later"], window: ValidityWindow(from: now.adding(days: 30))),
            to: university)
        try editor.addRecognition(
            NewRecognition(
                credentialTypes: ["Earlier"], window: ValidityWindow(from: now.adding(days: -300)),
                retroactiveReason: "merger"), to: university)
        let signing = now.adding(days: 2)
        var resumed = try TrustListEditor(resuming: editor.draft(), following: list, pin: list.pin, at: signing)
        let signed = try resumed.sign(with: workshop.authority.key)
        let starts = try #require(signed.issuer(Array(university.text.utf8))).recognitions.suffix(3).map(\.window.from)
        #expect(Array(starts) == [signing, now.adding(days: 30), now.adding(days: -300)])
        resumed = try TrustListEditor(editing: signed, at: signing.adding(days: 1))
        #expect(throws: Never.self) { try resumed.sign(with: workshop.authority.key) }
    }
}
