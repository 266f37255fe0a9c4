import ArgumentParser
import Credentials
import Cryptography
import Encodings
import Registry

/// `testamur trust add-key`: puts a further key of an institution on the list.
struct TrustAddKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-key",
        abstract: "Put a further key of an institution on the list.",
        discussion: """
            Example:
              testamur trust add-key utopia --did did:web:leiehove.example \\
                --key z6Mk… --from 2027-01-01
            """)

    @OptionGroup var options: EditOptions

    @Option(name: .long, help: "The institution's DID.")
    var did: String

    @OptionGroup var key: IssuerKeyOptions

    @Option(name: .long, help: ArgumentHelp("The first day on which it signs. Today if left out.", valueName: "date"))
    var from: String?

    func run() throws {
        let id = try DID(option: "--did", did)
        let from = try TimeArgument.parse(from, option: "--from", edge: .start)
        try options.edit { editor in
            let today = Timestamp(startOf: editor.now.date)
            let key = try key.key(of: id, from: from ?? today, language: options.language.chosen)
            try editor.change { (editor) throws(TrustError) in try editor.addKey(key, to: id) }
        }
    }
}

/// `testamur trust retire-key`: ends the use of a key.
struct TrustRetireKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire-key",
        abstract: "End the use of a key; what it signed before stays good.",
        discussion: """
            Example:
              testamur trust retire-key utopia --until 2026-12-31 \\
                --key did:web:leiehove.example#key-2026
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var key: ListedKeyOption

    @Option(name: .long, help: ArgumentHelp("The last day on which it signs. Now if left out.", valueName: "date"))
    var until: String?

    func run() throws {
        let until = try TimeArgument.parse(until, option: "--until", edge: .end)
        try options.edit { editor in
            let now = editor.now
            let method = try key.method(in: editor)
            try editor.change { (editor) throws(TrustError) in try editor.retireKey(method, until: until ?? now) }
        }
    }
}

/// `testamur trust compromise-key`: says that somebody else has a key.
struct TrustCompromiseKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compromise-key",
        abstract: "Say that somebody else has a key: nothing that it signed can be relied on any more.",
        discussion: """
            Example:
              testamur trust compromise-key utopia --since 2026-05-02 \\
                --key did:web:leiehove.example#key-2026
            """)

    @OptionGroup var options: EditOptions
    @OptionGroup var key: ListedKeyOption

    @Option(
        name: .long,
        help: ArgumentHelp("Since when somebody else may have signed with it. Now if left out.", valueName: "date"))
    var since: String?

    func run() throws {
        let since = try TimeArgument.parse(since, option: "--since", edge: .start)
        try options.edit { editor in
            let now = editor.now
            let method = try key.method(in: editor)
            try editor.change { (editor) throws(TrustError) in try editor.compromiseKey(method, since: since ?? now) }
        }
    }
}

/// A key that is on the list.
struct ListedKeyOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The key: its name in proofs (a DID with '#'), or its Multikey.", valueName: "key"))
    var key: String

    /// The name of the key on the draft.
    func method(in editor: DraftEditor) throws(Failure) -> DIDURL {
        if let method = DIDURL(key), method.fragment != nil { return method }
        var names: [String] = []
        for issuer in try editor.document.root["credentialSubject"]?.elements.map({ $0 }) ?? [] {
            for listed in issuer["keys"]?.elements.map({ $0 }) ?? []
            where listed["publicKeyMultibase"]?.string?.utf8.elementsEqual(key.utf8) ?? false {
                names.append(listed["kid"]?.string ?? "")
            }
        }
        guard let name = names.first, names.count == 1, let method = DIDURL(name) else {
            throw Failure(
                .dataError, names.isEmpty ? "error.keyNotListed" : "error.keyListedTwice", hint: "hint.nameKey")
        }
        return method
    }
}
