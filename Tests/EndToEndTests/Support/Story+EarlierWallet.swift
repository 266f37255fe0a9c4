import CredentialWallet
import Encodings

extension Story {
    /// Keeps a credential in a wallet as an earlier version made it, which was a folder.
    func keepInFolder(_ bytes: [UInt8], _ name: String) throws {
        let now = try Timestamp(parsing: Self.now)
        let verdict = RecordedVerdict(.valid, isAuthentic: true, code: "SIGNATURE_VALID", evaluatedAt: now)
        _ = try Wallet(WalletFolder.create(at: path(name), now: now)).add(bytes, verdict: verdict, at: now)
    }
}
