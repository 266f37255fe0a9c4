internal import Encodings

/// What any Open Badge may say beside the title (Open Badges 3.0, appendix B).
extension AchievementView {
    /// What was to be done for the achievement.
    public func criteria(in language: Language) -> BadgeCriteria? {
        guard let criteria = achievement?["criteria"] else { return nil }
        let narrative =
            text("narrative", "criteriaTranslations", of: criteria, translatedIn: achievement, in: language)
            .map(Self.plain)
        let address = criteria.string ?? criteria["id"]?.string
        guard narrative != nil || address != nil else { return nil }
        return BadgeCriteria(narrative: narrative, address: address)
    }

    /// The results that say something.
    ///
    /// A learner record has none of its own: those that linked data gives its learner are of the credentials in it.
    public func results(in language: Language) -> [BadgeResult] {
        guard !isRecord else { return [] }
        return Self.list(subject?["result"]).compactMap { result in
            let scale = scale(of: result)
            let levels = Self.list(scale?["rubricCriterionLevel"])
            func level(_ id: JSONNode?) -> String? {
                guard let id else { return nil }
                return levels.first { $0["id"].map { $0.textBytes == id.textBytes } ?? false }
                    .flatMap { Self.languageValue($0["name"], in: language) }
            }
            let value = Self.words(result["value"]) ?? level(result["achievedLevel"])
            let status = Self.words(result["status"])
            guard value != nil || status != nil else { return nil }
            return BadgeResult(
                name: Self.languageValue(scale?["name"], in: language), value: value, status: status,
                lowest: Self.words(scale?["valueMin"]), highest: Self.words(scale?["valueMax"]),
                required: Self.words(scale?["requiredValue"]) ?? level(scale?["requiredLevel"]),
                isShort: Self.isShort(result, scale))
        }
    }

    /// Whether a result is no pass: a status other than that of completion, or a value below the one that was needed, as a
    /// number or by its place among the allowed values, which stand from low to high.
    private static func isShort(_ result: JSONNode, _ scale: JSONNode?) -> Bool {
        if let status = result["status"], !status.isString("Completed") { return true }
        guard let value = result["value"]?.string, let required = scale?["requiredValue"]?.string else { return false }
        if let number = ExactDecimal(value), let needed = ExactDecimal(required) { return number < needed }
        let allowed = list(scale?["allowedValue"]).map(\.utf8)
        guard let place = allowed.firstIndex(of: Array(value.utf8)),
            let needed = allowed.firstIndex(of: Array(required.utf8))
        else { return false }
        return place < needed
    }

    /// What the achievement corresponds to in frameworks of others.
    public func alignments(in language: Language) -> [BadgeAlignment] {
        Self.list(achievement?["alignment"]).compactMap { alignment in
            let address = alignment["targetUrl"]?.string
            guard let name = Self.languageValue(alignment["targetName"], in: language) ?? address else { return nil }
            return BadgeAlignment(
                name: name, framework: Self.languageValue(alignment["targetFramework"], in: language),
                code: alignment["targetCode"]?.string, address: address)
        }
    }

    /// The pictures of the badge: those of the achievement, of the subject and of the credential, each address once.
    public func images(in language: Language) -> [BadgeImage] {
        var seen: Set<[UInt8]> = []
        return [achievement?["image"], subject?["image"], credential["image"]].flatMap { Self.list($0) }.compactMap {
            image in
            guard let address = image.string ?? image["id"]?.string, seen.insert(Array(address.utf8)).inserted else {
                return nil
            }
            let isInside = address.utf8.starts(with: "data:".utf8)
            return BadgeImage(
                caption: Self.languageValue(image["caption"], in: language), address: isInside ? nil : address)
        }
    }

    /// The addresses of the pictures of the badge that stand in the credential itself (`data:`): nothing need be fetched
    /// for them.
    public var imagesInside: [String] {
        [achievement?["image"], subject?["image"], credential["image"]].flatMap { Self.list($0) }.compactMap { image in
            guard let address = image.string ?? image["id"]?.string, address.utf8.starts(with: "data:".utf8) else {
                return nil
            }
            return address
        }
    }

    /// What the issuer relied on.
    public func evidence(in language: Language) -> [BadgeEvidence] {
        Self.list(credential["evidence"]).compactMap { evidence in
            let name =
                Self.languageValue(evidence["name"], in: language)
                ?? Self.languageValue(evidence["description"], in: language)
                ?? Self.languageValue(evidence["narrative"], in: language).map(Self.plain)
            let address = evidence["id"]?.string
            return name == nil && address == nil ? nil : BadgeEvidence(name: name, address: address)
        }
    }

    /// The endorsements of the achievement, the issuer and the credential that can be read; a token cannot.
    public func endorsements(in language: Language) -> [BadgeEndorsement] {
        [achievement, credential["issuer"], credential].flatMap { part in
            var unattributed: [String] = []
            let endorsements = Self.list(part?["endorsement"]).compactMap { endorsement -> BadgeEndorsement? in
                let issuer = endorsement["issuer"]
                let endorser =
                    Self.languageValue(issuer?["name"], in: language) ?? issuer?["id"]?.string ?? issuer?.string
                let comment = Self.first(endorsement["credentialSubject"])?["endorsementComment"]
                // Linked data says of one thing all that several endorsers say of it, and not which of them said what.
                let comments = Self.list(comment).compactMap { Self.languageValue($0, in: language) }
                if comments.count > 1, comment?.firstElement?.kind == .string {
                    for text in comments where !unattributed.contains(text) { unattributed.append(text) }
                    return endorser.map { BadgeEndorsement(endorser: $0, comment: nil) }
                }
                let words = Self.languageValue(comment, in: language).map(Self.plain)
                return endorser == nil && words == nil ? nil : BadgeEndorsement(endorser: endorser, comment: words)
            }
            return endorsements + unattributed.map { BadgeEndorsement(endorser: nil, comment: Self.plain($0)) }
        }
    }

    /// What an endorsement says itself, and of whom or what: for each subject the identifier, and the comments, in which
    /// only the marks of a typesetter are left out.
    public func endorsed(in language: Language) -> [(id: String?, comments: [String])] {
        guard isEndorsement else { return [] }
        return Self.list(credential["credentialSubject"]).map { subject in
            let comments = Self.list(subject["endorsementComment"]).compactMap { Self.languageValue($0, in: language) }
            return (subject["id"]?.string ?? subject.string, comments.map(Self.plain))
        }
    }

    /// How many endorsements there are as tokens, which cannot be read here.
    public var endorsementTokenCount: Int {
        [achievement, credential["issuer"], credential].reduce(0) { $0 + Self.list($1?["endorsementJwt"]).count }
    }

    /// A text in Markdown on one line, without the marks that only a typesetter needs.
    ///
    /// Open Badges writes narratives in Markdown. Only what carries no meaning is left out: the marks of headings, and
    /// of strong words.
    public static func plain(_ text: String) -> String {
        var words: [Substring] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = line.drop { $0 == " " || $0 == "\t" }
            if rest.first == "#" { rest = rest.drop { $0 == "#" } }
            words += rest.split { $0 == " " || $0 == "\t" }
        }
        return words.joined(separator: " ").replacingAll("**", with: "")
    }
}

extension String {
    /// The text without or with another text in every place of `part`.
    fileprivate func replacingAll(_ part: String, with other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
