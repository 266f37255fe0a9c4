/// Finds the word that somebody probably meant.
enum SpellingSuggestion {
    /// The longest word that is looked at, in characters.
    private static let longest = 64

    /// The word closest to `word` among `candidates`, or `nil` if none is close.
    ///
    /// Capitals, hyphens, underscores and spaces do not count: `learningOutcomes` is `learning_outcomes`.
    static func closest(to word: String, among candidates: [String]) -> String? {
        let letters = letters(of: word)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = Self.letters(of: candidate)
            guard !letters.isEmpty, letters.count <= longest, other.count <= longest else { continue }
            let distance = distance(letters, other)
            guard distance <= max(1, min(3, other.count / 3)), distance < (best?.distance ?? .max) else { continue }
            // A word of three letters or less is as close to anything.
            guard distance == 0 || other.count > 3 else { continue }
            best = (candidate, distance)
        }
        return best?.candidate
    }

    private static func letters(of word: String) -> [Unicode.Scalar] {
        word.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// How many letters must be added, removed, changed or swapped with their neighbour.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
