public import Credentials
public import Encodings
import Storage

/// What a document claims of itself, as far as lists and searches need it.
public struct SummaryClaims: Sendable, Hashable {
    /// A text in both languages.
    public struct Text: Sendable, Hashable {
        /// In English, else in the main language of the document.
        public var english: String
        /// In Dutch, else in the main language of the document.
        public var dutch: String

        /// The text in a language.
        public func text(in language: Language) -> String { language == .dutch ? dutch : english }
    }

    /// A document that another one names with the digest of its bytes.
    struct Related: Sendable, Hashable {
        var id: String
        var digest: String
    }

    /// The identifier.
    public internal(set) var id: String?
    /// The identifier of the issuer.
    public internal(set) var issuer: String?
    /// The name that the document gives to its issuer.
    public internal(set) var issuerName: String?
    /// Everything that people may call its title.
    public internal(set) var titles: [String] = []
    /// The title as a list shows it; `nil` where there is none.
    public internal(set) var title: Text?
    /// The study load in words; empty where none is stated.
    public internal(set) var workload = Text(english: "", dutch: "")
    /// The level in words; empty where none is stated.
    public internal(set) var level = Text(english: "", dutch: "")
    /// The numbers of the levels.
    public internal(set) var levels: [Int] = []
    /// The fields of study: their codes and names.
    public internal(set) var fields: [String] = []
    /// What a learner can do: outcomes, skills and tags.
    public internal(set) var skills: [String] = []
    /// The day of the award, else the first day of validity.
    public internal(set) var awardedOn: CalendarDate?
    /// When it begins to be valid.
    public internal(set) var validFrom: Timestamp?
    /// When it ends to be valid.
    public internal(set) var validUntil: Timestamp?

    var achievements: [String] = []
    var related: [Related] = []
    /// Everything that a search looks through, in lower case.
    var searched = ""

    init() {}

    /// How much of one text is kept for searching, in characters.
    private static let longestText = 1_000

    /// A text as it is compared.
    static func folded(_ text: String) -> String { String(text.prefix(longestText)).lowercased() }

    func replaces(_ other: SummaryClaims, digest: ObjectName) -> Bool {
        guard let issuer, other.issuer == issuer, let id = other.id, achievements.count == 1,
            other.achievements == achievements, let hash = WalletEntry.hash(digest)
        else { return false }
        return related.contains { $0.id == id && $0.digest == hash }
    }
}

extension SummaryClaims {
    /// Reads what a credential claims.
    init(_ entry: WalletEntry) {
        guard let claims = entry.claims else { return }
        let view = AchievementView(claims)
        id = claims.id
        issuer = claims.issuer
        issuerName = entry.claimedIssuerName
        titles = entry.titles
        if let english = view.titleWithOriginal(in: .english) ?? entry.title {
            title = Text(english: english, dutch: view.titleWithOriginal(in: .dutch) ?? english)
        }
        workload = Text(
            english: view.workload(in: .english).first ?? "", dutch: view.workload(in: .dutch).first ?? "")
        level = Text(english: view.level(in: .english) ?? "", dutch: view.level(in: .dutch) ?? "")
        awardedOn = view.awardedOn
        validFrom = claims.validFrom?.string.flatMap { try? Timestamp(parsing: $0) }
        validUntil = entry.validUntil
        achievements = WalletEntry.achievements(claims)
        readAchievements(claims)
        for language in [Language.english, .dutch] { skills += view.learningOutcomes(in: language) }
        let resources = claims.node["relatedResource"]
        for resource in resources.map({ $0.kind == .array ? Array($0.elements) : [$0] }) ?? [] {
            guard let id = resource["id"]?.string, let digest = resource["digestMultibase"]?.string else { continue }
            related.append(Related(id: id, digest: digest))
        }
        let texts =
            titles + skills + fields
            + [
                issuerName, issuer, id, level.english, level.dutch, entry.note?.verdict?.issuerName,
            ].compactMap { $0 }
        searched = texts.map { Self.folded($0) }.joined(separator: "\n")
    }

    private mutating func readAchievements(_ claims: CredentialView) {
        for subject in claims.subjects {
            let achievements = subject["achievement"]
            for achievement in achievements.map({ $0.kind == .array ? Array($0.elements) : [$0] }) ?? [] {
                let qualification = ClaimedQualification(
                    achievement, withProfileTerms: MicroCredentialProfile.namesContext(claims.node))
                for level in qualification.levels where !levels.contains(level.number) { levels.append(level.number) }
                for code in qualification.fields {
                    let code = String(decoding: code, as: UTF8.self)
                    fields += [code] + [FieldOfStudy(codeOrIRI: code)?.name].compactMap { $0 }
                }
                if let field = achievement["fieldOfStudy"]?.string { fields.append(field) }
                let tags = achievement["tag"]
                skills += tags.map { $0.kind == .array ? $0.elements.compactMap(\.string) : [$0.string ?? ""] } ?? []
                let alignments = achievement["alignment"]
                for alignment in alignments.map({ $0.kind == .array ? Array($0.elements) : [$0] }) ?? [] {
                    if let name = alignment["targetName"]?.string { skills.append(name) }
                }
            }
        }
    }
}
