import ArgumentParser
import CredentialIssuer
import Encodings

/// `testamur issuer revoke`: takes credentials back for good.
struct IssuerRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Take credentials back, for ever.",
        discussion: """
            Example: testamur issuer revoke out/anna.json --reason issued-in-error --issuer leiehove

            All of them are revoked, or none. It is final, and public when you run
            testamur issuer publish.
            """)

    @OptionGroup var change: StatusChangeOptions

    @Flag(name: .long, help: "Do not ask before more than ten are revoked.")
    var yes = false

    func run() throws { try change.run(.revoke, isConfirmed: yes) }
}

/// `testamur issuer suspend`: credentials do not count for now.
struct IssuerSuspendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Let credentials not count for now.",
        discussion: """
            Example: testamur issuer suspend urn:uuid:… --reason quality --issuer leiehove
            Bring them back with testamur issuer reinstate.
            """)

    @OptionGroup var change: StatusChangeOptions

    func run() throws { try change.run(.suspend, isConfirmed: true) }
}

/// `testamur issuer reinstate`: credentials that were suspended count again.
struct IssuerReinstateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate",
        abstract: "Let credentials count again that were suspended.",
        discussion: """
            Example: testamur issuer reinstate urn:uuid:… --reason quality --issuer leiehove
            What was revoked stays revoked.

            Where issuer.yaml names approvers, one of them asks for it with --key, and
            another agrees: testamur issuer batch approve
            """)

    @OptionGroup var change: StatusChangeOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Your own key, which stands among the approvers, where two persons must agree.", valueName: "file"),
        completion: .file())
    var key: String?

    @OptionGroup var passphrase: PassphraseOption

    func run() throws {
        try Failure.refuseEmpty(key, option: "--key")
        try change.run(.reinstate, isConfirmed: true, asking: key.map { ($0, passphrase) })
    }
}

/// `testamur issuer refresh`: there is a newer credential to ask for.
struct IssuerRefreshCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Let credentials say that there is a newer one to ask for. They count as before.",
        discussion: """
            Example: testamur issuer refresh urn:uuid:… --reason superseded --issuer leiehove
            Whoever verifies them is told so, once it is published.
            """)

    @OptionGroup var change: StatusChangeOptions

    @Flag(name: .long, help: "There is none to ask for after all.")
    var clear = false

    func run() throws { try change.run(clear ? .endRefresh : .refresh, isConfirmed: true) }
}

/// `testamur issuer message`: the institution's message holds for credentials.
struct IssuerMessageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message",
        abstract: "Let credentials carry the message that status_message in issuer.yaml says. They count as before.",
        discussion: """
            Example: testamur issuer message urn:uuid:… --reason other --issuer leiehove

            It takes status_purposes with message, and status_message with its text, in
            issuer.yaml when the credential is issued: the text is signed with it.
            """)

    @OptionGroup var change: StatusChangeOptions

    @Flag(name: .long, help: "Take the message away again.")
    var clear = false

    func run() throws { try change.run(clear ? .endMessage : .message, isConfirmed: true) }
}

/// Why a status is changed, as an argument names it.
struct ReasonName: ExpressibleByArgument {
    let reason: StatusReason

    init?(argument: String) {
        guard let reason = StatusReason(rawValue: argument) else { return nil }
        self.reason = reason
    }

    static var allValueStrings: [String] { StatusReason.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// What every command has that changes the status of credentials.
struct StatusChangeOptions: ParsableArguments {
    /// From how many on it is asked whether they are to be revoked.
    private static let confirmationLimit = 10

    @Argument(
        help: ArgumentHelp(
            "Credentials: their identifiers, their files, or the name of a batch for all of it.",
            valueName: "credential"),
        completion: .file())
    var credentials: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Why: issued-in-error, superseded, fraud, learner-request, quality or other. The register keeps it for good.",
            valueName: "class"))
    var reason: ReasonName

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What is worth remembering besides, for this institution alone. It is never published.", valueName: "text"))
    var note: String?

    @Flag(name: .long, help: "Tell what would be changed, and change nothing.")
    var dryRun = false

    @OptionGroup var issuer: IssuerOption

    @Option(name: .long, help: "How to answer: text, or json (one line for each credential).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    /// Changes the status of all of them, or of none.
    ///
    /// - Parameter person: The key of whoever asks another to agree, with where its passphrase comes from.
    func run(
        _ action: StatusAction, isConfirmed: Bool, asking person: (key: String, passphrase: PassphraseOption)? = nil
    ) throws {
        try Failure.refuseEmpty(note, option: "--note")
        let folder = try issuer.open()
        let needsTwo = action.needsTwo(of: folder.profile)
        guard needsTwo || person == nil else {
            throw Failure(.dataError, "error.noApprovers", hint: "hint.noApprovers.status")
        }
        let records = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.issued() }
        let named = try credentials.flatMap { argument throws(Failure) in
            try NamedCredential.all(argument, in: folder, records)
        }
        let text = StatusChangeText(
            action, named, records, in: folder, language: language.chosen, format: format, isDone: !dryRun)
        let ids = named.map(\.id)
        var reviews = try review(action, ids, folder)
        if !dryRun, text.refused(reviews).isEmpty {
            let count = reviews.count { $0.outcome == .changed }
            if needsTwo, count > 0 { return try ask(person, folder, ids) }
            if count > Self.confirmationLimit, !isConfirmed { try confirm(count) }
            reviews = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                count == 0
                    ? reviews
                    : try StatusKeeper(folder).carryOut(
                        action, ids, reason: reason.reason, note: note, at: Clock.now)
            }
        }
        let refused = text.refused(reviews)
        guard refused.isEmpty else {
            refused.forEach { $0.report(in: language.chosen) }
            throw Failure(.dataError, Sentence("error.status.nothingChanged", ["count": refused.count]))
        }
        try text.tell(reviews)
    }

    /// What would come of it; the folder is free again when this returns.
    private func review(
        _ action: StatusAction, _ ids: [String], _ folder: IssuerFolder
    ) throws -> [StatusReview] {
        try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try StatusKeeper(folder).review(action, ids)
        }
    }

    /// Lays it before another person.
    private func ask(
        _ person: (key: String, passphrase: PassphraseOption)?, _ folder: IssuerFolder, _ ids: [String]
    ) throws {
        guard let person else { throw Failure(.usage, "error.reinstate.two", hint: "hint.reinstate.two") }
        guard let note else { throw Failure(.usage, "error.reinstate.note", hint: "hint.reinstate.note") }
        let signer = try KeyFile.open(person.key, person.passphrase, language.chosen)
        let batch = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.prepareReinstatement(
                of: ids, reason: reason.reason, note: note, by: signer, at: Clock.now)
        }
        let card = BatchCard(batch: batch, language: language.chosen, terminal: .standard)
        guard format == .text else { return Output.json(card.json) }
        try card.lines(in: folder).forEach { Output.line($0) }
        Output.line()
        let place = IssuerCard.shellWord(TerminalText(folder.path).content)
        Output.line(
            CommandWords.sentence(
                "issuer.batch.next", language.chosen,
                [("command", "testamur issuer batch approve \(batch.id) --issuer \(place) --key …")]))
    }

    private func confirm(_ count: Int) throws(Failure) {
        let question = CommandWords.sentence("issuer.status.confirm", language.chosen, [("count", String(count))])
        guard Question.yes(question) else {
            throw Failure(.usage, Sentence("error.status.notConfirmed", ["count": count]), hint: "hint.status.yes")
        }
    }
}

/// A credential as somebody names it on a command line.
struct NamedCredential {
    /// What was written.
    let argument: String
    /// The identifier.
    let id: String

    /// Reads what was written: the name of a batch stands for all that was issued of it.
    static func all(
        _ argument: String, in folder: IssuerFolder, _ records: [IssuedRecord]
    ) throws(Failure) -> [NamedCredential] {
        guard isBatch(argument), !FileExistence.isFile(argument) else {
            return [try NamedCredential(argument, in: folder, records)]
        }
        let issued = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.credentials(ofBatch: argument)
        }
        return issued.map { NamedCredential(argument: argument, id: $0.credentialID) }
    }

    private static func isBatch(_ argument: String) -> Bool {
        argument.utf8.starts(with: "b-".utf8) && argument.utf8.count >= 6
            && argument.utf8.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private init(argument: String, id: String) {
        self.argument = argument
        self.id = id
    }

    /// Reads an identifier, or the file of a credential of this institution.
    ///
    /// A file must be the credential as it was issued: somebody who was sent another one would revoke what they do not mean.
    init(_ argument: String, in folder: IssuerFolder, _ records: [IssuedRecord]) throws(Failure) {
        self.argument = argument
        if argument.utf8.starts(with: "urn:".utf8) || argument.utf8.starts(with: "https://".utf8) {
            id = argument
            return
        }
        let bytes = try Inputs.read(argument, limit: Limits.credential.documentByteCount)
        let root: JSONNode
        do throws(JSONError) {
            root = try JSONDocument(parsing: bytes, limits: .credential).root
        } catch {
            throw Failure(error, in: argument, "error.notStrictJSON")
        }
        guard let id = root["id"]?.string else {
            throw Failure(
                .dataError, Sentence("error.status.noCredential", ["file": InputName(argument)]),
                hint: "hint.status.name")
        }
        self.id = id
        // What the register does not know is refused by name later, with the others.
        guard let record = records.first(where: { $0.credentialID.utf8.elementsEqual(id.utf8) }),
            let kept = try? folder.credential(record)
        else { return }
        guard kept == bytes else {
            throw Failure(
                .dataError, Sentence("error.status.otherBytes", ["file": InputName(argument), "id": id]),
                hint: Sentence("hint.status.otherBytes", ["id": id]))
        }
    }
}
