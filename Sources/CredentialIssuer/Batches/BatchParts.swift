/// What is to be issued as one batch, row by row, from the beginning as often as needed.
protocol BatchSource {
    /// A row before anything is made of it.
    associatedtype Entry

    /// Goes back to the beginning.
    func rewind()

    /// The next rows that are to be issued, in the order of their numbers, at most `limit` of them; nothing at the end.
    func next(_ limit: Int) throws(IssuerError) -> [Entry]

    /// The number of a row, which is the same in every process.
    func number(of entry: Entry) -> Int

    /// What is asked for in a row.
    func row(_ entry: Entry) throws(IssuerError) -> BatchRow
}

/// Cuts the rows of a batch into parts by their numbers: the same cut in every process, whatever it leaves out.
final class BatchParts<Source: BatchSource> {
    /// Rows that follow each other.
    struct Part {
        /// Its number, from 0; there are gaps where no row is to be issued.
        let number: Int
        /// Its rows, at least one.
        let entries: [Source.Entry]
        /// The numbers of the first row and of the last.
        let rows: ClosedRange<Int>
    }

    let source: Source
    private let size: Int
    private var waiting: [Source.Entry] = []

    /// Cuts into parts of `size` numbers each.
    init(_ source: Source, size: Int) {
        self.source = source
        self.size = max(1, size)
    }

    /// Goes back to the beginning.
    func rewind() {
        source.rewind()
        waiting = []
    }

    /// The number of the part that a row is in.
    func part(of row: Int) -> Int { row / size }

    /// The next part; `nil` at the end.
    func next() throws(IssuerError) -> Part? {
        if waiting.isEmpty { waiting = try source.next(size) }
        guard let first = waiting.first else { return nil }
        let number = part(of: source.number(of: first))
        var entries: [Source.Entry] = []
        while !waiting.isEmpty {
            let more = waiting.prefix { part(of: source.number(of: $0)) == number }
            entries += more
            guard more.count == waiting.count else {
                waiting.removeFirst(more.count)
                break
            }
            waiting = try source.next(size)
        }
        return Part(
            number: number, entries: entries,
            rows: source.number(of: first)...source.number(of: entries.last ?? first))
    }
}
