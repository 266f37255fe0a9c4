import ArgumentParser
import CredentialIssuer
import Encodings

/// `testamur issuer batch deliver`: records that the learners have their credentials.
struct BatchDeliverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver",
        abstract: "Record that a batch was handed out to the learners. It cannot be cancelled any more, only revoked.",
        discussion: "Example: testamur issuer batch deliver b-7f3a --issuer leiehove")

    @Argument(help: ArgumentHelp("The batch, for example b-7f3a.", valueName: "batch"))
    var batch: String

    @OptionGroup var issuer: IssuerOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try issuer.open()
        let count = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.markDelivered(batch: batch, at: Clock.now)
        }
        let key = count == 0 ? "issuer.batch.deliveredBefore" : "issuer.batch.nowDelivered"
        Output.line(
            CommandWords.sentence(
                key, language.chosen, [("n", ProgressBar.grouped(count)), ("batch", batch)]))
    }
}
