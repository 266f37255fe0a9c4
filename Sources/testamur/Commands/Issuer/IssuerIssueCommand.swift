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
        abstract: "Issue a credential to each learner. All files are checked first; one error, and nothing is issued.",
        discussion: """
            Example: testamur issuer issue --spec course.yaml --learner anna.yaml --out june

            It is safe to run again: the same record gives the same file again. A
            record that has changed since is refused, unless you add --again. No
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
    var learner: [String]

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder for the credentials. Otherwise the current folder.", valueName: "folder"),
        completion: .directory)
    var out: String = "."

    @Flag(name: .long, help: "Issue another credential to a learner whose record has changed.")
    var again = false

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

    @Option(name: .long, help: "How to answer: text, or json (one line for each learner).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        let folder = try issuer.open()
        let now = Clock.now
        let spec = try WrittenFiles.specification(spec, in: folder.specificationsPath)
        let reading = SpecificationReader(file: Inputs.name(spec)).read(try WrittenFiles.read(spec))
        let standing = try standing(folder.profile)
        let (learners, unread) = try learners()
        guard unread.isEmpty else {
            throw nothingIssued(reading.findings + learners.flatMap(\.findings), unread)
        }
        guard let specification = reading.value else {
            throw nothingIssued(reading.findings + learners.flatMap(\.findings), [])
        }
        var planner = try IssuancePlanner(
            folder, specification, findings: reading.findings, standing: standing, isAgain: again,
            suites: proof?.suites,
            at: now)
        for learner in learners { try planner.add(learner) }
        guard planner.isReady else { throw nothingIssued(planner.findings, planner.obstacles) }
        var run = try IssuanceRun(folder, planner.steps, names: OutputNames(folder: out), language: language.chosen)
        let report = IssuanceText(language: language.chosen, terminal: .standard, format: format)
        guard !dryRun else { return report.rehearsed(run.entries) }
        try run.carryOut(
            suites: (proof ?? .standard).suites, standing: standing, at: now, unlock: { try unlock(folder) },
            tell: { report.issued($0) })
        report.summary(run.entries)
    }

    /// The learners' files, and what stands in the way of reading the others.
    private func learners() throws(Failure) -> ([LearnerFile], unread: [Failure]) {
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

    private func unlock(_ folder: IssuerFolder) throws -> Ed25519PrivateKey {
        let words = language.chosen
        let name = TerminalText(folder.profile.legalName(in: words)).description
        let secret = try passphrase.existing(CommandWords.sentence("issuer.passphrase", words, [("name", name)]))
        return try Waiting.tell(CommandWords.sentence("key.unlocking", words)) {
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.privateKey(passphrase: secret)
            }
        }
    }

    /// The list that knows this key, itself or by a delegation, or the first one; with the delegations at hand.
    private func standing(_ profile: IssuerProfile) throws -> DelegationBook? {
        guard let trust else { return nil }
        let loaded = try TrustSource.option.load(trust)
        let method = profile.verificationMethod.text
        let books = loaded.lists.map { DelegationBook($0, loaded.delegations) }
        let own =
            books.first { $0.list.publicKey(for: method) != nil } ?? books.first { $0.publicKey(for: method) != nil }
        guard let book = own ?? books.first else {
            guard let problem = loaded.problems.first else {
                throw Failure(.noInput, Sentence("error.noTrustList", ["folder": trust]), hint: "hint.getList")
            }
            throw Failure(reading: problem, trust)
        }
        return book
    }

    /// Tells everything that is to be mended.
    private func nothingIssued(_ findings: [Finding], _ obstacles: [Failure]) -> Failure {
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
