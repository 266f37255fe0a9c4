public import Credentials
public import Encodings

extension WalletEntry {
    /// What the document says of the achievement, for people to read; `nil` when there is no document.
    ///
    /// All of it is a claim. A name of the issuer that a trust list gives is in ``WalletNote/verdict``.
    public var achievement: AchievementView? { claims.map { AchievementView($0) } }

    /// The title in the main language of the document.
    public var title: String? { titles.first }

    /// The title in `language`, else in the main language of the document.
    public func title(in language: Language) -> String? {
        achievement?.title(in: language).flatMap { $0.isEmpty ? nil : $0 } ?? title
    }

    /// Everything in the document that people may call its title, the achievement's name first.
    public var titles: [String] {
        guard let claims else { return [] }
        var titles: [String] = []
        for subject in claims.subjects {
            for achievement in Self.list(subject["achievement"]) {
                titles += Self.texts(achievement["name"])
                titles += achievement["titleTranslations"]?.members.compactMap(\.value.string) ?? []
            }
        }
        return titles + Self.texts(claims.node["name"])
    }

    /// The name that the document gives to its issuer, else the issuer's identifier.
    public var claimedIssuerName: String? {
        Self.texts(claims?.node["issuer"]?["name"]).first ?? claims?.issuer
    }

    /// When the document ends to be valid, if it says so.
    public var validUntil: Timestamp? {
        claims?.validUntil?.string.flatMap { try? Timestamp(parsing: $0) }
    }

    /// A string, or the strings of language values (Verifiable Credentials Data Model 2.0, section 11.1).
    private static func texts(_ node: JSONNode?) -> [String] {
        list(node).compactMap { $0.kind == .object ? $0["@value"]?.string : $0.string }.filter { !$0.isEmpty }
    }

    private static func list(_ node: JSONNode?) -> [JSONNode] {
        guard let node else { return [] }
        return node.kind == .array ? Array(node.elements) : [node]
    }
}
