import CredentialWallet
import Cryptography
import Encodings
import Storage
import TestSupport

/// What the tests put into wallets.
enum Fixtures {
    static let now = Timestamp(secondsSince1970: 1_795_338_000) ?? .earliest
    static let later = now.adding(days: 30)
    static let genuine = RecordedVerdict(
        .valid, isAuthentic: true, code: "SIGNATURE_VALID", issuerName: "Leiehove University", evaluatedAt: now)
    static let forged = RecordedVerdict(.invalid, isAuthentic: false, code: "SIGNATURE_INVALID", evaluatedAt: now)

    /// A document that looks like a credential.
    static func credential(_ id: String? = nil, title: String, more: String = "") -> [UInt8] {
        let id = id.map { #""id":"\#($0)","# } ?? ""
        return Array(
            """
            {"@context":["https://www.w3.org/ns/credentials/v2","https://example.org/ns/micro-credential/v1.json"],\
            \(id)"type":["VerifiableCredential"],\
            "issuer":{"id":"did:web:leiehove.example","name":"Leiehove"},"validUntil":"2027-03-01T00:00:00Z",\(more)\
            "credentialSubject":{"achievement":{"name":"\(title)"}}}
            """.utf8)
    }

    /// The kinds of wallet that must behave alike.
    enum Kind: String, CaseIterable, Sendable { case folder, memory, vault }

    /// Runs `body` with an empty wallet.
    static func withWallet(_ kind: Kind = .folder, _ body: (Wallet, String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let path = folder + "/wallet"
            switch kind {
            case .folder: try body(Wallet(WalletFolder.create(at: path, now: now)), path)
            case .memory: try body(Wallet(MemoryWallet()), path)
            case .vault: try body(Wallet(makeVault(path)), path)
            }
        }
    }

    // MARK: Vaults

    /// What opens the vaults of the tests; no other test has these words.
    static let passphrase = "canary-passphrase-7f3a"

    /// A secret of a text.
    static func secret(_ text: String) throws -> SecretBytes {
        var bytes = Array(text.utf8)
        return try SecretBytes(overwriting: &bytes)
    }

    /// An empty vault whose passphrase costs nothing.
    static func makeVault(
        _ path: String, memory: VaultMemory? = nil, faults: DiskFaults = .none
    ) throws -> Vault {
        try Vault.create(
            at: path, passphrase: secret(passphrase), memory: memory, now: now, costs: .trivialForTests, faults: faults)
    }

    /// Opens a vault that ``makeVault(_:memory:faults:)`` made.
    static func openVault(
        _ path: String, _ words: String = passphrase, memory: VaultMemory? = nil, acceptsOlderCopy: Bool = false,
        faults: DiskFaults = .none
    ) throws -> Vault {
        try Vault.open(
            path, with: .passphrase(secret(words)), memory: memory, acceptsOlderCopy: acceptsOlderCopy,
            costs: .trivialForTests, faults: faults)
    }

    /// Opens a backup of such a vault.
    static func openBackup(_ path: String, _ words: String = passphrase) throws -> VaultBackup {
        try Vault.openBackup(path, with: .passphrase(secret(words)), costs: .trivialForTests)
    }

    /// Adds credentials with the numbers of a range, in one change.
    static func fill(_ vault: Vault, _ numbers: ClosedRange<Int>) throws {
        try vault.exclusively { () throws(WalletError) in
            for number in numbers {
                _ = try Wallet(vault).add(
                    credential("urn:example:\(number)", title: "Canary course \(number)"), verdict: genuine, at: now)
            }
        }
    }
}

extension Wallet {
    /// Adds what is known to be genuine, and gives the entry.
    @discardableResult
    func addGenuine(_ bytes: [UInt8]) throws -> WalletEntry? {
        try add(bytes, verdict: Fixtures.genuine, at: Fixtures.now).entry
    }
}
