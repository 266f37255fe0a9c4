public import Storage

/// The rows of a learners' spreadsheet, read as they are needed, and from the beginning as often as needed.
public final class LearnerRows {
    private let stream: FileStream
    private let file: String
    private let proofs: (any LearnerProofReader)?
    private var table: LearnerTable
    private var waiting: [LearnerRow] = []
    private var isAtEnd = false

    /// Prepares to read a spreadsheet.
    ///
    /// - Parameters:
    ///   - stream: The file.
    ///   - file: The name that places in messages begin with.
    ///   - proofs: Finds the proofs of possession that rows name; without it none is taken.
    public init(_ stream: FileStream, file: String, proofs: (any LearnerProofReader)? = nil) {
        self.stream = stream
        self.file = file
        self.proofs = proofs
        table = LearnerTable(file: file, proofs: proofs)
    }

    /// The next rows, at most `limit` of them; nothing at the end.
    ///
    /// - Throws: `StorageError` with code `inputOutput`.
    public func next(_ limit: Int) throws(StorageError) -> [LearnerRow] {
        while waiting.count < limit, !isAtEnd {
            let piece = try stream.next()
            if piece.isEmpty {
                table.finish { waiting.append($0) }
                isAtEnd = true
            } else {
                table.take(piece) { waiting.append($0) }
            }
        }
        let rows = Array(waiting.prefix(limit))
        waiting.removeFirst(rows.count)
        return rows
    }

    /// Goes back to the beginning.
    public func rewind() {
        stream.rewind()
        table = LearnerTable(file: file, proofs: proofs)
        waiting = []
        isAtEnd = false
    }
}
