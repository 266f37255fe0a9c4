import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings
import Storage

/// `testamur issuer show`: who the institution is, its key, and how much it has issued.
struct IssuerShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show who the institution is, its key, and how much it has issued.",
        discussion: "Example: testamur issuer show leiehove")

    @Argument(help: ArgumentHelp("The institution's folder.", valueName: "folder"), completion: .directory)
    var folder: String?

    @OptionGroup var issuer: IssuerOption

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        if folder != nil && issuer.issuer != nil {
            throw Failure(.usage, "error.folderTwice", hint: "hint.folderTwice")
        }
        let folder = try TrustStanding.signing(issuer.open(folder ?? issuer.path), nil, at: Clock.now).folder
        let card = IssuerCard(folder: folder, language: language.chosen, terminal: .standard)
        let issued = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.issued() }
        let specifications = ((try? Folder.usableNames(in: folder.specificationsPath)) ?? [])
            .count { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
        if format == .json {
            var value = card.json
            value["specifications"] = .number(String(specifications))
            value["issued"] = .number(String(issued.count))
            Output.json(value, indented: true)
            return
        }
        card.lines.forEach { Output.line($0) }
        Output.line()
        var rows = [
            (CommandWords.sentence("issuer.specifications", language.chosen), String(specifications)),
            (CommandWords.sentence("issuer.issuedCount", language.chosen), String(issued.count)),
        ]
        if let last = issued.last {
            rows.append(
                (
                    CommandWords.sentence("issuer.last", language.chosen),
                    CommandWords.date(last.signedAt.date, language.chosen)
                ))
        }
        IssuerCard.columns(rows).forEach { Output.line($0) }
        Output.line()
        Output.line(CommandWords.sentence("issuer.addIssuer", language.chosen))
        card.authorityCommands.forEach { Output.line("  " + $0) }
    }
}
