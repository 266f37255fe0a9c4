import ArgumentParser
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry

/// `testamur trust add-did`: keeps the DID document of an issuer, so that its key is known without the network.
struct TrustAddDIDCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-did",
        abstract: "Keep the DID document of an issuer that is on no list, so that its key is known.",
        discussion: """
            Example: testamur trust add-did did.json --trust ./trust

            The document tells which key is whose, and recognises nobody: without a list
            an issuer stays undecided. A later document of the same issuer takes the
            place of the one before.
            """)

    @Argument(
        help: ArgumentHelp("The DID document, for example the did.json of a web site.", valueName: "file"),
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
        let words = language.chosen
        Output.line(
            CommandWords.sentence("trust.didKept", words, [("did", TerminalText(document.id.text).description)]))
        for method in document.assertionMethods { Output.line("  " + method.publicKey.multikey) }
        Terminal.wrap(CommandWords.sentence("trust.didNext", words), width: Terminal.standard.width).forEach {
            Output.line($0)
        }
    }
}
