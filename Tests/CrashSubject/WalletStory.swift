import CredentialWallet
import Cryptography
import Encodings
import Storage

/// What happens to a wallet: four credentials come, the second leaves, and the third turns out to be genuine.
enum WalletStory {
    static func run(at path: String, faults: DiskFaults) throws {
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        let folder = try WalletFolder.create(at: path, now: now, faults: faults)
        CrashSubject.say("created")
        try run(Wallet(folder), at: now)
    }

    /// The same in a vault, whose passphrase costs nothing to try.
    static func runInVault(at path: String, faults: DiskFaults) throws {
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        var passphrase = Array("canary-passphrase-7f3a".utf8)
        let vault = try Vault.create(
            at: path, passphrase: SecretBytes(overwriting: &passphrase), memory: nil, now: now,
            costs: .trivialForTests, faults: faults)
        CrashSubject.say("created")
        try run(Wallet(vault), at: now)
    }

    private static func run(_ wallet: Wallet, at now: Timestamp) throws {
        let genuine = RecordedVerdict(.valid, isAuthentic: true, code: "SIGNATURE_VALID", evaluatedAt: now)
        for number in 1...4 {
            let bytes = Array(#"{"id":"urn:example:\#(number)","name":"Course \#(number)"}"#.utf8)
            let isChecked = number != 3
            _ = try wallet.add(
                bytes, verdict: isChecked ? genuine : nil, decisions: isChecked ? [] : .acceptUnverified, at: now)
            CrashSubject.say("added \(number)")
            if number == 3 {
                try wallet.remove(wallet.find("course 2"), at: now)
                CrashSubject.say("removed 2")
                try wallet.record(genuine, for: wallet.find("course 3"))
                CrashSubject.say("recorded 3")
            }
        }
    }
}
