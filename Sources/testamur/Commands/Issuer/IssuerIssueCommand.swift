import ArgumentParser
import CredentialIssuer
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import Storage

/// `testamur issuer issue`: signed credentials from a specification and the files of learners.
struct IssuerIssueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue a credential to each learner. Everything is checked first; one error, and nothing is issued.",
        discussion: """
            Example: testamur issuer issue --spec course.yaml --learner anna.yaml --out june
                     testamur issuer issue --spec course.yaml --learners june.csv --dry-run

            It is safe to run again: the same record gives the same file again. A
            record that has changed since is refused, unless you add --again. What was
            revoked comes back only with --after-revocation, as a new credential. No
            file that says something else is ever overwritten.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is awarded: the specification, a file or the name of one in the institution's folder.",
            valueName: "file"), completion: .file())
    var spec: String

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Who earned it: files of learners, or folders with them.", valueName: "file"),
        completion: .file())
    var learner: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Who earned it: a spreadsheet in CSV, with a row for each learner and the fields of a learner's file as columns.",
            valueName: "file"), completion: .file(extensions: ["csv"]))
    var learners: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The learner's proof of having the key that the credential is bound to, for one learner.",
            discussion: """
                It answers a challenge made with testamur challenge --domain and the institution's DID. In a
                spreadsheet, a column holder_proof names the proof of each row, by its path from there.
                """,
            valueName: "file"), completion: .file())
    var holderProof: String?

    @OptionGroup var challenges: ChallengeStateOption

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder for the credentials.",
            discussion: "Otherwise the current folder; for a spreadsheet, a folder of its name.", valueName: "folder"),
        completion: .directory)
    var out: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Of a spreadsheet: one file with a line for each credential, in place of a folder.", valueName: "file"),
        completion: .file())
    var jsonl: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Of a spreadsheet: write what is to be mended into this file, as CSV.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var problems: String?

    @Flag(name: .long, help: "Of a spreadsheet: leave out the rows in which something is to be mended.")
    var skipInvalid = false

    @Flag(
        name: .long,
        help: "Do not verify each signature before it leaves. It is faster, and a faulty machine can give the key away."
    )
    var noSelfCheck = false

    @Flag(name: .long, help: "Issue another credential to a learner whose record has changed.")
    var again = false

    @Flag(name: .long, help: "Issue another credential to a learner whose credential was revoked.")
    var afterRevocation = false

    @Flag(
        name: .long,
        help: "Take learners of one name and date of birth for two people where their numbers differ.")
    var namesakes = false

    @Flag(name: .long, help: "Check everything and issue nothing; no passphrase is needed.")
    var dryRun = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Issue only what the authority's list in this folder recognises you for.", valueName: "folder"),
        completion: .directory)
    var trust: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What to sign with: jcs (canonical JSON), rdfc (linked data), or jcs,rdfc as otherwise.",
            valueName: "proofs"))
    var proof: ProofChoice?

    @OptionGroup var passphrase: PassphraseOption

    @Option(
        name: .long,
        help: "How to answer: text, json (one line for each learner), or csv (of a spreadsheet: what is to be mended).")
    var format: IssueFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        try checkChoices()
        if let learners { return try issueSpreadsheet(learners) }
        let now = Clock.now
        let (folder, standing) = try TrustStanding.signing(issuer.open(), trust, at: now)
        let reading = try specification(folder)
        let (files, unread) = try learnerFiles()
        let holder = try holderProof.map { try provedHolder($0, of: files.count + unread.count, folder) }
        let learners = try holder.map { holder in try files.map { file in try holder.bind(file) } } ?? files
        guard unread.isEmpty else {
            throw nothingIssued(reading.findings + learners.flatMap(\.findings), unread)
        }
        guard let specification = reading.value else {
            throw nothingIssued(reading.findings + learners.flatMap(\.findings), [])
        }
        var planner = try IssuancePlanner(
            folder, specification, findings: reading.findings, standing: standing, renewal: renewal,
            suites: proof?.suites,
            at: now)
        for learner in learners { try planner.add(learner) }
        guard planner.isReady else { throw nothingIssued(planner.findings, planner.obstacles) }
        var run = try IssuanceRun(
            folder, planner.steps, names: OutputNames(folder: out ?? "."), language: language.chosen)
        let report = IssuanceText(language: language.chosen, terminal: .standard, format: format.listFormat)
        guard !dryRun else { return report.rehearsed(run.entries) }
        try run.carryOut(
            suites: (proof ?? .standard).suites, standing: standing, at: now,
            unlock: {
                try IssuingKey.unlock(folder, passphrase, language.chosen, at: now)
            }, tell: { report.issued($0) }
        )
        report.summary(run.entries)
    }

    /// The proof of possession that was named.
    private func provedHolder(_ path: String, of count: Int, _ folder: IssuerFolder) throws -> HolderProof {
        guard count == 1 else {
            throw Failure(
                .usage, Sentence("error.holderProof.oneLearner", ["count": count]), hint: "hint.holderProof.oneLearner")
        }
        return try HolderProof(path, for: folder.profile.id, state: challenges.folder())
    }

    /// Which learners get another credential.
    var renewal: Renewal {
        Renewal(ofChanged: again, ofRevoked: afterRevocation, tellsNamesakesApart: namesakes)
    }

    /// Refuses options that have no meaning together.
    private func checkChoices() throws {
        guard let learners else {
            guard !learner.isEmpty else {
                throw Failure(
                    .usage,
                    Sentence("usage.missingOption", ["option": "--learner", "value": Sentence("usage.value.file")]),
                    hint: Sentence("hint.usage", ["command": "testamur help issuer issue"]))
            }
            let others: [(String, Bool)] = [
                ("--jsonl", jsonl != nil), ("--problems", problems != nil), ("--skip-invalid", skipInvalid),
                ("--no-self-check", noSelfCheck), ("--format csv", format == .csv),
            ]
            if let other = others.first(where: \.1) {
                throw Failure(
                    .usage, Sentence("error.forSpreadsheet", ["option": other.0]), hint: "hint.forSpreadsheet")
            }
            return
        }
        try Failure.refuseEmpty(learners, option: "--learners")
        guard holderProof == nil else {
            throw Failure(
                .usage, Sentence("error.twoOptions", ["one": "--holder-proof", "other": "--learners"]),
                hint: "hint.holderProof.oneLearner")
        }
        try Failure.refuseEmpty(jsonl, option: "--jsonl")
        try Failure.refuseEmpty(problems, option: "--problems")
        guard learner.isEmpty else {
            throw Failure(
                .usage, Sentence("error.twoOptions", ["one": "--learner", "other": "--learners"]),
                hint: "hint.forSpreadsheet")
        }
        guard out == nil || jsonl == nil else {
            throw Failure(
                .usage, Sentence("error.twoOptions", ["one": "--out", "other": "--jsonl"]), hint: "hint.oneOption")
        }
    }

    /// Reads the specification that is named.
    func specification(_ folder: IssuerFolder) throws -> FileReading<MicroCredentialSpecification> {
        let path = try WrittenFiles.specification(spec, in: folder.specificationsPath)
        return SpecificationReader(file: Inputs.name(path)).read(try WrittenFiles.read(path))
    }

    /// The learners' files, and what stands in the way of reading the others.
    private func learnerFiles() throws(Failure) -> ([LearnerFile], unread: [Failure]) {
        var learners: [LearnerFile] = []
        var unread: [Failure] = []
        let files = try WrittenFiles.expand(learner)
        for file in files {
            do throws(Failure) {
                learners.append(try LearnerFile(file))
            } catch {
                guard files.count > 1 else { throw error }
                unread.append(error)
            }
        }
        return (learners, unread)
    }

    /// Tells everything that is to be mended.
    func nothingIssued(_ findings: [Finding], _ obstacles: [Failure]) -> Failure {
        let stopping = FindingText(findings.filter(\.stopsIssuing), language: language.chosen, terminal: .standard)
        stopping.lines.forEach { Output.error($0) }
        obstacles.forEach { $0.report() }
        guard !stopping.findings.isEmpty else {
            // What stands in the way has been told; this is what it means.
            return Failure(obstacles.first?.status ?? .dataError, "error.nothingIssued")
        }
        let hasErrors = stopping.count(.error) > 0
        return Failure(
            .dataError, Sentence("error.nothingIssued.toMend", ["count": stopping.findings.count]),
            hint: hasErrors ? "hint.mend" : "hint.acknowledge")
    }
}
