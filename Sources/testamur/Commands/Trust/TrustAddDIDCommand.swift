import ArgumentParser
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry

/// `testamur trust add-did`: keeps the document in which an issuer publishes its keys, so that its key is known without the network.
struct TrustAddDIDCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-did",
        abstract: "Keep the DID document, or the document at the https address, of an issuer on no list.",
        discussion: """
            Example: testamur trust add-did did.json --trust ./trust

            The document is a DID document, or a controlled identifier document of an
            issuer whose identifier is an https address. It tells which key is whose, and recognises nobody: without a list
            an issuer stays undecided. A later document of the same issuer takes the
            place of the one before.
            """)

    @Argument(
        help: ArgumentHelp("The document, for example the did.json of a web site.", valueName: "file"),
        completion: .file())
    var file: String

    @OptionGroup var trust: TrustOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let bytes = try Inputs.read(file, limit: Limits.credential.documentByteCount)
        let document: DIDDocument
        do throws(DIDDocumentError) {
            document = try DIDDocument(parsing: bytes)
        } catch {
            throw Failure(
                .dataError, Sentence("error.notADIDDocument", ["file": InputName(file), "problem": Sentence(error)]),
                hint: "hint.didDocument")
        }
        guard !document.assertionMethods.isEmpty else {
            throw Failure(
                .dataError, Sentence("error.didDocumentWithoutKey", ["did": document.id.text]), hint: "hint.didDocument"
            )
        }
        let (folder, source) = try trust.folder()
        do throws(TrustFolderError) {
            try TrustFolder.add(document, to: folder)
        } catch {
            throw Failure(error, folder, source)
        }
        try PublishedIndex(folder).renew()
        let words = language.chosen
        Output.line(
            CommandWords.sentence("trust.didKept", words, [("did", TerminalText(document.id.text).description)]))
        for method in document.assertionMethods {
            let name = TerminalText(String(method.id.drop { $0 != "#" })).description
            guard let end = method.end else {
                Output.line("  \(name)  \(method.publicKey.multikey)")
                continue
            }
            let key = method.revoked == end ? "trust.keyRevoked" : "trust.keyExpires"
            let facts = [("key", method.publicKey.multikey), ("date", CommandWords.date(end.date, words))]
            Output.line("  \(name)  " + CommandWords.sentence(key, words, facts))
        }
        Terminal.wrap(CommandWords.sentence("trust.didNext", words), width: Terminal.standard.width).forEach {
            Output.line($0)
        }
    }
}
