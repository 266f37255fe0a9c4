public import Encodings

/// Which credentials somebody looks for: all that is given must fit.
///
/// Texts fit where they occur, in capitals or not, in what the document claims or in the name a trust list gives to the
/// issuer. Nothing here says that a credential is valid: that takes a verifier.
public struct WalletQuery: Sendable, Hashable {
    /// Words, each of which must occur somewhere.
    public var words: [String] = []
    /// A part of the issuer's name or identifier.
    public var issuer: String?
    /// A field of study: a part of its name, or the beginning of its code.
    public var field: String?
    /// The number of a level in a qualifications framework.
    public var level: Int?
    /// A part of an outcome, a skill or a tag.
    public var skill: String?
    /// The first day of award that fits.
    public var from: CalendarDate?
    /// The last day of award that fits.
    public var until: CalendarDate?

    /// Looks for everything.
    public init() {}

    /// The credentials that fit, in the order in which they are given.
    public func matches(in summaries: [WalletSummary]) -> [WalletSummary] {
        let words = words.map { SearchedText($0) }
        let issuer = issuer.map { SearchedText($0) }
        let field = field.map { SearchedText($0) }
        let skill = skill.map { SearchedText($0) }
        // What is looked through has the fields and the skills in it: where they are not found there, they are nowhere.
        let anywhere = words + [field, skill].compactMap { $0 }
        return summaries.filter { summary in
            guard anywhere.allSatisfy({ summary.isFound($0) }), fitsByNumbers(summary) else { return false }
            guard issuer != nil || field != nil || skill != nil else { return true }
            let claims = summary.claims
            if let issuer {
                let names = [summary.note?.verdict?.issuerName, claims.issuerName, claims.issuer].compactMap { $0 }
                guard names.contains(where: { issuer.occurs(in: $0) }) else { return false }
            }
            if let field {
                // A code stands for everything below it, and for nothing that has its digits in the middle.
                let isCode = field.bytes.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
                guard
                    isCode
                        ? claims.fields.contains(where: { $0.utf8.starts(with: field.bytes) })
                        : claims.fields.contains(where: { field.occurs(in: $0) })
                else { return false }
            }
            if let skill, !claims.skills.contains(where: { skill.occurs(in: $0) }) { return false }
            return true
        }
    }

    /// Whether the level and the day of award fit.
    private func fitsByNumbers(_ summary: WalletSummary) -> Bool {
        guard level != nil || from != nil || until != nil else { return true }
        let claims = summary.outline
        if let level, !claims.levels.contains(level) { return false }
        if let from, claims.awardedOn.map({ $0 < from }) ?? true { return false }
        if let until, claims.awardedOn.map({ $0 > until }) ?? true { return false }
        return true
    }
}
