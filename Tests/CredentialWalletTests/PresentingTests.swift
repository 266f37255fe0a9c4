import CredentialWallet
import Credentials
import Encodings
import Glibc
import Proofs
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Presentations from a vault")
struct PresentingTests {
    private let now = Fixtures.now
    private let challenge = "zYt3xQ0n8kLr5uWc1vHb7A"

    private func withVault(_ body: (Vault, Wallet) throws -> Void) throws {
        try Files.withTemporaryFolder { folder in
            let vault = try Fixtures.makeVault(folder + "/v")
            try body(vault, Wallet(vault))
        }
    }

    /// Keeps a credential with a proof that nobody looks at here.
    @discardableResult
    private func add(_ wallet: Wallet, _ title: String, boundTo id: String?, proof: String = "1") throws -> WalletEntry
    {
        let id = id.map { #""id":"\#($0)","# } ?? ""
        let text = """
            {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],
             "issuer":"did:web:a.example","credentialSubject":{\(id)"achievement":{"name":"\(title)"}},
             "proof":{"type":"Some","proofValue":"\(proof)"}}
            """
        let outcome = try wallet.add(Array(text.utf8), verdict: Fixtures.genuine, at: now)
        guard case .added(let entry) = outcome else { throw WalletError(.failed, "it was there") }
        return entry
    }

    private func request(_ domain: String = "hr.example", seconds: Int64 = 600) throws -> PresentationRequest {
        try PresentationRequest(domain: domain, challenge: challenge, expires: now.adding(seconds: seconds))
    }

    private func checked(_ document: [UInt8]) throws -> AuthenticPresentation {
        let outcome = PresentationProofVerifier().verify(
            try ReceivedCredential(parsing: document, limits: .presentation))
        guard case .authentic(let presentation) = outcome else { throw WalletError(.failed, "\(outcome)") }
        return presentation
    }

    @Test("the key that credentials are bound to signs them as they were received, and the list says what was shown")
    func bound() throws {
        try withVault { vault, wallet in
            let key = try vault.holderKey(forIssuer: "did:web:a.example", at: now)
            _ = try vault.holderKey(forIssuer: "did:web:b.example", at: now)
            let entries = [
                try add(wallet, "One", boundTo: key.did), try add(wallet, "Two", boundTo: nil),
                try add(wallet, "Three", boundTo: "urn:student:7"),
            ]
            let plan = try PresentationPlan(entries + entries, keys: vault.holderKeys())
            #expect(plan.key == key && plan.bearers == [2, 3] && plan.entries.map(\.number) == [1, 2, 3])
            let (document, made) = try vault.present(
                plan, to: .answer(request(), until: nil), titles: ["One", "Two", "Three"], at: now)
            let presentation = try checked(document)
            #expect(presentation.holder == key.did && presentation.challenge?.string == challenge)
            #expect(presentation.domain?.string == "hr.example")
            #expect(presentation.credentials.map { Array($0.receivedBytes) } == (try entries.map(wallet.bytes)))
            #expect(try vault.presentations() == [made])
            #expect(made.verifier == "hr.example" && made.expiresAt == now.adding(seconds: 600))
            #expect(made.credentials == entries.map(\.digest) && made.holder == key.did)
        }
    }

    @Test("an answer ends when its challenge does, or earlier where that is wanted; without a challenge, when said")
    func ends() throws {
        try withVault { vault, wallet in
            let plan = try PresentationPlan([add(wallet, "One", boundTo: nil)], keys: vault.holderKeys())
            func end(_ aim: PresentationAim) throws -> Int64? {
                try vault.present(plan, to: aim, titles: ["One"], at: now).record.expiresAt?.seconds(since: now)
            }
            #expect(try end(.answer(request(seconds: 90), until: nil)) == 90)
            #expect(try end(.answer(request(seconds: 90), until: now.adding(seconds: 30))) == 30)
            #expect(try end(.answer(request(seconds: 90), until: now.adding(seconds: 300))) == 90)
            #expect(try end(.replayable(domain: "hr.example", until: now.adding(days: 7))) == 7 * 86_400)
            #expect(try vault.presentations().count == 4)
            for aim: PresentationAim in [
                .answer(try request(seconds: -1), until: nil),
                .replayable(domain: "hr.example", until: now.adding(days: 31)),
                .replayable(domain: "two words", until: now.adding(days: 1)),
            ] {
                #expect(throws: WalletError(.notPresentable, "")) { try end(aim) }
            }
            // What was refused was never made.
            #expect(try vault.presentations().count == 4)
        }
    }

    @Test("what cannot be written down is not handed out, and neither is the key that would have signed it")
    func fullDisk() throws {
        try Files.withTemporaryFolder { folder in
            let isFull = Mutex(false)
            let vault = try Fixtures.makeVault(
                folder + "/v", faults: DiskFaults { _ in isFull.withLock { $0 ? ENOSPC : nil } })
            let plan = try PresentationPlan([add(Wallet(vault), "One", boundTo: nil)], keys: vault.holderKeys())
            let aim = PresentationAim.answer(try request(), until: nil)
            isFull.withLock { $0 = true }
            #expect(throws: WalletError(.failed, "")) { try vault.present(plan, to: aim, titles: ["One"], at: now) }
            isFull.withLock { $0 = false }
            let opened = try Fixtures.openVault(folder + "/v")
            #expect(try opened.presentations().isEmpty && opened.holderKeys().isEmpty)
            let made = try vault.present(plan, to: aim, titles: ["One"], at: now).record
            #expect(try Fixtures.openVault(folder + "/v").presentations() == [made])
        }
    }

    @Test("where nothing is bound, each verifier sees a key of its own, and the same one again")
    func bearers() throws {
        try withVault { vault, wallet in
            let plan = try PresentationPlan([add(wallet, "One", boundTo: nil)], keys: vault.holderKeys())
            func holder(_ domain: String) throws -> String {
                let aim = PresentationAim.replayable(domain: domain, until: now.adding(days: 1))
                return try checked(vault.present(plan, to: aim, titles: [""], at: now).document).holder
            }
            #expect(try holder("a.example") == holder("a.example"))
            #expect(try holder("a.example") != holder("b.example"))
        }
    }

    @Test("credentials of different keys, of a key elsewhere, and twice the same one are refused, and named")
    func refused() throws {
        try withVault { vault, wallet in
            let one = try vault.holderKey(forIssuer: "did:web:a.example", at: now).did
            let two = try vault.holderKey(forIssuer: "did:web:b.example", at: now).did
            let keys = try vault.holderKeys()
            func refusal(_ entries: WalletEntry...) -> WalletError? {
                #expect(throws: WalletError.self) { try PresentationPlan(entries, keys: keys) }
            }
            let first = try add(wallet, "One", boundTo: one)
            let second = try add(wallet, "Two", boundTo: two)
            let third = try add(wallet, "Three", boundTo: one)
            let apart = refusal(first, second, third)
            #expect(apart?.code == .differentKeys && apart?.keyGroups == [[1, 3], [2]])
            let elsewhere = try add(wallet, "Four", boundTo: KeptKey.unknownForTests.did)
            let missing = refusal(first, elsewhere)
            #expect(missing?.code == .keyNotHere && missing?.matches.map(\.number) == [4])
            #expect(refusal(try add(wallet, "Five", boundTo: "DID:web:anna.example"))?.code == .keyNotHere)
            let twin = refusal(first, try add(wallet, "One", boundTo: one, proof: "2"))
            #expect(twin?.code == .notPresentable && twin?.matches.map(\.number) == [6])
            let token = try wallet.add(
                Array("a.b.c".utf8), verdict: nil, decisions: .acceptUnverified, at: now)
            guard case .added(let entry) = token else { return }
            #expect(refusal(entry)?.code == .notPresentable)
            #expect(try vault.presentations().isEmpty)
        }
    }

    @Test("a proof of possession shows the key and nothing else, and a challenge that has ended is not answered")
    func proof() throws {
        try withVault { vault, wallet in
            try add(wallet, "One", boundTo: nil)
            let key = try vault.holderKey(forIssuer: "did:web:a.example", at: now)
            let document = try vault.prove(key, answering: request("did:web:a.example"), at: now)
            let presentation = try checked(document)
            #expect(presentation.holder == key.did && presentation.credentials.isEmpty)
            #expect(!String(decoding: document, as: UTF8.self).contains("One"))
            #expect(throws: WalletError(.notPresentable, "")) {
                try vault.prove(key, answering: request(seconds: -1), at: now)
            }
            #expect(throws: WalletError(.keyNotHere, "")) {
                try vault.prove(KeptKey.unknownForTests, answering: request(), at: now)
            }
        }
    }
}
