/// The lists of the European vocabularies for how people learn and how learning is judged, and our few additions.
///
/// Source: Europass standard lists as published with the European Learning Model. Beware of two names: *modes* stand
/// in `learning-assessment`, *types of assessment* in `assessment`.
extension ConceptList {
    /// Types of assessment: element 9.
    public static let assessmentTypes = ConceptList(
        "assessmentType", base: "http://data.europa.eu/snb/assessment/",
        [
            (
                "6e6cb2cc78", "written examination", "schriftelijk examen",
                ["written exam", "written test", "schriftelijke toets"]
            ),
            (
                "d30284d7df", "oral examination", "mondeling examen",
                ["oral exam", "oral defence", "mondelinge verdediging"]
            ),
            ("2939dae15f", "marked assignment", "beoordeelde opdracht", ["assignment", "paper", "opdracht", "taak"]),
            (
                "3484bd7e51", "continuous evaluation", "permanente evaluatie",
                ["continuous assessment", "gespreide evaluatie"]
            ),
            ("19a2e5e671", "peer assessment", "beoordeling door medecursisten", ["peerassessment"]),
            ("4f03b91c0e", "portfolio", "portfolio", []),
            ("7331eb4762", "level of attendance", "aanwezigheid", ["attendance"]),
            ("795dac4096", "project work", "projectwerk", ["project"]),
            ("56539a6507", "group performance", "groepsprestatie", ["group work", "groepswerk"]),
            (
                "6a4db9f11d", "practical assessment", "praktijkproef",
                ["practical exam", "practical test", "praktisch examen", "vaardigheidsproef"]
            ),
            ("de4d165a6c", "artefact assessment", "beoordeling van een werkstuk", ["artefact", "werkstuk"]),
            ("b1b68f6735", "quiz", "quiz", []),
            ("812e3b0ae1", "peer review", "feedback door medecursisten", ["peerreview"]),
            ("c4256a2726", "problem based learning", "probleemgestuurd leren", []),
            (
                MicroCredentialContext.vocabulary + "recognition-of-prior-learning", "recognition of prior learning",
                "erkenning van competenties", ["rpl", "evc", "erkennen van verworven competenties"]
            ),
        ])

    /// The address of the type "level of attendance", which alone is no assessment (rule MC09b).
    static let attendance: StaticString = "http://data.europa.eu/snb/assessment/7331eb4762"

    /// Forms of participation: element 10.
    public static let participationModes = ConceptList(
        "participationMode", base: "http://data.europa.eu/snb/learning-assessment/",
        [
            ("920fbb3cbe", "online", "online", ["distance learning", "afstandsonderwijs", "afstandsleren"]),
            (
                "9191af2ed9", "presential", "op de locatie",
                ["on site", "in person", "on campus", "fysiek", "contactonderwijs", "ter plaatse"]
            ),
            (
                "e92d221e4d", "blended", "gecombineerd",
                ["hybrid", "hybride", "blended learning", "gecombineerd onderwijs"]
            ),
            ("729f3bed4b", "workbased", "op de werkplek", ["work based", "work-based learning", "werkplekleren"]),
            ("7813801c77", "project based", "projectmatig", ["project-based learning", "projectonderwijs"]),
            (
                "ed4c557045", "research-lab based", "in het onderzoekslab",
                ["lab based", "research lab", "onderzoekslab"]
            ),
        ])

    /// The address of the mode "online", for which supervision and identity checks matter most (rule MO2).
    static let online: StaticString = "http://data.europa.eu/snb/learning-assessment/920fbb3cbe"

    /// Types of learning activity.
    public static let activityTypes = ConceptList(
        "activityType", base: "http://data.europa.eu/snb/learning-activity/",
        [
            ("fd33e234ae", "educational programme", "onderwijsprogramma", ["programme", "opleiding"]),
            (
                "efff75e10a", "workshop, seminar or conference", "workshop, seminarie of conferentie",
                ["workshop", "seminar", "conference", "seminarie", "conferentie", "studiedag"]
            ),
            ("bf5588ff84", "internship", "stage", ["placement"]),
            ("d46a826a39", "apprenticeship", "leertijd", ["duaal leren"]),
            ("b660f5dcea", "self-motivated study", "zelfstudie", ["self study"]),
            ("59eaf34fab", "volunteering", "vrijwilligerswerk", ["voluntary work"]),
            ("4357e0e681", "job experience", "werkervaring", ["work experience"]),
            (
                "ff436ea7c9", "classroom coursework", "lessen in de klas",
                ["classroom", "classes", "klassikale lessen", "lessen"]
            ),
            (
                "3c8bd58d62", "lab / simulation / practice coursework", "lab, simulatie of praktijkles",
                ["lab", "simulation", "practice", "practicum", "praktijkles", "simulatie"]
            ),
            ("bf2e3a7bae", "e-learning coursework", "e-learning", ["online coursework", "online lessen"]),
            ("a7e556215a", "research", "onderzoek", []),
        ])

    /// Supervision and identity verification during assessment.
    public static let supervisionMethods = ConceptList(
        "supervision", base: "http://data.europa.eu/snb/supervision-verification/",
        [
            (
                "70be69aaf9", "supervised with ID verification", "met toezicht en met identiteitscontrole",
                ["supervised with identity check", "supervised, identity checked"]
            ),
            (
                "44314532f9", "supervised without ID verification", "met toezicht, zonder identiteitscontrole",
                ["supervised without identity check", "supervised, identity not checked"]
            ),
            (
                "df2880c5cb", "unsupervised with ID verification", "zonder toezicht, met identiteitscontrole",
                ["unsupervised with identity check", "unsupervised, identity checked"]
            ),
            (
                "c598449d64", "unsupervised without ID verification", "zonder toezicht en zonder identiteitscontrole",
                ["unsupervised without identity check", "unsupervised, identity not checked"]
            ),
        ])

    /// Learning settings.
    public static let learningSettings = ConceptList(
        "learningSetting", base: "http://data.europa.eu/snb/learning-setting/",
        [
            ("6fd4685715", "formal learning", "formeel leren", ["formal", "formeel"]),
            ("e207a81fc7", "non-formal learning", "niet-formeel leren", ["non-formal", "niet-formeel"]),
        ])

    /// Types of a learning outcome.
    public static let outcomeTypes = ConceptList(
        "outcomeType", base: "http://data.europa.eu/snb/skill-type/",
        [
            ("knowledge", "knowledge", "kennis", []),
            ("skill", "skill", "vaardigheid", ["skills", "competence", "competentie"]),
        ])

    /// Types of quality assurance: element 11.
    public static let qualityAssuranceTypes = ConceptList(
        "qualityAssuranceType", base: "http://data.europa.eu/snb/accreditation/",
        [
            (
                "bb4618238e", "institutional quality assurance", "kwaliteitszorg van de instelling",
                ["institutional", "institutional review", "instellingsreview"]
            ),
            (
                "820101cba6", "program quality assurance", "kwaliteitszorg van de opleiding",
                ["programme quality assurance", "programme accreditation", "opleidingsaccreditatie"]
            ),
            ("003293d2ce", "institutional license", "erkenning van de instelling", ["institutional licence"]),
            ("e57dddfcf3", "program license", "erkenning van de opleiding", ["programme licence", "program licence"]),
            (
                MicroCredentialContext.vocabulary + "internalQualityAssurance", "internal quality assurance",
                "interne kwaliteitszorg", ["internal", "intern"]
            ),
            (
                MicroCredentialContext.vocabulary + "sectorStandard", "sector standard", "sectorale standaard",
                ["sector", "sectoral standard", "sectorstandaard"]
            ),
        ])
}
