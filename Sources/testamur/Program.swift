import ArgumentParser
import Glibc

/// Where the program starts: every failure ends in one sentence, one hint and its exit code.
@main
enum Program {
    static func main() {
        // A reader that closes early, such as `head`, is no error.
        signal(SIGPIPE, SIG_IGN)
        do {
            try refuseMisreadNames()
            var command = try Testamur.parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            failure.report()
            exit(failure.status.rawValue)
        } catch {
            Testamur.exit(withError: error)
        }
    }
}

extension Program {
    /// Refuses words such as `-h.json`: read as clustered options they would ask for help and end with success, so that
    /// whoever chooses a file's name could make an unverified file look verified.
    fileprivate static func refuseMisreadNames() throws {
        for argument in CommandLine.arguments.dropFirst() {
            if argument.utf8.elementsEqual("--".utf8) { return }
            let bytes = Array(argument.utf8.prefix(3))
            guard bytes.count == 3, bytes[0] == UInt8(ascii: "-"), bytes[1] != UInt8(ascii: "-") else { continue }
            let name = TerminalPath.safe(argument)
            throw Failure(
                .usage, "there is no option \(name)", hint: "if it is a file, write ./\(name)")
        }
    }
}

/// The root of all commands.
struct Testamur: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "testamur",
        abstract: "Issue, hold and verify signed micro-credentials, offline.",
        discussion: """
            An HR clerk checks a file:          testamur verify anna.json
            A learner keeps what she earned:    testamur wallet add anna.json
            An institution signs an award:      testamur issuer issue --spec course.yaml --learner anna.yaml
            An authority lists who may issue:   testamur trust add-issuer …

            Exit codes: 0 valid or done, 1 invalid, 2 cannot decide, 64 usage, 65 unusable data, 66 no such input,
            70 our fault, 73 cannot create, 74 input or output failed.

            Completion in your shell: testamur --generate-completion-script bash (or zsh, or fish)
            """,
        version: "0.1.0",
        subcommands: [
            VerifyCommand.self,
            InspectCommand.self,
            IssuerCommand.self,
            WalletCommand.self,
            TrustCommand.self,
            KeyCommand.self,
            CanonicalizeCommand.self,
        ])
}
