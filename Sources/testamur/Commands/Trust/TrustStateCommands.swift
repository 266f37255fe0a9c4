import ArgumentParser
import Credentials
import Encodings
import Registry

/// Whose state changes, and from when on.
struct StateOptions: ParsableArguments {
    @Option(name: .long, help: "The institution's DID.")
    var did: String

    @Option(name: .long, help: ArgumentHelp("From when on. Now if left out.", valueName: "date"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("A word that the list shows, for example qa-review.", valueName: "word"))
    var reason: String?

    /// Makes one of the editor's changes of state.
    func change(
        _ options: EditOptions,
        _ change: (inout TrustListEditor, DID, Timestamp, String?) throws(TrustError) -> Void
    ) throws {
        let id = try DID(option: "--did", did)
        let since = try TimeArgument.parse(since, option: "--since", edge: .start)
        try options.edit { editor in
            let now = editor.now
            try editor.change { (editor) throws(TrustError) in try change(&editor, id, since ?? now, reason) }
        }
    }
}

/// `testamur trust suspend`: shuts an institution out for the time being.
struct TrustSuspendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Say that an institution may not issue for the time being.",
        discussion: """
            Example:
              testamur trust suspend utopia --did did:web:leiehove.example \\
                --since 2026-11-01 --reason qa-review
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var state: StateOptions

    func run() throws {
        try state.change(options) { (editor, id, since, reason) throws(TrustError) in
            try editor.suspend(id, since: since, reason: reason)
        }
    }
}

/// `testamur trust withdraw`: shuts an institution out for good.
struct TrustWithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Say that an institution may no longer issue.",
        discussion: """
            Example:
              testamur trust withdraw utopia --did did:web:leiehove.example \\
                --since 2026-11-01 --reason closed

            Where the institution is closed and another keeps its records, name that one:
            whoever meets an old award of the institution is told whom to ask.

            The reasons closed and merged say that it ended without a fault: what it signed
            before is not refused. It stays valid where you call its keys out of use
            (testamur trust retire-key), because they were destroyed or handed over; where
            a key is left over, nobody can tell what was signed with it since, and whoever
            keeps the records is named. With any other reason nothing of it is believed.
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var state: StateOptions

    @Option(name: .long, help: ArgumentHelp("Who vouches for its records from then on.", valueName: "did"))
    var successor: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The successor's name, where it is on no place of the list.", valueName: "name"))
    var successorName: String?

    func run() throws {
        let next = try successor.map { text throws(Failure) in try DID(option: "--successor", text) }
        if successorName != nil, next == nil {
            throw Failure(.usage, "error.successorWithoutDID", hint: "hint.successorWithoutDID")
        }
        let name = try next.map { try self.name(of: $0) }
        try state.change(options) { (editor, id, since, reason) throws(TrustError) in
            var successor: Successor?
            if let next, let name { successor = Successor(id: next, legalName: name) }
            try editor.withdraw(id, since: since, reason: reason, successor: successor)
        }
    }

    /// The successor's name: the one that is given, else the one on the list.
    private func name(of successor: DID) throws -> String {
        if let successorName {
            try Failure.refuseEmptyText(successorName, option: "--successor-name")
            return successorName
        }
        guard let listed = try AuthorityFolder(options.folder).list.issuer(Array(successor.text.utf8)) else {
            throw Failure(
                .usage, Sentence("error.successorUnnamed", ["did": successor.text]), hint: "hint.successorUnnamed")
        }
        return listed.legalName
    }
}

/// `testamur trust close`: says that the next list is the last one.
struct TrustCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Say that your authority keeps its list no longer: the next list is the last.",
        discussion: """
            Example: testamur trust close utopia

            A closed list is never due for an update. It tells for good what was known
            on its date, decides nothing about what is signed after that, and cannot be
            opened again. Sign it as any other: testamur trust sign.
            """)

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.edit { editor in
            try editor.change { (editor) throws(TrustError) in try editor.close() }
        }
    }
}

/// `testamur trust reinstate`: lets an institution issue again.
struct TrustReinstateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate",
        abstract: "Say that an institution may issue again.",
        discussion: """
            Example:
              testamur trust reinstate utopia --did did:web:leiehove.example \\
                --since 2027-02-01
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var state: StateOptions

    func run() throws {
        try state.change(options) { (editor, id, since, reason) throws(TrustError) in
            try editor.reinstate(id, since: since, reason: reason)
        }
    }
}
