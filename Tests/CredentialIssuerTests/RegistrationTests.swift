import Credentials
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Awards that belong into a public register")
struct RegistrationTests {
    private func record(_ name: String, on day: String, qualification: String? = "BK-0123") throws
        -> MicroCredentialRecord
    {
        var learner = Institution.Learner(name, "De Smet")
        learner.awardedOn = day
        var record = try Institution.record(learner)
        record.achievement.professionalQualification = qualification.map {
            RecordText($0, at: .position(file: "course.yaml", line: 1, column: 1))
        }
        return record
    }

    @Test("those of a professional qualification are due within two months, and what was entered is noted for good")
    func dueAndOverdue() throws {
        try Files.withTemporaryFolder { path throws in
            _ = try Institution.folder(path)
            let issuer = try Institution.issuer(path)
            let first = try issuer.issue(record("Anna", on: "2026-06-30"), at: Institution.now).record
            let second = try issuer.issue(record("Bert", on: "2026-11-10"), at: Institution.now).record
            _ = try issuer.issue(record("Cato", on: "2026-11-10", qualification: nil), at: Institution.now)
            let folder = try IssuerFolder(path)
            func states() throws -> [String: PublicRegistration.State] {
                let today = Institution.now.date
                return Dictionary(
                    uniqueKeysWithValues: try folder.registrations(in: .led).map {
                        ($0.credentialID, $0.state(on: today))
                    })
            }
            #expect(try states() == [first.credentialID: .overdue, second.credentialID: .due])
            let led = try folder.registrations(in: .led)
            #expect(try led.map(\.dueOn) == [CalendarDate(parsing: "2026-08-30"), CalendarDate(parsing: "2027-01-10")])
            #expect(led[0].state(on: try CalendarDate(parsing: "2026-08-30")) == .due)
            #expect(led[0].values.count == PublicRegistration.fields.count)
            #expect(led[0].values[...4] == [first.credentialID, "De Smet", "Anna", "", "2001-02-03"])
            // Of higher education no term is known.
            let dho = try folder.registrations(in: .dho)
            #expect(dho.count == 3 && dho.allSatisfy { $0.dueOn == nil })

            let day = try CalendarDate(parsing: "2026-11-20")
            _ = issuer
            let ids = [first.credentialID, first.credentialID]
            #expect(throws: IssuerError(.folderBusy, "")) {
                try folder.markRegistered(ids, in: .led, on: day, at: Institution.now)
            }
        }
    }

    @Test("only what the institution issued is noted, all of it or nothing, and the events tell it")
    func noting() throws {
        try Files.withTemporaryFolder { path throws in
            _ = try Institution.folder(path)
            let id: String
            do {
                let issuer = try Institution.issuer(path)
                id = try issuer.issue(record("Anna", on: "2026-06-30"), at: Institution.now).record.credentialID
            }
            let folder = try IssuerFolder(path)
            let day = try CalendarDate(parsing: "2026-11-20")
            let stranger = "urn:uuid:00000000-0000-4000-8000-000000000000"
            #expect(throws: IssuerError(.notInRegister, "")) {
                try folder.markRegistered([id, stranger], in: .led, on: day, at: Institution.now)
            }
            #expect(try folder.registrations(in: .led).first?.registeredOn == nil)
            #expect(try folder.markRegistered([id, id], in: .led, on: day, at: Institution.now) == [id])
            #expect(try folder.markRegistered([id], in: .led, on: day.adding(days: 3), at: Institution.now).isEmpty)
            #expect(try folder.registrations(in: .led).first?.registeredOn == day)
            #expect(try folder.registrations(in: .led).first?.state(on: Institution.now.date) == .registered)
            // Another register is another matter.
            #expect(try folder.registrations(in: .dho).first?.registeredOn == nil)
            #expect(try folder.audit().isClean)
            let line = try #require(try RegisterFile.lines(path).last)
            #expect(String(decoding: line, as: UTF8.self).contains(#""action":"registered""#))
        }
    }
}
