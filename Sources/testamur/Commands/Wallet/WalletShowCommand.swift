import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings

/// `testamur wallet show`: one credential, first in three plain sentences.
struct WalletShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one credential in plain words.",
        discussion:
            "Example: testamur wallet show first\nName it by its number, 'first', 'last' or a part of its title.")

    @Argument(help: ArgumentHelp("Which one.", valueName: "credential"))
    var credential: String

    @OptionGroup var wallet: WalletOption
    @OptionGroup var trust: TrustOption

    @Flag(name: .long, help: "Show everything: what it says, and every check.")
    var all = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        let wallet = try wallet.open(language.chosen)
        let judge = try WalletVerifier(trust, at: Clock.now)
        let entry = try Failure.ofWallet(for: credential) { () throws(WalletError) in try wallet.find(credential) }
        let bytes = try Failure.ofWallet { () throws(WalletError) in try wallet.bytes(of: entry) }
        let report = judge.report(bytes)
        let text = EntryText(entry: entry, report: report, language: language.chosen, terminal: .standard)
        showPicture(report)
        text.sentences.forEach { Output.line($0) }
        guard all else {
            Output.line()
            let more = CommandWords.sentence("wallet.more", language.chosen, [("number", String(entry.number))])
            Output.line(Terminal.standard.paint(more, .faint))
            return
        }
        Output.line()
        ReportText(report: report, language: language.chosen, terminal: .standard, isForOwner: true).lines.forEach {
            Output.line($0)
        }
        guard let received = entry.document, report[.proof]?.outcome != .failed else { return }
        Output.line()
        InspectionText(
            received: received, stated: report.isAuthentic ? report.claims : nil, name: "", language: language.chosen,
            terminal: .standard
        ).details.forEach { Output.line($0) }
    }

    /// Draws the badge where the terminal can, of a credential whose words and pictures are the issuer's.
    private func showPicture(_ report: VerificationReport) {
        guard let drawing = PictureTerminal.standard, report.isAuthentic, let claims = report.claims,
            let picture = AchievementView(claims).imagesInside.lazy.compactMap({ BadgePicture(dataURL: $0) }).first
        else { return }
        Output.bytes(drawing.commands(picture))
        Output.line()
    }
}
