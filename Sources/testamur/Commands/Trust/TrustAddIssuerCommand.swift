import ArgumentParser
import Credentials
import Cryptography
import Encodings
import Registry

/// `testamur trust add-issuer`: puts an institution on the list.
struct TrustAddIssuerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-issuer",
        abstract: "Put an institution on the list, with its key and what it may award.",
        discussion: """
            Example:
              testamur trust add-issuer utopia --did did:web:leiehove.example \\
                --name "Leiehove University" --key z6Mk… --from 2026-01-01 \\
                --types MicroCredential --eqf 5-7 --country BE-VLG \\
                --identifier ROR=https://ror.org/00example
            """)

    @OptionGroup var options: EditOptions

    @Option(name: .long, help: "The institution's DID.")
    var did: String

    @Option(name: .long, help: "Its name in law, which verifiers show.")
    var name: String

    @OptionGroup var key: IssuerKeyOptions
    @OptionGroup var recognition: RecognitionOptions

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Its numbers in public registers.", valueName: "register=number"))
    var identifier: [String] = []

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Its other DIDs, under which it may issue as well.", valueName: "did"))
    var alsoKnownAs: [String] = []

    func run() throws {
        let id = try DID(option: "--did", did)
        let others = try alsoKnownAs.map { try DID(option: "--also-known-as", $0) }
        let identifiers = try identifier.map { try Self.identifier($0) }
        try options.edit { editor in
            // As a date stands for its first second: what an institution signed today, before the list, is by one that
            // is listed.
            let today = Timestamp(startOf: editor.now.date)
            let window = try recognition.window(today)
            var issuer = NewIssuer(id: id, legalName: name, grantedSince: window.from)
            issuer.identifiers = identifiers
            issuer.otherIDs = others
            issuer.keys = [try key.key(of: id, from: window.from, language: options.language.chosen)]
            issuer.recognitions = [try recognition.recognition(from: today)]
            try editor.change { (editor) throws(TrustError) in try editor.addIssuer(issuer) }
        }
    }

    private static func identifier(_ text: String) throws(Failure) -> (scheme: String, value: String) {
        guard let mark = text.firstIndex(of: "="), mark != text.startIndex, text.index(after: mark) != text.endIndex
        else {
            throw Failure(.usage, Sentence("error.identifier", ["found": text]), hint: "hint.identifier")
        }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }
}

/// The key of an institution.
struct IssuerKeyOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Its public key: a Multikey, a did:key, or a file with its DID document (did.json#name for one of several keys), a PEM or a JWK. Otherwise that of a did:key DID.",
            valueName: "key"), completion: .file())
    var key: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How its proofs name the key: what stands behind '#', or the whole. Otherwise the Multikey.",
            valueName: "name"))
    var keyID: String?

    @Option(name: .long, help: ArgumentHelp("What the key is for: issue, status, delegate or present."))
    var keyPurpose: KeyPurpose = .issue

    @Option(name: .long, help: ArgumentHelp("The last day on which the key signs, if it is known.", valueName: "date"))
    var keyUntil: String?

    /// The key as it goes on the list.
    func key(of issuer: DID, from: Timestamp, language: Language) throws -> NewKey {
        let given: PublicKeyInput.Named
        if let key {
            given = try PublicKeyInput(language: language, passphrase: nil).readNamed(key)
        } else {
            do throws(IdentifierError) {
                given = PublicKeyInput.Named(key: try DIDKey(issuer).publicKey)
            } catch {
                throw Failure(.usage, "error.keyMissing", hint: "hint.keyMissing")
            }
        }
        let publicKey = given.key
        let name = keyID ?? given.name ?? publicKey.multikey
        guard let method = DIDURL(name.utf8.starts(with: "did:".utf8) ? name : "\(issuer.text)#\(name)"),
            method.isControlled(by: issuer) || name.utf8.starts(with: "did:".utf8)
        else {
            throw Failure(.usage, Sentence("error.keyID", ["found": name]), hint: "hint.keyID")
        }
        return NewKey(
            verificationMethod: method, publicKey: publicKey, purpose: keyPurpose.purpose,
            window: ValidityWindow(
                from: from, until: try TimeArgument.parse(keyUntil, option: "--key-until", edge: .end)))
    }
}

/// What a key is for, as an argument names it.
enum KeyPurpose: String, ExpressibleByArgument, CaseIterable {
    case issue, status, delegate, present

    var purpose: ListedKey.Purpose {
        switch self {
        case .issue: .issue
        case .status: .status
        case .delegate: .delegate
        case .present: .present
        }
    }
}
