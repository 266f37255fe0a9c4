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
            """)

    @Option(
        name: .long, help: ArgumentHelp("The institution's private key for delegations.", valueName: "file"),
        completion: .file())
    var signingKey: String

    @Option(
        name: .long,
        help: ArgumentHelp("Who delegates, where no list tells whose the signing key is.", valueName: "did"))
    var by: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How proofs name the signing key, where no list tells: what stands behind '#', or the whole.",
            valueName: "name"))
    var byKeyID: String?

    @Option(name: .long, help: "The DID of the one who may issue.")
    var did: String

    @Option(name: .long, help: "Its name, which verifiers show.")
    var name: String

    @OptionGroup var key: IssuerKeyOptions
    @OptionGroup var recognition: RecognitionOptions

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
        let signer = try KeyFile.open(signingKey, passphrase, words)
        let found = try Delegating(key: signer.publicKey, trust)
        let delegator = try found.map { $0.delegator } ?? named(signer.publicKey)
        let start = try TimeArgument.parse(recognition.from, option: "--from", edge: .start) ?? now
        let end =
            try TimeArgument.parse(recognition.until, option: "--until", edge: .end)
            ?? found?.usualEnd(from: start) ?? Delegating.usualEnd(from: start)
        var delegation = NewDelegation(id: id, legalName: name, window: ValidityWindow(from: start, until: end))
        guard start <= end else { throw Failure(.usage, "error.untilBeforeFrom", hint: "hint.untilBeforeFrom") }
        delegation.keys = [try key.key(of: id, from: start, language: words)]
        var scope = try recognition.recognition(from: start)
        scope.window = ValidityWindow(from: start, until: end)
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
            guard standing.counts else { throw standing.refusal }
        }
        try write(standing)
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
        Terminal.wrap(
            CommandWords.sentence("trust.delegation.next", words, [("file", path)]), width: Terminal.standard.width
        ).forEach { Output.line($0) }
    }

    /// The delegator that the options name.
    private func named(_ key: Ed25519PublicKey) throws(Failure) -> NewDelegation.Delegator {
        guard let by else { throw Failure(.dataError, "error.delegation.whose", hint: "hint.delegation.whose") }
        let id = try DID(option: "--by", by)
        let name = byKeyID ?? key.multikey
        guard let method = DIDURL(name.utf8.starts(with: "did:".utf8) ? name : "\(id.text)#\(name)"),
            method.isControlled(by: id)
        else {
            throw Failure(.usage, Sentence("error.keyID", ["found": name]), hint: "hint.keyID")
        }
        return NewDelegation.Delegator(id: id, verificationMethod: method)
    }
}

/// Who delegates with a key, as the lists and delegations at hand tell it.
private struct Delegating {
    let delegator: NewDelegation.Delegator
    /// What it may pass on.
    let recognitions: [Recognition]

    /// Looks for a key; `nil` where nobody has it.
    init?(key: Ed25519PublicKey, _ trust: Trust) throws(Failure) {
        let entities =
            trust.lists.flatMap { list in list.issuers.map { (entity: $0, depth: 1) } }
            + trust.delegations.all.map { (entity: $0.entity, depth: $0.depth + 1) }
        var otherPurpose: ListedKey.Purpose?
        for (entity, depth) in entities {
            for listed in entity.keys where listed.publicKey == key {
                guard listed.purpose == .delegate else {
                    otherPurpose = listed.purpose
                    continue
                }
                let name = listed.verificationMethod
                guard let method = DIDURL(name), let id = DID(String(name.prefix { $0 != "#" })) else { continue }
                delegator = NewDelegation.Delegator(id: id, verificationMethod: method, depth: depth)
                recognitions = entity.recognitions.filter(\.mayDelegate)
                return
            }
        }
        if let otherPurpose {
            let purpose = Sentence("error.delegation.purpose.\(otherPurpose.rawValue)")
            throw Failure(
                .dataError, Sentence("error.delegation.otherPurpose", ["purpose": purpose]),
                hint: "hint.delegation.otherPurpose")
        }
        return nil
    }

    /// After a year, or when all that it may pass on ends before.
    func usualEnd(from start: Timestamp) -> Timestamp {
        let usual = Self.usualEnd(from: start)
        let ends = recognitions.map { $0.window.until ?? .latest }
        guard let last = ends.max(), last >= start else { return usual }
        return min(usual, last)
    }

    static func usualEnd(from start: Timestamp) -> Timestamp { start.adding(days: 365) }
}

extension Failure {
    /// A delegation that cannot be made as the options describe it.
    fileprivate init(delegating error: TrustError) {
        // What is wrong with its form is wrong with an option, as on a list.
        let isForm = error.code == .delegationMalformed
        self.init(editing: isForm ? TrustError(.malformed, at: error.pointer, error.reason) : error)
    }
}
