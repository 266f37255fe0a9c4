public import Storage

/// The rows of a learners' spreadsheet, read as they are needed, and from the beginning as often as needed.
public final class LearnerRows {
    private let stream: FileStream
    private let file: String
    private var table: LearnerTable
    private var waiting: [LearnerRow] = []
    private var isAtEnd = false

    /// Prepares to read a spreadsheet.
    ///
    /// - Parameters:
    ///   - stream: The file.
    ///   - file: The name that places in messages begin with.
    public init(_ stream: FileStream, file: String) {
        self.stream = stream
        self.file = file
        table = LearnerTable(file: file)
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
        table = LearnerTable(file: file)
        waiting = []
        isAtEnd = false
    }
}
