import CredentialIssuer
import Credentials
import Encodings
import Storage

/// Looks at every row of a spreadsheet before anything is issued, and tells all that is wrong at once.
struct SpreadsheetCheck {
    /// How many rows are looked at together.
    private static let groupSize = 500

    let file: String
    let language: Language
    let format: IssueFormat
    /// The file to write the problems to, as CSV.
    let problemsFile: String?
    /// Where the credentials go, which is looked through for what was issued before; `nil` where nobody asks.
    var delivered: DeliveredFiles?

    /// What a look at all rows came to.
    struct Outcome {
        var rowCount = 0
        var readyCount = 0
        var beforeCount = 0
        /// Rows of learners whose credential was revoked, who are given none.
        var revokedCount = 0
        var toMendCount = 0
        /// The problems, as far as a person reads them.
        var table: ProblemTable
        /// The batches in which what was issued before was issued, and the first and last day.
        var batches: Set<String> = []
        var isOutsideOfBatch = false
        /// Whether all that was issued before stands where it goes.
        var isDelivered = false
        var firstDay: CalendarDate?
        var lastDay: CalendarDate?
    }

    /// Looks at all rows.
    func run(_ rows: LearnerRows, _ rehearsal: BatchRehearsal, at folder: IssuerFolder) throws -> Outcome {
        var outcome = Outcome(table: ProblemTable(language: language, terminal: .standard))
        var (ready, before) = (RowSet(), RowSet())
        let list = try problemsFile.map { path throws(Failure) in try ProblemFile(path) }
        var writer = CSVWriter()
        if format == .csv { Output.bytes(writer.row(RowProblem.heading)) }
        while true {
            let group: [LearnerRow]
            do throws(StorageError) {
                group = try rows.next(Self.groupSize)
            } catch {
                throw Failure(reading: error)
            }
            if group.isEmpty { break }
            let previews = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try rehearsal.check(group)
            }
            for preview in previews {
                let problems = preview.findings.map { RowProblem($0, in: preview.row, language) }
                for problem in problems {
                    outcome.table.add(problem)
                    try list?.add(problem)
                    if format == .csv { Output.bytes(writer.row(problem.cells)) }
                }
                switch preview.outcome {
                case .ready, .unfinished: ready.insert(preview.row.number)
                case .issuedBefore(let record, let batch):
                    before.insert(preview.row.number)
                    note(record, batch, &outcome)
                    delivered?.look(for: record, of: preview)
                case .revoked, .toMend: break
                }
                if format == .json { tell(preview, problems) }
            }
        }
        try list?.finish()
        outcome.rowCount = rehearsal.rowCount
        outcome.toMendCount = rehearsal.invalidRows.count
        outcome.revokedCount = rehearsal.revokedRows.count
        // A row can turn out to be wrong by one that comes after it.
        outcome.readyCount = ready.count(without: rehearsal.rowsLeftOut)
        outcome.beforeCount = before.count(without: rehearsal.rowsLeftOut)
        outcome.isDelivered = delivered?.areComplete() ?? false
        return outcome
    }

    private func note(_ record: IssuedRecord, _ batch: String?, _ outcome: inout Outcome) {
        let day = record.signedAt.date
        outcome.firstDay = min(day, outcome.firstDay ?? day)
        outcome.lastDay = max(day, outcome.lastDay ?? day)
        if let batch { outcome.batches.insert(batch) } else { outcome.isOutsideOfBatch = true }
    }

    private func tell(_ preview: RowPreview, _ problems: [RowProblem]) {
        var value: JSONValue = ["row": .number(String(preview.row.number))]
        switch preview.outcome {
        case .ready: value["outcome"] = "ready"
        case .unfinished: value["outcome"] = "unfinished"
        case .issuedBefore(let record, let batch):
            value["outcome"] = "issuedBefore"
            value["id"] = .string(record.credentialID)
            value["batch"] = batch.map { .string($0) }
        case .revoked(let record, let date):
            value["outcome"] = "revoked"
            value["id"] = .string(record.credentialID)
            value["revokedAt"] = .string(date.description)
        case .toMend:
            value["outcome"] = "toMend"
            value["problems"] = .array(problems.map(\.json))
        }
        Output.json(value)
    }
}

/// A file of problems, for a spreadsheet.
final class ProblemFile {
    private let file: FileBuilder
    private var writer = CSVWriter(isMarked: true)

    /// Begins one.
    ///
    /// One from before is replaced, and nothing else.
    init(_ path: String) throws(Failure) {
        var writer = CSVWriter(isMarked: true)
        let heading = writer.row(RowProblem.heading)
        var isThere = false
        do throws(StorageError) {
            if try FileStatus.at(path, links: .refuse) != nil {
                isThere = try FileReader.read(path, limit: Self.byteLimit, links: .refuse).starts(with: heading)
            }
            file = try FileBuilder(at: path, access: .ownerOnly, replacing: isThere)
            try file.append(self.writer.row(RowProblem.heading))
        } catch {
            throw Failure(creating: error)
        }
    }

    /// More than any file of problems has, in bytes.
    private static let byteLimit = 1 << 30

    func add(_ problem: RowProblem) throws(Failure) {
        do throws(StorageError) {
            try file.append(writer.row(problem.cells))
        } catch {
            throw Failure(creating: error)
        }
    }

    func finish() throws(Failure) {
        do throws(StorageError) {
            try file.finish()
        } catch {
            throw Failure(creating: error)
        }
    }
}
