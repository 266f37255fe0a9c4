import Credentials
import Encodings

/// Reads what an institution wrote of one learner's award in YAML.
public struct LearnerRecordReader: Sendable {
    private let file: String

    /// Prepares to read a file.
    ///
    /// - Parameter file: The name that places in messages begin with.
    public init(file: String) { self.file = file }

    /// Reads one learner's award.
    public func read(_ bytes: [UInt8]) -> FileReading<LearnerRecord> {
        FileReading(bytes, file: file) { fields in
            if fields.isOtherFile(
                "specification", has: ["learning_outcomes", "title"], butNot: ["awarded_on", "grade"])
            {
                return nil
            }
            return Self.learner(fields)
        }
    }

    /// Reads the fields of one learner, whatever kind of file they come from.
    static func learner(_ fields: FieldReader) -> LearnerRecord {
        var places = WrittenPlaces.Source(start: fields.place)
        fields.notePlaces(
            [
                (.familyName, "family_name"), (.givenNames, "given_names"), (.dateOfBirth, "date_of_birth"),
                (.awardedOn, "awarded_on"), (.activityEnd, "course_end"), (.grade, "grade"),
                (.learnerIdentifiers, "identifiers"),
            ], in: &places.fields)
        var record = LearnerRecord(places: places)
        record.learner.familyName = fields.value("family_name")?.name()
        record.learner.givenNames = fields.value("given_names")?.name()
        record.learner.singleName = fields.value("single_name")?.name()
        record.learner.dateOfBirth = fields.value("date_of_birth")?.date()
        record.learner.id = fields.value("learner_id")?.did()
        record.identifiers = fields.value("identifiers")?.list { schemedIdentifier($0) } ?? []
        record.awardedOn = fields.value("awarded_on")?.date()
        record.courseStart = fields.value("course_start")?.date()
        record.courseEnd = fields.value("course_end")?.date()
        record.grade = fields.value("grade")?.mark()
        return record
    }

    /// The kind of an identifier that is an address of mail (Open Badges 3.0, IdentifierTypeEnum).
    private static let mailAddresses = "emailAddress"

    private static func schemedIdentifier(_ value: FieldValue) -> LearnerRecord.Identifier? {
        value.fields { fields in
            let scheme = fields.required("scheme")
            let number = fields.required("value")?.text()
            let isHashed = fields.value("hashed").map { yesOrNo($0) } ?? false
            guard let scheme, let name = scheme.text(), let number else { return nil }
            let kind =
                name.string.hasPrefix("ext:")
                ? name : scheme.concept(in: .learnerIdentifierSchemes, .english)
            if kind?.string == mailAddresses, !WrittenMailAddress.isOne(number.string) {
                fields.problems.add(.unreadableAddress, "mail", at: fields.value("value")?.position ?? fields.position)
                return nil
            }
            return kind.map { LearnerRecord.Identifier(scheme: $0, value: number, isHashed: isHashed) }
        }
    }

    private static func yesOrNo(_ value: FieldValue) -> Bool {
        guard let word = value.text() else { return false }
        switch word.string.lowercased() {
        case "true", "yes", "ja": return true
        case "false", "no", "nee": return false
        default:
            value.problems.add(
                .unknownWord, "near", at: value.position, [("found", word.string), ("near", "'true', 'false'")])
            return false
        }
    }
}
