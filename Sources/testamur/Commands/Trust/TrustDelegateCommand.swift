import ArgumentParser
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import Storage

/// `testamur trust delegate`: lets a part of an institution, such as a faculty, issue.
struct TrustDelegateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delegate",
        abstract: "Let a faculty issue for your institution, with no more than your institution has itself.",
        discussion: """
            Example:
              testamur trust delegate --signing-key delegate.pem \\
                --did did:web:law.leiehove.example --name "Faculty of Law" --key z6Mk… \\
                --types MicroCredential --eqf 6-7 --country BE-VLG \\
                --out law.json --trust ./trust

            The signing key is one that your institution has on the list for
            delegations, and for nothing else. Against the lists of your trust folder
            the delegation is checked before it is written. It ends after a year, or
            with what it comes from; thirteen months are the longest.

            To warn of a key that somebody else has, delegate once more with that key
            and --stolen-since, and a second time with the new key. To take awards
            back, delegate once more with --void-from. Whoever has seen the warning
            does not forget it. Where the key that signed it is stolen later, nobody
            knows any more who said it: say it again with the new key.
            """)

    @OptionGroup var delegator: DelegatorOptions

    @Option(name: .long, help: "The DID of the one who may issue.")
    var did: String

    @Option(name: .long, help: "Its name, which verifiers show.")
    var name: String

    @OptionGroup var key: IssuerKeyOptions
    @OptionGroup var recognition: RecognitionOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Somebody else has the key since this day: nobody issues with it, and what it signed is told apart.",
            valueName: "date"))
    var stolenSince: String?

    @Option(
        name: .long, help: ArgumentHelp("What was awarded from this day on is void.", valueName: "date"))
    var voidFrom: String?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to; standard output when it is left out.", valueName: "path"),
        completion: .file())
    var out: String?

    @OptionGroup var trust: TrustOption
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        let now = try time.now()
        let words = language.chosen
        let id = try DID(option: "--did", did)
        if let out, out != "-" { try KeyFile.checkIsFree(out) }
        let trust = try trust.load()
        let signer = try KeyFile.open(self.delegator.signingKey, passphrase, words)
        let found = try Delegating(key: signer.publicKey, trust)
        let delegator = try found.map { $0.delegator } ?? self.delegator.named(signer.publicKey)
        let start = try TimeArgument.parse(recognition.from, option: "--from", edge: .start) ?? now
        let end =
            try TimeArgument.parse(recognition.until, option: "--until", edge: .end)
            ?? found?.usualEnd(from: start) ?? Delegating.usualEnd(from: start)
        var delegation = NewDelegation(id: id, legalName: name, window: ValidityWindow(from: start, until: end))
        guard start <= end else { throw Failure(.usage, "error.untilBeforeFrom", hint: "hint.untilBeforeFrom") }
        let bound = start.adding(seconds: Delegation.largestWindow)
        guard end <= bound else {
            // The last day of which the end still lies before.
            let latest = bound.adding(seconds: 1).adding(days: -1)
            throw Failure(
                .usage, Sentence("error.delegation.tooLong", ["latest": latest]), hint: "hint.delegation.tooLong")
        }
        var key = try key.key(of: id, from: start, language: words)
        key.compromisedSince = try past(stolenSince, "--stolen-since", now)
        delegation.keys = [key]
        var scope = try recognition.recognition(from: start)
        scope.window = ValidityWindow(from: start, until: end)
        scope.voidFrom = try past(voidFrom, "--void-from", now)
        delegation.recognitions = [scope]
        let signed: Delegation
        do throws(TrustError) {
            signed = try delegation.sign(by: delegator, with: signer, at: now)
        } catch {
            throw Failure(delegating: error)
        }
        let standing = DelegationStanding(signed, trust, at: now, isNew: true)
        if trust.lists.isEmpty {
            Warning.tell("error.delegation.unchecked", in: words)
        } else {
            guard standing.counts else { throw standing.refusalToDelegator }
        }
        try write(standing)
    }

    /// A day on which something happened that is told now.
    private func past(_ text: String?, _ option: String, _ now: Timestamp) throws -> Timestamp? {
        let time = try TimeArgument.parse(text, option: option, edge: .start)
        guard let time, time > now else { return time }
        throw Failure(
            .usage, Sentence("error.notYetHappened", ["option": option]), hint: "hint.notYetHappened")
    }

    private func write(_ standing: DelegationStanding) throws {
        guard let out, out != "-" else {
            Output.bytes(standing.delegation.bytes)
            return
        }
        do throws(StorageError) {
            try AtomicFile.create(at: out, with: standing.delegation.bytes, access: .readableByAll)
        } catch {
            throw Failure(creating: error)
        }
        let words = language.chosen
        let path = TerminalText(out).description
        Output.line(CommandWords.sentence("trust.delegation.made", words, [("file", path)]))
        DelegationCard(standing: standing, language: words, terminal: .standard).lines.forEach { Output.line($0) }
        let isWarning = standing.delegation.isWarning
        Terminal.wrap(
            CommandWords.sentence(
                isWarning ? "trust.delegation.warningNext" : "trust.delegation.next", words, [("file", path)]),
            width: Terminal.standard.width
        ).forEach { Output.line($0) }
    }
}

extension Failure {
    /// A delegation that cannot be made as the options describe it.
    fileprivate init(delegating error: TrustError) {
        // What is wrong with its form is wrong with an option, as on a list.
        let isForm = error.code == .delegationMalformed
        self.init(editing: isForm ? TrustError(.malformed, at: error.pointer, error.reason) : error)
    }
}
