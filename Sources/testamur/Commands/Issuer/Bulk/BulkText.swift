import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings
import Glibc

/// What a spreadsheet came to, for a registrar or a program.
struct BulkText {
    let language: Language
    let terminal: Terminal
    let file: String
    let folder: IssuerOption
    let spec: String

    /// How the program ends.
    func code(_ status: Status) -> ExitCode { ExitCode(status.rawValue) }

    // MARK: Before

    /// Tells what would be issued, and what is to be mended.
    func rehearsed(_ outcome: SpreadsheetCheck.Outcome) {
        lines(outcome, isRehearsal: true).forEach { Output.line($0) }
    }

    /// Tells why nothing is issued.
    func refused(_ outcome: SpreadsheetCheck.Outcome) {
        lines(outcome, isRehearsal: false).forEach { Output.error($0) }
    }

    private func lines(_ outcome: SpreadsheetCheck.Outcome, isRehearsal: Bool) -> [String] {
        guard outcome.rowCount > 0 else {
            let table = outcome.table.lines
            let first = outcome.table.count == 0 ? "issuer.rows.none" : "issuer.rows.heading"
            return [sentence(first, [("file", name)])] + (outcome.table.count == 0 ? [] : [""] + table)
        }
        var lines = [summary(outcome)] + revoked(outcome)
        if outcome.table.count > 0 {
            lines += [""] + outcome.table.lines + [""]
            let key = outcome.readyCount + outcome.beforeCount > 0 ? "issuer.rows.mendOrSkip" : "issuer.rows.mend"
            lines += Terminal.wrap(
                sentence(key, [("n", ProgressBar.grouped(outcome.readyCount + outcome.beforeCount))]),
                width: terminal.width)
        }
        return lines
    }

    private func summary(_ outcome: SpreadsheetCheck.Outcome) -> String {
        var parts = [
            count("row", outcome.rowCount),
            sentence("issuer.rows.ready", [("n", ProgressBar.grouped(outcome.readyCount))]),
        ]
        if outcome.beforeCount > 0 {
            parts.append(sentence("issuer.rows.before", [("n", ProgressBar.grouped(outcome.beforeCount))]))
        }
        if outcome.revokedCount > 0 {
            parts.append(sentence("issuer.rows.revoked", [("n", ProgressBar.grouped(outcome.revokedCount))]))
        }
        if outcome.toMendCount > 0 {
            parts.append(sentence("issuer.rows.toMend", [("n", ProgressBar.grouped(outcome.toMendCount))]))
        }
        return sentence("issuer.rows.summary", [("file", name), ("parts", parts.joined(separator: ", "))])
    }

    // MARK: After

    /// Tells that everything was issued before, and when.
    func nothingToDo(_ outcome: SpreadsheetCheck.Outcome, _ format: IssueFormat) {
        guard format != .json else {
            return Output.json([
                "outcome": "nothingToDo", "rows": .number(String(outcome.beforeCount)),
                "revoked": .number(String(outcome.revokedCount)),
                "batches": .array(outcome.batches.sorted().map { .string($0) }),
            ])
        }
        var key = "issuer.nothing.batch"
        if outcome.isOutsideOfBatch || outcome.batches.count != 1 { key = "issuer.nothing.several" }
        let day = outcome.lastDay.map { CommandWords.date($0, language) } ?? ""
        Output.line(
            sentence(
                key,
                [
                    ("n", ProgressBar.grouped(outcome.beforeCount)), ("date", day),
                    ("batch", outcome.batches.first ?? ""),
                ]))
        skipped(outcome).forEach { Output.line($0) }
        revoked(outcome).forEach { Output.line($0) }
    }

    /// How many rows were left out because something in them is to be mended.
    private func skipped(_ outcome: SpreadsheetCheck.Outcome) -> [String] {
        guard outcome.toMendCount > 0 else { return [] }
        return [sentence("issuer.batch.skipped", [("n", ProgressBar.grouped(outcome.toMendCount))])]
    }

    /// How many are given nothing because what they had was revoked.
    private func revoked(_ outcome: SpreadsheetCheck.Outcome) -> [String] {
        guard outcome.revokedCount > 0 else { return [] }
        return Terminal.wrap(
            sentence("issuer.batch.revoked", [("n", ProgressBar.grouped(outcome.revokedCount))]), width: terminal.width)
    }

    /// Tells what was issued.
    func issued(
        _ result: BatchOutcome, _ outcome: SpreadsheetCheck.Outcome?, _ place: String, _ format: IssueFormat
    ) {
        guard format != .json else {
            return Output.json([
                "batch": .string(result.batch), "issued": .number(String(result.issuedCount)),
                "issuedBefore": .number(String(result.givenCount)), "place": .string(place),
                "issuedElsewhere": .number(String(result.elsewhereCount)), "isStopped": .boolean(result.isStopped),
                "skipped": .number(String(outcome?.toMendCount ?? 0)),
                "revoked": .number(String(outcome?.revokedCount ?? 0)),
                "leftOut": .number(String(result.leftOutCount)),
            ])
        }
        guard !result.isStopped else { return }
        let total = result.issuedCount + result.givenCount
        Output.line(
            terminal.paint(
                sentence(
                    "issuer.batch.done",
                    [
                        ("credentials", count("credential", total)), ("place", TerminalText(place).description),
                        ("batch", result.batch),
                    ]), .strong))
        if result.givenCount > 0 {
            Output.line(
                sentence(
                    "issuer.batch.partly",
                    [
                        ("new", ProgressBar.grouped(result.issuedCount)),
                        ("before", ProgressBar.grouped(result.givenCount)),
                    ]))
        }
        if result.elsewhereCount > 0 {
            Output.line(
                sentence(
                    "issuer.batch.elsewhere",
                    [("n", ProgressBar.grouped(result.elsewhereCount)), ("place", TerminalText(place).description)]))
        }
        if let outcome { (skipped(outcome) + revoked(outcome)).forEach { Output.line($0) } }
        if result.leftOutCount > 0 {
            Output.line(sentence("issuer.batch.leftOut", [("n", ProgressBar.grouped(result.leftOutCount))]))
        }
        guard result.issuedCount > 0 else { return }
        Output.line(sentence("issuer.batch.undo", [("command", command("cancel", result.batch))]))
    }

    /// Tells that somebody stopped it, and how to go on.
    func stopped(_ done: Int, of total: Int) -> any Error {
        Failure(
            .inputOutput, Sentence("error.bulk.stopped", ["done": done, "total": total]), hint: "hint.bulk.again"
        ).report(in: language)
        // As every program that is ended by a signal.
        return ExitCode(128 + SIGINT)
    }

    /// A failure in the middle of a batch, with how far it came.
    func failure(
        _ error: IssuerError, done: Int, of total: Int, _ place: String, _ folder: IssuerFolder
    ) -> Failure {
        let cause = Failure(error, at: folder.path)
        var fact = cause.fact
        // What is wrong with a row is told as it would have been beforehand.
        if error.code == .recordRefused, let finding = error.findings.first(where: \.stopsIssuing) {
            fact = Sentence(
                "error.given", ["text": TranslatedText { SpecificationCatalogue.sentence(for: finding, in: $0) }])
        }
        if let row = error.row { fact = Sentence("error.bulk.row", ["row": row, "problem": fact]) }
        guard error.code != .notApproved, error.code != .batchCancelled else {
            return Failure(cause.status, fact, hint: cause.hint)
        }
        fact = Sentence("error.bulk.failed", ["problem": fact, "done": done, "total": total])
        let isOfDisk = error.code == .storageFailed && error.database?.hasServerWords != true
        return Failure(cause.status, fact, hint: isOfDisk ? "hint.bulk.disk" : cause.hint)
    }

    // MARK: Words

    /// A command of this program on a batch, as it is to be typed.
    func command(_ verb: String, _ batch: String) -> String {
        let place = folder.issuer.map { " --issuer " + ShellWord($0).words(in: language) } ?? ""
        return "testamur issuer batch \(verb) \(batch)\(place)"
    }

    private var name: String { TerminalText(Inputs.name(file)).description }

    private func count(_ what: String, _ number: Int) -> String {
        sentence("issuer.count.\(what).\(number == 1 ? "one" : "many")", [("n", ProgressBar.grouped(number))])
    }

    private func sentence(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}
