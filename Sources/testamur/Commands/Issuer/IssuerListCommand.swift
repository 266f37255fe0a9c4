import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings
import Storage

/// `testamur issuer list`: everything that was issued, a line each.
struct IssuerListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what was issued.",
        discussion: "Example: testamur issuer list --issuer leiehove")

    @OptionGroup var issuer: IssuerOption

    @Option(name: .long, help: "How to answer: text, or json (one line for each credential).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try issuer.open()
        let records = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.issued() }
        let statuses = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.setStatus() }
        let copies = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.copies() }
        let rows = try records.map {
            try IssuedText($0, from: copies, of: folder, status: statuses[$0.credentialID], language: language.chosen)
        }
        if format == .json {
            for row in rows { Output.json(row.json) }
            return
        }
        guard !rows.isEmpty else {
            return Output.line(CommandWords.sentence("issuer.nothingIssued", language.chosen))
        }
        IssuedText.table(rows, terminal: .standard).forEach { Output.line($0) }
    }
}

/// A credential in the register, as a registrar reads it.
struct IssuedText {
    let record: IssuedRecord
    let language: Language
    /// That it was revoked or is suspended, if it is so.
    let status: SetStatus?
    /// What the copy says; `nil` when it is missing or was changed.
    private let view: AchievementView?

    /// Reads the copy in the register.
    init(
        _ record: IssuedRecord, from copies: IssuedCopies, of folder: IssuerFolder, status: SetStatus? = nil,
        language: Language
    ) throws {
        self.record = record
        self.status = status
        self.language = language
        do throws(IssuerError) {
            let bytes = try copies.credential(record)
            view = (try? JSONDocument(parsing: bytes, limits: .credential))
                .map { AchievementView(CredentialView($0.root)) }
        } catch {
            guard error.code == .copyMissing else { throw Failure(error, at: folder.path) }
            view = nil
        }
    }

    /// Whose credential it is, and for what; `nil` when the copy is missing or was changed.
    var subject: String? {
        view.map { view in
            TerminalText(view.learnerName ?? "").description + ", "
                + TerminalText(view.title(in: language) ?? record.specificationID).description
        }
    }

    private var cells: [String] {
        let missing = CommandWords.sentence("issuer.copyMissing", language)
        return [
            record.signedAt.date.description,
            view.map { TerminalText($0.learnerName ?? "").description } ?? missing,
            TerminalText(view?.title(in: language) ?? record.specificationID).description,
        ]
    }

    /// The lines in columns: date, learner, title, identifier.
    static func table(_ rows: [IssuedText], terminal: Terminal) -> [String] {
        let cells = rows.map(\.cells)
        let bounds = [10, 28, 44]
        let widths = bounds.indices.map { column in
            min(cells.map { TerminalText($0[column]).width }.max() ?? 0, terminal.columnBound(bounds[column]))
        }
        return zip(rows, cells).map { row, cells in
            let columns = bounds.indices.map { column in
                terminal.cell(cells[column], width: widths[column])
            }
            var end = TerminalText(row.record.credentialID).description
            if row.record.followedBy != nil {
                end += "  " + terminal.paint(CommandWords.sentence("issuer.followed", row.language), .faint)
            }
            if let status = row.status {
                let key = status.isRevoked ? "issuer.status.revoked" : "issuer.status.suspended"
                let date = CommandWords.date(status.since.date, row.language)
                end += "  " + terminal.paint(CommandWords.sentence(key, row.language, [("date", date)]), .bad)
            }
            return "  " + columns.joined(separator: "   ") + "   " + end
        }
    }

    /// The line for programs.
    var json: JSONValue {
        var value: JSONValue = [
            "sequence": .number(String(record.sequence)), "id": .string(record.credentialID),
            "digest": .string(record.digest.hexadecimal), "signedAt": .string(record.signedAt.description),
            "specification": .string(record.specificationID), "hasCopy": .boolean(view != nil),
        ]
        value["learner"] = view?.learnerName.map { .string($0) }
        value["title"] = view?.title(in: language).map { .string($0) }
        if let status {
            value[status.isRevoked ? "revokedAt" : "suspendedAt"] = .string(status.since.description)
        }
        value["after"] = record.after.map { .string($0) }
        value["followedBy"] = record.followedBy.map { .string($0) }
        return value
    }
}
