import Cryptography
public import Encodings
public import Proofs
import Synchronization

extension Vault {
    /// The key for an issuer, which is made when it is asked for first.
    ///
    /// Each issuer gets its own, so that two of them cannot tell from it that they know the same person.
    ///
    /// - Throws: ``WalletError`` as ``exclusively(_:)``.
    public func holderKey(forIssuer issuer: String, at now: Timestamp) throws(WalletError) -> KeptKey {
        try exclusively { () throws(WalletError) in
            let known = try holderKeys().first { $0.issuer?.utf8.elementsEqual(issuer.utf8) == true }
            if let known { return known }
            return try makeHolderKey(issuer: issuer, at: now)
        }
    }

    /// Makes a key for one credential alone.
    ///
    /// - Throws: ``WalletError`` as ``exclusively(_:)``.
    public func makeHolderKey(at now: Timestamp) throws(WalletError) -> KeptKey {
        try makeHolderKey(issuer: nil, at: now)
    }

    private func makeHolderKey(issuer: String?, at now: Timestamp) throws(WalletError) -> KeptKey {
        let (seed, key) = try WalletError.ofCryptography { () throws(CryptographyError) in
            let seed = try SecretBytes.random(count: Ed25519PrivateKey.seedByteCount)
            return (seed, try Ed25519PrivateKey(seed: seed))
        }
        let made = KeptKey(publicKey: key.publicKey, madeAt: now, issuer: issuer)
        var note: JSONValue = ["version": 1, "madeAt": .string(now.description)]
        note["issuer"] = issuer.map { .string($0) }
        let bytes = note.serialized()
        try change { (pending: inout PendingChanges) throws(WalletError) in
            try write(seed, as: RecordName(kind: .holderKey, id: key.publicKey.bytes), in: &pending)
            try write(bytes.span, as: RecordName(kind: .holderKeyNote, id: key.publicKey.bytes), in: &pending)
        }
        return made
    }

    /// All keys of the holder.
    ///
    /// - Throws: ``WalletError`` with code `vaultDamaged` or `failed`.
    public func holderKeys() throws(WalletError) -> [KeptKey] {
        var keys: [KeptKey] = []
        for name in try names(.holderKeyNote) {
            guard let bytes = try content(name),
                let note = try? JSONDocument(parsing: bytes, limits: .general).root,
                let madeAt = note["madeAt"]?.string.flatMap({ try? Timestamp(parsing: $0) }),
                let publicKey = try? Ed25519PublicKey(bytes: name.id)
            else { throw WalletError(.vaultDamaged, "the note on a key of the holder is not what was written") }
            keys.append(KeptKey(publicKey: publicKey, madeAt: madeAt, issuer: note["issuer"]?.string))
        }
        return keys.sorted { ($0.madeAt, $0.did) < ($1.madeAt, $1.did) }
    }

    /// A key of the holder, locked into signing presentations; `nil` where the vault has no such key.
    ///
    /// Whoever asks, no key of a learner signs anything but a presentation: bytes of somebody else's choice could be a
    /// credential.
    ///
    /// - Throws: ``WalletError`` with code `vaultDamaged` or `failed`.
    public func signer(for key: KeptKey) throws(WalletError) -> HolderKey? {
        guard let seed = try secret(RecordName(kind: .holderKey, id: key.publicKey.bytes)) else { return nil }
        let privateKey = try WalletError.ofCryptography { () throws(CryptographyError) in
            try Ed25519PrivateKey(seed: seed)
        }
        guard privateKey.publicKey == key.publicKey else {
            throw WalletError(.vaultDamaged, "a key of the holder is not what was written")
        }
        return HolderKey(privateKey)
    }

    /// The secret in a record, or `nil`.
    func secret(_ name: RecordName) throws(WalletError) -> SecretBytes? {
        guard let record = try record(name) else { return nil }
        return try WalletError.ofCryptography { () throws(CryptographyError) in
            try record.openSecret(as: name, with: keys)
        }
    }

    /// Encrypts a secret as a part of a change.
    func write(_ secret: SecretBytes, as name: RecordName, in pending: inout PendingChanges) throws(WalletError) {
        let generation = pending.generation
        let record = try WalletError.ofCryptography { () throws(CryptographyError) in
            try secret.withSpan { span throws(CryptographyError) in
                try SealedRecord(span, as: name, generation: generation, with: keys)
            }
        }
        pending.records.updateValue(record, forKey: name)
    }
}
