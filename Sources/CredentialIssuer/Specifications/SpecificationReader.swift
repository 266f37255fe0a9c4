import Credentials

/// Reads the specification of a micro-credential that a registrar wrote in YAML.
///
/// The fields and the words they take are shown in the examples of this repository. Words are taken in any case, in
/// English or Dutch, by label or synonym; addresses (IRIs) are taken where words are. Everything that is wrong is told
/// at once; what is missing of the eleven elements is for the rules to tell.
public struct SpecificationReader: Sendable {
    private let file: String

    /// Prepares to read a file.
    ///
    /// - Parameter file: The name that places in messages begin with.
    public init(file: String) { self.file = file }

    /// Reads a specification.
    public func read(_ bytes: [UInt8]) -> FileReading<MicroCredentialSpecification> {
        FileReading(bytes, file: file) { fields in
            if fields.isOtherFile(
                "learner", has: ["family_name", "awarded_on"], butNot: ["title", "learning_outcomes"])
            {
                return nil
            }
            return Self.specification(fields)
        }
    }

    private static func specification(_ fields: FieldReader) -> MicroCredentialSpecification {
        let language = MainLanguage(of: fields)
        var entry = AchievementRecord()
        if let value = fields.value("language") {
            entry.language = language.tag.isEmpty ? nil : RecordText(language.tag, at: value.place)
        } else if !language.tag.isEmpty {
            entry.language = RecordText(language.tag, at: fields.value("title")?.place ?? fields.place)
        }
        readIdentity(fields, language, into: &entry)
        ElementReader(fields: fields, language: language).read(into: &entry)
        OptionReader(fields: fields, language: language).read(into: &entry)
        if entry.criteria.main == nil { entry.criteria.main = criteria(from: entry, fields, language) }

        var places = WrittenPlaces.Source(start: fields.place)
        fields.notePlaces(
            [
                (.title, "title"), (.language, "language"), (.sector, "sector"), (.flandersType, "flanders_type"),
                (.certificateKind, "kind"), (.professionalQualification, "professional_qualification"),
                (.awardingBodies, "awarding_bodies"), (.mandate, "mandate"), (.learningOutcomes, "learning_outcomes"),
                (.ectsCredits, "workload"), (.workloadHours, "workload"), (.teachingPeriods, "workload"),
                (.ecvetPoints, "workload"), (.levelStatus, "level"), (.eqfLevel, "level"), (.nationalLevel, "level"),
                (.cycle, "level"), (.assessments, "assessment"), (.supervision, "supervision"),
                (.participationModes, "participation"), (.qualityAssurance, "quality_assurance"),
                (.prerequisites, "prerequisites"), (.stackability, "stackability"), (.components, "components"),
                (.gradeScale, "grade_scale"), (.fieldsOfStudy, "field_of_study"),
                (.furtherInformation, "further_information"),
            ], in: &places.fields)
        return MicroCredentialSpecification(
            achievement: entry, validFor: validity(fields), acknowledgements: acknowledgements(fields),
            offering: offering(fields), places: places)
    }

    private static func offering(_ fields: FieldReader) -> OfferingRecord {
        var offering = OfferingRecord()
        offering.publishedOn = fields.value("published")?.date()
        offering.discontinuedOn = fields.value("discontinued")?.date()
        offering.teachOutUntil = fields.value("teach_out_until")?.date()
        return offering
    }

    private static func readIdentity(
        _ fields: FieldReader, _ language: MainLanguage, into entry: inout AchievementRecord
    ) {
        entry.id = fields.required("id")?.uri()
        entry.code = fields.value("code")?.text()
        entry.version = fields.value("version")?.text()
        entry.title = language.text(fields.value("title"), isTitle: true)
        entry.description = language.text(fields.required("description"))
        entry.criteria = language.text(fields.value("criteria"))
        entry.certificateKind = fields.value("kind")?.concept(in: .certificateKinds, language.language)
        entry.sector = fields.value("sector")?.concept(in: .sectors, language.language)
        entry.flandersType = fields.value("flanders_type")?.integer(in: 1...4)
        entry.awardBasis = fields.value("basis")?.concept(in: .awardBases, language.language)
        entry.professionalQualification = fields.value("professional_qualification")?.text()
        entry.mandate = fields.value("mandate")?.text()
        // What is usual is not written into credentials.
        if entry.certificateKind?.isEqual(to: "microCredential") ?? false { entry.certificateKind = nil }
        if entry.awardBasis?.isEqual(to: "course") ?? false { entry.awardBasis = nil }
    }

    /// How to earn it, which every badge states, from how learning is assessed.
    private static func criteria(
        from entry: AchievementRecord, _ fields: FieldReader, _ language: MainLanguage
    ) -> RecordText? {
        let names = entry.assessments.flatMap { assessment in
            assessment.types.compactMap { type in
                assessment.title.main?.string
                    ?? ConceptList.assessmentTypes.concept(at: type.string)?.label(in: language.language)
            }
        }
        guard !names.isEmpty else { return nil }
        return RecordText(
            ProfileCatalogue.text(
                "criteria.assessment", in: language.language, [("what", names.joined(separator: ", "))]),
            at: fields.value("assessment")?.place ?? fields.place)
    }

    private static func validity(_ fields: FieldReader) -> ValidityPeriod? {
        guard let value = fields.value("valid_for"), let text = value.text() else { return nil }
        if let period = ValidityPeriod(text.string) { return period }
        fields.problems.add(.unreadablePeriod, at: value.position, [("found", text.string)])
        return nil
    }

    private static func acknowledgements(_ fields: FieldReader) -> [Acknowledgement] {
        let entries = fields.value("acknowledged")?.fields { $0.all() } ?? []
        return entries.compactMap { code, position, value in
            guard let reason = value.text() else { return nil }
            guard ProfileRules.acknowledgeable.contains(code) else {
                fields.problems.add(
                    .notAcknowledgeable, at: position,
                    [("found", code), ("list", ProfileRules.acknowledgeable.joined(separator: ", "))])
                return nil
            }
            return Acknowledgement(code: code, reason: reason.string)
        }
    }
}
