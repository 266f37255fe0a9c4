import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Proofs

/// `testamur wallet present`: shows credentials to somebody, with the proof that they are the learner's.
struct WalletPresentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "present",
        abstract: "Show credentials to somebody, and prove that they are yours.",
        discussion: """
            Example: testamur wallet present first --to hr.example --challenge challenge.txt
                     testamur wallet present 1 3 --to hr.example --expires 7d

            Whoever asks gives you a challenge, as text, JSON or a picture of its code. What
            answers it counts once, for them alone, for at most 10 minutes. Without one, whoever
            has the file can show it again until it ends, in 7 days where you say nothing.
            """)

    @Argument(
        help: ArgumentHelp(
            "Which ones: their numbers, 'first', 'last' or parts of their titles.", valueName: "credential"))
    var credentials: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Whom you show it to, as they name themselves, such as hr.example.",
            discussion: "A challenge of somebody else is not answered.", valueName: "name"))
    var to: String

    @Option(
        name: .long,
        help: ArgumentHelp("The challenge that they gave you; '-' reads standard input.", valueName: "file"),
        completion: .file())
    var challenge: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How long it lasts: at most 10m with a challenge, at most 30d without one.", valueName: "duration"))
    var expires: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to; '-' writes to standard output. No file is overwritten.", valueName: "file"),
        completion: .file())
    var out: String = "presentation.json"

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @OptionGroup var wallet: WalletOption
    @OptionGroup var trust: TrustOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let now = Clock.now
        let aim = try aim(at: now)
        let file = try HandedOutFile(out)
        let vault = try wallet.openVault(language.chosen)
        let keys = try Failure.ofWallet(at: vault.path) { () throws(WalletError) in try vault.holderKeys() }
        let named = try credentials.map { words in
            try Failure.ofWallet(for: words) { () throws(WalletError) in try Wallet(vault).find(words) }
        }
        let plan = try Failure.ofWallet { () throws(WalletError) in try PresentationPlan(named, keys: keys) }
        let text = PresentingText(plan: plan, aim: aim, path: out, language: language.chosen)
        let shown = try judged(plan, vault, at: now)
        text.announcement(shown).forEach { file.tell($0) }
        guard file.isAllowed(text.question, yes) else {
            file.tell(CommandWords.sentence("wallet.nothingSigned", language.chosen))
            return
        }
        let titles = shown.map(\.title)
        // Asking took time; what is signed says when it was signed.
        let (document, record) = try Failure.ofWallet { () throws(WalletError) in
            try vault.present(plan, to: aim, titles: titles, at: Clock.now)
        }
        do throws(Failure) {
            try file.write(document)
        } catch {
            // Nobody has got it; only that it was taken back is not certain, and the list then says too much.
            if !file.isStandardOutput { _ = try? vault.forgetPresentations([record.id]) }
            throw error
        }
        text.after(record).forEach { file.tell($0) }
    }

    /// What a verifier says of each now; what was altered is shown to nobody.
    private func judged(
        _ plan: PresentationPlan, _ vault: Vault, at now: Timestamp
    ) throws -> [(entry: WalletEntry, title: String, report: VerificationReport)] {
        let judge = try WalletVerifier(trust, at: now)
        return try plan.entries.map { entry in
            let report = judge.report(
                try Failure.ofWallet { () throws(WalletError) in try Wallet(vault).bytes(of: entry) })
            guard report[.proof]?.outcome != .failed else {
                throw Failure(
                    .dataError,
                    Sentence(
                        "error.present.altered",
                        [
                            "number": entry.number,
                            "problem": TranslatedText { TerminalText(report.headline(in: $0)).description },
                        ]),
                    hint: "hint.present.altered")
            }
            return (entry, EntryText.title(entry, report, language.chosen), report)
        }
    }

    /// Whom it is for, and how long it lasts.
    private func aim(at now: Timestamp) throws(Failure) -> PresentationAim {
        try Failure.refuseEmpty(to, option: "--to")
        guard PresentationTerms.isDomain(to) else {
            throw Failure(.usage, Sentence("error.challenge.domain", ["found": to]), hint: "hint.present.domain")
        }
        let isAnswer = challenge != nil
        var seconds: Int64?
        if let expires {
            let longest = isAnswer ? PresentationTerms.answerSeconds : PresentationTerms.replayableSeconds
            guard let given = DurationText.seconds(expires), (1...longest).contains(given) else {
                throw Failure(
                    .usage, Sentence("error.present.duration", ["found": expires]),
                    hint: isAnswer ? "hint.present.duration.answer" : "hint.present.duration")
            }
            seconds = given
        }
        guard let challenge else {
            return .replayable(domain: to, until: now.adding(seconds: seconds ?? Self.usualSeconds))
        }
        let request = try ChallengeInput.read(challenge, at: now)
        guard request.domain.utf8.elementsEqual(to.utf8) else {
            throw Failure(
                .dataError,
                Sentence(
                    "error.present.otherDomain",
                    ["file": InputName(challenge), "asks": request.domain, "named": to]),
                hint: "hint.present.otherDomain")
        }
        return .answer(request, until: seconds.map { now.adding(seconds: $0) })
    }

    /// How long a presentation without a challenge lasts where nobody says it.
    private static let usualSeconds: Int64 = 7 * 86_400
}
