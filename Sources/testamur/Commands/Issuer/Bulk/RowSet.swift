/// Numbers of rows, a bit each: a spreadsheet can have a million.
struct RowSet {
    private var words: [UInt64] = []
    private(set) var count = 0

    mutating func insert(_ row: Int) {
        guard row >= 0, !contains(row) else { return }
        if words.count <= row / 64 { words += [UInt64](repeating: 0, count: row / 64 + 1 - words.count) }
        words[row / 64] |= 1 << UInt64(row % 64)
        count += 1
    }

    func contains(_ row: Int) -> Bool {
        row >= 0 && row / 64 < words.count && words[row / 64] & (1 << UInt64(row % 64)) != 0
    }

    /// How many there are that are not among others.
    func count(without others: Set<Int>) -> Int { count - others.count(where: contains) }
}
