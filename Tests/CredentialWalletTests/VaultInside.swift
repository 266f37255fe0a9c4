import Cryptography
import Database
import Encodings
import Storage
import Synchronization

@testable import CredentialWallet

/// What tests do to a vault from inside, where nobody else comes.
extension Vault {
    var summaries: [WalletSummary] { summaries() }

    /// The file after statements on its database, as only somebody can make it who has the key.
    func file(after statements: [StaticString]) throws -> [UInt8] {
        var (header, image) = try state.withLock { state in (state.header, try state.database.image()) }
        let before = image
        let database = try Database.memory(byteCount: before.count) {
            (room: inout MutableSpan<UInt8>) throws(DatabaseError) in
            for index in before.indices { room[index] = before[index] }
        }
        try database.write { transaction throws(DatabaseError) in
            for statement in statements { try transaction.run(statement) }
        }
        image = try database.image()
        header.bodyByteCount = image.count
        return try VaultBody.seal(image, under: header, with: keys)
    }

    /// Every record of a credential as it is encrypted.
    func sealedRecords() throws -> [[UInt8]: [UInt8]] {
        var records: [[UInt8]: [UInt8]] = [:]
        for name in try names(.document) { records[name.id] = try record(name)?.sealed }
        return records
    }

    /// The digests of all records of credentials.
    func readableDigests() throws -> [ObjectName] {
        try names(.document).map { try ObjectName(digest: $0.id) }
    }

    /// Remembers a verdict for the only credential.
    func record(_ verdict: RecordedVerdict, for vault: Vault) throws {
        let wallet = Wallet(vault)
        var verdict = verdict
        verdict.isAuthentic = true
        verdict.code = "SIGNATURE_VALIE"
        verdict.issuerName = "Leiehove University"
        try wallet.record(verdict, for: wallet.find("1"))
    }

    /// Lets each of two credentials stand where the other was.
    func exchangeRecords(_ first: ObjectName, _ second: ObjectName) throws {
        let names = (RecordName(first), RecordName(second))
        let records = (try record(names.0), try record(names.1))
        try change { (pending: inout PendingChanges) throws(WalletError) in
            pending.records = [names.0: records.1, names.1: records.0]
        }
    }

    /// Takes away the list of what is in it.
    func removeIndex() throws {
        try change { (pending: inout PendingChanges) throws(WalletError) in
            pending.records.updateValue(nil, forKey: .index)
        }
    }

    /// Lets the record of a credential claim to be of another generation, so that it does not open.
    func pretendGeneration(_ generation: Int, of digest: ObjectName) throws {
        try pretendGeneration(generation, of: RecordName(digest))
    }

    /// The same for the only record of a kind.
    func pretendGeneration(_ generation: Int, ofOnly kind: RecordName.Kind) throws {
        let names = try names(kind)
        guard names.count == 1 else { return }
        try pretendGeneration(generation, of: names[0])
    }

    private func pretendGeneration(_ generation: Int, of name: RecordName) throws {
        guard let record = try record(name) else { return }
        try change { (pending: inout PendingChanges) throws(WalletError) in
            pending.records = [
                name: SealedRecord(generation: generation, nonce: record.nonce, sealed: record.sealed)
            ]
        }
    }
}

extension KeptKey {
    /// A key that is in no vault.
    static var unknownForTests: KeptKey {
        get throws {
            KeptKey(
                publicKey: try Ed25519PrivateKey.generate().publicKey, madeAt: Fixtures.now, issuer: nil)
        }
    }
}
