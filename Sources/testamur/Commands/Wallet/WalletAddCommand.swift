import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Storage

/// `testamur wallet add`: keeps a credential, after it was verified.
struct WalletAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Keep credentials. Each is verified first; what cannot be verified is kept only if you say so.",
        discussion: "Example: testamur wallet add anna.json --trust ./trust")

    @Argument(
        help: ArgumentHelp("Files or folders with credentials; '-' reads standard input.", valueName: "file"),
        completion: .file())
    var files: [String]

    @OptionGroup var wallet: WalletOption
    @OptionGroup var trust: TrustOption

    @Flag(name: .long, help: "Keep also what is damaged or cannot be verified; it is marked as such.")
    var keepUnverified = false

    @Flag(name: .long, help: "Keep a credential beside another that has the same identifier and says something else.")
    var keepBoth = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        let wallet = try wallet.open()
        let judge = try WalletVerifier(trust, at: Clock.now)
        var refusal: Failure?
        for input in Input.all(files, language.chosen) {
            do {
                try add(input, to: wallet, judge)
            } catch let failure as Failure {
                // The others are still added; the first refusal decides how the command ends.
                failure.report()
                if refusal == nil { refusal = failure }
            }
        }
        if let refusal { throw ExitCode(refusal.status.rawValue) }
    }

    private func add(_ input: Input, to wallet: Wallet, _ judge: WalletVerifier) throws {
        let name = TerminalPath.safe(Inputs.name(input.name))
        let bytes: [UInt8]
        do throws(UnreadInput) {
            bytes = try input.read(limit: Wallet.documentLimit)
        } catch {
            throw error.failure
        }
        let report = judge.report(bytes)
        let memory = judge.memory(of: report)
        var decisions: AddingDecisions = keepBoth ? .keepBesideSameID : []
        if keepUnverified { decisions.insert(.acceptUnverified) }
        if !report.isAuthentic && !keepUnverified && !isThere(bytes, wallet) {
            try decide(report, name, rivals: keepBoth ? [] : rivals(of: bytes, wallet))
            decisions.insert(.acceptUnverified)
        }
        let outcome = try Failure.ofWallet { () throws(WalletError) in
            try wallet.add(bytes, verdict: memory, decisions: decisions, at: judge.now)
        }
        try tell(outcome, report, name)
        guard case .added(let entry) = outcome else { return }
        let entries = try Failure.ofWallet { () throws(WalletError) in try wallet.entries() }
        for before in entries.predecessors(of: entry) {
            Output.line(
                "  " + CommandWords.sentence("wallet.replaces", language.chosen, [("number", String(before.number))]))
        }
    }

    private func isThere(_ bytes: [UInt8], _ wallet: Wallet) -> Bool {
        guard let digest = try? Wallet.digest(of: bytes), let entries = try? wallet.entries() else { return false }
        return entries.contains { $0.digest == digest && $0.isIntact }
    }

    /// Says what is wrong, and asks whether to keep it anyway.
    ///
    /// - Parameter rivals: What the wallet has of the same identifier: nobody is asked for what is refused all the same.
    private func decide(_ report: VerificationReport, _ name: String, rivals: [WalletEntry]) throws {
        var headline = report.headline(in: language.chosen)
        if let detail = report.detail(in: language.chosen) { headline += " (\(detail))" }
        guard Terminal.standard.isInteractive else {
            throw Failure(
                .dataError,
                Sentence("error.notKept.because", ["file": HarmlessText(name), "reason": HarmlessText(headline)]),
                hint: "hint.notKept")
        }
        Output.line("\(name): " + Terminal.standard.paint(headline, report.verdict == .invalid ? .bad : .doubtful))
        guard rivals.isEmpty else { throw sameIdentifier(rivals, name, isGenuine: false) }
        guard Question.yes(CommandWords.sentence("wallet.keepAnyway", language.chosen)) else {
            throw Failure(.dataError, Sentence("error.notKept", ["file": HarmlessText(name)]))
        }
    }

    private func tell(_ outcome: AddingOutcome, _ report: VerificationReport, _ name: String) throws {
        let words = language.chosen
        switch outcome {
        case .added(let entry):
            let title = EntryText.title(entry, report, words)
            Output.line(
                CommandWords.sentence("wallet.added", words, [("number", String(entry.number)), ("title", title)]))
            Output.line("  " + report.headline(in: words))
        case .alreadyThere(let entry), .alreadyThereInOtherForm(let entry):
            Output.line(
                CommandWords.sentence(
                    "wallet.alreadyThere", words,
                    [
                        ("file", name), ("number", String(entry.number)),
                        ("title", EntryText.title(entry, report, words)),
                    ]))
        case .sameIDOtherContent(let entries):
            throw sameIdentifier(entries, name, isGenuine: report.isAuthentic)
        }
    }

    private func rivals(of bytes: [UInt8], _ wallet: Wallet) throws(Failure) -> [WalletEntry] {
        try Failure.ofWallet { () throws(WalletError) in try wallet.rivals(of: bytes) }
    }

    private func sameIdentifier(_ entries: [WalletEntry], _ name: String, isGenuine: Bool) -> Failure {
        let numbers = entries.map { String($0.number) }.joined(separator: ", ")
        // One that nobody could verify must not stand in the way of the genuine one without a word of which is which.
        let isForgeryKept =
            isGenuine && entries.count == 1 && entries.allSatisfy { $0.note?.verdict?.isAuthentic != true }
        return Failure(
            .dataError, Sentence("error.sameIdentifier", ["file": HarmlessText(name), "numbers": numbers]),
            hint: isForgeryKept
                ? Sentence("hint.sameIdentifier.genuine", ["numbers": numbers]) : "hint.sameIdentifier")
    }
}
