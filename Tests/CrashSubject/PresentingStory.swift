import CredentialWallet
import Credentials
import Cryptography
import Encodings
import Proofs
import Storage

/// What is shown from a wallet: four presentations, each to somebody else, each in a file beside the wallet that is called
/// after whom it is for.
enum PresentingStory {
    static func run(at path: String, faults: DiskFaults) throws {
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        var passphrase = Array("canary-passphrase-7f3a".utf8)
        let vault = try Vault.create(
            at: path, passphrase: SecretBytes(overwriting: &passphrase), memory: nil, now: now,
            costs: .trivialForTests, faults: faults)
        let credential = """
            {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"id":"urn:example:1",
             "issuer":"did:web:a.example","credentialSubject":{"achievement":{"name":"Course"}},
             "proof":{"type":"Some","proofValue":"1"}}
            """
        let genuine = RecordedVerdict(.valid, isAuthentic: true, code: "SIGNATURE_VALID", evaluatedAt: now)
        let wallet = Wallet(vault)
        _ = try wallet.add(Array(credential.utf8), verdict: genuine, at: now)
        let plan = try PresentationPlan(wallet.entries(), keys: vault.holderKeys())
        CrashSubject.say("ready")
        for number in 1...4 {
            let domain = "hr\(number).example"
            // As the program does it: written down, then handed out.
            let (document, _) = try vault.present(
                plan, to: .replayable(domain: domain, until: now.adding(days: 7)), titles: ["Course"], at: now)
            try AtomicFile.create(at: path + "." + domain, with: document, access: .ownerOnly, faults: faults)
            CrashSubject.say("presented \(domain)")
        }
    }
}
