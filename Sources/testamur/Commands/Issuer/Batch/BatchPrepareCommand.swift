import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings

/// `testamur issuer batch prepare`: lays a batch before another person.
struct BatchPrepareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare",
        abstract: "Lay a spreadsheet before another person, where two must agree. Nothing is issued.",
        discussion: """
            Example: testamur issuer batch prepare --spec course.yaml --learners june.csv --key mine.pem --reason "June 2026"
                     testamur issuer batch prepare --reissue b-7f3a --key mine.pem --reason "New key"

            Who may sign for batches stands in issuer.yaml, under approvers: each with a
            name and a public_key. Where there are any, nothing is issued that two of
            them have not signed.
            """)

    @Option(
        name: .long, help: ArgumentHelp("What is awarded: the specification.", valueName: "file"), completion: .file())
    var spec: String?

    @Option(
        name: .long, help: ArgumentHelp("Who earned it: a spreadsheet in CSV.", valueName: "file"), completion: .file())
    var learners: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "In the place of a spreadsheet: a batch whose credentials are to be issued again.", valueName: "batch"))
    var reissue: String?

    @Option(
        name: .long, help: ArgumentHelp("Your own key, which stands among the approvers.", valueName: "file"),
        completion: .file())
    var key: String

    @Option(name: .long, help: ArgumentHelp("Why it is to be issued.", valueName: "reason"))
    var reason: String

    @Flag(name: .long, help: "Leave out the rows in which something is to be mended.")
    var skipInvalid = false

    @Flag(name: .long, help: "Lay another credential before them for a learner whose record has changed.")
    var again = false

    @Flag(name: .long, help: "Lay another credential before them for a learner whose credential was revoked.")
    var afterRevocation = false

    @Flag(
        name: .long,
        help: "Take learners of one name and date of birth for two people where their numbers differ.")
    var namesakes = false

    @OptionGroup var challenges: ChallengeStateOption
    @OptionGroup var issuer: IssuerOption
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(learners, option: "--learners")
        try Failure.refuseEmpty(reason, option: "--reason")
        if let reissue { return try prepare(again: reissue) }
        func missing(_ option: String) -> Failure {
            Failure(
                .usage, Sentence("usage.missingOption", ["option": option, "value": Sentence("usage.value.file")]),
                hint: Sentence("hint.usage", ["command": "testamur help issuer batch prepare"]))
        }
        guard let spec else { throw missing("--spec") }
        guard let learners else { throw missing("--learners") }
        let folder = try issuer.open()
        guard !folder.profile.approvers.isEmpty else {
            throw Failure(.dataError, "error.noApprovers", hint: "hint.noApprovers")
        }
        let now = Clock.now
        let path = try WrittenFiles.specification(spec, in: folder.specificationsPath)
        let reading = SpecificationReader(file: Inputs.name(path)).read(try WrittenFiles.read(path))
        guard let specification = reading.value, reading.findings.isEmpty else { throw toMend(reading.findings) }
        let sheet = try Spreadsheet(
            learners, specification, folder, nil,
            Renewal(ofChanged: again, ofRevoked: afterRevocation, tellsNamesakesApart: namesakes), nil, challenges,
            at: now)
        guard !sheet.rehearsal.isBlocked else { throw toMend(sheet.rehearsal.specificationFindings) }
        let check = SpreadsheetCheck(file: learners, language: language.chosen, format: .text, problemsFile: nil)
        let outcome = try check.run(sheet.rows, sheet.rehearsal, at: folder)
        let report = BulkText(
            language: language.chosen, terminal: .standard, file: learners, folder: issuer, spec: spec)
        if let obstacle = sheet.rehearsal.obstacle { throw Failure(obstacle, at: folder.path) }
        guard outcome.table.count == 0 || skipInvalid, outcome.readyCount > 0 else {
            if outcome.table.count == 0, outcome.beforeCount > 0 { return report.nothingToDo(outcome, .text) }
            report.refused(outcome)
            throw report.code(.dataError)
        }
        let signer = try KeyFile.open(key, passphrase, language.chosen)
        let batch = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.prepareBatch(
                sheet.rehearsal.order(file: Inputs.name(learners), title: sheet.title), specification, sheet.rows,
                skipping: sheet.rehearsal.rowsLeftOut, reason: reason, by: signer, at: now)
        }
        tell(batch, report)
    }

    private func tell(_ batch: BatchSummary, _ report: BulkText) {
        BatchCard(batch: batch, language: language.chosen, terminal: .standard).lines.forEach { Output.line($0) }
        Output.line()
        guard batch.needsApproval else { return }
        Output.line(
            CommandWords.sentence(
                "issuer.batch.next", language.chosen, [("command", report.command("approve", batch.id) + " --key …")]))
    }

    /// Lays it before another person to issue a batch again.
    private func prepare(again old: String) throws {
        if let other = [("--spec", spec), ("--learners", learners)].first(where: { $0.1 != nil }) {
            throw Failure(
                .usage, Sentence("error.twoOptions", ["one": "--reissue", "other": other.0]), hint: "hint.oneOption")
        }
        let folder = try issuer.open()
        guard !folder.profile.approvers.isEmpty else {
            throw Failure(.dataError, "error.noApprovers", hint: "hint.noApprovers")
        }
        let known = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.batch(old) }
        let signer = try KeyFile.open(key, passphrase, language.chosen)
        let batch = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.prepareReissue(of: known, reason: reason, by: signer, at: Clock.now)
        }
        tell(
            batch,
            BulkText(language: language.chosen, terminal: .standard, file: known.file, folder: issuer, spec: ""))
    }

    private func toMend(_ findings: [Finding]) -> Failure {
        let text = FindingText(findings.filter(\.stopsIssuing), language: language.chosen, terminal: .standard)
        text.lines.forEach { Output.error($0) }
        return Failure(
            .dataError, Sentence("error.nothingIssued.toMend", ["count": text.findings.count]), hint: "hint.mend")
    }
}
