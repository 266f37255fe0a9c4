/// Under which numbers a run has met the rows of a batch that the register knows.
///
/// The same rows are the same batch, also where an empty line has come between them, so that they have other numbers. What
/// was issued is then given again, each once: a second row about the same learner is none of them.
final class RowNumbers {
    /// The last record of the register when the rows were looked at.
    private let position: Int
    /// The rows that have the number which they have in the register.
    private var same = Numbers()
    /// The numbers in the register of those that have another one now.
    private var others = Numbers()
    /// One that has another number now: this one, and that in the register.
    private(set) var moved: (row: Int, known: Int)?

    init(since position: Int) { self.position = position }

    /// Begins anew, where a run goes back to rows that it has met.
    func forget() { (same, others, moved) = (Numbers(), Numbers(), nil) }

    /// Notes a row that is issued now.
    func meet(_ row: Int) { same.insert(row) }

    /// Notes a row that was issued.
    ///
    /// - Parameters:
    ///   - known: Its number in the register.
    ///   - sequence: The record by which it was issued. Under another number only what was issued before this run is
    ///     given again: anything else belongs to whoever issues it at this moment.
    /// - Returns: Whether it is the only one with that number in the register.
    func meet(_ row: Int, issuedAs known: Int, by sequence: Int) -> Bool {
        guard row != known else {
            same.insert(known)
            return !others.contains(known)
        }
        guard sequence <= position, !same.contains(known), !others.contains(known) else { return false }
        others.insert(known)
        if moved == nil { moved = (row, known) }
        return true
    }

    /// Whether a row was met that has this number in the register.
    func hasMet(_ known: Int) -> Bool { same.contains(known) || others.contains(known) }

    /// Numbers of rows, a bit each: there can be a million.
    private struct Numbers {
        private var words: [UInt64] = []

        func contains(_ number: Int) -> Bool {
            number >= 0 && number / 64 < words.count && words[number / 64] & Self.bit(number) != 0
        }

        mutating func insert(_ number: Int) {
            guard number >= 0 else { return }
            let word = number / 64
            if words.count <= word { words += repeatElement(0, count: word + 1 - words.count) }
            words[word] |= Self.bit(number)
        }

        private static func bit(_ number: Int) -> UInt64 { 1 << UInt64(number % 64) }
    }
}
