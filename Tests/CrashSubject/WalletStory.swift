import CredentialWallet
import Encodings
import Storage

/// What happens to a wallet: four credentials come, the second leaves, and the third turns out to be genuine.
enum WalletStory {
    static func run(at path: String, faults: DiskFaults) throws {
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        let genuine = RecordedVerdict(.valid, isAuthentic: true, code: "SIGNATURE_VALID", evaluatedAt: now)
        let folder = try WalletFolder.create(at: path, now: now, faults: faults)
        CrashSubject.say("created")
        let wallet = Wallet(folder)
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
