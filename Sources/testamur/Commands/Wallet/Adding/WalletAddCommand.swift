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
        discussion: """
            Example: testamur wallet add anna.json --trust ./trust
                     testamur wallet add certificate.pdf badge.png photo.jpg

            A credential is taken out of what it came in, whatever the file is called: a picture
            with a credential in it, a PDF, a photograph or the texts of QR codes, a capsule, a
            presentation. It is kept byte for byte as it stands there. A token (JWT) is kept as
            it is, if you say so: this program cannot check it.
            """)

    @Argument(
        help: ArgumentHelp(
            "Files, or folders with such files; '-' reads standard input.", valueName: "file"),
        completion: .file())
    var files: [String]

    @OptionGroup var wallet: WalletOption
    @OptionGroup var trust: TrustOption

    @Flag(name: .long, help: "Keep also what is damaged or cannot be verified; it is marked as such.")
    var keepUnverified = false

    @Flag(name: .long, help: "Keep a credential beside another that has the same identifier and says something else.")
    var keepBoth = false

    @OptionGroup var language: LanguageOption

    /// A credential that was read and verified, and is to be kept; or why it is not.
    private struct Candidate {
        let name: String
        var isOfCapsule = false
        let outcome: Result<(bytes: [UInt8], report: VerificationReport, decisions: AddingDecisions), Failure>
    }

    /// How many credentials are kept in one change of the wallet, and how many bytes of them: each change writes all of it.
    private static let groupCount = 500
    private static let groupByteCount = 64 << 20

    func run() throws {
        let vault = try wallet.openVault(language.chosen)
        let wallet = Wallet(vault)
        let judge = try WalletVerifier(trust, at: Clock.now)
        var refusal: Failure?
        var group: [Candidate] = []
        var byteCount = 0
        var looseParts = LooseParts()
        func take(_ candidates: [Candidate]) throws {
            for candidate in candidates {
                if case .success(let kept) = candidate.outcome { byteCount += kept.bytes.count }
                group.append(candidate)
            }
            guard group.count >= Self.groupCount || byteCount >= Self.groupByteCount else { return }
            try keep(group, in: vault, judge, &refusal)
            (group, byteCount) = ([], 0)
        }
        for input in Input.all(files, language.chosen, by: .content, capsules: true) {
            try take(read(input, &looseParts, wallet, judge))
        }
        for parts in looseParts.groups { try take(read(parts, wallet, judge)) }
        try keep(group, in: vault, judge, &refusal)
        if let refusal { throw ExitCode(refusal.status.rawValue) }
    }

    /// Reads what was named, and verifies each credential in it; of a document in parts there may be nothing yet.
    private func read(
        _ input: Input, _ looseParts: inout LooseParts, _ wallet: Wallet, _ judge: WalletVerifier
    ) throws -> [Candidate] {
        let name = TerminalPath.safe(Inputs.name(input.name))
        let file: IncomingFile?
        do throws(Failure) {
            file = try IncomingFile(input, named: name, keeping: &looseParts)
        } catch {
            return [Candidate(name: name, outcome: .failure(error))]
        }
        return try file.map { file in try candidates(file, name, wallet, judge) } ?? []
    }

    /// Verifies what several files have together.
    private func read(_ group: LooseParts.Group, _ wallet: Wallet, _ judge: WalletVerifier) throws -> [Candidate] {
        let name = TerminalPath.safe(group.names.map { Inputs.name($0) }.joined(separator: " + "))
        let file: IncomingFile
        do throws(Failure) {
            file = try IncomingFile(group, named: name)
        } catch {
            return [Candidate(name: name, outcome: .failure(error))]
        }
        return try candidates(file, name, wallet, judge)
    }

    private func candidates(
        _ file: IncomingFile, _ name: String, _ wallet: Wallet, _ judge: WalletVerifier
    ) throws -> [Candidate] {
        if file.parts.isEmpty {
            let failure = Failure(
                .dataError, Sentence("error.emptyPresentation", ["file": HarmlessText(name)]),
                hint: "hint.emptyPresentation")
            return [Candidate(name: name, outcome: .failure(failure))]
        }
        if file.isPresentation {
            let facts = [("file", name), ("count", String(file.parts.count))]
            Output.line(CommandWords.sentence("wallet.fromPresentation", language.chosen, facts))
        }
        return try file.parts.map { part in try candidate(part, file.capsule, wallet, judge) }
    }

    /// Verifies a credential, and asks where somebody has to decide.
    private func candidate(
        _ part: IncomingFile.Part, _ capsule: Capsule?, _ wallet: Wallet, _ judge: WalletVerifier
    ) throws -> Candidate {
        let name = part.name
        do {
            let report = capsule.map { judge.report($0) } ?? judge.report(part.bytes)
            var decisions: AddingDecisions = keepBoth ? .keepBesideSameID : []
            if keepUnverified { decisions.insert(.acceptUnverified) }
            if !report.isAuthentic && !keepUnverified && !isThere(part.bytes, wallet) {
                try decide(report, name, rivals: keepBoth ? [] : rivals(of: part.bytes, wallet))
                decisions.insert(.acceptUnverified)
            }
            return Candidate(
                name: name, isOfCapsule: capsule != nil, outcome: .success((part.bytes, report, decisions)))
        } catch let failure as Failure {
            return Candidate(name: name, outcome: .failure(failure))
        }
    }

    /// Keeps what was read in one change, then tells of each; the first refusal decides how the command ends.
    private func keep(
        _ group: [Candidate], in vault: Vault, _ judge: WalletVerifier, _ refusal: inout Failure?
    ) throws {
        let wallet = Wallet(vault)
        let outcomes = try Failure.ofWallet { () throws(WalletError) in
            try vault.exclusively { () throws(WalletError) in
                var outcomes: [Result<AddingOutcome, WalletError>?] = []
                for candidate in group {
                    guard case .success(let kept) = candidate.outcome else {
                        outcomes.append(nil)
                        continue
                    }
                    do throws(WalletError) {
                        outcomes.append(
                            .success(
                                try wallet.add(
                                    kept.bytes, verdict: judge.memory(of: kept.report), decisions: kept.decisions,
                                    at: judge.now)))
                    } catch {
                        outcomes.append(.failure(error))
                    }
                }
                return outcomes
            }
        }
        let predecessors = predecessors(in: vault)
        for (candidate, outcome) in zip(group, outcomes) {
            do {
                guard let outcome, case .success(let kept) = candidate.outcome else {
                    _ = try candidate.outcome.get()
                    continue
                }
                let added = try Failure.ofWallet { () throws(WalletError) in try outcome.get() }
                try tell(added, kept.report, candidate.name)
                guard case .added(let entry) = added else { continue }
                if candidate.isOfCapsule {
                    Terminal.wrap(
                        CommandWords.sentence("wallet.fromCapsule", language.chosen, [("file", candidate.name)]),
                        width: Terminal.standard.width - 4
                    ).forEach { Output.line("  " + $0) }
                }
                for before in predecessors[entry.number] ?? [] {
                    Output.line(
                        "  "
                            + CommandWords.sentence(
                                "wallet.replaces", language.chosen, [("number", String(before))]))
                }
            } catch let failure as Failure {
                failure.report()
                if refusal == nil { refusal = failure }
            }
        }
    }

    /// The numbers of the credentials whose place each credential takes.
    private func predecessors(in vault: Vault) -> [Int: [Int]] {
        let successors = (try? Wallet(vault).summaries().successors()) ?? [:]
        return Dictionary(grouping: successors.keys.sorted()) { successors[$0] ?? 0 }
    }

    private func isThere(_ bytes: [UInt8], _ wallet: Wallet) -> Bool {
        guard let digest = try? Wallet.digest(of: bytes), let summaries = try? wallet.summaries() else { return false }
        return summaries.contains { $0.digest == digest && $0.isIntact }
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
