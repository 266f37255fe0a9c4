import Credentials
public import Encodings

extension WalletEntry {
    /// The name that the document gives to its issuer: a claim, as the whole document is.
    ///
    /// A name that a trust list gives is in ``WalletNote/verdict``.
    public var claimedIssuerName: String? {
        guard let issuer = claims?.node["issuer"] else { return nil }
        return issuer["name"].flatMap { LanguageValue($0).text } ?? claims?.issuer
    }

    /// The title in the main language of the document.
    public var title: String? { titles.first }

    /// Everything in the document that people may call its title, the achievement's name first.
    public var titles: [String] {
        guard let claims else { return [] }
        let names = claims.subjects.compactMap { $0["achievement"]?["name"] } + [claims.node["name"]].compactMap { $0 }
        return names.flatMap { LanguageValue($0).texts }
    }

    /// When the document ends to be valid, if it says so.
    public var validUntil: Timestamp? {
        claims?.validUntil?.string.flatMap { try? Timestamp(parsing: $0) }
    }
}

/// A text of the data model that may be given in languages.
///
/// Source: Verifiable Credentials Data Model 2.0, section 11.1.
private struct LanguageValue {
    /// The texts, in the order given.
    let texts: [String]

    /// The first text.
    var text: String? { texts.first }

    /// Reads a string, an object with `@value`, or an array of these.
    init(_ node: JSONNode) {
        let values = node.kind == .array ? Array(node.elements) : [node]
        texts = values.compactMap { $0.kind == .object ? $0["@value"]?.string : $0.string }.filter { !$0.isEmpty }
    }
}
