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
            """)

    @OptionGroup var change: StatusChangeOptions

    func run() throws { try change.run(.reinstate, isConfirmed: true) }
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
    func run(_ action: StatusAction, isConfirmed: Bool) throws {
        try Failure.refuseEmpty(note, option: "--note")
        let folder = try issuer.open()
        let records = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.issued() }
        let named = try credentials.flatMap { argument throws(Failure) in
            try NamedCredential.all(argument, in: folder, records)
        }
        let text = StatusChangeText(
            action, named, records, in: folder, language: language.chosen, format: format, isDone: !dryRun)
        let keeper = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try StatusKeeper(folder) }
        let ids = named.map(\.id)
        func review() throws -> [StatusReview] {
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try keeper.review(action, ids) }
        }
        var reviews = try review()
        if !dryRun, text.refused(reviews).isEmpty {
            let count = reviews.count { $0.outcome == .changed }
            if count > Self.confirmationLimit, !isConfirmed { try confirm(count) }
            reviews = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try keeper.carryOut(action, ids, reason: reason.reason, note: note, at: Clock.now)
            }
        }
        let refused = text.refused(reviews)
        guard refused.isEmpty else {
            refused.forEach { $0.report(in: language.chosen) }
            throw Failure(.dataError, Sentence("error.status.nothingChanged", ["count": refused.count]))
        }
        try text.tell(reviews)
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
