import Cryptography
import Encodings

extension Vault {
    /// Remembers that a presentation was made.
    ///
    /// - Returns: The same with its identifier.
    /// - Throws: ``WalletError`` as ``exclusively(_:)``.
    @discardableResult
    public func record(_ presentation: MadePresentation) throws(WalletError) -> MadePresentation {
        let id = try WalletError.ofCryptography { () throws(CryptographyError) in try SecureRandom.bytes(8) }
        let name = id.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        let made = MadePresentation(
            id: name, madeAt: presentation.madeAt, verifier: presentation.verifier, domain: presentation.domain,
            expiresAt: presentation.expiresAt, holder: presentation.holder, credentials: presentation.credentials,
            titles: presentation.titles)
        let bytes = made.json.serialized()
        try change { (pending: inout PendingChanges) throws(WalletError) in
            try write(bytes.span, as: RecordName(kind: .presentation, id: id), in: &pending)
        }
        return made
    }

    /// The presentations that were made, the first one first.
    ///
    /// - Throws: ``WalletError`` with code `vaultDamaged` or `failed`.
    public func presentations() throws(WalletError) -> [MadePresentation] {
        var made: [MadePresentation] = []
        for name in try names(.presentation) {
            guard let bytes = try content(name),
                let presentation = (try? JSONDocument(parsing: bytes, limits: .general))
                    .flatMap({ MadePresentation($0.root) })
            else { throw WalletError(.vaultDamaged, "the note on a presentation is not what was written") }
            made.append(presentation)
        }
        return made.sorted { ($0.madeAt, $0.id) < ($1.madeAt, $1.id) }
    }

    /// Forgets that presentations were made, for good: the file before this change goes as well.
    ///
    /// - Parameter ids: Which ones; all of them where it is `nil`.
    /// - Returns: How many were forgotten.
    /// - Throws: ``WalletError`` as ``exclusively(_:)``.
    @discardableResult
    public func forgetPresentations(_ ids: Set<String>? = nil) throws(WalletError) -> Int {
        try exclusively { () throws(WalletError) in
            var count = 0
            for name in try names(.presentation) {
                let id = name.id.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
                guard ids?.contains(id) ?? true else { continue }
                count += 1
                try change { (pending: inout PendingChanges) throws(WalletError) in
                    pending.records.updateValue(nil, forKey: name)
                    pending.removesPrevious = true
                }
            }
            return count
        }
    }
}
