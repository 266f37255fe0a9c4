import ArgumentParser
import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Registry
import Storage

/// `testamur wallet`: what a learner owns, in a file that her passphrase opens.
struct WalletCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wallet",
        abstract: "Keep what you earned, byte for byte, and show it.",
        discussion: """
            Example: testamur wallet init, then testamur wallet add anna.json --trust ./trust
            The wallet is one encrypted file: --wallet, else $TESTAMUR_WALLET, else testamur/wallet.vault in your
            data folder.
            """,
        subcommands: [
            WalletInitCommand.self,
            WalletAddCommand.self,
            WalletListCommand.self,
            WalletShowCommand.self,
            WalletPresentCommand.self,
            WalletProveCommand.self,
            WalletExportCommand.self,
            WalletRemoveCommand.self,
            WalletSharedCommand.self,
            WalletPassphraseCommand.self,
            WalletBackupCommand.self,
            WalletRestoreCommand.self,
        ])
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

    /// The report on the credential of a capsule, with what the capsule brings as far as the pins at hand vouch for it.
    func report(_ capsule: Capsule) -> VerificationReport { verifier.verify(capsule, at: now) }

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
