/// The short lists of our own: a word in the credential, and what people call it.
extension ConceptList {
    /// What quality assurance covers.
    public static let qualityAssuranceScopes = ConceptList(
        "qualityAssuranceScope", base: "",
        [
            ("institution", "institution", "instelling", ["the institution", "de instelling"]),
            ("programme", "programme", "opleiding", ["program", "the programme", "de opleiding"]),
            (
                "microCredential", "micro-credential", "microcredential",
                ["this micro-credential", "deze microcredential"]
            ),
        ])

    /// Whether there is a level in a qualifications framework.
    public static let levelStatuses = ConceptList(
        "levelStatus", base: "",
        [
            ("levelled", "levelled", "met niveau", []),
            (
                "notLevelled", "none", "geen",
                ["not levelled", "no level", "without level", "geen niveau", "zonder niveau"]
            ),
        ])

    /// Cycles of the Qualifications Framework of the European Higher Education Area.
    public static let cycles = ConceptList(
        "cycle", base: "",
        [
            ("short", "short", "korte", ["short cycle", "korte cyclus", "kort", "graduate (hbo5)"]),
            ("first", "first", "eerste", ["first cycle", "eerste cyclus", "bachelor"]),
            ("second", "second", "tweede", ["second cycle", "tweede cyclus", "master"]),
            ("third", "third", "derde", ["third cycle", "derde cyclus", "doctor", "doctorate"]),
        ])

    /// Kinds of institution, because their study load and their certificates differ by law.
    public static let sectors = ConceptList(
        "sector", base: "",
        [
            ("higherEducation", "higher education", "hoger onderwijs", ["university", "universiteit", "hogeschool"]),
            ("adultEducation", "adult education", "volwassenenonderwijs", ["cvo", "basiseducatie"]),
            (
                "vet", "vocational education and training", "beroepsopleiding",
                ["vet", "vocational training", "beroepsonderwijs"]
            ),
            ("secondaryEducation", "secondary education", "secundair onderwijs", ["secondary school"]),
            ("other", "other", "andere", ["private provider", "private aanbieder", "ngo", "employer", "werkgever"]),
        ])

    /// Kinds of certificate in Flemish law, beside the micro-credential.
    public static let certificateKinds = ConceptList(
        "certificateKind", base: "",
        [
            ("microCredential", "micro-credential", "microcredential", []),
            ("creditCertificate", "credit certificate", "creditbewijs", []),
            ("moduleCertificate", "module certificate", "deelcertificaat", ["modulecertificaat"]),
            ("partialQualification", "partial qualification", "deelkwalificatie", []),
            ("certificateOfCompetences", "certificate of competences", "bewijs van competenties", []),
            (
                "professionalQualification", "certificate of professional qualification",
                "bewijs van beroepskwalificatie", ["professional qualification", "beroepskwalificatie"]
            ),
        ])

    /// On what ground a micro-credential is awarded.
    public static let awardBases = ConceptList(
        "awardBasis", base: "",
        [
            ("course", "course", "cursus", ["opleiding"]),
            (
                "evc", "recognition of competences", "erkenning van competenties",
                ["evc", "rpl", "recognition of prior learning"]
            ),
            ("mixed", "mixed", "gemengd", []),
        ])

    /// Whether a micro-credential stands alone.
    public static let stackabilityOptions = ConceptList(
        "stackability", base: "",
        [
            ("standalone", "standalone", "op zichzelf", ["stand-alone", "independent", "alleenstaand"]),
            ("stackable", "stackable", "stapelbaar", ["integrated", "combineerbaar"]),
        ])

    /// What an identifier of a learner is; other schemes are written as `ext:` and a name (Open Badges 3.0, B.8).
    public static let learnerIdentifierSchemes = ConceptList(
        "identifierScheme", base: "",
        [
            (
                "ext:StudentNumber", "student number", "studentnummer",
                [
                    "learner number", "student id", "institutional", "institutional number", "cursistnummer",
                    "stamnummer",
                ]
            ),
            ("emailAddress", "e-mail address", "e-mailadres", ["e-mail", "email", "mail"]),
            ("sisSourcedId", "student information system", "studentenadministratie", ["sis"]),
            ("accountId", "account", "account", ["login"]),
            (
                "nationalIdentityNumber", "national register number", "rijksregisternummer",
                ["national number", "bis-nummer", "insz"]
            ),
        ])

    /// Registers and numbers that name an institution or an achievement.
    public static let institutionIdentifierSchemes = ConceptList(
        "registrationScheme", base: "",
        [
            ("ext:VATNumber", "VAT number", "btw-nummer", ["vat", "btw"]),
            ("ext:EnterpriseNumber", "enterprise number", "ondernemingsnummer", ["kbo", "company number"]),
            ("ext:HigherEducationDatabase", "Higher Education Database", "Databank Hoger Onderwijs", ["dho", "hodb"]),
            ("ext:LearningAndExperienceDatabase", "LED database", "LED-databank", ["led"]),
            ("ext:InstitutionNumber", "institution number", "instellingsnummer", ["school number"]),
        ])
}
