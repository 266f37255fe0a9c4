/// A word or a few as a person may write them, made comparable: case, hyphens and repeated blanks do not matter.
public struct PlainWord: Sendable, Equatable {
    private let characters: [Character]

    /// Longer texts are no words of a list, and comparing them would be slow.
    private static let longest = 80

    /// Takes a word, or the beginning of a long text.
    public init(_ text: String) {
        var characters: [Character] = []
        for character in text.prefix(Self.longest).lowercased() {
            if character.isWhitespace || character == "-" || character == "_" || character == "/" {
                if characters.last != " " { characters.append(" ") }
            } else {
                characters.append(character)
            }
        }
        if characters.last == " " { characters.removeLast() }
        self.characters = characters.first == " " ? Array(characters.dropFirst()) : characters
    }

    /// The words that differ from this one least, best first, at most three; none when all differ much.
    public func nearest(among words: [String]) -> [String] {
        var found: [(word: String, distance: Int)] = []
        for word in words {
            let other = PlainWord(word)
            let longer = max(characters.count, other.characters.count)
            var distance = self.distance(to: other)
            // A beginning counts as near: "oral" for "oral examination".
            if characters.count >= 3, other.characters.starts(with: characters) { distance = min(distance, 1) }
            if distance <= max(1, longer / 3) { found.append((word, distance)) }
        }
        return found.sorted { $0.distance < $1.distance }.prefix(3).map(\.word)
    }

    /// How many characters must be added, removed, replaced or swapped with their neighbour to get the other word.
    private func distance(to other: PlainWord) -> Int {
        let left = characters
        let right = other.characters
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, beforePrevious[column - 2] + 1)
                }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
