import Credentials
import Encodings

/// What an Open Badge of any issuer says in its own words, each text cut to what a reader takes in.
///
/// Nobody vouches for these words but the issuer, and for endorsements nobody at all. Everything is made harmless for the
/// screen; no picture is drawn and no address is opened.
struct BadgeText {
    /// How much is shown.
    enum Extent {
        /// Enough to know what the badge is for.
        case summary
        /// As good as everything.
        case whole

        /// How many entries of one kind are shown.
        var entryCount: Int { self == .summary ? 3 : 12 }
        /// How many columns one entry has, over several lines.
        var columns: Int { self == .summary ? 150 : 900 }
    }

    let view: AchievementView
    let extent: Extent
    let language: Language
    let terminal: Terminal

    /// A heading, and a label with its entries for each kind of thing that the badge says.
    var lines: [String] {
        guard view.isAchievement || view.isRecord || view.isEndorsement else { return [] }
        let rows = [
            ("endorsed", endorsed), ("comment", comments), ("achievementTitles", achievementTitles),
            ("about", about), ("criteria", criteria), ("results", results), ("alignments", alignments),
            ("image", image), ("evidence", evidence), ("endorsements", endorsements),
        ].filter { !$0.1.isEmpty }
        guard !rows.isEmpty else { return [] }
        let labels = rows.map { word($0.0) }
        let width = (labels.map { TerminalText($0).width }.max() ?? 0) + 3
        let says = view.isEndorsement ? "endorsementSays" : view.isRecord ? "recordSays" : "says"
        return ["  " + terminal.paint(word(says), .faint)]
            + zip(labels, rows).flatMap { label, row in block(label, shown(row.1), width) }
    }

    private func block(_ label: String, _ entries: [String], _ width: Int) -> [String] {
        var lines: [String] = []
        for entry in entries {
            for text in Terminal.wrap(entry, width: max(terminal.width - width - 4, 30)) {
                lines.append("  " + TerminalText(lines.isEmpty ? label : "").padded(toWidth: width) + text)
            }
        }
        return lines
    }

    /// The first entries, each harmless and cut, and how many there are beside them.
    private func shown(_ entries: [String]) -> [String] {
        var shown = entries.prefix(extent.entryCount).map {
            // An endorsement is its comment: what comes late in it may turn it round.
            TerminalText($0).truncated(toWidth: view.isEndorsement ? Extent.whole.columns : extent.columns).description
        }
        let rest = entries.count - shown.count
        if rest > 0 { shown.append(word("more", [("n", String(rest))])) }
        return shown
    }

    // MARK: What it says

    private var endorsed: [String] { view.endorsed(in: language).map { $0.id ?? word("somebody") } }

    private var comments: [String] {
        view.endorsed(in: language).flatMap(\.comments).map { word("comment.words", [("comment", $0)]) }
    }

    private var achievementTitles: [String] { view.isRecord ? Self.recorded(view, language) : [] }

    /// The achievements in a learner record; of those that others gave, by whom, as that is not the institution's word.
    static func recorded(_ view: AchievementView, _ language: Language) -> [String] {
        view.recordedAchievements(in: language).map { achievement in
            guard let giver = achievement.giver else { return achievement.title }
            return CommandWords.sentence(
                "badge.recorded", language, [("title", achievement.title), ("giver", giver)])
        }
    }

    private var about: [String] { [view.description(in: language).map(AchievementView.plain)].compactMap { $0 } }

    private var criteria: [String] {
        guard let criteria = view.criteria(in: language) else { return [] }
        return [criteria.narrative, criteria.address].compactMap { $0 }
    }

    private var results: [String] {
        view.results(in: language).map { result in
            let parts = [result.value, result.status.map { Self.status($0, language) }].compactMap { $0 }
            var text = parts.joined(separator: ", ")
            if let name = result.name { text = word("result", [("name", name), ("value", text)]) }
            var limits: [String] = []
            if let highest = result.highest {
                limits.append(
                    result.lowest.map { word("range", [("lowest", $0), ("highest", highest)]) }
                        ?? word("highest", [("highest", highest)]))
            }
            if let required = result.required { limits.append(word("required", [("required", required)])) }
            return limits.isEmpty ? text : "\(text) (\(limits.joined(separator: ", ")))"
        }
    }

    private var alignments: [String] {
        view.alignments(in: language).map { alignment in
            let place = [alignment.framework, alignment.code.map { word("code", [("code", $0)]) }].compactMap { $0 }
            let text =
                place.isEmpty
                ? alignment.name
                : word("alignment", [("name", alignment.name), ("framework", place.joined(separator: ", "))])
            guard let address = alignment.address, address != alignment.name else { return text }
            return "\(text): \(address)"
        }
    }

    /// A status of Open Badges in words; another as it is.
    static func status(_ status: String, _ language: Language) -> String {
        let key = "badge.status.\(status)"
        return CommandWords.has(key, .english) ? CommandWords.sentence(key, language) : status
    }

    private var image: [String] {
        view.images(in: language).map { image in
            let place = image.address.map { word("imageElsewhere", [("address", $0)]) } ?? word("imageInside")
            return image.caption.map { word("imageShows", [("caption", $0), ("where", place)]) } ?? place
        }
    }

    private var evidence: [String] {
        view.evidence(in: language).map { evidence in
            guard let name = evidence.name else { return evidence.address ?? "" }
            return evidence.address.map { "\(name) (\($0))" } ?? name
        }
    }

    private var endorsements: [String] {
        var entries = view.endorsements(in: language).map { endorsement in
            let endorser = endorsement.endorser ?? word("somebody")
            guard let comment = endorsement.comment else {
                return word("endorsementBare", [("endorser", endorser)])
            }
            return word("endorsement", [("endorser", endorser), ("comment", comment)])
        }
        let tokens = view.endorsementTokenCount
        if tokens > 0 { entries.append(word("endorsementTokens", [("n", String(tokens))])) }
        return entries
    }

    private func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence("badge." + key, language, facts)
    }
}
