import ArgumentParser
import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import HardwareKeys

/// `testamur issuer key rotate`: a new key in the place of one that is in use.
struct IssuerKeyRotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Make a new key that takes over on a day, and tell the authority of it in time.",
        discussion: """
            Example: testamur issuer key rotate --from 2027-01-01 --issuer leiehove
                     testamur issuer key rotate --purpose status --issuer leiehove

            The new key signs from its day on, and where a trust list is given, from when
            the list has it. Until then, and for a while beside it, the one before signs.
            What that one signed stays good. Publish did.json at once: it has both.

            With --token the key is made in a device, and never leaves it:
              --token 'pkcs11:token=leiehove;object=issue-2027?module-path=/usr/lib/driver.so'
            $TESTAMUR_TOKEN_DRIVER names the driver where it stands elsewhere.
            """)

    @Option(name: .long, help: ArgumentHelp("What the key is for: issue or status.", valueName: "purpose"))
    var purpose: KeyPurposeName = .issue

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The first day on which it signs. Otherwise in 30 days, or now where no other key is in force.",
            valueName: "date"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The last day on which the key before it may sign. Otherwise 30 days later.", valueName: "date"))
    var oldUntil: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How proofs name the key: what stands behind '#'. Otherwise the Multikey.", valueName: "name"))
    var keyID: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The device for the key, by the PKCS#11 address of the key in it.", valueName: "address"))
    var token: String?

    @OptionGroup var issuer: IssuerOption
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(token, option: "--token")
        let words = language.chosen
        let now = try time.now()
        let folder = try issuer.open()
        let keys = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.keys() }
        let (from, overlap) = try times(keys, at: now)
        try check(folder, keys, at: now)
        let new = NewInstitutionKey(
            purpose.purpose, try source(folder, keys), name: keyID, from: from, overlap: overlap)
        let next = try Waiting.tell(CommandWords.sentence("key.locking", words)) {
            try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
                try KeyKeeper(folder).rotate(new, at: now)
            }
        }
        let renewed = try issuer.open()
        let card = IssuerCard(folder: renewed, language: words, terminal: .standard)
        if card.documentAddress != nil { try card.writeDocument() }
        guard let key = next.all.last(where: { $0.publicKey == new.source.publicKey }) else { return }
        let facts = [
            ("what", CommandWords.sentence("issuer.key.for.\(key.purpose.rawValue)", words)),
            ("key", TerminalText(key.verificationMethod.text).description), ("time", KeyPlaceText.words(from, words)),
            ("place", TerminalText(KeyPlaceText.text(key.place)).description),
        ]
        Output.line(
            Terminal.standard.paint(CommandWords.sentence("issuer.key.rotated", words, facts), .strong))
        for before in next.all(for: key.purpose) where before != key && before.standing(at: from) == .inForce {
            guard let until = before.until else { continue }
            tell(
                "issuer.key.before",
                [
                    ("key", TerminalText(before.verificationMethod.text).description),
                    ("time", KeyPlaceText.words(until, words)),
                ])
        }
        Output.line()
        card.steps(for: key).forEach { Output.line($0) }
    }

    private func tell(_ key: String, _ facts: [(name: String, value: String)]) {
        Terminal.wrap(CommandWords.sentence(key, language.chosen, facts), width: Terminal.standard.width)
            .forEach { Output.line($0) }
    }

    /// From when on the new one signs, and until when the one before it.
    private func times(_ keys: InstitutionKeys, at now: Timestamp) throws -> (from: Timestamp, overlap: Timestamp) {
        let hasOther = keys.signing(purpose.purpose, at: now) != nil
        let usual =
            hasOther ? Timestamp(startOf: now.adding(days: NewInstitutionKey.usualNotice).date) : now
        let from = try KeyTime.start(self.from, option: "--from", at: now) ?? usual
        let end: Timestamp? = try TimeArgument.parse(oldUntil, option: "--old-until", edge: .end)
        let overlap =
            end.map { $0.adding(seconds: 1) } ?? from.adding(days: NewInstitutionKey.usualOverlap)
        guard overlap >= from else {
            throw Failure(
                .usage, Sentence("error.key.gap", ["from": KeyPlaceText.time(from)]), hint: "hint.key.gap")
        }
        return (from, overlap)
    }

    /// What can be refused before anybody types a passphrase.
    private func check(_ folder: IssuerFolder, _ keys: InstitutionKeys, at now: Timestamp) throws {
        try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.checkRotation(of: purpose.purpose, among: keys, at: now)
        }
    }

    private func source(_ folder: IssuerFolder, _ keys: InstitutionKeys) throws -> NewInstitutionKey.Source {
        let words = language.chosen
        if let token {
            let device = try KeyDevice(token, passphrase, words)
            return .device(device.address.description, try device.publicKey())
        }
        let key = try StatusBase.newKey()
        let secret = try passphrase.new(
            CommandWords.sentence(
                "key.newPassphrase", words, [("file", CommandWords.sentence("key.theNewKey", words))]),
            again: CommandWords.sentence("key.passphraseAgain", words), language: words)
        return .file(key, passphrase: secret)
    }
}

/// What a key of the institution is for, as an argument names it.
enum KeyPurposeName: String, ExpressibleByArgument, CaseIterable {
    case issue, status

    var purpose: InstitutionKey.Purpose { self == .issue ? .issue : .status }
}

/// Days on which keys begin and end.
enum KeyTime {
    /// A time, or the beginning of a day; today means now.
    static func start(_ text: String?, option: String, at now: Timestamp) throws(Failure) -> Timestamp? {
        guard let text else { return nil }
        let time: Timestamp = try TimeArgument.parse(text, option: option, edge: .start)
        return time.date == now.date && time < now && text.utf8.count == 10 ? now : time
    }
}
