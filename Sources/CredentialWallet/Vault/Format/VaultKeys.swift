import Cryptography

/// The key of a vault, and those that come from it.
final class VaultKeys: Sendable {
    /// The data key: random, and known to the slots of the header alone.
    let dataKey: SecretBytes

    /// Identifies the vault: keys of two vaults have nothing in common even if the data key were the same.
    let vaultID: [UInt8]

    init(dataKey: SecretBytes, vaultID: [UInt8]) {
        self.dataKey = dataKey
        self.vaultID = vaultID
    }

    static func generate(vaultID: [UInt8]) throws(WalletError) -> VaultKeys {
        let key = try WalletError.ofCryptography { () throws(CryptographyError) in
            try SecretBytes.random(count: AES256GCM.keyByteCount)
        }
        return VaultKeys(dataKey: key, vaultID: vaultID)
    }

    /// What only this key gives, and says nothing about it.
    func commitment() throws(CryptographyError) -> [UInt8] {
        try HKDF.derive(from: dataKey, salt: vaultID, purpose: Array("testamur vault commitment v1".utf8))
            .withSpan { span in span.indices.map { span[$0] } }
    }

    /// The cipher for the body under a header: a header with one bit changed gives another.
    func bodyCipher(_ header: [UInt8], salt: [UInt8]) throws(CryptographyError) -> AES256GCM {
        let purpose = Array("testamur vault body v1".utf8) + (try SHA256.hash(header))
        return try AES256GCM(key: HKDF.derive(from: dataKey, salt: salt, purpose: purpose))
    }

    /// The cipher for one record.
    func recordCipher(_ name: RecordName) throws(CryptographyError) -> AES256GCM {
        let key = try HKDF.derive(
            from: dataKey, salt: name.id, purpose: Array("testamur vault record v1".utf8) + [UInt8(name.kind.rawValue)])
        return try AES256GCM(key: key)
    }
}
