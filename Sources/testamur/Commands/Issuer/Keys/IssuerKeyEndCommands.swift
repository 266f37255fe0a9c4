import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings

/// `testamur issuer key retire`: a key signs nothing more from a day on.
struct IssuerKeyRetireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Let a key sign nothing more from a day on. What it signed stays good.",
        discussion: """
            Example: testamur issuer key retire z6Mk… --from 2027-02-01 --issuer leiehove

            A key whose day has not come is called off by it, and the one before goes on.
            """)

    @OptionGroup var key: OwnKeyArgument

    @Option(
        name: .long,
        help: ArgumentHelp("The first day on which it signs nothing more. Now if left out.", valueName: "date"))
    var from: String?

    @Flag(name: .long, help: "Retire it though no other key signs after it: nothing is signed from then on.")
    var last = false

    @OptionGroup var issuer: IssuerOption
    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let words = language.chosen
        let now = try time.now()
        let until = try KeyTime.start(from, option: "--from", at: now) ?? now
        let folder = try issuer.open()
        let ending = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try KeyKeeper(folder).retire(key.name, from: until, isLast: last, at: now)
        }
        let facts = [
            ("key", TerminalText(ending.key.verificationMethod.text).description),
            ("time", KeyPlaceText.words(ending.key.until ?? until, words)),
        ]
        Output.line(
            CommandWords.sentence(ending.isNew ? "issuer.key.retired" : "issuer.key.retiredBefore", words, facts))
        for resumed in ending.resumed {
            Output.line(
                CommandWords.sentence(
                    "issuer.key.resumed", words,
                    [("key", TerminalText(resumed.verificationMethod.text).description)]))
        }
        guard ending.isNew else { return }
        let card = IssuerCard(folder: try issuer.open(), language: words, terminal: .standard)
        Output.line()
        card.steps(ending: ending.key).forEach { Output.line($0) }
    }
}

/// `testamur issuer key compromised`: somebody else may have a key.
struct IssuerKeyCompromisedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compromised",
        abstract: "Say that somebody else may have a key. It signs nothing more, for good.",
        discussion: """
            Example: testamur issuer key compromised z6Mk… --since 2026-11-20 --issuer leiehove

            It tells what was signed with the key since then, and what is to be done.
            """)

    @OptionGroup var key: OwnKeyArgument

    @Option(
        name: .long,
        help: ArgumentHelp("Since when somebody else may have signed with it: a day or a time.", valueName: "time"))
    var since: String

    @Flag(name: .long, help: "Do not ask: it is final.")
    var yes = false

    @OptionGroup var issuer: IssuerOption
    @OptionGroup var time: EditTimeOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let words = language.chosen
        let now = try time.now()
        let since: Timestamp = try TimeArgument.parse(self.since, option: "--since", edge: .start)
        let folder = try issuer.open()
        let known = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.keys().key(named: key.name)
        }
        if known.compromisedSince != since, !yes { try confirm(known) }
        let ending = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try KeyKeeper(folder).markCompromised(key.name, since: since, at: now)
        }
        let renewed = try issuer.open()
        let (uses, all) = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            (try renewed.uses(of: ending.key, since: since), try renewed.uses(of: ending.key).standing)
        }
        let card = IssuerCard(folder: renewed, language: words, terminal: .standard)
        if card.documentAddress != nil { try card.writeDocument() }
        let report = CompromiseText(
            key: ending.key, uses: uses, all: all, folder: renewed, card: card, language: words, isNew: ending.isNew)
        guard format == .text else { return Output.json(report.json, indented: true) }
        report.lines.forEach { Output.line($0) }
        let advice = try KeyAdvice(renewed, words, at: now).lines
        if !advice.isEmpty { Output.line() }
        advice.forEach { Output.line($0) }
    }

    private func confirm(_ key: InstitutionKey) throws(Failure) {
        let question = CommandWords.sentence(
            "issuer.key.confirm", language.chosen,
            [("key", TerminalText(key.verificationMethod.text).description)])
        guard Question.yes(question) else {
            throw Failure(.usage, "error.key.notConfirmed", hint: "hint.status.yes")
        }
    }
}

/// A key of the institution, as an argument.
struct OwnKeyArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The key: its name in proofs, what stands behind '#' there, or its Multikey.", valueName: "key"))
    var name: String
}

/// What it comes to that somebody else may have a key: what was signed with it, and what is to be done.
struct CompromiseText {
    let key: InstitutionKey
    /// What was signed since then.
    let uses: KeyUses
    /// All that was signed and is not revoked.
    let all: [KeyUses.Credential]
    let folder: IssuerFolder
    let card: IssuerCard
    let language: Language
    /// Whether it was recorded now.
    let isNew: Bool

    /// How many batches are named.
    private static let batchLimit = 10

    var lines: [String] {
        let since = KeyPlaceText.words(key.compromisedSince ?? .earliest, language)
        let name = TerminalText(key.verificationMethod.text).description
        var lines = wrapped(
            isNew ? "issuer.key.compromised" : "issuer.key.compromisedBefore", [("key", name), ("time", since)])
        lines += [""] + wrapped("issuer.key.signedSince", [("time", since), ("parts", parts)])
        if uses.credentialCount > uses.credentials.count {
            lines += wrapped(
                "issuer.key.signedBefore",
                [("parts", Counted.text("issuer.count.credential", earlierCount, language))])
        }
        lines += [""] + wrapped("issuer.key.todo") + wrapped("issuer.key.todo.authority")
        lines += card.steps(ending: key, isPart: true)
        if card.documentAddress != nil { lines += wrapped("issuer.key.todo.document", [("file", card.documentPath)]) }
        if key.purpose == .status || uses.laterListCount > 0 {
            lines += wrapped("issuer.key.todo.lists", [("folder", TerminalText(folder.path).description)])
        }
        if key.purpose == .issue, !all.isEmpty { lines += credentials }
        return lines
    }

    /// What is done about the credentials: those since then are not to be relied on, and those before cannot be told apart
    /// from what a thief dates back.
    private var credentials: [String] {
        var lines = wrapped("issuer.key.todo.credentials")
        let batches = Self.once(all.compactMap(\.batch))
        for batch in batches.prefix(Self.batchLimit) {
            lines.append("  testamur issuer batch reissue \(batch) --out \(batch) --issuer \(shellPath)")
        }
        if batches.count > Self.batchLimit {
            lines += wrapped("issuer.key.todo.moreBatches", [("n", String(batches.count - Self.batchLimit))])
        }
        if all.contains(where: { $0.batch == nil }) {
            lines.append("  testamur issuer issue --again --spec … --learner … --issuer \(shellPath)")
        }
        guard !uses.standing.isEmpty else { return lines }
        lines += wrapped("issuer.key.todo.since")
        for credential in uses.standing.prefix(Self.batchLimit) {
            lines.append("  \(credential.id)  \(credential.signedAt)" + (credential.batch.map { "  \($0)" } ?? ""))
        }
        if uses.standing.count > Self.batchLimit {
            lines += wrapped("issuer.key.todo.more", [("n", String(uses.standing.count - Self.batchLimit))])
        }
        return lines
    }

    var json: JSONValue {
        [
            "verificationMethod": .string(key.verificationMethod.text),
            "compromisedSince": .string((key.compromisedSince ?? .earliest).description),
            "credentials": .array(
                uses.credentials.map { credential in
                    var value: JSONValue = [
                        "id": .string(credential.id), "signedAt": .string(credential.signedAt.description),
                        "isRevoked": .boolean(credential.isRevoked), "isReplaced": .boolean(credential.isReplaced),
                    ]
                    value["batch"] = credential.batch.map { .string($0) }
                    return value
                }),
            "credentialsBefore": .number(String(earlierCount)), "statusLists": .number(String(uses.laterListCount)),
            "authority": .array(card.endCommands(for: key).map { .string($0) }),
        ]
    }

    private var earlierCount: Int { uses.credentialCount - uses.credentials.count }

    private var parts: String {
        let revoked = uses.credentials.count { $0.isRevoked }
        let replaced = uses.credentials.count { $0.isReplaced && !$0.isRevoked }
        return [
            Counted.text("issuer.count.credential", uses.credentials.count, language),
            revoked > 0 ? word("issuer.key.ofThemRevoked", revoked) : nil,
            replaced > 0 ? word("issuer.key.ofThemReplaced", replaced) : nil,
            Counted.text("issuer.count.list", uses.laterListCount, language),
        ].compactMap { $0 }.joined(separator: ", ")
    }

    private func word(_ key: String, _ number: Int) -> String {
        CommandWords.sentence(key, language, [("n", ProgressBar.grouped(number))])
    }

    private var shellPath: String { IssuerCard.shellWord(TerminalText(folder.path).content) }

    private func wrapped(_ key: String, _ facts: [(name: String, value: String)] = []) -> [String] {
        Terminal.wrap(CommandWords.sentence(key, language, facts), width: Terminal.standard.width)
    }

    private static func once(_ texts: [String]) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        for text in texts where seen.insert(text).inserted { found.append(text) }
        return found
    }
}
