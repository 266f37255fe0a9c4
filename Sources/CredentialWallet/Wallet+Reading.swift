import Credentials
import Encodings
import Storage

extension Wallet {
    /// The bytes of a credential exactly as they were added.
    ///
    /// - Throws: ``WalletError`` with code `damaged` when what is stored is not what was added, or `failed`.
    public func bytes(of entry: WalletEntry) throws(WalletError) -> [UInt8] {
        guard let bytes = try store.bytes(of: entry.digest) else {
            throw WalletError(.damaged, "the file of credential \(entry.number) is missing from the wallet")
        }
        guard try Self.digest(of: bytes) == entry.digest else {
            throw WalletError(.damaged, "the file of credential \(entry.number) was changed after it was added")
        }
        return bytes
    }

    /// What lists and searches need of every credential, by number; those without a note come last.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    public func summaries() throws(WalletError) -> [WalletSummary] {
        if let indexed = try store.indexed() { return indexed }
        return try entries().map { WalletSummary($0) }
    }

    /// The credentials that somebody looks for, by number.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    public func summaries(matching query: WalletQuery) throws(WalletError) -> [WalletSummary] {
        query.matches(in: try summaries())
    }

    /// The whole entry of a summary.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    public func entry(_ summary: WalletSummary) throws(WalletError) -> WalletEntry {
        try entry(summary.digest, number: summary.number, note: summary.note)
    }

    /// Reads what is kept under a digest.
    func entry(_ digest: ObjectName, number: Int, note: WalletNote?) throws(WalletError) -> WalletEntry {
        let content: WalletEntry.Content
        do throws(WalletError) {
            if let bytes = try store.bytes(of: digest) {
                content = try Self.digest(of: bytes) == digest ? Self.content(of: bytes) : .altered
            } else {
                content = .missing
            }
        } catch {
            // A file that grew beyond every credential is one bad entry, and no reason to hide the others.
            guard error.code == .tooLarge else { throw error }
            content = .altered
        }
        return WalletEntry(number: number, digest: digest, note: note, content: content)
    }

    /// Reads bytes as a document.
    static func content(of bytes: [UInt8]) -> WalletEntry.Content {
        do throws(JSONError) {
            return .document(try ReceivedCredential(parsing: bytes))
        } catch {
            return .unreadable(error)
        }
    }
}
