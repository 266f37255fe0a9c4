import Credentials
import Encodings

/// What a row says that differs from other rows in plain names, a date of birth and a result alone.
///
/// Most rows of a spreadsheet do. What is said of one of them, by the rules and by the bytes of the document, is said of
/// the others too, with their names in it. Of any other row there is none, and it goes the general way.
struct PlainAward: Sendable {
    /// Who it is for, as the row has it.
    let learner: LearnerIdentity
    let familyName: [UInt8]
    let givenNames: [UInt8]
    /// The date of birth, and how it is written.
    let birth: (date: CalendarDate, text: [UInt8])
    /// The result; `nil` where the row has none.
    let grade: [UInt8]?
    /// All else that the row says, which is the same for many: the days.
    let days: [UInt8]

    /// What is longer goes the general way, which has limits that nothing shorter reaches.
    private static let byteLimit = 100

    /// Takes a row; `nil` for one that says more, or says it in other letters.
    init?(_ learner: LearnerRecord) {
        let identity = learner.learner
        guard learner.identifiers.isEmpty, identity.identifiers.isEmpty, identity.id == nil,
            identity.singleName == nil, let familyName = Self.name(identity.familyName),
            let givenNames = Self.name(identity.givenNames), let dateOfBirth = identity.dateOfBirth,
            let birth = dateOfBirth.value, dateOfBirth.text.bytes.count == Self.dayCount
        else { return nil }
        var days: [UInt8] = []
        for day in [learner.awardedOn, learner.courseStart, learner.courseEnd] {
            // Written as a day and nothing more, so that all that follows from it is the same.
            if let day {
                guard day.value != nil, day.text.bytes.count == Self.dayCount else { return nil }
                days += day.text.bytes
            }
            days.append(UInt8(ascii: ";"))
        }
        if let written = learner.grade {
            let grade = written.bytes
            guard grade.count <= Self.byteLimit, grade.allSatisfy(Self.isPlain) else { return nil }
            self.grade = Array(grade)
        } else {
            grade = nil
        }
        self.learner = identity
        self.familyName = familyName
        self.givenNames = givenNames
        self.birth = (birth, Array(dateOfBirth.text.bytes))
        self.days = days
    }

    /// The length of `2026-06-26`.
    private static let dayCount = 10

    /// Whether a byte of ASCII is written in JSON as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// A name of Latin letters, in words that blanks, hyphens and apostrophes join; `nil` for any other text.
    ///
    /// Latin letters are those of ASCII and of U+00C0 to U+017F.
    private static func name(_ text: RecordText?) -> [UInt8]? {
        guard let bytes = text?.bytes, bytes.count <= byteLimit else { return nil }
        var name: [UInt8] = []
        name.reserveCapacity(bytes.count)
        var wasLetter = false
        var lead: UInt8 = 0
        for byte in bytes {
            name.append(byte)
            if lead != 0 {
                // The two signs among these letters: multiplication and division.
                guard (0x80...0xBF).contains(byte), lead != 0xC3 || (byte != 0x97 && byte != 0xB7) else { return nil }
                lead = 0
                wasLetter = true
                continue
            }
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: wasLetter = true
            case 0xC3...0xC5: lead = byte
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "'"):
                guard wasLetter else { return nil }
                wasLetter = false
            default: return nil
            }
        }
        return wasLetter && lead == 0 ? name : nil
    }
}
