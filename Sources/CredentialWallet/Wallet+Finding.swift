import Storage

extension Wallet {
    /// The one credential that a person means.
    ///
    /// - Parameter words: A number as ``entries()`` gives it; `first` or `last` (in Dutch `eerste`, `laatste`), the
    ///   credential with the lowest or highest number; the beginning of the digest, at least
    ///   ``shortestDigestBeginning`` digits; the credential's identifier; or a part of its title in any language.
    /// - Throws: ``WalletError`` with code `noMatch` or `severalMatches`, or as ``entries()``.
    public func find(_ words: String) throws(WalletError) -> WalletEntry {
        let found = try matchingSummaries(words)
        guard let summary = found.first else {
            throw WalletError(.noMatch, "no credential in the wallet has this number, digest, identifier or title")
        }
        guard found.count == 1 else {
            var error = WalletError(
                .severalMatches,
                "expected words that fit one credential, found that they fit \(Self.list(found.map(\.number)))")
            for match in found.prefix(Self.shownMatches) { error.matches.append(try entry(match)) }
            throw error
        }
        return try entry(summary)
    }

    /// How many of the credentials that words fit are told.
    private static let shownMatches = 100

    /// The fewest digits of a digest by which a credential is found.
    public static let shortestDigestBeginning = 4

    /// Every credential that `words` fit, by number; see ``find(_:)``.
    ///
    /// A number, `first` and `last` are understood before anything else: a title that holds them is found by another
    /// part of it.
    ///
    /// - Throws: as ``entries()``.
    public func matches(_ words: String) throws(WalletError) -> [WalletEntry] {
        var entries: [WalletEntry] = []
        for summary in try matchingSummaries(words) { entries.append(try entry(summary)) }
        return entries
    }

    /// The summaries of every credential that `words` fit; see ``matches(_:)``.
    private func matchingSummaries(_ words: String) throws(WalletError) -> [WalletSummary] {
        let wanted = Self.plain(words)
        guard !wanted.isEmpty else { return [] }
        let summaries = try summaries()
        switch String(wanted) {
        case "first", "eerste": return summaries.first.map { [$0] } ?? []
        case "last", "laatste": return summaries.last.map { [$0] } ?? []
        default: break
        }
        if let number = Int(String(wanted)), let summary = summaries.first(where: { $0.number == number }) {
            return [summary]
        }
        let exact = summaries.filter { $0.documentID?.utf8.elementsEqual(words.utf8) ?? false }
        if !exact.isEmpty { return exact }
        let digits = String(wanted)
        // Letters are written in several ways, but digits and those of ASCII in one: where a search does not find them
        // in the bytes of all texts, no title has them.
        let isPlain = digits.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x20 }
        let sought = isPlain ? SearchedText(digits) : nil
        let found = summaries.filter { summary in
            let isDigest =
                wanted.count >= Self.shortestDigestBeginning && summary.digest.hexadecimal.hasPrefix(digits)
            if isDigest { return true }
            if let sought, !summary.isFound(sought) { return false }
            return summary.claims.titles.contains { Self.contains(wanted, in: Self.plain($0)) }
        }
        // What was corrected has the same title; who names it means the one that counts.
        let successors = found.successors()
        let current = found.filter { successors[$0.number] == nil }
        return current.isEmpty ? found : current
    }

    /// The longest words or title that are compared, in characters.
    private static let longestText = 1_000

    /// A text in lower case without blanks around it.
    private static func plain(_ text: String) -> [Character] {
        var characters = Array(text.prefix(longestText).lowercased().prefix(longestText))
        while characters.last?.isWhitespace ?? false { characters.removeLast() }
        return Array(characters.drop { $0.isWhitespace })
    }

    private static func contains(_ wanted: [Character], in text: [Character]) -> Bool {
        guard wanted.count <= text.count else { return false }
        return (0...(text.count - wanted.count)).contains { text[$0...].starts(with: wanted) }
    }

    /// `1, 4 and 7`.
    private static func list(_ numbers: [Int]) -> String {
        let texts = numbers.map { String($0) }
        return texts.dropLast().joined(separator: ", ") + " and " + (texts.last ?? "")
    }
}
