import ArgumentParser
import CredentialIssuer
import Database
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
            IssuerRevokeCommand.self,
            IssuerSuspendCommand.self,
            IssuerReinstateCommand.self,
            IssuerRefreshCommand.self,
            IssuerMessageCommand.self,
            IssuerCorrectCommand.self,
            IssuerPublishCommand.self,
            IssuerStatusListsCommand.self,
            IssuerKeyCommand.self,
            IssuerCheckpointCommand.self,
            IssuerReportCommand.self,
            IssuerDueCommand.self,
            IssuerRegisteredCommand.self,
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

    @OptionGroup var database: DatabaseOption

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
        return try open(path)
    }

    /// Opens a folder that was named in another way.
    func open(_ path: String) throws -> IssuerFolder {
        let server = try database.open()
        return try Failure.ofIssuer(at: path) { () throws(IssuerError) in
            try IssuerFolder(path, server: server).withKeys()
        }
    }
}

/// Where the register of an institution is, if not in its folder.
struct DatabaseOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The PostgreSQL database with the register, where it is not in the folder.",
            discussion: "Otherwise $TESTAMUR_DATABASE. A password belongs into ~/.pgpass or PGPASSWORD.",
            valueName: "address"))
    var database: String?

    /// Opens it; `nil` where the register is in the folder.
    func open() throws -> Database? {
        try Failure.refuseEmpty(database, option: "--database")
        if let database, Self.holdsPassword(database) {
            // Everybody on the machine can read the arguments of a program.
            throw Failure(.usage, "error.databasePassword", hint: "hint.databasePassword")
        }
        guard let address = database ?? Environment.value("TESTAMUR_DATABASE"), !address.isEmpty else { return nil }
        return try Failure.ofIssuer { () throws(IssuerError) in
            do throws(DatabaseError) {
                return try .server(address)
            } catch {
                throw IssuerError(error)
            }
        }
    }

    /// Whether an address has a password in it, at any of the two places for one.
    static func holdsPassword(_ address: String) -> Bool {
        let rest = address.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
        let authority = rest.count > 2 ? rest[2].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") } : []
        let user = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[..<$0] }
        return user?.contains(UInt8(ascii: ":")) ?? false || address.lowercased().contains("password=")
    }
}
