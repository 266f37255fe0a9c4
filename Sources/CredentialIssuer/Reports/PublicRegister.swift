import Credentials
public import Encodings

/// A public register in which awards are to be entered.
///
/// None of them has an interface that is known here: the institution gets a file with what they ask for, and notes by
/// itself what it entered. Source: the profile, section 2 (registrations), and job R8.
public enum PublicRegister: String, Sendable, CaseIterable {
    /// The Flemish database of learning and experience (LED), for awards that belong to a recognised professional
    /// qualification: within two months.
    case led = "LED"
    /// The Flemish database of higher education (DHO), for awards of higher education; no term is known.
    case dho = "DHO"

    /// Until when an award must be entered; `nil` where no term is known.
    func due(_ day: CalendarDate) -> CalendarDate? {
        guard self == .led, let term = ValidityPeriod(2, .months) else { return nil }
        return term.end(after: Timestamp(startOf: day)).date
    }

    /// Whether an award belongs into it.
    func takes(_ award: Award) -> Bool {
        switch self {
        case .led: award.record.achievement.professionalQualification?.string.isEmpty == false
        case .dho: award.record.achievement.sector?.string.utf8.elementsEqual("higherEducation".utf8) ?? false
        }
    }
}

/// An award that belongs into a public register.
public struct PublicRegistration: Sendable {
    /// How it stands on a day.
    public enum State: String, Sendable, CaseIterable {
        /// It was entered.
        case registered
        /// It is to be entered.
        case due
        /// It should have been entered.
        case overdue
    }

    /// The credential's identifier.
    public let credentialID: String
    /// What the register asks for, by the names of ``fields``; it is about a person.
    public let values: [String]
    /// The title of what was awarded, in its main language.
    public let title: String
    /// The day of the award.
    public let awardedOn: CalendarDate
    /// Until when it must be entered; `nil` where no term is known.
    public let dueOn: CalendarDate?
    /// When it was entered; `nil` where it was not.
    public let registeredOn: CalendarDate?

    /// How it stands on a day.
    public func state(on day: CalendarDate) -> State {
        if registeredOn != nil { return .registered }
        return dueOn.map { $0 < day } ?? false ? .overdue : .due
    }

    /// The names of the columns of the file for a register.
    public static let fields = [
        "credential", "family_name", "given_names", "single_name", "date_of_birth", "title", "code", "kind",
        "professional_qualification", "eqf_level", "ects_credits", "hours", "teaching_periods", "field_of_study",
        "awarded_on", "grade", "awarding_body", "due_on",
    ]

    init(_ award: Award, in register: PublicRegister, registeredOn: CalendarDate?) {
        credentialID = award.credentialID
        awardedOn = award.day
        dueOn = register.due(award.day)
        self.registeredOn = registeredOn
        let achievement = award.record.achievement
        title = achievement.title.main?.string ?? award.specificationID
        let learner = award.record.award?.learner
        let level = achievement.level.eqf?.string.utf8.last.map { String(decoding: [$0], as: UTF8.self) }
        values = [
            award.credentialID, learner?.familyName?.string, learner?.givenNames?.string, learner?.singleName?.string,
            learner?.dateOfBirth?.value?.description, title, achievement.code?.string,
            achievement.certificateKind?.string, achievement.professionalQualification?.string, level,
            achievement.workload.ectsCredits?.value?.description, achievement.workload.hours?.value?.description,
            achievement.workload.teachingPeriods?.value.map { String($0) },
            achievement.fieldsOfStudy.map(\.string).joined(separator: " "), award.day.description,
            award.record.award?.grade?.string,
            award.record.awardingBodies.compactMap { $0.legalName?.string }.joined(separator: "; "),
            dueOn?.description,
        ].map { $0 ?? "" }
    }
}
