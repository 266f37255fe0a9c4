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
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var state: StateOptions

    func run() throws {
        try state.change(options) { (editor, id, since, reason) throws(TrustError) in
            try editor.withdraw(id, since: since, reason: reason)
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
