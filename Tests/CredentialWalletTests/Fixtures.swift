import CredentialWallet
import Encodings
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
    enum Kind: String, CaseIterable, Sendable { case folder, memory }

    /// Runs `body` with an empty wallet.
    static func withWallet(_ kind: Kind = .folder, _ body: (Wallet, String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let path = folder + "/wallet"
            switch kind {
            case .folder: try body(Wallet(WalletFolder.create(at: path, now: now)), path)
            case .memory: try body(Wallet(MemoryWallet()), path)
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
