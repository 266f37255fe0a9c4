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
        let words = words.map { Array(SummaryClaims.folded($0).utf8) }
        let issuer = issuer.map { Array(SummaryClaims.folded($0).utf8) }
        let field = field.map { Array(SummaryClaims.folded($0).utf8) }
        let skill = skill.map { Array(SummaryClaims.folded($0).utf8) }
        return summaries.filter { summary in
            let claims = summary.claims
            guard words.allSatisfy({ Self.contains($0, claims.searched) }) else { return false }
            if let level, !claims.levels.contains(level) { return false }
            if let from, claims.awardedOn.map({ $0 < from }) ?? true { return false }
            if let until, claims.awardedOn.map({ $0 > until }) ?? true { return false }
            if let issuer {
                let names = [summary.note?.verdict?.issuerName, claims.issuerName, claims.issuer].compactMap { $0 }
                guard Self.isAnywhere(issuer, in: names) else { return false }
            }
            if let field {
                // A code stands for everything below it, and for nothing that has its digits in the middle.
                let isCode = field.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
                guard
                    isCode
                        ? claims.fields.contains(where: { $0.utf8.starts(with: field) })
                        : Self.isAnywhere(field, in: claims.fields)
                else { return false }
            }
            if let skill, !Self.isAnywhere(skill, in: claims.skills) { return false }
            return true
        }
    }

    private static func isAnywhere(_ wanted: [UInt8], in texts: [String]) -> Bool {
        texts.contains { contains(wanted, SummaryClaims.folded($0)) }
    }

    /// Whether bytes occur in a text.
    private static func contains(_ wanted: [UInt8], _ text: String) -> Bool {
        guard let first = wanted.first else { return true }
        let span = text.utf8.span
        guard span.count >= wanted.count else { return false }
        var place = 0
        let last = span.count - wanted.count
        while place <= last {
            if span[place] == first {
                var length = 1
                while length < wanted.count, span[place + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            place += 1
        }
        return false
    }
}
