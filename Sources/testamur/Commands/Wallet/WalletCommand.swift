import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Registry
import Storage

/// `testamur wallet`: what a learner owns, in a folder that is hers.
struct WalletCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wallet",
        abstract: "Keep what you earned, byte for byte, and show it.",
        discussion: """
            Example: testamur wallet init, then testamur wallet add anna.json --trust ./trust
            The wallet is a folder: --wallet, else $TESTAMUR_WALLET, else testamur/wallet in your data folder.
            """,
        subcommands: [
            WalletInitCommand.self,
            WalletAddCommand.self,
            WalletListCommand.self,
            WalletShowCommand.self,
            WalletExportCommand.self,
            WalletRemoveCommand.self,
        ])
}

/// Which wallet a command works on.
struct WalletOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The folder of the wallet.", valueName: "folder"), completion: .directory)
    var wallet: String?

    /// The path of the wallet.
    func path() throws -> String {
        try Failure.refuseEmpty(wallet, option: "--wallet")
        if let named = wallet ?? Environment.value("TESTAMUR_WALLET"), !named.isEmpty { return named }
        if let data = Environment.value("XDG_DATA_HOME"), !data.isEmpty { return data + "/testamur/wallet" }
        guard let home = Environment.value("HOME"), !home.isEmpty else {
            throw Failure(.usage, "error.noPlaceForWallet", hint: "hint.noPlaceForWallet")
        }
        return home + "/.local/share/testamur/wallet"
    }

    /// Opens the wallet.
    func open() throws -> Wallet {
        let path = try path()
        return try Failure.ofWallet(at: path) { () throws(WalletError) in Wallet(try WalletFolder(path)) }
    }
}

/// Judges what a wallet holds, now and with what the learner trusts.
struct WalletVerifier {
    let verifier: Verifier
    let now: Timestamp

    init(_ trust: TrustOption, at now: Timestamp) throws {
        verifier = Verifier(trust: try trust.load())
        self.now = now
    }

    func report(_ bytes: [UInt8]) -> VerificationReport { verifier.verify(bytes, at: now) }

    /// What the wallet remembers of a report.
    func memory(of report: VerificationReport) -> RecordedVerdict {
        let verdict: RecordedVerdict.Verdict =
            switch report.verdict {
            case .valid: .valid
            case .invalid: .invalid
            case .undecided: .undecided
            }
        return RecordedVerdict(
            verdict, isAuthentic: report.isAuthentic, code: report.decisive?.code ?? "SIGNATURE_VALID",
            issuerName: report.issuer?.legalName, evaluatedAt: now)
    }
}
