import ArgumentParser
import CredentialIssuer
import Encodings

/// `testamur issuer batch list`: every batch, a line each.
struct BatchListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the batches, the latest last.",
        discussion: "Example: testamur issuer batch list --issuer leiehove")

    @OptionGroup var issuer: IssuerOption

    @Option(name: .long, help: "How to answer: text, or json (one line for each batch).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try issuer.open()
        let batches = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.batches() }
        let cards = batches.map { BatchCard(batch: $0, language: language.chosen, terminal: .standard) }
        if format == .json { return cards.forEach { Output.json($0.json) } }
        guard !cards.isEmpty else { return Output.line(CommandWords.sentence("issuer.batch.none", language.chosen)) }
        BatchCard.table(cards).forEach { Output.line($0) }
    }
}

/// `testamur issuer batch show`: one batch.
struct BatchShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a batch: what it is for, how far it is, and who signed for it.",
        discussion: "Example: testamur issuer batch show b-7f3a --issuer leiehove")

    @Argument(help: ArgumentHelp("The batch, for example b-7f3a.", valueName: "batch"))
    var batch: String

    @OptionGroup var issuer: IssuerOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try issuer.open()
        let found = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.batch(batch) }
        let card = BatchCard(batch: found, language: language.chosen, terminal: .standard)
        guard format == .text else { return Output.json(card.json, indented: true) }
        try card.lines(in: folder).forEach { Output.line($0) }
    }
}
