import Credentials
import Encodings
import TestSupport

/// A complete and valid micro-credential of a fictitious university, as a record and as a document.
enum Example {
    /// A text that somebody wrote on a line of a specification.
    static func text(_ text: String, line: Int = 1) -> RecordText {
        RecordText(text, at: .position(file: "spec.yaml", line: line, column: 3))
    }

    private static func place(_ line: Int) -> RecordPlace { .position(file: "spec.yaml", line: line, column: 3) }

    static var issuer: IssuerIdentity {
        var issuer = IssuerIdentity()
        issuer.id = text("did:web:credentials.leiehove.example")
        issuer.name = text("Leiehove University")
        issuer.url = text("https://www.leiehove.example/")
        issuer.email = text("lifelong-learning@leiehove.example")
        issuer.countries = [text("http://publications.europa.eu/resource/authority/country/BEL")]
        issuer.regions = [text("http://data.europa.eu/nuts/code/BE2")]
        var address = PostalAddress()
        address.country = text("Belgium")
        address.countryCode = text("BE")
        address.region = text("Flanders")
        address.locality = text("Gent")
        issuer.address = address
        issuer.registrations = [SchemedIdentifier(scheme: text("ext:VATNumber"), value: text("BE0999999999"))]
        return issuer
    }

    static var achievement: AchievementRecord {
        var record = AchievementRecord()
        record.id = text("https://catalogue.leiehove.example/mc/BLD-6/2025-2026")
        record.code = text("MC-BLD-6")
        record.version = text("2025-2026")
        record.language = text("en")
        record.title = LocalizedText(
            main: text("Blended Learning Design for Adult Educators"),
            translations: [.init(language: text("nl"), text: text("Blended leren ontwerpen"))])
        record.description = LocalizedText(main: text("Two course units, offered to professionals."))
        record.criteria = LocalizedText(main: text("Pass both components."))
        record.sector = text("higherEducation")
        record.flandersType = RecordValue(text("1"))
        record.learningOutcomes = [
            LearningOutcome(
                text: LocalizedText(main: text("Redesign an existing module as a blended module.", line: 14)),
                type: text("http://data.europa.eu/snb/skill-type/skill"),
                escoSkills: [
                    .init(
                        iri: text("http://data.europa.eu/esco/skill/5fd5c985-eaaa-47aa-8314-62359c54505a"),
                        name: text("develop digital content"))
                ], at: place(14)),
            LearningOutcome(
                text: LocalizedText(
                    main: text("Evaluate the accessibility of learning activities.", line: 15),
                    translations: [.init(language: text("nl"), text: text("Beoordeelt de toegankelijkheid."))]),
                at: place(15)),
        ]
        record.workload.ectsCredits = RecordValue(text("6"))
        record.workload.hours = RecordValue(text("165"))
        record.level = LevelStatement(
            status: text("levelled"), eqf: text("http://data.europa.eu/snb/eqf/7"),
            national: [text("http://data.europa.eu/snb/qdr/c_95fec238")], cycle: text("second"))
        record.assessments = [
            Assessment(types: [text("http://data.europa.eu/snb/assessment/4f03b91c0e")]),
            Assessment(types: [text("http://data.europa.eu/snb/assessment/d30284d7df")]),
        ]
        record.supervision = text("http://data.europa.eu/snb/supervision-verification/70be69aaf9")
        record.participationModes = [text("http://data.europa.eu/snb/learning-assessment/e92d221e4d")]
        record.activityTypes = [text("http://data.europa.eu/snb/learning-activity/ff436ea7c9")]
        record.learningSetting = text("http://data.europa.eu/snb/learning-setting/6fd4685715")
        record.qualityAssurance = [
            QualityAssurance(
                type: text("http://data.europa.eu/snb/accreditation/bb4618238e"), scope: text("institution"),
                body: text("Accreditation body"), report: text("https://qa-body.example/reports/leiehove"),
                validUntil: RecordValue(text("2029-09-30")), at: place(30))
        ]
        record.prerequisites = LocalizedText(main: text("Bachelor's degree or equivalent experience."))
        record.stackability = Stackability(
            option: text("stackable"), towards: [text("https://catalogue.leiehove.example/pg/ADULT-ED-24")])
        record.components = [
            AchievementComponent(
                code: text("H001234"), title: text("Blended learning design"), ectsCredits: RecordValue(text("3")),
                nationalLevel: text("http://data.europa.eu/snb/qdr/c_95fec238")),
            AchievementComponent(
                code: text("H000987"), title: text("Digital didactics"), ectsCredits: RecordValue(text("3")),
                nationalLevel: text("http://data.europa.eu/snb/qdr/c_65235ec5")),
        ]
        record.gradeScale = GradeScale(
            id: text("urn:uuid:0f8d2b0e-3f0c-4df5-8f2e-0a7a4d6f7a01"), name: text("Final mark"), minimum: text("0"),
            maximum: text("20"), pass: text("10"))
        record.fieldsOfStudy = [text("http://data.europa.eu/snb/isced-f/0111")]
        record.instructionLanguages = [text("http://publications.europa.eu/resource/authority/language/NLD")]
        record.registrations = [
            SchemedIdentifier(scheme: text("ext:HigherEducationDatabase"), value: text("HODB-EXAMPLE-000123"))
        ]
        return record
    }

    static var award: AwardRecord {
        var award = AwardRecord()
        award.learner.familyName = text("Verhaegen")
        award.learner.givenNames = text("Lotte")
        award.learner.dateOfBirth = RecordValue(text("1984-03-09"))
        award.learner.id = text("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")
        award.awardedOn = RecordValue(text("2026-06-26"))
        award.issuedAt = RecordValue(text("2026-06-30T10:00:00Z"))
        award.activityStart = RecordValue(text("2026-02-09"))
        award.activityEnd = RecordValue(text("2026-05-29"))
        award.grade = text("15")
        return award
    }

    /// The record as an issuer has it before signing, with every field in one file.
    static var record: MicroCredentialRecord {
        MicroCredentialRecord(issuer: issuer, achievement: achievement, award: award, places: places)
    }

    /// Where fields stand: the specification begins at 1:1, the issuer's identity and the learner's row elsewhere.
    static var places: WrittenPlaces {
        WrittenPlaces(
            specification: .init(start: .position(file: "spec.yaml", line: 1, column: 1)),
            issuer: .init(start: .position(file: "issuer.yaml", line: 1, column: 1)),
            learner: .init(start: .cell(file: "june.csv", row: 17, column: "family_name")))
    }

    static let status: JSONValue = [
        "id": "https://credentials.leiehove.example/status/2026-1#94567", "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation", "statusListIndex": "94567",
        "statusListCredential": "https://credentials.leiehove.example/status/2026-1",
    ]

    /// The credential of the record.
    static var document: JSONValue { document(of: record) }

    static func document(of record: MicroCredentialRecord) -> JSONValue {
        OpenBadgesBuilder(issuer: record.issuer, achievement: record.achievement, namesSchemas: true)
            .credential(
                for: record.award ?? AwardRecord(), id: "urn:uuid:7b1e8c7e-0f61-4d55-9a2b-4a1f5b0f2c11",
                status: [status])
    }

    static func view(of document: JSONValue) throws -> CredentialView {
        CredentialView(try JSONDocument(parsing: document.serialized(), limits: .credential).root)
    }

    /// The design's own example, where the design documents are at hand.
    static let publishedPath: String? = {
        guard let folder = Vectors.folder else { return nil }
        let path = folder + "/../design/examples/mc-ob3.json"
        return Files.exists(path) ? path : nil
    }()
}

extension JSONValue {
    /// The value at the end of a path such as `credentialSubject/achievement/learningOutcomes/0`.
    func value(at path: String) -> JSONValue? {
        var value: JSONValue? = self
        for step in path.split(separator: "/") {
            if let index = Int(step), case .array(let elements)? = value {
                value = elements.indices.contains(index) ? elements[index] : nil
            } else {
                value = value?[String(step)]
            }
        }
        return value
    }

    /// The same value with another one, or none, at the end of a path.
    func setting(_ path: String, to value: JSONValue?) -> JSONValue {
        setting(path.split(separator: "/")[...], to: value)
    }

    private func setting(_ path: ArraySlice<Substring>, to value: JSONValue?) -> JSONValue {
        guard let step = path.first else { return value ?? .null }
        var copy = self
        if let index = Int(step), case .array(var elements) = self, elements.indices.contains(index) {
            if path.count == 1, value == nil {
                elements.remove(at: index)
            } else {
                elements[index] = elements[index].setting(path.dropFirst(), to: value)
            }
            return .array(elements)
        }
        if path.count == 1 {
            copy[String(step)] = value
        } else {
            copy[String(step)] = (copy[String(step)] ?? .object([])).setting(path.dropFirst(), to: value)
        }
        return copy
    }
}
