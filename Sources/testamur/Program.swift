import ArgumentParser
import Glibc

/// Where the program starts: every failure ends in one sentence, one hint and its exit code.
@main
enum Program {
    static func main() {
        CrashReports.forbid()
        Output.prepare()
        exit(Output.settle(run()))
    }

    /// Runs the command, and gives its exit code.
    private static func run() -> Int32 {
        do {
            try MisreadNames.refuse(in: Array(CommandLine.arguments.dropFirst()))
            try UnknownHelp.refuse(in: Array(CommandLine.arguments.dropFirst()))
            var command = try Testamur.parseAsRoot()
            try command.run()
            return Status.done.rawValue
        } catch let failure as Failure {
            failure.report()
            return failure.status.rawValue
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            // Everything else that is not understood is told in the words of this program, not of its parser.
            let code = Testamur.exitCode(for: error).rawValue
            guard code == Status.usage.rawValue else {
                // Help, the version or a completion script: an answer as every other.
                let text = Testamur.fullMessage(for: error)
                if !text.isEmpty { code == Status.done.rawValue ? Output.line(text) : Output.error(text) }
                return code
            }
            let usage = UsageError(
                message: Testamur.message(for: error), wholeMessage: Testamur.fullMessage(for: error),
                arguments: Array(CommandLine.arguments.dropFirst()))
            usage.failure.report()
            return Status.usage.rawValue
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
            Who asks for proof of the holder:   testamur challenge --domain hr.example
            A learner keeps what she earned:    testamur wallet add anna.json
            An institution signs an award:      testamur issuer issue --spec course.yaml --learner anna.yaml
            An authority lists who may issue:   testamur trust add-issuer …
            Anybody packs one for 2046:         testamur bundle anna.json --out anna.capsule.json

            Exit codes: 0 valid or done, 1 invalid, 2 cannot decide, 64 usage, 65 unusable data, 66 no such input,
            70 our fault, 73 cannot create, 74 input or output failed.

            Completion in your shell: testamur --generate-completion-script bash (or zsh, or fish)
            """,
        version: "0.1.0",
        subcommands: [
            VerifyCommand.self, ChallengeCommand.self,
            BundleCommand.self,
            CertificateCommand.self, BakeCommand.self, UnbakeCommand.self,
            InspectCommand.self, ContextCommand.self,
            IssuerCommand.self,
            WalletCommand.self,
            TrustCommand.self,
            PolicyCommand.self,
            KeyCommand.self,
            CanonicalizeCommand.self,
        ])
}
