import ArgumentParser
import CredentialWallet
import Credentials
import Encodings
import Proofs

/// `testamur wallet prove`: shows an institution that the learner has the key that a credential is to be bound to.
struct WalletProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prove to an institution that you have a key, so that what it issues is bound to you.",
        discussion: """
            Example: testamur wallet prove --challenge challenge.txt

            The key is made for this institution alone, so that no two of them can tell by it
            that they know the same person, and never leaves the wallet. Nothing about you is
            in the proof. The institution issues with testamur issuer issue --holder-proof.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The challenge that the institution gave you; '-' reads standard input.", valueName: "file"),
        completion: .file())
    var challenge: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Prove this key of your wallet, by its identifier, in place of the institution's own.",
            valueName: "did"))
    var key: String?

    @Flag(name: .long, help: "Make a new key, for one credential alone.")
    var new = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to; '-' writes to standard output. No file is overwritten.", valueName: "file"),
        completion: .file())
    var out: String = "proof.json"

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @OptionGroup var wallet: WalletOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(key, option: "--key")
        guard key == nil || !new else {
            throw Failure(
                .usage, Sentence("error.twoOptions", ["one": "--key", "other": "--new"]), hint: "hint.oneOption")
        }
        let request = try ChallengeInput.read(challenge, at: Clock.now)
        let file = try HandedOutFile(out)
        let vault = try wallet.openVault(language.chosen)
        let named = try named(in: vault)
        let institution = TerminalText(request.domain).description
        tell("wallet.prove.for", [("institution", institution)], in: file)
        if let other = named?.issuer, !other.utf8.elementsEqual(request.domain.utf8) {
            tell("wallet.prove.otherKey", [("other", TerminalText(other).description)], in: file)
        }
        let question = CommandWords.sentence(
            "wallet.prove.question", language.chosen, [("institution", institution)])
        guard file.isAllowed(question, yes) else {
            file.tell(CommandWords.sentence("wallet.nothingSigned", language.chosen))
            return
        }
        let now = Clock.now
        // The key is kept before anybody learns of it.
        let (proved, proof) = try Failure.ofWallet(at: vault.path) { () throws(WalletError) in
            let proved =
                if let named {
                    named
                } else if new {
                    try vault.makeHolderKey(at: now)
                } else {
                    try vault.holderKey(forIssuer: request.domain, at: now)
                }
            return (proved, try vault.prove(proved, answering: request, at: now))
        }
        try file.write(proof)
        let until = min(now.adding(seconds: PresentationTerms.possessionSeconds), request.expires)
        if !file.isStandardOutput { tell("wallet.prove.made", [("path", TerminalPath.safe(out))], in: file) }
        tell(
            "wallet.prove.give",
            [("institution", institution), ("time", MomentText(until).words(in: language.chosen))], in: file)
        tell("wallet.prove.key", [], in: file)
        file.tell("  " + proved.did)
        // Whatever is bound to a key that is lost can be shown by nobody.
        if proved.madeAt == now { tell("wallet.prove.backUp", [], in: file) }
    }

    /// The key that was named.
    private func named(in vault: Vault) throws -> KeptKey? {
        guard let key else { return nil }
        let keys = try Failure.ofWallet(at: vault.path) { () throws(WalletError) in try vault.holderKeys() }
        guard let found = keys.first(where: { $0.did.utf8.elementsEqual(key.utf8) }) else {
            throw Failure(
                .noInput, Sentence("error.prove.noSuchKey", ["key": key]), hint: "hint.prove.noSuchKey")
        }
        return found
    }

    private func tell(_ key: String, _ facts: [(name: String, value: String)], in file: HandedOutFile) {
        Terminal.wrap(CommandWords.sentence(key, language.chosen, facts), width: Terminal.standard.width - 2)
            .forEach { file.tell($0) }
    }
}
