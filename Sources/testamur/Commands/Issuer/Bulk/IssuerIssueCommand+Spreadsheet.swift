import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import Storage

extension IssuerIssueCommand {
    /// Issues to the learners of a spreadsheet.
    func issueSpreadsheet(_ path: String) throws {
        SharedHeaps.keepFew()
        let words = language.chosen
        let now = Clock.now
        let (folder, standing) = try TrustStanding.signing(issuer.open(), trust, at: now)
        let reading = try specification(folder)
        guard let specification = reading.value, reading.findings.isEmpty else {
            throw nothingIssued(reading.findings, [])
        }
        let sheet = try Spreadsheet(
            path, specification, folder, standing, renewal, proof?.suites, challenges, at: now)
        guard !sheet.rehearsal.isBlocked else { throw nothingIssued(sheet.rehearsal.specificationFindings, []) }
        var check = SpreadsheetCheck(
            file: path, language: words, format: dryRun ? format : .text, problemsFile: problems)
        let delivery = try BulkDelivery(out: out, jsonl: jsonl, named: path)
        if !dryRun { check.delivered = delivery.delivered }
        let outcome = try check.run(sheet.rows, sheet.rehearsal, at: folder)
        let report = BulkText(language: words, terminal: .standard, file: path, folder: issuer, spec: spec)
        if let obstacle = sheet.rehearsal.obstacle { throw Failure(obstacle, at: folder.path) }
        if dryRun {
            if format == .text { report.rehearsed(outcome) }
            guard outcome.toMendCount == 0, outcome.table.count == 0 else { throw report.code(.dataError) }
            return
        }
        if outcome.table.count > 0, !skipInvalid || outcome.rowCount == 0 {
            report.refused(outcome)
            throw report.code(.dataError)
        }
        guard outcome.readyCount + outcome.beforeCount > 0 else {
            report.refused(outcome)
            throw report.code(.dataError)
        }
        let order = try Failure.ofIssuer { () throws(IssuerError) in
            try sheet.rehearsal.order(file: Inputs.name(path), title: sheet.title)
        }
        if outcome.readyCount == 0, outcome.isDelivered {
            return report.nothingToDo(outcome, format)
        }
        try issue(order, specification, sheet, outcome, delivery, standing, folder, report, at: now)
    }

    private func issue(
        _ order: BatchOrder, _ specification: MicroCredentialSpecification, _ sheet: Spreadsheet,
        _ outcome: SpreadsheetCheck.Outcome, _ delivery: BulkDelivery, _ standing: DelegationBook?,
        _ folder: IssuerFolder, _ report: BulkText, at now: Timestamp
    ) throws {
        let key = try IssuingKey.unlock(folder, passphrase, language.chosen, at: now)
        let issuer = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try Issuer(
                folder, signer: key, suites: (proof ?? .standard).suites, trustList: standing?.list,
                delegations: standing?.delegations ?? Delegations())
        }
        if let recovery = issuer.recovery {
            Warning.tell(Sentence("error.damagedLine", ["file": recovery.path]), in: language.chosen)
        }
        if issuer.hasDroppedApproval { Warning.tell("error.approvalDropped", in: language.chosen) }
        var options = BatchOptions()
        options.renewal = renewal
        options.requiresSuites = proof != nil
        options.selfCheck = !noSelfCheck
        let place = try delivery.open()
        let bar = ProgressBar(language: language.chosen, terminal: .standard)
        var done = 0
        let result: BatchOutcome
        do {
            result = try Interruption.watching {
                defer { bar.end() }
                return try issuer.issue(
                    order, specification, sheet.rows, skipping: sheet.rehearsal.rowsLeftOut, to: place.delivery,
                    place: place.path, options: options, at: now
                ) { progress in
                    done = progress.done
                    bar.show(progress)
                    return !Interruption.wasAsked
                }
            }
        } catch let error as IssuerError {
            throw report.failure(error, done: done, of: order.count, delivery.name, folder)
        }
        report.issued(result, outcome, delivery.name, format)
        if result.isStopped { throw report.stopped(done, of: order.count) }
    }
}

/// A spreadsheet with the specification that it is for, and what has been found out of both.
struct Spreadsheet {
    let rows: LearnerRows
    let specification: MicroCredentialSpecification
    let rehearsal: BatchRehearsal

    /// The most that is taken of standard input, in bytes: it is kept in memory, because it is read twice.
    private static let pipeLimit = 64 << 20

    init(
        _ path: String, _ specification: MicroCredentialSpecification, _ folder: IssuerFolder,
        _ standing: DelegationBook?, _ renewal: Renewal, _ suites: [Cryptosuite]?, _ challenges: ChallengeStateOption,
        at now: Timestamp
    ) throws {
        try Self.refuseOtherForms(path)
        let stream: FileStream
        do throws(StorageError) {
            stream = try FileStream(argument: path, pipeLimit: Self.pipeLimit)
        } catch {
            throw Failure(reading: error)
        }
        // Nobody without proofs in a spreadsheet needs a folder for challenges.
        let state = challenges.state == nil ? try? challenges.folder() : try challenges.folder()
        let proofs = SpreadsheetProofs(beside: path, for: folder.profile.id, state: state)
        rows = LearnerRows(stream, file: Inputs.name(path), proofs: proofs)
        self.specification = specification
        rehearsal = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try BatchRehearsal(
                folder, specification, trustList: standing?.list, delegations: standing?.delegations ?? Delegations(),
                renewal: renewal, suites: suites, at: now)
        }
    }

    /// What the credential is called.
    var title: String { specification.achievement.title.main?.string ?? "" }

    /// Tells at once that the file of a spreadsheet program is not read, before its bytes are taken for text.
    private static func refuseOtherForms(_ path: String) throws(Failure) {
        let name = path.lowercased()
        guard [".xlsx", ".xls", ".ods", ".numbers"].contains(where: { name.hasSuffix($0) }) else { return }
        throw Failure(.dataError, Sentence("error.notCSV", ["file": path]), hint: "hint.notCSV")
    }
}
