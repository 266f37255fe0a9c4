import ArgumentParser
import CredentialIssuer
import Encodings

/// `testamur issuer`: an institution's folder, and what is issued from it.
struct IssuerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issuer",
        abstract: "Issue micro-credentials from the institution's folder, and keep the register.",
        discussion: """
            Example: testamur issuer init leiehove --name "Leiehove University" --country BE, then
                     testamur issuer issue --issuer leiehove --spec course.yaml --learner anna.yaml
            The folder is --issuer, else $TESTAMUR_ISSUER, else the current folder where it is one.
            """,
        subcommands: [
            IssuerInitCommand.self,
            IssuerCheckCommand.self,
            IssuerIssueCommand.self,
            IssuerBatchCommand.self,
            IssuerListCommand.self,
            IssuerShowCommand.self,
            IssuerAuditCommand.self,
            IssuerStatusListsCommand.self,
        ])
}

/// Which institution's folder a command works on.
struct IssuerOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The institution's folder.", discussion: "Otherwise $TESTAMUR_ISSUER, else the current folder.",
            valueName: "folder"), completion: .directory)
    var issuer: String?

    /// The path of the folder; the current one where nothing is said.
    var path: String {
        if let named = issuer ?? Environment.value("TESTAMUR_ISSUER"), !named.isEmpty { return named }
        return "."
    }

    /// Whether somebody said which folder it is.
    var isNamed: Bool { path != "." || issuer != nil }

    /// Opens the folder.
    func open() throws -> IssuerFolder {
        try Failure.refuseEmpty(issuer, option: "--issuer")
        return try Self.open(path)
    }

    static func open(_ path: String) throws -> IssuerFolder {
        try Failure.ofIssuer(at: path) { () throws(IssuerError) in try IssuerFolder(path) }
    }
}
