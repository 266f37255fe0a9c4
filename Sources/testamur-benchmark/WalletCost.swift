import CredentialWallet
import Credentials
import Cryptography
import Encodings
import Storage

/// Measures what a wallet of 10,000 credentials costs to open, to list and to search, after its key was derived.
///
/// The reference is AES-256-GCM of libcrypto over as many bytes as the file has, in this run.
enum WalletCost {
    private static let count = 10_000

    static func run(_ scene: Scene) throws {
        let folder = try ColdStart.temporaryFolder()
        defer { _ = try? ColdStart.cost(["/bin/rm", "-rf", folder]) }
        let path = folder + "/wallet"
        // Deriving the key from the passphrase costs half a second on purpose, and is left out here.
        let passphrase = try secret("benchmark")
        let vault = try Vault.create(
            at: path, passphrase: passphrase, memory: nil, now: scene.now, costs: .trivialForTests, faults: .none)
        try fill(vault, scene)
        let size = try FileReader.read(path, limit: 1 << 30).count
        let yardstick = try Yardstick(byteCount: size)
        var (reference, open, list, search, add) = (Samples(), Samples(), Samples(), Samples(), Samples())
        var (ratio, all) = (Samples(), Samples())
        var query = WalletQuery()
        query.words = ["course", "number", "9999"]
        query.issuer = "university"
        for _ in 0..<12 {
            let one = try wall { try yardstick.open() }
            var opened: Vault?
            let two = try wall {
                opened = try Vault.open(
                    path, with: .passphrase(passphrase), memory: nil, costs: .trivialForTests, faults: .none)
            }
            guard let opened else { continue }
            let wallet = Wallet(opened)
            var summaries: [WalletSummary] = []
            let three = try wall { summaries = try wallet.summaries() }
            var found: [WalletSummary] = []
            let four = try wall { found = try wallet.summaries(matching: query) }
            guard summaries.count == count, found.map(\.number) == [count - 1] else {
                throw Scene.Failure(reason: "the wallet does not hold what was put into it")
            }
            reference.add(one)
            open.add(two)
            list.add(three)
            search.add(four)
            all.add(two + three + four)
            ratio.add((two + three + four) / one)
        }
        for number in 0..<3 {
            let bytes = Array(#"{"id":"urn:example:new:\#(number)"}"#.utf8)
            add.add(
                try wall {
                    _ = try Wallet(vault).add(bytes, verdict: nil, decisions: .acceptUnverified, at: scene.now)
                })
        }
        print("\na wallet of \(count) credentials, \(size) bytes; wall time, after its key was derived")
        Row.printHeader("wallet")
        Row.print("AES-256-GCM of as many bytes", reference)
        Row.print("open", open)
        Row.print("list", list)
        Row.print("search", search)
        Row.print("open, list and search", all, ratio, note: "   at most 100000 us")
        Row.print("add one, saved", add)
    }

    private static func fill(_ vault: Vault, _ scene: Scene) throws {
        let verdict = RecordedVerdict(
            .valid, isAuthentic: true, code: "SIGNATURE_VALID", issuerName: "University", evaluatedAt: scene.now)
        let template = JSONValue(try JSONDocument(parsing: scene.signed, limits: .credential).root)
        var documents: [[UInt8]] = []
        for number in 1...count {
            var value = template
            value["id"] = .string("urn:example:course:\(number)")
            value["name"] = .string("Course number \(number)")
            documents.append(value.serialized())
        }
        try vault.exclusively { () throws(WalletError) in
            for (place, bytes) in documents.enumerated() {
                let note = WalletNote(
                    digest: try Wallet.digest(of: bytes), number: place + 1, addedAt: scene.now, verdict: verdict,
                    isAcceptedUnverified: false)
                try vault.keep(bytes, note: note)
            }
        }
    }

    private static func secret(_ text: String) throws -> SecretBytes {
        var bytes = Array(text.utf8)
        return try SecretBytes(overwriting: &bytes)
    }

    private static func wall(_ body: () throws -> Void) rethrows -> Double {
        let start = CPUClock.wall
        try body()
        return CPUClock.wall - start
    }

    /// The cipher alone.
    private struct Yardstick {
        private let cipher: AES256GCM
        private let sealed: [UInt8]
        private let nonce = [UInt8](repeating: 0, count: AES256GCM.nonceByteCount)

        init(byteCount: Int) throws {
            var key = try SecureRandom.bytes(AES256GCM.keyByteCount)
            cipher = try AES256GCM(key: SecretBytes(overwriting: &key))
            let plain = [UInt8](repeating: 7, count: byteCount)
            sealed = try cipher.seal(plain.span, nonce: nonce, authenticating: [])
        }

        func open() throws { _ = try cipher.open(sealed.span, nonce: nonce, authenticating: []) }
    }
}
