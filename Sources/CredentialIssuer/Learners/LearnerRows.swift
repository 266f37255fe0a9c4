public import Storage

/// The rows of a learners' spreadsheet, read as they are needed, and from the beginning as often as needed.
///
/// While somebody works on some of them, the next piece of the file is read already.
public final class LearnerRows {
    private let stream: FileStream
    private let file: String
    private let proofs: (any LearnerProofReader)?
    private var table: LearnerTable
    private var waiting: [LearnerRow] = []
    private var isAtEnd = false
    /// What is read beside what the caller does; at most one piece.
    private var ahead: Background<Piece>?

    /// The rows that end in a piece of the file.
    private struct Piece: Sendable {
        /// The table after them.
        var table: LearnerTable
        var rows: [LearnerRow] = []
        var isLast = false
    }

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
            if ahead == nil { try begin() }
            guard let piece = take() else {
                throw StorageError(.inputOutput, "\(file): a piece of it that was read is lost")
            }
            table = piece.table
            waiting += piece.rows
            isAtEnd = piece.isLast
        }
        let rows = Array(waiting.prefix(limit))
        waiting.removeFirst(rows.count)
        // What cannot be read is told to whoever asks for more.
        if ahead == nil, !isAtEnd, waiting.count < limit { try? begin() }
        return rows
    }

    /// Begins to read a piece.
    private func begin() throws(StorageError) {
        let bytes = try stream.next()
        let table = table
        ahead = Background { () throws(IssuerError) in
            var piece = Piece(table: table)
            if bytes.isEmpty {
                piece.table.finish { piece.rows.append($0) }
                piece.isLast = true
            } else {
                piece.table.take(bytes) { piece.rows.append($0) }
            }
            return piece
        }
    }

    /// Waits for the piece that is read, and takes it.
    private func take() -> Piece? {
        defer { ahead = nil }
        return try? ahead?.value()
    }

    /// Goes back to the beginning.
    public func rewind() {
        _ = take()
        stream.rewind()
        table = LearnerTable(file: file, proofs: proofs)
        waiting = []
        isAtEnd = false
    }
}
